"""A selection in reading order: what the timeline shows."""

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, pairwise

import msgspec
from msgspec.structs import replace

from store.dates import When, parse
from store.index.index import UNDATED
from store.index.selection import Selection
from store.index.timeline import Timeline


class Row(msgspec.Struct, frozen=True):
    """One event, as a line of the timeline."""

    uid: str
    when: When
    part_of_day: str
    title: str
    factions: tuple[str, ...]
    badge: str
    kind: str = "occurrence"


class Section(msgspec.Struct, frozen=True):
    """Events under one heading."""

    year: int
    month: int
    """0 for a whole year, -1 a decade, -2 a century; (9999, 13) is undated."""
    first: int
    """Position of its first event."""
    count: int
    gap: int
    """Whole calendar months between the section before and this one in which no event starts."""

    @property
    def undated(self) -> bool:
        """Whether its events have no date."""
        return self.month == 13

    @property
    def opening(self) -> int:
        """First month covered, counted from year 0."""
        return self.year * 12 + max(self.month - 1, 0)

    @property
    def closing(self) -> int:
        """Last month covered, counted from year 0."""
        months = {0: 12, -1: 120, -2: 1200}.get(self.month, 1)
        return self.opening + months - 1


class Listing:
    """The selected events by position, oldest or newest first, undated last either way."""

    def __init__(
        self, timeline: Timeline, selection: Selection, newest_first: bool = False
    ) -> None:
        self.index = timeline.index
        self.selection = selection
        self.newest_first = newest_first

    def __len__(self) -> int:
        return len(self.selection)

    @cached_property
    def dated(self) -> int:
        """Number of listed events that have a date."""
        return self.selection.rank(bisect_left(self.index.anchor, UNDATED))

    @property
    def undated(self) -> int:
        """Number of listed events without a date."""
        return len(self) - self.dated

    def row(self, position: int) -> Row:
        """Return the event at a position; raises IndexError."""
        row = self.selection.position(self._mirrored(position))
        index = self.index
        return Row(
            index.uid[row],
            parse(index.when[row]),
            index.part_of_day[row],
            index.title[row],
            index.factions[row],
            index.badge[row],
            index.kind[row],
        )

    def position(self, uid: str) -> int | None:
        """Return where an event is listed, None where it is not."""
        row = self.index.rows.get(uid)
        if row is None or row not in self.selection:
            return None
        return self._mirrored(self.selection.rank(row))

    def nearest(self, uid: str) -> int:
        """Return where an event is listed, or else the one nearest to it by date; 0 if unknown."""
        row = self.index.rows.get(uid)
        return 0 if row is None else self._nearest(row, self.index.anchor[row])

    def at(self, second: int) -> int:
        """Return the event nearest to a civil second."""
        return self._nearest(bisect_left(self.index.anchor, second), second)

    def slot(self, when: When) -> int:
        """Return where an event of a date would be listed, behind all others of that date.

        That is the number of events listed before it: 0 to all of them.
        """
        if when.anchor is None:
            return len(self)
        anchors, texts = self.index.anchor, self.index.when
        first, end = bisect_left(anchors, when.anchor), bisect_right(anchors, when.anchor)
        row = bisect_right(
            texts, when.precision, first, end, key=lambda text: parse(text).precision
        )
        rank = self.selection.rank(row)
        return self.dated - rank if self.newest_first else rank

    @cached_property
    def sections(self) -> list[Section]:
        """The headings, in reading order."""
        sections: list[Section] = []
        runs = self.index.sections
        ends = [*(first for first, _, _ in runs[1:]), len(self.index)]
        for (first, year, month), end in zip(runs, ends):
            start = self.selection.rank(first)
            if count := self.selection.rank(end) - start:
                sections.append(Section(year, month, start, count, 0))
        return self._ordered(sections)

    def density(self, bins: int) -> list[int]:
        """Count the dated events in equal spans of time between the first and the last."""
        counts = [0] * bins
        if self.dated:
            low, high = self.bounds
            width = max(high - low + 1, bins)
            edges = [low + width * edge // bins for edge in range(bins)]
            ranks = [self._before(edge) for edge in edges] + [self.dated]
            counts = [after - before for before, after in pairwise(ranks)]
        return counts

    @property
    def bounds(self) -> tuple[int, int]:
        """First and last civil second under which a dated event is listed; raises IndexError."""
        first, last = self.selection.position(0), self.selection.position(self.dated - 1)
        return self.index.anchor[first], self.index.anchor[last]

    def _before(self, second: int) -> int:
        return self.selection.rank(bisect_left(self.index.anchor, second))

    def _mirrored(self, position: int) -> int:
        """Turn a position into a rank, or a rank into a position."""
        mirrored = self.newest_first and 0 <= position < self.dated
        return self.dated - 1 - position if mirrored else position

    def _nearest(self, row: int, second: int) -> int:
        rank = self.selection.rank(row)
        candidates = [near for near in (rank, rank - 1) if 0 <= near < len(self)]
        distance = {
            near: abs(self.index.anchor[self.selection.position(near)] - second)
            for near in candidates
        }
        return self._mirrored(min(candidates, key=distance.__getitem__, default=0))

    def _ordered(self, sections: list[Section]) -> list[Section]:
        """Turn sections into reading order, and count the empty months between them."""
        dated = [section for section in sections if not section.undated]
        undated = [section for section in sections if section.undated]
        closings = accumulate((section.closing for section in dated), max)
        gaps = [max(b.opening - closing - 1, 0) for b, closing in zip(dated[1:], closings)]
        if self.newest_first:
            gaps.reverse()
            dated = [replace(section, first=self._last(section)) for section in reversed(dated)]
        return [replace(section, gap=gap) for section, gap in zip(dated, [0, *gaps])] + undated

    def _last(self, section: Section) -> int:
        """Return where a section begins when read backwards."""
        return self.dated - section.first - section.count
