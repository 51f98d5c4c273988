"""EventStore: the one interface between the application and whatever keeps its records.

A backend keeps documents and tells of changes. It never filters, counts or searches: `Timeline`
does, over `Index`.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from store.index import Index
from store.model import Document, Kind, Unreadable
from store.names import Names

Counted = Callable[[int, int], None]
"""Is told how many of how many events were read."""


def unheard(done: int, every: int) -> None:
    """Hear how many of how many events were read, and do nothing."""


Token = int
"""The state of a store: grows with every transaction it has seen."""


class StoreInfo(msgspec.Struct, frozen=True):
    """What a store says of itself."""

    store_id: str
    location: str
    """Path, or "memory"."""
    read_only: bool
    format: int
    notices: tuple[str, ...] = ()
    """What there is to tell of it, why it can only be read included, a sentence each.

    More may come while it is open.
    """
    read_only_reason: str = ""
    """Why it can only be read, in a sentence; empty where its permissions say so."""


class Fault(msgspec.Struct, frozen=True):
    """Something in a store that is not as it should be."""

    file: str
    """As it is shown."""
    offset: int | None
    """The byte of the file at which it begins, where it can be told."""
    kind: Kind | None
    """Of the record at fault, where it is one."""
    uid: str
    """Of the record at fault; empty where none is known."""
    reason: str


class Repaired(msgspec.Struct, frozen=True):
    """What a repair has made, and what it could not."""

    file: str
    """The new store."""
    records: int
    """How many it holds."""
    conflicts: tuple[str, ...]
    """What could not come along, a line each."""
    conflicts_file: str
    """Holds all that could not; empty where there is nothing of the kind."""


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

    def index(self, told: Counted = unheard) -> Index:
        """Columns of all events at one token; `told` hears how far it is where that takes long."""

    def names(self) -> Names:
        """Names of actors, places and sources; costs nothing for the events."""

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

    def check(self) -> list[Fault]:
        """Read everything, change nothing, and return what is wrong."""

    def backup(self, path: Path) -> None:
        """Write a whole copy of one state; raises WriteError where something is at the path."""

    def compact(self) -> None:
        """Fold what was added since into the file; raises ReadOnly or WriteError."""

    def close(self) -> None:
        """Release everything."""
