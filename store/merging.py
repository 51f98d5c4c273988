"""Two sources that are the same document made one, in one transaction that can be taken back."""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from store.base import Change, EventStore, Record
from store.edits import KEPT_BY_US, Stamp, deleted, edited
from store.errors import StoreError
from store.history import stored
from store.model import Document, Kind
from store.text import clean

_CITING: dict[Kind, str] = {"event": "claims", "actor": "parents"}
"""By kind of record: the list whose items cite a source."""
_OF_ADDRESS = frozenset(("accessed", "archive", "sha256"))
"""What is true of one address only."""


def merged(store: EventStore, kept: str, other: str, stamp: Stamp) -> list[Change]:
    """Return what lets all that cites the other source cite the kept one; raises StoreError.

    Deleted events change too, so that they find the source when they come back. The kept source
    takes over what only the other states; the other is marked as deleted.
    """
    if kept == other:
        raise StoreError("A source cannot be merged into itself: choose another to keep.")
    first, second = _alive(store, kept), _alive(store, other)
    because = replace(stamp, reason=stamp.reason or f"{other} is the same source as {kept}")
    versions: list[tuple[Kind, Document, Document]] = [
        ("source", first, edited(first, filled(first, second), because)),
        ("source", second, deleted(second, because)),
    ]
    for kind, before in _citing(store, other):
        versions.append((kind, before, edited(before, _moved(kind, before, kept, other), because)))
    return [
        Change(kind, before["uid"], before.get("version", 1), after)
        for kind, before, after in versions
        if after is not before
    ]


def filled(kept: Document, other: Document) -> Document:
    """Return the kept source with what only the other states.

    When a page was read, its copy and its digest are not taken over beside another address.
    """
    at_home = kept.get("URL", "") in ("", other.get("URL", ""))
    more = {
        key: value
        for key, value in other.items()
        if key not in KEPT_BY_US
        and (at_home or key not in _OF_ADDRESS)
        and _says(key, value)
        and not _says(key, kept.get(key))
    }
    return {**kept, **more}


def _says(key: str, value: Any) -> bool:
    """Whether a field states anything; any source is a document."""
    return value not in (None, "", [], (), {}) and (key, value) != ("type", "document")


def _alive(store: EventStore, uid: str) -> Document:
    document = stored(store, "source", uid)
    if document.get("deleted"):
        title = clean(document["title"])
        raise StoreError(f"“{title}” was deleted meanwhile: choose another source.")
    return document


def _citing(store: EventStore, uid: str) -> Iterator[tuple[Kind, Document]]:
    """Yield the records that may cite a source; what cannot be read is left as it is."""
    index = store.index()
    shown = [index.kept(row).uid for row in index.rows("source", uid)]
    actors = [
        actor.uid
        for actor in index.actors.values()
        if any(parent.source == uid for parent in actor.parents)
    ]
    events = [*shown, *(each.uid for each in index.deleted)]
    found = [*store.get("event", events), *store.get("actor", actors)]
    yield from ((each.kind, each.document) for each in found if isinstance(each, Record))


def _moved(kind: Kind, document: Document, kept: str, other: str) -> Document:
    """Return the document with all that cited the other source citing the kept one."""
    key = _CITING[kind]
    items = [
        {**item, "source": kept} if item.get("source") == other else item
        for item in document.get(key, ())
    ]
    return {**document, key: items}
