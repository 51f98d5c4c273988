"""How the cursor of a page moves between its stops, and the page with it."""

import msgspec
from msgspec.structs import replace

from tui.presentation.page import Page


class Position(msgspec.Struct, frozen=True):
    """The first line in view, and the stop under the cursor; None where it stands on no stop."""

    top: int = 0
    cursor: int | None = None


def step(page: Page, at: Position, height: int, delta: int) -> Position:
    """Move to the next stop, or the one before; no line is passed that was not in view."""
    course = _Course.of(page, at, height)
    return (course.step() if delta > 0 else course.mirrored().step().mirrored()).position


def leaf(page: Page, at: Position, height: int, lines: int) -> Position:
    """Scroll by so many lines, upwards if negative; the cursor goes to a stop in view."""
    course = _Course.of(page, at, height)
    moved = course.leaf(lines) if lines > 0 else course.mirrored().leaf(-lines).mirrored()
    return moved.position


def settled(page: Page, at: Position, height: int) -> Position:
    """Return the position moved into the page, its cursor on a stop in view if there is one."""
    return _Course.of(page, at, height).at(at.top).position


class _Course(msgspec.Struct, frozen=True):
    """A page in the direction of a move; going up is going down on the mirrored page."""

    spans: list[tuple[int, int]]
    lines: int
    height: int
    top: int
    cursor: int | None

    @classmethod
    def of(cls, page: Page, at: Position, height: int) -> "_Course":
        spans = [(stop.first, stop.end) for stop in page.stops]
        cursor = at.cursor if at.cursor is not None and at.cursor < len(spans) else None
        return cls(spans, max(len(page.lines), height), height, at.top, cursor)

    @property
    def position(self) -> Position:
        return Position(self.top, self.cursor)

    def mirrored(self) -> "_Course":
        """Turn the page upside down."""
        spans = [(self.lines - end, self.lines - first) for first, end in reversed(self.spans)]
        top = self.lines - self.height - self.top
        cursor = None if self.cursor is None else len(spans) - 1 - self.cursor
        return replace(self, spans=spans, top=top, cursor=cursor)

    def step(self) -> "_Course":
        """Show more of a stop that goes on below, else go to the next, else to the end."""
        bottom, half = self.top + self.height, max(self.height // 2, 1)
        if self.cursor is not None and self.spans[self.cursor][1] > bottom:
            return self.at(min(self.top + half, self.spans[self.cursor][1] - self.height))
        following = self._following()
        if following == len(self.spans):
            return self.at(self.top + half)
        first, end = self.spans[following]
        # One line of what follows stays in sight, so that a heading is seen going up.
        top = self.top if end <= bottom else min(first, end + 1 - self.height)
        if top > bottom:
            return self.at(self.top + max(self.height - 1, 1))
        return replace(self, top=self._within(top), cursor=following)

    def leaf(self, lines: int) -> "_Course":
        """Scroll; where less is left than that, the cursor goes to the last stop."""
        over = self.top + lines > self.lines - self.height
        last = len(self.spans) - 1 if over and self.spans else None
        return replace(self, cursor=last).at(self.top + lines)

    def at(self, top: int) -> "_Course":
        """Scroll, and leave a stop that is out of view for the first that is in view."""
        top = self._within(top)
        seen = [i for i, (first, end) in enumerate(self.spans) if self._meets(top, first, end)]
        cursor = self.cursor if self.cursor in seen else next(iter(seen), None)
        return replace(self, top=top, cursor=cursor)

    def _following(self) -> int:
        """Return the stop after the cursor; without a cursor, the first that is not yet past."""
        if self.cursor is not None:
            return self.cursor + 1
        return sum(first < self.top for first, _ in self.spans)

    def _within(self, top: int) -> int:
        return max(0, min(top, self.lines - self.height))

    def _meets(self, top: int, first: int, end: int) -> bool:
        return first < top + self.height and end > top
