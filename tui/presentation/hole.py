"""The hole that the timeline leaves for a form: where it belongs, and how the screen shows it."""

from typing import NamedTuple

from store.dates import When, parse
from store.index import Index, Listing
from tui.presentation.lines import Lines

UNDATED = parse("")


class Stand(NamedTuple):
    """What a hole is for: an event of a date, or what is written about one that is listed."""

    when: When = UNDATED
    uid: str = ""
    """The event below which it stands while that is listed; then its date counts, as last known."""

    def known(self, index: Index) -> "Stand":
        """Return the same with the date that its event has now."""
        row = index.row(self.uid)
        return self if row is None else self._replace(when=parse(index.kept(row).when))

    def slot(self, listing: Listing) -> int:
        """Return how many events stand before it."""
        position = listing.position(self.uid)
        return listing.slot(self.when) if position is None else position + 1


def first_line(lines: Lines, top: int, height: int) -> int:
    """Return the line for a screen to begin with: as near to `top` as shows the whole hole.

    With it, where the height allows, the row above, then the row below, then the line above.
    """
    hole = lines.hole
    if hole is None:
        return top
    low, high = min(hole.end - height, hole.first), hole.first
    wishes = [(low, hole.first - 1)]
    if (slot := hole.section.first) < lines.events:
        wishes.insert(0, (lines.line(slot) + 1 - height, high))
    if slot:
        # the first line of a screen is a heading, so a row has to stand below that
        wishes.insert(0, (low, lines.line(slot - 1) - 1))
    for least, most in wishes:
        if max(low, least) <= min(high, most):
            low, high = max(low, least), min(high, most)
    return max(0, low, min(top, high))


def place(lines: Lines, top: int, height: int) -> tuple[int, int] | None:
    """Return y and height on the screen of what stands in the hole, never beyond the edges."""
    hole = lines.hole
    if hole is None:
        return None
    tall = min(hole.height, height)
    return max(0, min(hole.first - top, height - tall)), tall


def uncovered(lines: Lines, line: int, height: int) -> tuple[int, int]:
    """Return from which y on, and before which, a row is seen: below the heading, beside the hole.

    What stands in the hole stays on the screen when the hole scrolls off.
    """
    hole = lines.hole
    if hole is None:
        return 1, height
    return (1, height - hole.height) if line < hole.first else (max(1, hole.height), height)
