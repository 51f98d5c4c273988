"""The hole for a form in the timeline: where it opens, and what stays in sight."""

from typing import NamedTuple

import pytest
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from store.dates import parse
from store.index import Listing
from store.query import Filter, Term
from tests import factories
from tests.tui.harness import (
    daily,
    drawn_lines,
    heard,
    highlighted,
    listing,
    screen,
    settled,
    showing,
)
from tui.widgets.timeline_view import TimelineView

FEW = (
    factories.event("a", when="2012/..", title="Rebels hold Aleppo"),
    factories.event("b", when="2016-03", title="Palmyra recaptured"),
    factories.event("c", when="2016-12-09", title="Jet lost"),
    factories.event("d", when="2016-12-10", title="Palmyra entered"),
    factories.event("e", when="", title="Monuments destroyed"),
)


class Sight(NamedTuple):
    """What the screen shows around the hole."""

    above: str
    """The line above the hole, from its date on; empty at the top."""
    free: int
    """Lines of the hole in sight."""
    below: str


def sight(view: TimelineView) -> Sight:
    """Return what is seen at the place that the view tells; all in it must be blank."""
    assert view.hole_place
    y, height = view.hole_place
    lines = [line.strip() for line in screen(view)]
    assert not any(lines[y : y + height])
    return Sight(lines[y - 1] if y else "", height, "".join(lines[y + height : y + height + 1]))


def title(line: str) -> str:
    """Return a line's words behind the rail, or those of a heading or gap."""
    return line.rpartition("┃")[2].rpartition("     ")[2].strip()


def places_told(view: TimelineView, pilot: Pilot[None]) -> list[tuple[int, int] | None]:
    """Return a list that fills with the places told from now on."""
    told: list[tuple[int, int] | None] = []

    def keep(place: tuple[int, int] | None) -> None:
        told.append(place)

    pilot.app.watch(view, "hole_place", keep, init=False)
    return told


async def wheel(view: TimelineView, pilot: Pilot[None], ticks: int) -> None:
    """Turn the wheel, down or up."""
    turned = MouseScrollDown if ticks > 0 else MouseScrollUp
    for _ in range(abs(ticks)):
        view.post_message(turned(view, 5, 5, 0, 1, 0, False, False, False))
    await settled(pilot)


async def test_hole_opens_below_its_event() -> None:
    """The rows below give way, and every cell left free has a style."""
    async with showing(listing(*FEW), height=16) as (view, pilot):
        view.open_hole(after="b", height=3)
        await settled(pilot)
        cells = [segment for y in range(5, 8) for segment in view.render_line(y)]

        assert [title(line) for line in screen(view)] == [
            "2012",
            "Rebels hold Aleppo",
            "(3 years 2 months)",
            "March 2016",
            "Palmyra recaptured",
            *("", "", ""),
            "(8 months)",
            "December 2016",
            "Jet lost",
            "Palmyra entered",
            "Undated · 1",
            "Monuments destroyed",
            *("", ""),
        ]
        assert view.hole
        assert view.hole[:2] == view.hole_place == (5, 3)
        assert all(style is not None and not text.strip() for text, style, _ in cells)


@pytest.mark.parametrize(
    ("date", "above", "below"),
    [
        ("2011", "", "2012"),
        ("2012-05", "Rebels hold Aleppo", "(3 years 2 months)"),
        ("2016-03-20", "Palmyra recaptured", "(8 months)"),
        ("2016-07", "Palmyra recaptured", "(8 months)"),
        ("2016-12", "December 2016", "Jet lost"),
        ("2016-12-09", "Jet lost", "Palmyra entered"),
        ("2017-01", "Palmyra entered", "Undated · 1"),
        ("", "Monuments destroyed", ""),
    ],
)
async def test_hole_opens_where_the_date_belongs(date: str, above: str, below: str) -> None:
    """First, last, between two rows, in a gap, in a month not listed, undated."""
    async with showing(listing(*FEW), height=18) as (view, _):
        view.open_hole(at=parse(date), height=4)
        shown = sight(view)

        assert (title(shown.above), shown.free, title(shown.below)) == (above, 4, below)


