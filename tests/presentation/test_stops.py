"""The cursor of a page: from stop to stop, over no line that was not in view."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.presentation.page import Page, Pen, Stop
from tui.presentation.stops import Position, leaf, settled, step

TEN = Page([()] * 10, [Stop(i, i + 1) for i in range(10)])
"""A stop a line."""
LONG = Page([()] * 30, [Stop(0, 1), Stop(2, 20), Stop(28, 29)])
"""A stop longer than the view, and lines between the stops."""


@pytest.mark.parametrize(
    ("page", "at", "delta", "to"),
    [
        (TEN, (0, 0), 1, (0, 1)),
        (TEN, (0, 3), 1, (2, 4)),
        (TEN, (2, 4), -1, (2, 3)),
        (TEN, (2, 2), -1, (0, 1)),
        (TEN, (6, 9), 1, (6, 9)),
        (TEN, (0, 0), -1, (0, 0)),
        (TEN, (3, None), 1, (3, 3)),
        (TEN, (3, None), -1, (3, 6)),
        (LONG, (0, 0), 1, (2, 1)),
        (LONG, (2, 1), 1, (4, 1)),
        (LONG, (16, 1), 1, (19, 1)),
        (LONG, (19, None), 1, (22, None)),
        (LONG, (25, None), 1, (25, 2)),
        (LONG, (26, 2), 1, (26, 2)),
        (LONG, (26, 2), -1, (23, None)),
        (LONG, (4, 1), -1, (2, 1)),
        (LONG, (2, 1), -1, (0, 0)),
    ],
)
def test_a_step(
    page: Page, at: tuple[int, int | None], delta: int, to: tuple[int, int | None]
) -> None:
    """Four lines are in view: the next stop, more of a long one, or more of the page."""
    assert step(page, Position(*at), 4, delta) == Position(*to)


@pytest.mark.parametrize(
    ("at", "lines", "to"),
    [
        ((0, 0), 3, (3, 3)),
        ((3, 3), -3, (0, 3)),
        ((3, 3), -2, (1, 4)),
        ((4, 5), 3, (6, 9)),
        ((6, 7), 3, (6, 9)),
        ((1, 1), -3, (0, 0)),
        ((2, 2), 99, (6, 9)),
        ((6, 9), -99, (0, 0)),
    ],
)
def test_a_page(at: tuple[int, int], lines: int, to: tuple[int, int]) -> None:
    """The cursor goes to what came into view; at either end, to the last stop there."""
    assert leaf(TEN, Position(*at), 4, lines) == Position(*to)


def test_a_page_without_stops_scrolls() -> None:
    """There is nothing to stand on."""
    bare = Page([()] * 10)

    assert step(bare, Position(0, None), 4, 1) == Position(2, None)
    assert leaf(bare, Position(0, 5), 4, 99) == Position(6, None)


def test_a_position_out_of_the_page_is_brought_back() -> None:
    """As after a new event, or a wider window."""
    assert settled(TEN, Position(50, 40), 4) == Position(6, 6)
    assert settled(TEN, Position(0, 9), 4) == Position(0, 0)
    assert settled(TEN, Position(0, 2), 4) == Position(0, 2)
    assert settled(TEN, Position(0, 2), 40) == Position(0, 2)


def test_a_line_belongs_to_its_stop() -> None:
    """A click on any line of a claim is a click on the claim."""
    assert [LONG.stop_at(line) for line in (0, 1, 2, 19, 20)] == [0, None, 1, 1, None]


def test_what_writes_nothing_is_no_stop() -> None:
    """An empty text leaves no trace."""
    pen = Pen(20)
    with pen.stop():
        pen.write(("", "quiet"))

    assert (pen.page.lines, pen.page.stops) == ([], [])


@st.composite
def _pages(draw: st.DrawFn) -> Page:
    edges = draw(st.lists(st.integers(0, 60), unique=True, max_size=12).map(sorted))
    stops = [Stop(first, end) for first, end in zip(edges[::2], edges[1::2])]
    return Page([()] * draw(st.integers(60, 70)), stops)


@given(_pages(), st.integers(1, 12), st.sampled_from((1, -1)))
def test_every_line_comes_into_view(page: Page, height: int, delta: int) -> None:
    """Stepping from one end to the other shows all, and the cursor is always in view."""
    start = Position() if delta > 0 else leaf(page, Position(), height, 999)
    at, seen = start, set[int]()
    for _ in range(200):
        seen |= set(range(at.top, at.top + height))
        at = step(page, at, height, delta)
        if at.cursor is not None:
            stop = page.stops[at.cursor]
            assert stop.first < at.top + height
            assert stop.end > at.top

    assert set(range(len(page.lines))) <= seen
