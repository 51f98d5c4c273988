"""A layer in memory: events that no file keeps yet."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from store.index.layer import UNDATED, Kept, Run
from store.index.selection import Bits, union

if TYPE_CHECKING:
    from store.index.entry import Entry


class Fresh:
    """A Layer of entries."""

    def __init__(self, entries: "Iterable[Entry]" = ()) -> None:
        self.sorted = sorted(entries, key=_key)

    def __len__(self) -> int:
        return len(self.sorted)

    def entries(self, rows: int) -> "Iterator[Entry]":
        """Yield all that is kept of the events of some rows."""
        return (entry for row, entry in enumerate(self.sorted) if rows >> row & 1)

    @cached_property
    def anchor(self) -> list[int]:
        """Civil second under which each row stands."""
        return [entry.anchor for entry in self.sorted]

    def before(self, second: int) -> int:
        """Return how many rows stand under an earlier civil second."""
        return bisect_left(self.anchor, second)

    @cached_property
    def runs(self) -> list[Run]:
        """The headings, in order."""
        runs: list[Run] = []
        for row, entry in enumerate(self.sorted):
            if not runs or runs[-1][1:] != entry.section:
                runs.append((row, *entry.section))
        return runs

    @cached_property
    def contested(self) -> int:
        """Rows whose accounts are at odds."""
        return union([row for row, entry in enumerate(self.sorted) if entry.contested])

    @cached_property
    def bytes_of_text(self) -> int:
        """Bytes that a search has to look through."""
        return sum(len(entry.text) for entry in self.sorted)

    def kept(self, row: int) -> Kept:
        """Return an event's row; raises IndexError."""
        return self.sorted[row].kept

    def row(self, uid: str) -> int | None:
        """Return the row of an event, None where it has none."""
        return self._rows.get(uid)

    def posting(self, facet: str, value: str) -> int:
        """Return the rows that have a value."""
        return union(self._postings.get(f"{facet}:{value}", []))

    def having(self, facets: Collection[str], values: Collection[str]) -> int:
        """Return the rows that have one of some values, however many, in one of some facets."""
        keys = (f"{facet}:{value}" for facet in facets for value in values)
        return union([row for key in keys for row in self._postings.get(key, ())])

    def total(self, facet: str, value: str) -> int:
        """Return the number of rows that have a value."""
        return len(self._postings.get(f"{facet}:{value}", ()))

    def count(self, facet: str, value: str, within: Bits) -> int:
        """Return the number of rows that have a value and are among some."""
        return sum(row in within for row in self._postings.get(f"{facet}:{value}", ()))

    def number(self, facet: str) -> int:
        """Return how many values a facet has."""
        return len([*self.totals(facet)])

    def most(self, facet: str, number: int) -> list[tuple[str, int]]:
        """Return the values of a facet that have the most rows, with the number of these."""
        return sorted(self.totals(facet), key=itemgetter(1), reverse=True)[:number]

    def uses(self, source: str) -> int:
        """Return the number of claims that cite a source."""
        return sum(entry.sources.count(source) for entry in self.sorted)

    def totals(self, facet: str) -> Iterator[tuple[str, int]]:
        """Return all values of a facet with the number of their rows, in no order."""
        prefix = f"{facet}:"
        for key, rows in self._postings.items():
            if key.startswith(prefix):
                yield key.removeprefix(prefix), len(rows)

    def during(self, low: int, high: int) -> int:
        """Return the dated rows that may overlap a span of civil seconds, `high` exclusive."""
        dated = self.sorted[: bisect_left(self.anchor, UNDATED)]
        return union([at for at, one in enumerate(dated) if one.start < high and one.end > low])

    def holding(self, word: str, first: int, last: int) -> Sequence[int]:
        """Return the rows from `first` to before `last` whose text holds a folded word."""
        found = enumerate(self.sorted[first:last], first)
        return [row for row, entry in found if word in entry.text]

    def text(self, row: int) -> str:
        """Return the folded text of a row."""
        return self.sorted[row].text

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {entry.uid: row for row, entry in enumerate(self.sorted)}

    @cached_property
    def _postings(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for row, entry in enumerate(self.sorted):
            for key in entry.postings:
                rows.setdefault(key, []).append(row)
        return rows


def _key(entry: "Entry") -> tuple[int, int, str]:
    return entry.key
