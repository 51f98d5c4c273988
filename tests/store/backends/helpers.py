"""Short words for changes."""

from typing import Any

from store.base import Change
from store.model import Document, Kind
from tests.factories import actor, event, place, source


def add(document: Document, kind: Kind = "event") -> Change:
    """Return the adding of a document."""
    return Change(kind, document["uid"], None, document)


def edit(document: Document, kind: Kind = "event") -> Change:
    """Return the edit that makes a document what it is, from the version before."""
    return Change(kind, document["uid"], document["version"] - 1, document)


def delete(uid: str, before: int | None = 1, kind: Kind = "event") -> Change:
    """Return the deletion of a record."""
    return Change(kind, uid, before, None)


def second(uid: str = "e1", **keys: Any) -> Document:
    """Return the second version of an event."""
    return event(uid, version=2, **keys)


def four_kinds() -> list[Change]:
    """Return one record of each kind."""
    return [
        add(actor("sohr"), "actor"),
        add(place("jazal"), "place"),
        add(source("src"), "source"),
        add(event("e1")),
    ]
