"""A search that goes through the texts of an index piece by piece, from the cursor on."""

from collections.abc import Iterator
from time import perf_counter

from store.index.selection import Selection, union
from store.index.timeline import Timeline
from store.query import Filter

PIECE = 1 << 17
"""Bytes of text that are looked through at once: less than a tenth of a millisecond's work."""


class Search:
    """The rows that a filter with new words lets through, as far as they were looked for.

    It begins at a row and goes on to the end, then from the beginning up to it: what is near the
    cursor is found first.
    """

    def __init__(self, timeline: Timeline, query: Filter, row: int = 0) -> None:
        rows = len(timeline.index.base)
        self._timeline = timeline
        self._query = query
        self._begin = row if 0 <= row < rows else 0
        self._held = dict.fromkeys(timeline.unknown(query), 0)
        self._candidates = {word: timeline.base.candidates(word) for word in self._held}
        self._scanned = 0
        """Rows looked through, as a bitset."""
        self._pieces = self._parts()

    @property
    def done(self) -> bool:
        """Whether all rows were looked through."""
        return not self._held

    def step(self, seconds: float) -> bool:
        """Go on for some time, by one piece at the least; whether all is done."""
        end = perf_counter() + seconds
        while self._held:
            piece = next(self._pieces, None)
            if piece is None:
                self._keep()
                break
            self._look(*piece)
            if perf_counter() >= end:
                break
        return self.done

    def selection(self) -> Selection:
        """Return what was found so far."""
        within = None if self.done else self._scanned
        return self._timeline.select(self._query, self._held, within)

    def _look(self, first: int, last: int) -> None:
        layer = self._timeline.index.base
        for word, candidates in self._candidates.items():
            if candidates is None:
                found = layer.holding(word, first, last)
            else:
                rows = candidates.between(first, last)
                found = union([row for row in rows if word in layer.text(row)])
            self._held[word] |= found
        self._scanned |= (1 << last) - (1 << first)

    def _keep(self) -> None:
        """Remember what was found: the next letter narrows it."""
        for word, rows in self._held.items():
            self._timeline.base.hold(("word", word), rows)
        self._held = {}

    def _parts(self) -> Iterator[tuple[int, int]]:
        """Yield the rows in pieces of about the same number of bytes."""
        layer = self._timeline.index.base
        rows = len(layer)
        size = max(rows * PIECE // max(layer.bytes_of_text, 1), 1)
        for begin, end in ((self._begin, rows), (0, self._begin)):
            for first in range(begin, end, size):
                yield first, min(first + size, end)
