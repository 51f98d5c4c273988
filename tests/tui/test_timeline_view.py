"""The timeline in an application of its own: what it shows, and how it moves."""

import pytest
from textual.events import MouseScrollDown

from store.index import Index, Listing, Timeline
from store.query import Filter, Term
from tests import factories
from tests.tui.harness import (
    daily,
    heard,
    highlighted,
    listing,
    screen,
    showing,
)
from tui.widgets.timeline_view import KEYS, NONE_AT_ALL, NONE_MATCH, READING, Goal, TimelineView

SEEDS = (
    factories.event("a", when="2012/..", title="Rebels hold Aleppo"),
    factories.event("b", when="2016-03", title="Palmyra recaptured"),
    factories.event("c", when="2016-12-09", title="Jet lost"),
    factories.event("d", when="2016-12-10", title="Palmyra entered"),
    factories.event("e", when="", title="Monuments destroyed"),
)


async def test_screen() -> None:
    """Sections under headings, gaps in words, undated events last, the cursor on the first."""
    async with showing(listing(*SEEDS)) as (view, _):
        assert screen(view) == [
            " 2012",
            "›    since 2012 │     Rebels hold Aleppo",
            "                  (3 years 2 months)",
            " March 2016",
            "            Mar ?     Palmyra recaptured",
            "                  (8 months)",
            " December 2016",
            "          Fri 9 ┃     Jet lost",
            "         Sat 10 ┃     Palmyra entered",
            " Undated · 1",
            "                ·     Monuments destroyed",
            "",
        ]


async def test_newest_first() -> None:
    """Read backwards, the undated events still stand last."""
    async with showing(listing(*SEEDS, newest_first=True)) as (view, _):
        titles = [line[22:] for line in screen(view) if line[22:]]

        assert titles[0] == "Palmyra entered"
        assert titles[-2:] == ["Rebels hold Aleppo", "Monuments destroyed"]


async def test_cursor_follows_its_event() -> None:
    """A filter leaves the cursor on its event, or takes it to the nearest one by date."""
    shown = listing(*SEEDS)
    without = Listing(Timeline(shown.index), shown.selection)
    query = Filter((Term("kind", "situation"),))
    timeline = Timeline(Index.build([*SEEDS[:2], {**SEEDS[2], "kind": "situation"}], [], [], [], 1))
    async with showing(shown) as (view, pilot):
        view.show(without, "d")
        await pilot.pause()
        assert highlighted(pilot)[-1] == ("d", 3)
        view.show(shown, "b")
        await pilot.pause()
        assert highlighted(pilot)[-1] == ("b", 1)
        view.show(Listing(timeline, timeline.select(query)))
        await pilot.pause()

        assert highlighted(pilot)[-1] == ("c", 0)


async def test_same_listing_another_event() -> None:
    """The listing shown may be shown again, to go to another of its events."""
    shown = listing(*SEEDS)
    async with showing(shown) as (view, pilot):
        view.show(shown, "d")
        await pilot.pause()

        assert highlighted(pilot) == [("d", 3)]


async def test_deleted_event_leaves_its_place() -> None:
    """When the event under the cursor is gone, the one now in its place takes over."""
    async with showing(listing(*SEEDS)) as (view, pilot):
        view.cursor = 1
        view.show(listing(*SEEDS[:1], *SEEDS[2:]))
        await pilot.pause()

        assert highlighted(pilot)[-1] == ("c", 1)


async def test_event_keeps_its_place_on_the_screen() -> None:
    """When other events come and go, the one under the cursor stays where it is."""
    async with showing(listing(*daily(200))) as (view, pilot):
        view.cursor = 100
        await pilot.pause()
        before = [line for line in screen(view) if line.startswith("›")]
        place = screen(view).index(before[0])
        view.show(listing(*daily(100, start=50)))
        await pilot.pause()

        assert screen(view)[place] == before[0]


async def test_empty_listing_keeps_the_event_in_mind() -> None:
    """When nothing is listed that is told, and the cursor comes back with its event."""
    shown = listing(*SEEDS)
    none = listing(*SEEDS, query=Filter((Term("kind", "forecast"),)))
    async with showing(shown) as (view, pilot):
        view.cursor = 2
        view.show(none)
        await pilot.pause()
        moves: list[Goal] = ["next", "last", "gap"]
        for where in moves:
            view.action_go(where)
        view.action_page(1)
        view.action_open()
        await pilot.pause()
        assert (None, 0) in highlighted(pilot)
        assert screen(view)[0] == f" {NONE_MATCH}"
        view.show(shown)
        await pilot.pause()

        assert highlighted(pilot)[-1] == ("c", 2)


@pytest.mark.parametrize(
    ("shown", "words"), [(None, READING), (listing(), NONE_AT_ALL)], ids=["reading", "empty store"]
)
async def test_notices(shown: Listing | None, words: str) -> None:
    """Where there are no events a line says why; on a narrow screen it takes several."""
    async with showing(shown, width=24) as (view, _):
        assert " ".join(line.strip() for line in screen(view) if line) == words


