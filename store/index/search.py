"""A search that goes through the texts of an index piece by piece, from the cursor on."""

from collections.abc import Iterator
from time import perf_counter

from store.index.selection import Selection
from store.index.timeline import Timeline
from store.query import Filter

PIECE = 1 << 18
"""Bytes of text that are looked through at once: about a tenth of a millisecond's work."""


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
        self._rows = timeline.base
        self._candidates = {word: self._rows.candidates(word) for word in timeline.unknown(query)}
        self._rows.seek(self._candidates)
        self._pieces = self._parts()
        self.done = not self._candidates
        """Whether all rows were looked through."""

    def step(self, seconds: float) -> bool:
        """Go on for some time, by one piece at the least; whether all is done."""
        end = perf_counter() + seconds
        while not self.done:
            piece = next(self._pieces, None)
            if piece is None:
                self._rows.seek_no_more()
                self.done = True
                break
            self._look(*piece)
            if perf_counter() >= end:
                break
        return self.done

    def selection(self) -> Selection:
        """Return what was found so far."""
        return self._timeline.select(self._query)

    def end(self) -> None:
        """Look for nothing any more."""
        if not self.done:
            self._rows.seek(())

    def _look(self, first: int, last: int) -> None:
        layer = self._timeline.index.base
        for word, candidates in self._candidates.items():
            if candidates is None:
                self._rows.look(word, layer.holding(word, first, last))
            else:
                rows = candidates.between(first, last)
                self._rows.look(word, (row for row in rows if word in layer.text(row)))
        self._rows.looked_through(first, last)

    def _parts(self) -> Iterator[tuple[int, int]]:
        """Yield the rows in pieces of about the same number of bytes."""
        layer = self._timeline.index.base
        rows = len(layer)
        size = max(rows * PIECE // max(layer.bytes_of_text, 1), 1)
        for begin, end in ((self._begin, rows), (0, self._begin)):
            for first in range(begin, end, size):
                yield first, min(first + size, end)
