"""Which line of the timeline shows what: above each section its heading, above that its gap."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from store.index import Section

HEADING, GAP = -1, -2


class Spot(NamedTuple):
    """What one line shows."""

    section: Section
    item: int
    """Number of the event in its section; or HEADING, or GAP."""

    @property
    def position(self) -> int:
        """Position of the event, or of the first one below a heading or gap."""
        return self.section.first + max(self.item, 0)


class Lines:
    """The lines of a listing, counted but never made: any number of events costs the same."""

    def __init__(self, sections: Sequence[Section] = ()) -> None:
        self._sections = sections
        self._firsts = [section.first for section in sections]
        heights = (_above(section) + section.count for section in sections)
        self._tops = [0, *accumulate(heights)]
        self._jumps = [section.first for section in sections if section.gap]

    def __len__(self) -> int:
        return self._tops[-1]

    def __getitem__(self, line: int) -> Spot:
        if not 0 <= line < len(self):
            raise IndexError(line)
        at = bisect_right(self._tops, line) - 1
        section = self._sections[at]
        return Spot(section, line - self._tops[at] - _above(section))

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
        section = self._sections[at]
        return self._tops[at] + _above(section) + position - section.first

    def across(self, position: int, forward: bool) -> int:
        """Return the position behind the next gap, or behind the one before; the same if none."""
        if forward:
            return next(iter(self._jumps[bisect_right(self._jumps, position) :][:1]), position)
        before = bisect_left(self._jumps, position)
        return self._jumps[before - 1] if before else position


def _above(section: Section) -> int:
    """Return how many lines stand above the first event of a section."""
    return 2 if section.gap else 1