@pytest.mark.parametrize(
    ("keys", "position"),
    [
        (["j", "j", "k", "down", "up"], 1),
        (["G"], 199),
        (["end", "g"], 0),
        (["end", "home"], 0),
        (["pagedown", "pagedown", "pageup"], 10),
        (["ctrl+d", "ctrl+d", "ctrl+u"], 5),
        (["k"], 0),
        (["G", "j"], 199),
        (["right_square_bracket"], 200),
        (["G", "left_square_bracket"], 200),
    ],
)
async def test_keys(keys: list[str], position: int) -> None:
    """Every key moves as its tooltip says, and no further than the ends."""
    later = [{**event, "uid": f"z{at}", "when": "2016"} for at, event in enumerate(daily(2))]
    events = [*daily(200), *(later if "right_square_bracket" in keys or keys[-1][0] == "l" else ())]
    async with showing(listing(*events)) as (view, pilot):
        await pilot.press(*keys)

        assert view.cursor == position


def test_bindings_explain_themselves() -> None:
    """Each binding has an id of its own and a tooltip."""
    assert len({f"timeline.{name}" for _, name, _, _ in KEYS}) == len(KEYS)
    assert all(tooltip for *_, tooltip in KEYS)


async def test_enter_opens() -> None:
    """Enter asks for the event under the cursor."""
    async with showing(listing(*SEEDS)) as (view, pilot):
        view.cursor = 3
        await pilot.press("enter")

        assert sum(isinstance(each, TimelineView.Opened) for each in heard(pilot)) == 1


async def test_mouse() -> None:
    """A click selects a row, one on the selected row opens it, one on a heading does nothing."""
    async with showing(listing(*SEEDS)) as (_, pilot):
        await pilot.click(TimelineView, offset=(30, 6))
        await pilot.click(TimelineView, offset=(30, 11))
        assert not heard(pilot)
        await pilot.click(TimelineView, offset=(30, 8))
        assert highlighted(pilot) == [("d", 3)]
        await pilot.click(TimelineView, offset=(30, 8))

        assert isinstance(heard(pilot)[-1], TimelineView.Opened)


async def test_wheel_scrolls() -> None:
    """The wheel moves the lines, not the cursor; the next key brings the cursor back."""
    async with showing(listing(*daily(200))) as (view, pilot):
        for _ in range(20):
            wheel = MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False)
            view.post_message(wheel)
        await pilot.pause()
        scrolled = view.scroll_offset.y
        await pilot.press("j")

        assert scrolled > 12
        assert view.cursor == 1
        assert view.scroll_offset.y <= 1


async def test_heading_stays_in_view() -> None:
    """The first line shows the heading of its section, or a gap, whatever has scrolled off."""
    async with showing(listing(*daily(60)), height=6) as (view, pilot):
        view.scroll_to(y=10, animate=True)
        await pilot.pause()
        assert screen(view)[:2] == [
            " January 2014",
            "         Sat 11 ┃     Event 10",
        ]
        view.scroll_to(y=28)
        assert screen(view)[0] == " January 2014"
        view.scroll_to(y=29)

        assert screen(view)[:2] == [" February 2014", "          Sat 1 ┃     Event 28"]


@pytest.mark.parametrize("height", [2, 3, 5, 12])
async def test_cursor_is_always_in_view(height: int) -> None:
    """After every move the row under the cursor is on screen, below the first line."""
    async with showing(listing(*daily(90)), height=height) as (view, _):
        moves = [*(f"page({pages})" for pages in (1, 0.5, 1, -0.5, -1, 1, 1, 1, 1)), "go('last')"]
        moves += ["go('previous')"] * 15 + ["go('gap before')", "go('next')"] * 3
        for move in moves:
            await view.run_action(move)
            shown = screen(view)

            assert [line[0] for line in shown[1:] if line].count("›") == 1


async def test_every_page_moves() -> None:
    """A page down or up always moves the cursor, even by a page of one line."""
    async with showing(listing(*daily(40)), height=2) as (view, _):
        seen = [view.cursor]
        for pages in [1] * 20 + [-1] * 10:
            view.action_page(pages)
            seen.append(view.cursor)

        assert seen == [*range(21), *range(19, 9, -1)]


async def test_resize_keeps_the_cursor_in_view() -> None:
    """On a smaller screen the row under the cursor is still there, in the new width."""
    async with showing(listing(*daily(200)), width=100, height=30) as (view, pilot):
        view.cursor = 27
        await pilot.resize_terminal(50, 8)
        await pilot.pause()

        assert sum(line.startswith("›") for line in screen(view)) == 1
        assert {view.render_line(y).cell_length for y in range(8)} == {49}
