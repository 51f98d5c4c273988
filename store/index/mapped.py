"""A layer on disk: columns of a sidecar, of which only what is looked at is ever read."""

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from store.index.blobs import Blob, Lines, Words, found, numbers
from store.index.layer import UNDATED, Kept, Run
from store.index.selection import Bits, union
from store.index.sidecar import Sections

if TYPE_CHECKING:
    from store.index.entry import Entry

SHORT = 32 * 86_400
"""Seconds that an event lasts at most which is not listed as a long one: a month, and a day."""

MANY = 16
"""Values from which on all keys may be gone through: one of so many costs as much as a search."""

END = b"\0"
"""Behind the text of each row, which holds no such sign."""
FEW = 64
"""Rows up to which it is faster to look at each than at all as a bitset."""

SAMPLE = 512
"""Rows to a piece of the column of civil seconds: a page of memory."""

_KEPT = msgspec.msgpack.Decoder(Kept)


class Mapped:
    """A Layer over the sections that `packing` has written."""

    def __init__(self, sections: Sections) -> None:
        self.anchor = numbers(sections, "anchor", "q")
        self._sections = sections
        self._kept = Blob(sections, "kept")
        self._texts = Lines(sections, "text", END)

    def __len__(self) -> int:
        return len(self.anchor)

    def before(self, second: int) -> int:
        """Return how many rows stand under an earlier civil second.

        Of the column itself one piece is read: to map it, here and there, would take all in.
        """
        number = bisect_left(self._sample, second)
        if number == 0:
            return 0
        first = (number - 1) * SAMPLE
        last = min(first + SAMPLE, len(self))
        piece = array("q", self._sections.read("anchor", 8 * first, 8 * last))
        return first + bisect_left(piece, second)

    @cached_property
    def runs(self) -> list[Run]:
        """The headings, in order."""
        return msgspec.msgpack.decode(self._sections["runs"], type=list[Run])

    @cached_property
    def contested(self) -> int:
        """Rows whose accounts are at odds."""
        return int.from_bytes(self._sections["contested"], "little")

    @property
    def bytes_of_text(self) -> int:
        """Bytes that a search has to look through."""
        return len(self._texts.data)

    def kept(self, row: int) -> Kept:
        """Return an event's row; raises Corrupt where the file does not hold one."""
        try:
            return _KEPT.decode(self._kept[row])
        except (msgspec.DecodeError, IndexError):
            raise self._sections.damaged() from None

    def row(self, uid: str) -> int | None:
        """Return the row of an event, None where it has none."""
        rows = self._by_uid
        number = found(self._crcs, uid, lambda number: self.kept(rows[number]).uid)
        return None if number is None else rows[number]

    def posting(self, facet: str, value: str) -> int:
        """Return the rows that have a value."""
        return self.having((facet,), (value,))

    def having(self, facets: Collection[str], values: Collection[str]) -> int:
        """Return the rows that have one of some values, however many, in one of some facets.

        Those that are listed are put together first: each as bits of its own takes a thousand
        times what it says.
        """
        listed, found = array("I"), 0
        for number in (one for facet in facets for one in self._numbers(facet, values)):
            rows = self._rows[number]
            if len(rows) == 4 * self._counts[number]:
                listed.frombytes(rows)
            else:
                found |= int.from_bytes(rows, "little")
        return (found | union(listed)) & self._everything

    def _numbers(self, facet: str, values: Collection[str]) -> Iterator[int]:
        """Yield the keys of some values; many are not looked for one by one."""
        keys, prefix = self._keys, f"{facet}:"
        every = keys.starting(prefix) if len(values) > MANY else range(0)
        if len(values) * MANY > len(every) > 0:
            wanted = {f"{prefix}{value}" for value in values}
            yield from (number for number in every if keys[number] in wanted)
            return
        found = (keys.find(f"{prefix}{value}") for value in values)
        yield from (number for number in found if number is not None)

    def total(self, facet: str, value: str) -> int:
        """Return the number of rows that have a value."""
        number = self._keys.find(f"{facet}:{value}")
        return 0 if number is None else self._counts[number]

    def count(self, facet: str, value: str, within: Bits) -> int:
        """Return the number of rows that have a value and are among some."""
        number = self._keys.find(f"{facet}:{value}")
        if number is None:
            return 0
        rows = self._rows[number]
        if self._counts[number] < FEW and len(rows) == 4 * self._counts[number]:
            return sum(row in within for row in rows.cast("I"))
        return (self.posting(facet, value) & within.bits).bit_count()

    def number(self, facet: str) -> int:
        """Return how many values a facet has."""
        return len(self._keys.starting(f"{facet}:"))

    def most(self, facet: str, number: int) -> Iterator[tuple[str, int]]:
        """Yield the values of a facet that have the most rows, with the number of these."""
        prefix = f"{facet}:"
        numbers = self._keys.starting(prefix)
        for place in numbers[:number]:
            key = self._by_count[place]
            yield self._keys[key].removeprefix(prefix), self._counts[key]

    def uses(self, source: str) -> int:
        """Return the number of claims that cite a source."""
        number = self._keys.find(f"source:{source}")
        return 0 if number is None else self._uses[number]

    def totals(self, facet: str) -> Iterator[tuple[str, int]]:
        """Return all values of a facet with the number of their rows, in no order."""
        prefix, keys, counts = f"{facet}:", self._keys, self._counts
        for number in keys.starting(prefix):
            yield keys[number].removeprefix(prefix), counts[number]

    def during(self, low: int, high: int) -> int:
        """Return the dated rows that may overlap a span of civil seconds, `high` exclusive.

        A row begins where it stands and is short, or is listed: only those that are listed, and
        a month's rows before the span, are looked at one by one.
        """
        anchor, ends = self.anchor, self.ends
        dated = bisect_left(anchor, UNDATED)
        near = bisect_left(anchor, low - SHORT, 0, dated)
        first, last = (bisect_left(anchor, edge, 0, dated) for edge in (low, high))
        whole = (1 << last) - (1 << first) if first < last else 0
        before = union(
            [row for row in range(near, first) if ends[row] > low and anchor[row] < high]
        )
        return (whole | before) & ~self._all_long | self._long_during(low, high)

    def holding(self, word: str, first: int, last: int) -> Sequence[int]:
        """Return the rows from `first` to before `last` whose text holds a folded word."""
        wanted = word.encode(errors="surrogatepass")
        return () if END in wanted else [*self._texts.holding(wanted, first, last)]

    def text(self, row: int) -> str:
        """Return the folded text of a row."""
        return str(self._texts[row][: -len(END)], "utf-8")

    def entries(self, rows: int) -> "Iterator[Entry]":
        """Yield all that is kept of the events of some rows; slow beside copying what is here."""
        from store.index.unpacking import entries

        return entries(self, Bits(rows, len(self)))

    def postings(self) -> Iterator[tuple[str, int]]:
        """Yield each `facet:value` with its rows."""
        for key in self._keys:
            facet, _, value = key.partition(":")
            yield key, self.posting(facet, value)

    @cached_property
    def _everything(self) -> int:
        return (1 << len(self)) - 1

    @cached_property
    def _sample(self) -> "memoryview[int]":
        """Civil second of every row that begins a piece."""
        return numbers(self._sections, "anchor sample", "q")

    @cached_property
    def _crcs(self) -> "memoryview[int]":
        return numbers(self._sections, "uid crcs", "I")

    @cached_property
    def _by_uid(self) -> "memoryview[int]":
        return numbers(self._sections, "by uid", "I")

    @cached_property
    def _keys(self) -> Words:
        """Each `facet:value`."""
        return Words(self._sections, "key")

    @cached_property
    def _rows(self) -> Blob:
        """For each key its rows: listed, or as a bitset where they are many."""
        return Blob(self._sections, "rows")

    @cached_property
    def _counts(self) -> "memoryview[int]":
        """For each key the number of its rows."""
        return numbers(self._sections, "counts", "I")

    @cached_property
    def _by_count(self) -> "memoryview[int]":
        """The numbers of the keys: those of one facet together, what has the most rows first."""
        return numbers(self._sections, "by count", "I")

    @cached_property
    def _uses(self) -> "memoryview[int]":
        """For each key that is a source the number of claims that cite it."""
        return numbers(self._sections, "uses", "I")

    @cached_property
    def starts(self) -> "memoryview[int]":
        """Civil second at which each event has begun at the earliest."""
        return numbers(self._sections, "start", "q")

    @cached_property
    def ends(self) -> "memoryview[int]":
        """Civil second at which each event has ended at the latest, exclusive."""
        return numbers(self._sections, "end", "q")

    @cached_property
    def _long(self) -> "memoryview[int]":
        """Rows of which more must be looked at than where they stand."""
        return numbers(self._sections, "long", "I")

    @cached_property
    def _all_long(self) -> int:
        return union(self._long)

    def _long_during(self, low: int, high: int) -> int:
        starts, ends = self.starts, self.ends
        return union([row for row in self._long if starts[row] < high and ends[row] > low])
