"""Computes the columns of an index from documents; slow beside reading one that is kept."""

from array import array
from collections import Counter
from collections.abc import Iterable
from typing import Any

from store.index.entry import Entry, enter
from store.index.index import Deletion
from store.index.selection import bitset
from store.model import (
    Actor,
    AnyView,
    Deleted,
    Document,
    Event,
    Kind,
    Place,
    Source,
    Unreadable,
    view,
)
from store.names import Names
from store.text import clean

FAULTS = (ValueError, ArithmeticError, LookupError, RecursionError)
"""What a document may raise on its way in; none of it may hide the other documents."""


def columns(
    events: Iterable[Document],
    actors: Iterable[Document],
    places: Iterable[Document],
    sources: Iterable[Document],
) -> dict[str, Any]:
    """Return the fields of an Index but its token."""
    unreadable: list[Unreadable] = []
    names = names_of(actors, places, sources, unreadable)
    entries, deleted = [], []
    for document in events:
        try:
            event = view(Event, document)
            if event.deleted:
                deleted.append(_deletion(event, event.deleted))
            else:
                entries.append(enter(event, names))
        except FAULTS as error:
            unreadable.append(_unread("event", document, error))
    entries.sort(key=lambda entry: entry.key)
    deleted.sort(key=lambda each: (each.at, each.uid), reverse=True)
    return {
        "actors": names.actors,
        "places": names.places,
        "sources": names.sources,
        "unreadable": unreadable,
        "deleted": deleted,
        "uses": dict(Counter(source for entry in entries for source in entry.sources)),
        **_columns(entries),
    }


def names_of(
    actors: Iterable[Document],
    places: Iterable[Document],
    sources: Iterable[Document],
    unreadable: list[Unreadable] | None = None,
) -> Names:
    """Return the names of what is not deleted; a document that is none is listed, if wanted."""
    left_out = [] if unreadable is None else unreadable
    return Names(
        _views(actors, "actor", Actor, left_out),
        _views(places, "place", Place, left_out),
        _views(sources, "source", Source, left_out),
    )


def _views(
    documents: Iterable[Document], kind: Kind, type_: type[AnyView], unreadable: list[Unreadable]
) -> dict[str, AnyView]:
    """Return the views of what is not deleted."""
    views = {}
    for document in documents:
        try:
            found = view(type_, document)
            if not document.get("deleted"):
                views[document["uid"]] = found
        except FAULTS as error:
            unreadable.append(_unread(kind, document, error))
    return views


def _deletion(event: Event, mark: Deleted) -> Deletion:
    return Deletion(event.uid, event.when, clean(event.title), mark.at, clean(mark.reason))


def _columns(entries: list[Entry]) -> dict[str, Any]:
    sections: list[tuple[int, int, int]] = []
    rows: dict[str, list[int]] = {}
    for row, entry in enumerate(entries):
        if not sections or sections[-1][1:] != entry.section:
            sections.append((row, *entry.section))
        for key in entry.postings:
            rows.setdefault(key, []).append(row)
    return {
        "uid": [entry.uid for entry in entries],
        "when": [entry.when for entry in entries],
        "part_of_day": [entry.part_of_day for entry in entries],
        "kind": [entry.kind for entry in entries],
        "title": [entry.title for entry in entries],
        "badge": [entry.badge for entry in entries],
        "factions": [entry.factions for entry in entries],
        "text": [entry.text for entry in entries],
        "anchors": array("q", [entry.anchor for entry in entries]).tobytes(),
        "starts": array("q", [entry.start for entry in entries]).tobytes(),
        "ends": array("q", [entry.end for entry in entries]).tobytes(),
        "sections": sections,
        "postings": {key: bitset(found) for key, found in rows.items()},
        "contested": bitset([row for row, entry in enumerate(entries) if entry.contested]),
    }


def _unread(kind: Kind, document: Document, error: Exception) -> Unreadable:
    uid, reason = clean(str(document.get("uid", ""))), clean(str(error))
    return Unreadable(kind, uid or "(no uid)", reason or type(error).__name__)