@pytest.mark.parametrize(
    ("date", "above", "below"),
    [
        ("2017-01", "", "December 2016"),
        ("2016-12-10", "December 2016", "Palmyra entered"),
        ("2016-07", "Jet lost", "(8 months)"),
        ("2011", "Rebels hold Aleppo", "Undated · 1"),
        ("", "Monuments destroyed", ""),
    ],
)
async def test_newest_first(date: str, above: str, below: str) -> None:
    """Read backwards, the hole still stands where its event would."""
    async with showing(listing(*FEW, newest_first=True), height=18) as (view, _):
        view.open_hole(at=parse(date), height=4)
        shown = sight(view)

        assert (title(shown.above), title(shown.below)) == (above, below)


@pytest.mark.parametrize(("height", "form"), [(9, 5), (9, 6), (20, 9), (40, 12), (40, 37)])
@pytest.mark.parametrize("number", [0, 1, 13, 26, 27, 28, 55, 198])
async def test_neighbours_stay_in_sight(height: int, form: int, number: int) -> None:
    """Wherever the cursor was, the whole hole is seen with the row above and the row below."""
    async with showing(listing(*daily(200)), height=height) as (view, _):
        for cursor in (number, 100):
            view.cursor = cursor
            view.open_hole(after=f"e{number:04}", height=form)
            rows = [title(line) for line in screen(view)]
            tight = form == height - 3 and number % 28 == 27  # the next month's heading comes first

            assert sight(view).free == form
            assert f"Event {number}" in rows
            assert f"Event {number + 1}" in rows or tight
            view.close_hole()


@pytest.mark.parametrize(
    ("form", "place", "rows"),
    [(7, (2, 7), ["Event 50"]), (8, (0, 8), ["Event 51"]), (9, (0, 9), []), (30, (0, 9), [])],
)
async def test_hole_higher_than_its_neighbours_leave(
    form: int, place: tuple[int, int], rows: list[str]
) -> None:
    """The row above goes last; a hole as high as the view takes all of it, and no more."""
    async with showing(listing(*daily(200)), height=9) as (view, _):
        view.cursor = 50
        view.open_hole(after="e0050", height=form)

        assert view.hole_place == place
        assert [title(line) for line in screen(view) if "Event" in line] == rows


async def test_hole_grows_and_shrinks() -> None:
    """It begins where it did as long as all of it is in sight with its neighbours."""
    async with showing(listing(*daily(200)), height=20) as (view, _):
        view.cursor = 10
        places = []
        view.open_hole(after="e0010")
        for height in (3, 9, 3):
            view.set_hole_height(height)
            places.append(view.hole_place)

        assert places == [(12, 3), (10, 9), (10, 3)]
        assert title(sight(view).below) == "Event 11"


async def test_height_is_kept_for_the_next_hole() -> None:
    """A height told before is taken when a hole opens; to tell it opens none."""
    async with showing(listing(*daily(200)), height=20) as (view, _):
        view.set_hole_height(6)
        assert (view.hole, view.hole_place) == (None, None)
        view.open_hole(after="e0002")

        assert view.hole_place == (4, 6)


async def test_hole_moves_with_the_date() -> None:
    """It stays on its lines of the screen where these allow it, among other rows."""
    async with showing(listing(*daily(600)), height=20) as (view, _):
        view.cursor = 300
        view.open_hole(after="e0300", height=6)
        before = view.hole_place
        seen = []
        for date in ("2014-02-03", "2015-06-28", "2015-06-30", "2014-01", "2019", ""):
            view.open_hole(at=parse(date))
            shown = sight(view)
            seen.append((title(shown.above), title(shown.below)))
            if date.startswith("2015") or date == "2014-02-03":
                assert view.hole_place == before

        assert seen == [
            ("Event 30", "Event 31"),
            ("Event 503", "July 2015"),
            ("Event 503", "July 2015"),
            ("January 2014", "Event 0"),
            ("Event 599", ""),
            ("Event 599", ""),
        ]


