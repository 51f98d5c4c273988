"""Layer: what an index asks of a set of events in timeline order, kept on disk or in memory."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

import msgspec

from store.model import EventKind

if TYPE_CHECKING:
    from store.index.entry import Entry
    from store.index.selection import Bits

UNDATED = 2**63 - 1
"""Anchor of an event without a date: after all others."""

Run = tuple[int, int, int]
"""First row, year and month of rows that stand under one heading."""


class Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a row of the timeline shows of its event, and what changing it takes to know."""

    uid: str
    when: str
    """EDTF."""
    part_of_day: str
    kind: EventKind
    title: str
    badge: str
    factions: tuple[str, ...]
    sources: tuple[str, ...]
    """Uid of the source of each claim that has one."""


class Layer(Protocol):
    """Events by row, from 0, oldest first, undated last; sets of rows are integers, bit i row i."""

    def __len__(self) -> int: ...

    @property
    def anchor(self) -> Sequence[int]:
        """Civil second under which each row stands, sorted; UNDATED last."""

    def before(self, second: int) -> int:
        """Return how many rows stand under an earlier civil second."""

    @property
    def runs(self) -> Sequence[Run]:
        """The headings, in order."""

    @property
    def contested(self) -> int:
        """Rows whose accounts are at odds."""

    @property
    def bytes_of_text(self) -> int:
        """Bytes that a search has to look through."""

    def kept(self, row: int) -> Kept:
        """Return an event's row."""

    def row(self, uid: str) -> int | None:
        """Return the row of an event, None where it has none."""

    def posting(self, facet: str, value: str) -> int:
        """Return the rows that have a value."""

    def having(self, facets: Collection[str], values: Collection[str]) -> int:
        """Return the rows that have one of some values, however many, in one of some facets."""

    def total(self, facet: str, value: str) -> int:
        """Return the number of rows that have a value."""

    def count(self, facet: str, value: str, within: "Bits") -> int:
        """Return the number of rows that have a value and are among some."""

    def number(self, facet: str) -> int:
        """Return how many values a facet has."""

    def most(self, facet: str, number: int) -> Iterable[tuple[str, int]]:
        """Return the values of a facet that have the most rows, with the number of these."""

    def uses(self, source: str) -> int:
        """Return the number of claims that cite a source."""

    def totals(self, facet: str) -> Iterable[tuple[str, int]]:
        """Return all values of a facet with the number of their rows, in no order."""

    def during(self, low: int, high: int) -> int:
        """Return the dated rows that may overlap a span of civil seconds, `high` exclusive."""

    def holding(self, word: str, first: int, last: int) -> Sequence[int]:
        """Return the rows from `first` to before `last` whose text holds a folded word."""

    def text(self, row: int) -> str:
        """Return the folded text of a row."""

    def entries(self, rows: int) -> "Iterable[Entry]":
        """Return all that is kept of the events of some rows."""
