"""Computes what an index holds from documents; slow beside reading one that is kept."""

from collections.abc import Callable, Iterable

from store.index.entry import Entry, enter
from store.index.fresh import Fresh
from store.index.index import Aside, Deletion, Index
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


class Intake:
    """Takes events in: those that are listed go to `take`, the others stand aside."""

    def __init__(self, names: Names, take: Callable[[Entry], None]) -> None:
        self._names = names
        self._take = take
        self.deleted: list[Deletion] = []
        self.unreadable: list[Unreadable] = []

    def add(self, document: Document) -> None:
        """Take an event."""
        try:
            event = view(Event, document)
        except FAULTS as error:
            self.unreadable.append(unread("event", document, error))
        else:
            self.enter(event)

    def enter(self, event: Event) -> None:
        """Take the view of an event."""
        try:
            found = kept_of(event, self._names)
        except FAULTS as error:
            self.unreadable.append(unread("event", {"uid": event.uid}, error))
            return
        if isinstance(found, Deletion):
            self.deleted.append(found)
        else:
            self._take(found)

    def aside(self) -> Aside:
        """Return what is known beside the events listed."""
        return Aside.of(self.unreadable, self.deleted)


def built(
    events: Iterable[Document],
    actors: Iterable[Document],
    places: Iterable[Document],
    sources: Iterable[Document],
    token: int,
) -> Index:
    """Return an index in memory; a document that is no valid record is listed in `unreadable`."""
    unreadable: list[Unreadable] = []
    names = names_of(actors, places, sources, unreadable)
    entries: list[Entry] = []
    intake = Intake(names, entries.append)
    intake.unreadable = unreadable
    for document in events:
        intake.add(document)
    return Index(base=Fresh(entries), names=names, aside=intake.aside(), token=token)


def entered(document: Document, names: Names) -> Entry | Deletion:
    """Return what an index keeps of an event; raises one of FAULTS."""
    return kept_of(view(Event, document), names)


def kept_of(event: Event, names: Names) -> Entry | Deletion:
    """Return what an index keeps of the view of an event; raises one of FAULTS."""
    return _deletion(event, event.deleted) if event.deleted else enter(event, names)


def names_of(
    actors: Iterable[Document],
    places: Iterable[Document],
    sources: Iterable[Document],
    unreadable: list[Unreadable] | None = None,
) -> Names:
    """Return the names of what is not deleted; a document that is none is listed, if wanted."""
    left_out = [] if unreadable is None else unreadable
    return Names(
        views(actors, "actor", Actor, left_out),
        views(places, "place", Place, left_out),
        views(sources, "source", Source, left_out),
    )


def views(
    documents: Iterable[Document], kind: Kind, type_: type[AnyView], unreadable: list[Unreadable]
) -> dict[str, AnyView]:
    """Return the views of what is not deleted."""
    found = {}
    for document in documents:
        try:
            one = view(type_, document)
            if not document.get("deleted"):
                found[document["uid"]] = one
        except FAULTS as error:
            unreadable.append(unread(kind, document, error))
    return found


def unread(kind: Kind, document: Document, error: Exception) -> Unreadable:
    """Say why a document is no valid record."""
    uid, reason = clean(str(document.get("uid", ""))), clean(str(error))
    return Unreadable(kind, uid or "(no uid)", reason or type(error).__name__)


def _deletion(event: Event, mark: Deleted) -> Deletion:
    return Deletion(event.uid, event.when, clean(event.title), mark.at, clean(mark.reason))
