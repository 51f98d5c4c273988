"""Selections: rows as big integers, with a count for every block, over one layer or two."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

BLOCK = 4096
"""Rows to a block: one count each, so a rank reads at most 512 bytes."""

BYTES = BLOCK // 8


def bitset(rows: Sequence[int]) -> bytes:
    """Return rows, in any order, as a little-endian bitset."""
    bits = bytearray(max(rows, default=-1) // 8 + 1)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return bytes(bits)


def union(rows: Sequence[int]) -> int:
    """Return rows, in any order, as an integer, bit i for row i."""
    return int.from_bytes(bitset(rows), "little")


class Bits:
    """Rows of one layer; counted on first use."""

    def __init__(self, bits: int, rows: int) -> None:
        self.bits = bits
        self.rows = rows
        """Number of rows in the layer, selected or not."""

    def __len__(self) -> int:
        return self._ranks[-1]

    def __contains__(self, row: int) -> bool:
        return bool(self._block(row // BLOCK) >> row % BLOCK & 1)

    def __iter__(self) -> Iterator[int]:
        return self.between(0, self.rows)

    def between(self, first: int, last: int) -> Iterator[int]:
        """Yield the selected rows from `first` to before `last`."""
        for block in range(first // BLOCK, -(-last // BLOCK)):
            base, bits = block * BLOCK, self._block(block)
            if first > base:
                bits &= -1 << (first - base)
            if last < base + BLOCK:
                bits &= (1 << (last - base)) - 1
            while bits:
                yield base + (bits & -bits).bit_length() - 1
                bits &= bits - 1

    def rank(self, row: int) -> int:
        """Return how many selected rows come before this one."""
        block, offset = divmod(row, BLOCK)
        before = self._block(block) & ((1 << offset) - 1)
        return self._ranks[min(block, len(self._ranks) - 1)] + before.bit_count()

    def position(self, rank: int) -> int:
        """Return the row that has so many selected rows before it; raises IndexError."""
        if not 0 <= rank < len(self):
            raise IndexError(rank)
        block = bisect_right(self._ranks, rank) - 1
        bits, left, offset = self._block(block), rank - self._ranks[block], 0
        width = BLOCK
        while width > 1:
            width //= 2
            low = bits & ((1 << width) - 1)
            if (count := low.bit_count()) > left:
                bits = low
            else:
                bits, left, offset = bits >> width, left - count, offset + width
        return block * BLOCK + offset

    @cached_property
    def _bytes(self) -> bytes:
        return self.bits.to_bytes((self.rows + BLOCK) // BLOCK * BYTES, "little")

    @cached_property
    def _ranks(self) -> list[int]:
        blocks = range((self.rows + BLOCK) // BLOCK)
        return [0, *accumulate(self._block(block).bit_count() for block in blocks)]

    def _block(self, block: int) -> int:
        return int.from_bytes(self._bytes[block * BYTES : (block + 1) * BYTES], "little")


class Selection:
    """Rows of an index in reading order: those of its base, and those that lie over it.

    Row i is that of the base, or behind its last one, one of those over it. `stands` tells for
    each of these before which row of the base it stands, ascending.
    """

    def __init__(self, base: Bits, over: Bits | None = None, stands: Sequence[int] = ()) -> None:
        self.base = base
        self.over = over or Bits(0, 0)
        self._stands = stands

    def __len__(self) -> int:
        return len(self.base) + len(self.over)

    def __contains__(self, row: int) -> bool:
        rows = self.base.rows
        return row in self.base if row < rows else row - rows in self.over

    def __iter__(self) -> Iterator[int]:
        first, rows = 0, self.base.rows
        for row in self.over:
            stand = self._stands[row]
            yield from self.base.between(first, stand)
            yield rows + row
            first = stand
        yield from self.base.between(first, rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def rank(self, row: int) -> int:
        """Return how many selected rows come before this one."""
        rows = self.base.rows
        if row < rows:
            return self.before(row, bisect_right(self._stands, row))
        return self.before(self._stands[row - rows], row - rows)

    def before(self, base: int, over: int) -> int:
        """Return how many are selected of the first rows of the base, and of those over it."""
        return self.base.rank(base) + (self.over.rank(over) if over else 0)

    def position(self, rank: int) -> int:
        """Return the row that has so many selected rows before it; raises IndexError."""
        if rank < 0:
            raise IndexError(rank)
        places = self._places
        above = bisect_left(places, rank)
        if above < len(places) and places[above] == rank:
            return self.base.rows + self.over.position(above)
        return self.base.position(rank - above)

    @cached_property
    def _places(self) -> list[int]:
        """Rank of each selected row that lies over the base."""
        stands: Iterable[int] = (self._stands[row] for row in self.over) if self.over.bits else ()
        return [self.base.rank(stand) + above for above, stand in enumerate(stands)]

    @property
    def _value(self) -> tuple[int, int, int]:
        return self.base.bits, self.over.bits, self.base.rows
