"""Lines of the timeline: headings, gaps and events, counted without being made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.index import Section
from tui.presentation.lines import GAP, HEADING, HOLE, Lines, Spot

SECTIONS = [
    Section(2012, 0, 0, 1, 0),
    Section(2016, 3, 1, 2, 38),
    Section(2016, 4, 3, 1, 0),
    Section(9999, 13, 4, 1, 0),
]
SHOWN = [
    *((0, HEADING), (0, 0)),
    *((1, GAP), (1, HEADING), (1, 0), (1, 1)),
    *((2, HEADING), (2, 0)),
    *((3, HEADING), (3, 0)),
]
"""Section and item of each line."""

heights = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 2)), min_size=1, max_size=20)
"""Number of events, and gap, of each section."""


def _sections(heights: list[tuple[int, int]]) -> list[Section]:
    first, sections = 0, []
    for month, (count, gap) in enumerate(heights):
        sections.append(Section(2000 + month, 1, first, count, gap))
        first += count
    return sections


def _spots(lines: Lines) -> list[Spot]:
    return [lines[line] for line in range(len(lines))]


def test_every_line() -> None:
    """Above each section stands its heading, and above that its gap."""
    lines = Lines(SECTIONS)

    assert [(SECTIONS.index(spot.section), spot.item) for spot in _spots(lines)] == SHOWN
    assert len(lines) == len(SHOWN)


@pytest.mark.parametrize("line", [-1, len(SHOWN)])
def test_no_such_line(line: int) -> None:
    """A line before the first or after the last is no line."""
    with pytest.raises(IndexError):
        Lines(SECTIONS)[line]


@pytest.mark.parametrize(
    ("top", "item"), [(0, HEADING), (1, HEADING), (2, GAP), (3, HEADING), (5, HEADING)]
)
def test_first_line_of_a_screen(top: int, item: int) -> None:
    """It shows the heading of what stands below, or a gap; all other lines what they are."""
    lines = Lines(SECTIONS)
    first = lines.seen(top, 0)

    assert first
    assert (first.section, first.item) == (lines[top].section, item)
    assert lines.seen(top, 1) == lines[top + 1]
    assert lines.seen(top, len(lines)) is None


def test_no_lines() -> None:
    """Without events there are no lines, and no gap to go to."""
    lines = Lines()

    assert not lines
    assert lines.across(0, forward=True) == lines.across(0, forward=False) == 0


@given(heights)
def test_line_of_a_position(heights: list[tuple[int, int]]) -> None:
    """The line of an event shows that event, and headings lead to their first one."""
    sections = _sections(heights)
    lines = Lines(sections)
    events = [spot.position for spot in _spots(lines) if spot.item >= 0]

    assert events == list(range(sum(count for count, _ in heights)))
    assert [lines[lines.line(position)].position for position in events] == events
    assert [s.position for s in _spots(lines) if s.item == HEADING] == [s.first for s in sections]


@pytest.mark.parametrize(
    ("position", "forward", "expected"),
    [(0, True, 2), (1, True, 2), (2, True, 5), (5, True, 5), (6, False, 5), (5, False, 2),
     (4, False, 2), (2, False, 2), (0, False, 0)],
)  # fmt: skip
def test_across_gaps(position: int, forward: bool, expected: int) -> None:
    """From gap to gap, and no further than the last one."""
    lines = Lines(_sections([(2, 0), (3, 7), (2, 1)]))

    assert lines.across(position, forward) == expected


@pytest.mark.parametrize(
    ("slot", "under", "line"),
    [
        (0, (2011, 0), 0),
        (0, (2012, 0), 1),
        (1, (2012, 0), 2),
        (1, (2014, 5), 2),
        (1, (2016, 3), 4),
        (2, (2016, 3), 5),
        (3, (2016, 3), 6),
        (3, (2016, 4), 7),
        (4, (2016, 5), 8),
        (5, (9999, 13), 10),
    ],
)
def test_hole_stands_where_its_event_would(slot: int, under: tuple[int, int], line: int) -> None:
    """Between the rows of its section, or before gap and heading of the next one."""
    lines = Lines(SECTIONS).with_hole(slot, under, 3)

    assert lines.hole
    assert (lines.hole.first, lines.hole.end) == (line, line + 3)
    assert [at for at, spot in enumerate(_spots(lines)) if spot.item == HOLE] == [
        *range(line, line + 3)
    ]


@given(heights, st.data(), st.integers(1, 30))
def test_hole_moves_lines_and_changes_none(
    heights: list[tuple[int, int]], data: st.DataObject, height: int
) -> None:
    """Every event is found at the line that shows it, and all other lines are as without a hole."""
    sections = _sections(heights)
    bare = Lines(sections)
    slot = data.draw(st.integers(0, bare.events))
    section = data.draw(st.sampled_from(sections))
    lines = bare.with_hole(slot, (section.year, section.month), height)
    spots = _spots(lines)
    free = [spot for spot in spots if spot.item == HOLE]
    assert lines.hole

    assert [spot for spot in spots if spot.item != HOLE] == _spots(bare)
    assert [spot.position for spot in free] == [slot] * height
    assert spots[lines.hole.first : lines.hole.end] == free
    for position in range(bare.events):
        spot = lines[lines.line(position)]
        assert spot.item >= 0
        assert spot.position == position
        assert (lines.line(position) < lines.hole.first) == (position < slot)


def test_hole_moves_and_closes() -> None:
    """One hole at a time: another takes its place, and the lines without one are untouched."""
    bare = Lines(SECTIONS)
    moved = bare.with_hole(4, (2016, 4), 9).with_hole(1, (2016, 3), 2)

    assert moved.hole
    assert moved.hole[:2] == (4, 2)
    assert bare.hole is None
    assert len(moved) == len(bare) + 2


def test_first_line_of_a_screen_in_a_hole() -> None:
    """It stays free; what is below the hole is shown as ever."""
    lines = Lines(SECTIONS).with_hole(2, (2016, 3), 2)
    seen = [lines.seen(6, y) for y in range(3)]

    assert [spot.item for spot in seen if spot] == [HOLE, 1, HEADING]
    assert lines.across(0, forward=True) == 1


def test_hole_in_no_lines() -> None:
    """The first event of all has a hole too."""
    lines = Lines().with_hole(0, (2016, 12), 4)

    assert [spot.item for spot in _spots(lines)] == [HOLE] * 4


def test_a_million_events_are_not_listed() -> None:
    """Any number of events costs the same: only sections are kept."""
    lines = Lines([Section(2016, 1, 0, 10**12, 0)])

    assert lines[10**11].position == 10**11 - 1