async def test_place_is_told_at_once() -> None:
    """Who watches can lay the form over the hole in the frame that shows it."""
    async with showing(listing(*daily(200)), height=20) as (view, pilot):
        told = places_told(view, pilot)
        view.open_hole(after="e0005", height=4)
        view.set_hole_height(5)
        view.open_hole(at=parse("2014-01-02"))
        view.scroll_to(y=1)
        view.close_hole()

        assert told == [(7, 4), (7, 5), (3, 5), (2, 5), None]


async def test_closing_leaves_no_trace() -> None:
    """All lines are as before, and the cursor is in sight again, however often it is closed."""
    async with showing(listing(*daily(200)), height=20) as (view, _):
        view.cursor = 150
        lines = view.virtual_size
        view.open_hole(after="e0150", height=9)
        view.open_hole(at=parse(""))
        assert not any(line.startswith("›") for line in screen(view))
        view.close_hole()
        view.close_hole()
        view.set_hole_height(3)

        assert (view.hole, view.hole_place, view.virtual_size) == (None, None, lines)
        assert "" not in screen(view)
        assert sum(line.startswith("›") for line in screen(view)) == 1


async def test_wheel_moves_the_hole_with_the_lines() -> None:
    """The form goes along to the edge of the view, and comes back with its lines."""
    async with showing(listing(*daily(200)), height=20) as (view, pilot):
        view.open_hole(after="e0010", height=6)
        await settled(pilot)
        start = view.hole_place
        await wheel(view, pilot, 2)
        top = view.scroll_offset.y
        assert view.hole_place == (12 - top, 6)
        await wheel(view, pilot, 20)
        assert view.hole_place == (0, 6)
        await wheel(view, pilot, -30)

        assert start == view.hole_place == (12, 6)
        assert 0 < top < 12


async def test_typing_brings_the_hole_back() -> None:
    """When the hole grows after the wheel took it away, all of it is in sight again."""
    async with showing(listing(*daily(200)), height=20) as (view, pilot):
        view.open_hole(after="e0010", height=6)
        await wheel(view, pilot, 20)
        view.set_hole_height(6)
        assert view.hole_place == (0, 6)
        view.set_hole_height(7)

        assert title(sight(view).above) == "Event 10"


@pytest.mark.parametrize("height", [9, 20])
@pytest.mark.parametrize("form", [1, 5, 8, 9, 30])
async def test_cursor_keeps_clear_of_the_form(height: int, form: int) -> None:
    """While a hole is open the cursor goes on moving, and is never covered if it has room."""
    async with showing(listing(*daily(90)), height=height) as (view, _):
        view.cursor = 40
        view.open_hole(after="e0040", height=form)
        moves = [*["go('next')"] * 9, *["go('previous')"] * 20, "page(1)", "page(1)", "page(0.5)"]
        moves += ["go('last')", *["page(-1)"] * 3, "page(-0.5)", "go('first')", "page(0.5)"]
        for move in moves:
            before = view.cursor
            await view.run_action(move)
            assert view.hole_place
            y, tall = view.hole_place
            seen = [line[:1] for line in screen(view)]

            assert view.cursor != before
            if tall < height - 1:
                assert "›" in seen[1:y] + seen[max(y + tall, 1) :]


