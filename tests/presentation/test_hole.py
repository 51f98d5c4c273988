"""The hole for a form: where it belongs, and what of its neighbours the screen shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import parse
from store.index import Index, Listing, Section, Timeline
from store.model import Document
from store.query import Filter, Term
from tests.factories import event
from tui.presentation.hole import Stand, first_line, place, uncovered
from tui.presentation.lines import HOLE, Lines

EVENTS = (event("a", when="2016-03"), event("b", when="2016-12-09"), event("c", when="2016-12-10"))


def _listing(*events: Document, query: Filter | None = None) -> Listing:
    timeline = Timeline(Index.build(events, [], [], [], 1))
    return Listing(timeline, timeline.select(query or Filter()))


@st.composite
def holed(draw: st.DrawFn) -> Lines:
    """Make a few sections, with a hole at the place of some event or of none."""
    first, sections = 0, []
    for month, count in enumerate(draw(st.lists(st.integers(1, 6), max_size=8))):
        sections.append(Section(2000 + month, 1, first, count, draw(st.integers(0, 1))))
        first += count
    slot = draw(st.integers(0, first))
    under = draw(st.integers(2000, 2008))
    return Lines(sections).with_hole(slot, (under, 1), draw(st.integers(1, 12)))


def _sights(lines: Lines, top: int, height: int) -> tuple[bool, ...]:
    """Tell whether a screen shows all of the hole, the row above, the one below, the line above."""
    hole, seen = lines.hole, [lines.seen(top, y) for y in range(height)]
    assert hole
    rows = [spot.position for spot in seen if spot and spot.item >= 0]
    slot = hole.section.first
    whole = sum(spot is not None and spot.item == HOLE for spot in seen) == hole.height
    return whole, slot - 1 in rows, slot in rows, top < hole.first


@given(holed(), st.integers(0, 60), st.integers(1, 30))
def test_the_screen_shows_the_hole_and_what_is_beside_it(
    lines: Lines, top: int, height: int
) -> None:
    """As much as has room, in that order, and it moves no further than it must for that."""
    assert lines.hole
    last = max(0, len(lines) - height)
    found = min(first_line(lines, top, height), last)
    if lines.hole.height > height:
        assert found == lines.hole.first
        return
    most = max(_sights(lines, each, height) for each in range(last + 1))
    best = [each for each in range(last + 1) if _sights(lines, each, height) == most]

    assert _sights(lines, found, height) == most
    assert found == min(best, key=lambda each: abs(each - top))


@given(holed(), st.integers(0, 60), st.integers(0, 30))
def test_what_stands_in_the_hole_stays_on_the_screen(lines: Lines, top: int, height: int) -> None:
    """At its lines where these are in view, else at the edge that they left by."""
    assert lines.hole
    stands = place(lines, top, height)
    assert stands
    y, tall = stands
    in_view = top <= lines.hole.first and lines.hole.end <= top + height

    assert tall == min(lines.hole.height, height)
    assert 0 <= y <= y + tall <= height
    assert not in_view or y == lines.hole.first - top


@given(holed(), st.data(), st.integers(1, 30))
def test_a_row_said_to_be_seen_is_not_covered(
    lines: Lines, data: st.DataObject, height: int
) -> None:
    """Neither by what stands in the hole, nor by the heading of the screen."""
    if not lines.events:
        return
    line = lines.line(data.draw(st.integers(0, lines.events - 1)))
    stands = place(lines, 0, height)
    assert stands

    for seen in range(*uncovered(lines, line, height)):
        y, tall = place(lines, line - seen, height) or (0, 0)
        assert 0 < seen < height
        assert not y <= seen < y + tall


def test_without_a_hole() -> None:
    """The screen begins where it did, and rows are seen below its heading."""
    lines = Lines([Section(2016, 1, 0, 9, 0)])

    assert first_line(lines, 4, 5) == 4
    assert place(lines, 4, 5) is None
    assert uncovered(lines, 6, 5) == (1, 5)


@pytest.mark.parametrize(
    ("stand", "slot"),
    [
        (Stand(uid="b"), 2),
        (Stand(parse("2016-12-09")), 2),
        (Stand(parse("2016-05")), 1),
        (Stand(), 3),
        (Stand(parse("2012"), "gone"), 0),
    ],
)
def test_slot(stand: Stand, slot: int) -> None:
    """Below its event, else where its date belongs."""
    assert stand.slot(_listing(*EVENTS)) == slot


def test_an_event_that_is_not_listed_any_more() -> None:
    """Filtered out it counts by its date, deleted by the date it had."""
    without = Filter((Term("kind", "occurrence"),))
    filtered = _listing(*EVENTS, {**EVENTS[1], "uid": "x", "kind": "forecast"}, query=without)
    stand = Stand(uid="x").known(filtered.index)
    after = _listing(*EVENTS)

    assert stand.when == parse("2016-12-09")
    assert stand.slot(filtered) == 2
    assert stand.known(after.index).slot(after) == 2
