"""A set of rows as one big integer, with a count for every block of rows."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

BLOCK = 4096
"""Rows to a block: one count each, so a rank reads at most 512 bytes."""


def bitset(rows: list[int]) -> bytes:
    """Return ascending rows as a little-endian bitset."""
    bits = bytearray(rows[-1] // 8 + 1 if rows else 0)
    for row in rows:
        bits[row >> 3] |= 1 << (row & 7)
    return bytes(bits)


class Selection:
    """Rows of an index, bit i for row i; counted on first use."""

    def __init__(self, bits: int, rows: int) -> None:
        self.bits = bits
        self.rows = rows
        """Number of rows in the index, selected or not."""

    def __len__(self) -> int:
        return self._ranks[-1]

    def __contains__(self, row: int) -> bool:
        return bool(self._block(row // BLOCK) >> row % BLOCK & 1)

    def __iter__(self) -> Iterator[int]:
        for block in range(len(self._ranks) - 1):
            bits = self._block(block)
            while bits:
                yield block * BLOCK + (bits & -bits).bit_length() - 1
                bits &= bits - 1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return (self.bits, self.rows) == (other.bits, other.rows)

    def __hash__(self) -> int:
        return hash((self.bits, self.rows))

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
        return self.bits.to_bytes((self.rows + BLOCK) // BLOCK * BLOCK // 8, "little")

    @cached_property
    def _ranks(self) -> list[int]:
        blocks = range(0, len(self._bytes), BLOCK // 8)
        counts = (
            int.from_bytes(self._bytes[start : start + BLOCK // 8], "little").bit_count()
            for start in blocks
        )
        return [0, *accumulate(counts)]

    def _block(self, block: int) -> int:
        start = block * BLOCK // 8
        return int.from_bytes(self._bytes[start : start + BLOCK // 8], "little")