async def test_step_beside_a_hole_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hole makes no step dearer."""
    async with showing(listing(*daily(200)), width=120, height=40) as (view, pilot):
        view.open_hole(after="e0000", height=6)
        await settled(pilot)
        drawn = drawn_lines(view, monkeypatch)
        await view.run_action("go('next')")
        await settled(pilot)

        assert sorted(drawn) == [1, 8]


async def test_click_into_the_hole_selects_nothing() -> None:
    """A click below it selects the row that is seen there."""
    async with showing(listing(*FEW), height=16) as (view, pilot):
        view.open_hole(after="b", height=3)
        await pilot.click(TimelineView, offset=(30, 6))
        assert not heard(pilot)
        await pilot.click(TimelineView, offset=(30, 11))

        assert highlighted(pilot) == [("d", 3)]


async def test_other_events_come_while_a_hole_is_open() -> None:
    """It stays where it is on the screen, below its event, and the cursor on its own."""
    async with showing(listing(*daily(100, start=50)), height=20) as (view, pilot):
        view.cursor = 50
        view.open_hole(after="e0100", height=6)
        before, around = view.hole_place, sight(view)
        view.show(listing(*daily(200)))
        await settled(pilot)

        assert (view.hole_place, sight(view)) == (before, around)
        assert title(around.above) == "Event 100"
        assert highlighted(pilot)[-1] == ("e0100", 100)


async def test_an_event_of_the_same_date_comes_while_a_hole_is_open() -> None:
    """A hole at a date is where that belongs in what is listed now."""
    more = factories.event("cc", when="2016-07", title="Air strikes")
    async with showing(listing(*FEW), height=18) as (view, _):
        view.open_hole(at=parse("2016-07-20"), height=4)
        view.show(listing(*FEW, more))
        shown = sight(view)

        assert (title(shown.above), title(shown.below)) == ("Air strikes", "(4 months)")


@pytest.mark.parametrize("gone", ["deleted", "filtered"])
async def test_the_event_goes_while_a_hole_is_open(gone: str) -> None:
    """The hole stays where the event was."""
    forecast = {**FEW[2], "kind": "forecast"}
    deleted = listing(*FEW[:2], *FEW[3:])
    filtered = listing(*FEW[:2], forecast, *FEW[3:], query=Filter((Term("kind", "occurrence"),)))
    async with showing(listing(*FEW[:2], forecast, *FEW[3:]), height=18) as (view, _):
        view.open_hole(after="c", height=4)
        view.show(deleted if gone == "deleted" else filtered)
        shown = sight(view)

        assert (title(shown.above), title(shown.below)) == ("December 2016", "Palmyra entered")


async def test_the_order_turns_while_a_hole_is_open() -> None:
    """The hole stays below its event."""
    async with showing(listing(*FEW), height=18) as (view, _):
        view.open_hole(after="d", height=4)
        view.show(listing(*FEW, newest_first=True))
        shown = sight(view)

        assert (title(shown.above), title(shown.below)) == ("Palmyra entered", "Jet lost")


@pytest.mark.parametrize("shown", [None, listing()], ids=["reading", "empty store"])
async def test_the_first_event_of_all(shown: Listing | None) -> None:
    """Where nothing is listed the hole stands on top, and keeps its place in what comes."""
    async with showing(shown, height=12) as (view, pilot):
        view.open_hole(at=parse("2016-12-09"), height=4)
        await settled(pilot)
        assert view.hole_place == (0, 4)
        assert shown is None or not any(screen(view))
        view.show(listing(*FEW))
        around = sight(view)
        assert (title(around.above), title(around.below)) == ("Jet lost", "Palmyra entered")
        view.show(listing())

        assert view.hole_place == (0, 4)


async def test_resize_keeps_the_hole_in_sight() -> None:
    """Its height follows that of the view, and its place is told even where it is the same."""
    async with showing(listing(*daily(200)), width=100, height=30) as (view, pilot):
        view.cursor = 100
        view.open_hole(after="e0100", height=12)
        told = places_told(view, pilot)
        await pilot.resize_terminal(100, 8)
        await settled(pilot)
        assert view.hole_place == (0, 8)
        await pilot.resize_terminal(60, 20)
        await settled(pilot)
        assert view.hole_place == (2, 12)
        shown = sight(view)
        told.clear()
        await pilot.resize_terminal(80, 20)
        await settled(pilot)

        assert (title(shown.above), title(shown.below)) == ("Event 100", "Event 101")
        assert told == [(2, 12)]


async def test_hole_opens_before_there_is_a_size() -> None:
    """A view not laid out yet shows the hole when it is."""
    async with showing(listing(*daily(200)), height=20) as (view, pilot):
        view.display = False
        await settled(pilot)
        view.open_hole(after="e0100", height=6)
        view.display = True
        await settled(pilot)

        assert title(sight(view).above) == "Event 100"
