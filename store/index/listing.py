"""A selection in reading order: what the timeline shows."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, pairwise

import msgspec
from msgspec.structs import replace

from store.dates import When, parse
from store.index.layer import UNDATED, Layer
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
    def heading(self) -> tuple[int, int]:
        """Year and month."""
        return self.year, self.month

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
        return self._before(UNDATED)

    @property
    def undated(self) -> int:
        """Number of listed events without a date."""
        return len(self) - self.dated

    def row(self, position: int) -> Row:
        """Return the event at a position; raises IndexError."""
        kept = self.index.kept(self._row(position))
        return Row(
            kept.uid,
            parse(kept.when),
            kept.part_of_day,
            kept.title,
            kept.factions,
            kept.badge,
            kept.kind,
        )

    def uid(self, position: int) -> str:
        """Return the uid of the event at a position; raises IndexError."""
        return self.index.kept(self._row(position)).uid

    def position(self, uid: str) -> int | None:
        """Return where an event is listed, None where it is not."""
        row = self.index.row(uid)
        if row is None or row not in self.selection:
            return None
        return self._mirrored(self.selection.rank(row))

    def nearest(self, uid: str) -> int:
        """Return where an event is listed, or else the one nearest to it by date; 0 if unknown."""
        row = self.index.row(uid)
        return 0 if row is None else self._nearest(self.selection.rank(row), self.index.anchor(row))

    def at(self, second: int) -> int:
        """Return the event nearest to a civil second."""
        return self._nearest(self._before(second), second)

    def slot(self, when: When) -> int:
        """Return where an event of a date would be listed, behind all others of that date.

        That is the number of events listed before it: 0 to all of them.
        """
        if when.anchor is None:
            return len(self)
        index, second = self.index, when.anchor
        layers: tuple[Layer, Layer] = index.base, index.over
        edges = zip(index.edge(second), index.edge(second + 1))
        base, over = (_behind(layer, *edge, when) for layer, edge in zip(layers, edges))
        rank = self.selection.before(base, over)
        return self.dated - rank if self.newest_first else rank

    @cached_property
    def sections(self) -> list[Section]:
        """The headings, in reading order."""
        before, runs = self.selection.before, self.index.runs
        starts = [before(*edge) for edge, _ in runs]
        sections: list[Section] = []
        for (_, section), first, end in zip(runs, starts, [*starts[1:], len(self)]):
            if first < end:
                last = sections.pop() if sections and sections[-1].heading == section else None
                start = last.first if last else first
                sections.append(Section(*section, start, end - start, 0))
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
        return self.index.anchor(first), self.index.anchor(last)

    def _before(self, second: int) -> int:
        """Return how many are listed, oldest first, before a civil second."""
        return self.selection.before(*self.index.edge(second))

    def _row(self, position: int) -> int:
        return self.selection.position(self._mirrored(position))

    def _mirrored(self, position: int) -> int:
        """Turn a position into a rank, or a rank into a position."""
        mirrored = self.newest_first and 0 <= position < self.dated
        return self.dated - 1 - position if mirrored else position

    def _nearest(self, rank: int, second: int) -> int:
        candidates = [near for near in (rank, rank - 1) if 0 <= near < len(self)]
        distance = {
            near: abs(self.index.anchor(self.selection.position(near)) - second)
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


def _behind(layer: Layer, first: int, end: int, when: When) -> int:
    """Return the first row, of some under one second, of a date that is finer than another."""
    return bisect_right(
        range(end), when.precision, first, key=lambda row: parse(layer.kept(row).when).precision
    )
