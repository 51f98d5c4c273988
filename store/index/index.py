"""Index: what all events have in common, sorted once, column by column."""

from array import array
from collections.abc import Iterable
from functools import cached_property

import msgspec

from store.model import Actor, Document, EventKind, Place, Source, Unreadable
from store.names import Names

UNDATED = 2**63 - 1
"""Anchor of an event without a date: after all others."""


class Deletion(msgspec.Struct, frozen=True):
    """A deleted event, which can be restored."""

    uid: str
    when: str
    """EDTF."""
    title: str
    at: str
    """UTC, ISO 8601."""
    reason: str = ""


class Index(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Columns of all events at one token: a row each, oldest first, undated last."""

    token: int
    actors: dict[str, Actor]
    places: dict[str, Place]
    sources: dict[str, Source]
    unreadable: list[Unreadable]
    deleted: list[Deletion]
    """The latest first."""
    uses: dict[str, int]
    """Number of claims that cite each source."""
    uid: list[str]
    when: list[str]
    """EDTF."""
    part_of_day: list[str]
    kind: list[EventKind]
    title: list[str]
    badge: list[str]
    factions: list[tuple[str, ...]]
    text: list[str]
    anchors: bytes
    """int64 civil seconds, sorted; undated last."""
    starts: bytes
    """int64 civil seconds at which each event has begun at the earliest, OPEN_PAST if not known."""
    ends: bytes
    """int64 civil seconds, exclusive, at the latest; OPEN_FUTURE if not known."""
    sections: list[tuple[int, int, int]]
    """First row, year and month of each run of rows under one heading."""
    postings: dict[str, bytes]
    """`facet:value` to a bitset of rows, little-endian."""
    contested: bytes
    """Bitset of the rows whose accounts are at odds."""

    @classmethod
    def build(
        cls,
        events: Iterable[Document],
        actors: Iterable[Document],
        places: Iterable[Document],
        sources: Iterable[Document],
        token: int,
    ) -> "Index":
        """Compute the index; a document that is no valid record is listed in `unreadable`."""
        from store.index.build import columns

        return cls(token=token, **columns(events, actors, places, sources))

    def __len__(self) -> int:
        return len(self.uid)

    @cached_property
    def names(self) -> Names:
        """Names of the actors, places and sources."""
        return Names(self.actors, self.places, self.sources)

    @cached_property
    def anchor(self) -> "array[int]":
        """Civil second under which each row stands."""
        return array("q", self.anchors)

    @cached_property
    def start(self) -> "array[int]":
        """Civil second before which no row's event can have begun."""
        return array("q", self.starts)

    @cached_property
    def end(self) -> "array[int]":
        """Civil second at which each row's event has surely ended."""
        return array("q", self.ends)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Row of each uid."""
        return {uid: row for row, uid in enumerate(self.uid)}

    def posting(self, facet: str, value: str) -> int:
        """Return the rows that have a value, as a bitset."""
        return int.from_bytes(self.postings.get(f"{facet}:{value}", b""), "little")

    def values(self, facet: str) -> list[str]:
        """Return all values of a facet, in no order."""
        prefix = f"{facet}:"
        return [key.removeprefix(prefix) for key in self.postings if key.startswith(prefix)]
