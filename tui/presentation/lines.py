"""Which line of the timeline shows what: above each section its heading, above that its gap.

A hole may be left among them, for an event that is being written.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from itertools import accumulate
from typing import NamedTuple

from store.index import Section

HEADING, GAP, HOLE = -1, -2, -3


class Spot(NamedTuple):
    """What one line shows."""

    section: Section
    item: int
    """Number of the event in its section; or HEADING, GAP, HOLE."""

    @property
    def position(self) -> int:
        """Position of the event, or of the first one below a heading, a gap or a hole."""
        return self.section.first + max(self.item, 0)


class Hole(NamedTuple):
    """Lines left free."""

    first: int
    """The line at which it begins."""
    height: int
    section: Section
    """The section it belongs to, as an empty one: it begins at the first event below the hole."""

    @property
    def end(self) -> int:
        """The first line below it."""
        return self.first + self.height


class Lines:
    """The lines of a listing, counted but never made: any number of events costs the same."""

    hole: Hole | None = None
    """Where lines are left free."""

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        self._sections = sections
        self._firsts = [section.first for section in sections]
        heights = (_above(section) + section.count for section in sections)
        self._tops = [0, *accumulate(heights)]
        self._jumps = [section.first for section in sections if section.gap]

    def with_hole(self, slot: int, under: tuple[int, int], height: int) -> "Lines":
        """Return these lines with a hole behind `slot` events, under a year and month.

        It stands between the rows of that section; where that is not listed, before all that
        belongs to the next one.
        """
        lines = copy(self)
        lines.hole = Hole(self._place(slot, under), height, Section(*under, slot, 0, 0))
        return lines

    def __len__(self) -> int:
        return self._tops[-1] + (self.hole.height if self.hole else 0)

    def __getitem__(self, line: int) -> Spot:
        if not 0 <= line < len(self):
            raise IndexError(line)
        if self.hole and line >= self.hole.first:
            if line < self.hole.end:
                return Spot(self.hole.section, HOLE)
            line -= self.hole.height
        at = bisect_right(self._tops, line) - 1
        section = self._sections[at]
        return Spot(section, line - self._tops[at] - _above(section))

    @property
    def events(self) -> int:
        """Number of events."""
        return self._sections[-1].first + self._sections[-1].count if self._sections else 0

    def seen(self, top: int, y: int) -> Spot | None:
        """Return what line `y` of a screen shows that begins at line `top`; None below the end.

        The first line of the screen is a heading even where an event has scrolled there.
        """
        if not 0 <= top + y < len(self):
            return None
        spot = self[top + y]
        return spot._replace(item=HEADING) if y == 0 and spot.item > HEADING else spot

    def line(self, position: int) -> int:
        """Return the line of an event."""
        at = bisect_right(self._firsts, position) - 1
        line = self._row(at, position)
        return line + self.hole.height if self.hole and line >= self.hole.first else line

    def across(self, position: int, forward: bool) -> int:
        """Return the position behind the next gap, or behind the one before; the same if none."""
        if forward:
            return next(iter(self._jumps[bisect_right(self._jumps, position) :][:1]), position)
        before = bisect_left(self._jumps, position)
        return self._jumps[before - 1] if before else position

    def _place(self, slot: int, under: tuple[int, int]) -> int:
        """Return the line of a hole, were there no other."""
        if slot >= self.events:
            return self._tops[-1]
        at = bisect_right(self._firsts, slot) - 1
        section = self._sections[at]
        inside = slot > section.first or under == (section.year, section.month)
        return self._row(at, slot) if inside else self._tops[at]

    def _row(self, at: int, position: int) -> int:
        """Return the line of an event in a section, were there no hole."""
        section = self._sections[at]
        return self._tops[at] + _above(section) + position - section.first


def _above(section: Section) -> int:
    """Return how many lines stand above the first event of a section."""
    return 2 if section.gap else 1
