"""EventStore: the one interface between the application and whatever keeps its records.

A backend keeps documents and tells of changes. It never filters, counts or searches: `Timeline`
does, over `Index`.
"""

from collections.abc import Sequence
from typing import Protocol

import msgspec

from store.index import Index
from store.model import Document, Kind, Unreadable

Token = int
"""The state of a store: grows with every transaction it has seen."""


class StoreInfo(msgspec.Struct, frozen=True):
    """What a store says of itself."""

    store_id: str
    location: str
    """Path, or "memory"."""
    read_only: bool
    format: int


class Change(msgspec.Struct, frozen=True):
    """One record added (`before` None), edited, or deleted (`document` None)."""

    kind: Kind
    uid: str
    before: int | None
    """The version it replaces."""
    document: Document | None


class Record(msgspec.Struct, frozen=True):
    """A stored document."""

    kind: Kind
    uid: str
    version: int
    document: Document


class Resync(msgspec.Struct, frozen=True):
    """Changes since that token are not known one by one: read `index()` again."""


class EventStore(Protocol):
    """Keeps events, actors, places and sources. All methods may raise StoreError."""

    def info(self) -> StoreInfo:
        """Identity, location and whether it can be written."""

    def index(self) -> Index:
        """Columns of all events at one token."""

    def get(self, kind: Kind, uids: Sequence[str]) -> list[Record | Unreadable]:
        """Return the records in the order asked; an unknown uid raises NotFound."""

    def apply(self, changes: Sequence[Change], label: str) -> Token:
        """Make one transaction, all or nothing.

        Raises VersionConflict, Duplicate, NotFound, ReadOnly, WriteError or Unconfirmed.
        """

    def changes(self, since: Token) -> list[Change] | Resync:
        """Return what happened after that token, in order."""

    def wait(self, since: Token, timeout: float) -> bool:
        """Block up to `timeout` seconds; whether anything changed after that token."""

    def close(self) -> None:
        """Release everything."""
