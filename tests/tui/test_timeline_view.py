"""The timeline in an application of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.events import MouseScrollDown
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip

from store.index import Index, Listing, Row, Section, Timeline
from store.query import Filter, Term
from tests import factories
from tests.tui.harness import HOSTILE, Host, contrast, daily, listing, looks
from tui.presentation import rows
from tui.widgets.timeline_view import KEYS, NONE_AT_ALL, NONE_MATCH, READING, TimelineView

SEEDS = (
    factories.event("a", when="2012/..", title="Rebels hold Aleppo"),
    factories.event("b", when="2016-03", title="Palmyra recaptured"),
    factories.event("c", when="2016-12-09", title="Jet lost"),
    factories.event("d", when="2016-12-10", title="Palmyra entered"),
    factories.event("e", when="", title="Monuments destroyed"),
)


class Many(Listing):
    """A million events of one month, which keeps what rows are asked for."""

    def __init__(self) -> None:
        timeline = Timeline(Index.build(daily(1), [], [], [], 1))
        super().__init__(timeline, timeline.select(Filter()))
        self.sections = [Section(2014, 1, 0, len(self), 0)]
        self.asked: list[int] = []

    def __len__(self) -> int:
        return 1_000_000

    def row(self, position: int) -> Row:
        """Make up an event."""
        self.asked.append(position)
        only = super().row(0)
        return Row(f"e{position}", only.when, "", f"Event {position}", (), "")


@asynccontextmanager
async def showing(
    shown: Listing | None, width: int = 60, height: int = 12, theme: str = "palmyra-dark"
) -> AsyncIterator[tuple[TimelineView, Pilot[None]]]:
    """Show a listing in a timeline that fills the screen and has the focus."""
    view = TimelineView()
    async with Host(view, theme).run_test(size=(width, height)) as pilot:
        view.looks = looks()
        if shown is not None:
            view.show(shown)
        view.focus()
        await pilot.pause()
        heard(pilot).clear()
        yield view, pilot


def heard(pilot: Pilot[None]) -> list[Message]:
    """Return the messages that reached the application."""
    app = pilot.app
    assert isinstance(app, Host)
    return app.heard


def screen(view: TimelineView) -> list[str]:
    """Return the lines on screen, without the blanks at their ends."""
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


def highlighted(pilot: Pilot[None]) -> list[tuple[str | None, int]]:
    """Return where the cursor was said to be."""
    told = [each for each in heard(pilot) if isinstance(each, TimelineView.Highlighted)]
    return [(each.uid, each.position) for each in told]


def drawn_lines(view: TimelineView, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that fills with the lines drawn from now on."""
    drawn: list[int] = []
    draw = view.render_line

    def keep(y: int) -> Strip:
        drawn.append(y)
        return draw(y)

    monkeypatch.setattr(view, "render_line", keep)
    return drawn


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
        for where, *_ in (("next",), ("last",), ("gap",)):
            view.action_go(where)  # type: ignore[arg-type]
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

        assert [each.uid for each in heard(pilot) if isinstance(each, TimelineView.Opened)] == ["d"]


async def test_mouse() -> None:
    """A click selects a row, one on the selected row opens it, one on a heading does nothing."""
    async with showing(listing(*SEEDS)) as (view, pilot):
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
            "        Sat 11 ┃     Event 10".replace("  ", "  ", 1),
        ]
        view.scroll_to(y=28)
        assert screen(view)[0] == " January 2014"
        view.scroll_to(y=29)

        assert screen(view)[:2] == [" February 2014", "          Sat 1 ┃     Event 28"]


@pytest.mark.parametrize("height", [2, 3, 5, 12])
async def test_cursor_is_always_in_view(height: int) -> None:
    """After every move the row under the cursor is on screen, below the first line."""
    async with showing(listing(*daily(90)), height=height) as (view, pilot):
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


async def test_step_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step draws the row it leaves and the row it reaches."""
    async with showing(listing(*daily(200)), width=120, height=40) as (view, pilot):
        drawn = drawn_lines(view, monkeypatch)
        await view.run_action("go('next')")
        await pilot.pause()

        assert sorted(drawn) == [1, 2]


async def test_step_writes_less_than_a_kilobyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step sends at most 1 KB to the terminal, at any width."""
    events = [
        {
            **event,
            "participants": [
                {"actor": uid, "role": "attacker"} for uid in ("is", "government", "russia")
            ],
        }
        for event in daily(200)
    ]
    async with showing(listing(*events), width=240, height=70) as (view, pilot):
        written: list[str] = []
        monkeypatch.setattr(pilot.app._driver, "write", written.append)
        await view.run_action("go('next')")
        await pilot.pause()

        assert 0 < len("".join(written).encode()) <= 1024


@pytest.mark.parametrize("action", ["page(1)", "go('last')", "page(-1)", "go('first')"])
async def test_page_is_one_frame(action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, Home and End draw each line of the screen once."""
    async with showing(listing(*daily(600)), height=40) as (view, pilot):
        view.cursor = 300
        await pilot.pause()
        drawn = drawn_lines(view, monkeypatch)
        await view.run_action(action)
        await pilot.pause()

        assert sorted(drawn) == list(range(40))


async def test_burst_of_steps_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty steps at once are one repaint and one message, of the last of them."""
    async with showing(listing(*daily(200)), height=40) as (view, pilot):
        drawn = drawn_lines(view, monkeypatch)
        for _ in range(50):
            view.action_go("next")
        await pilot.pause()

        assert highlighted(pilot) == [("e0050", 50)]
        assert len(drawn) == len(set(drawn)) <= 40


async def test_million_events_cost_a_screenful() -> None:
    """Showing, paging and going to the end ask for the rows in view, and no others."""
    shown = Many()
    async with showing(shown) as (view, pilot):
        for action in ("go('last')", "page(-1)", "go('first')", "go('next')"):
            await view.run_action(action)
            await pilot.pause()
        await view.run_action("go('last')")

        assert view.cursor == 999_999
        assert len(shown.asked) < 100


async def test_rows_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row drawn before, in the same width and state, comes from the cache."""
    async with showing(listing(*daily(200))) as (view, pilot):
        drawn: list[tuple[str, bool]] = []
        draw = rows.event_line

        def keep(row: Row, *rest: object, **_: object) -> Strip:
            drawn.append((row.uid, bool(rest[3])))
            return draw(row, *rest)  # type: ignore[arg-type]

        monkeypatch.setattr(rows, "event_line", keep)
        for where in ("next", "next", "previous", "previous", "next"):
            await view.run_action(f"go('{where}')")
            await pilot.pause()
        view.scroll_to(y=0)

        assert sorted(drawn) == [
            ("e0000", False),
            ("e0001", False),
            ("e0001", True),
            ("e0002", True),
        ]


async def test_rows_are_drawn_anew_in_other_colours() -> None:
    """A change of theme, of looks or of the events leaves nothing old on the screen."""
    async with showing(listing(*SEEDS)) as (view, pilot):
        dark = list(view.render_line(1))
        pilot.app.theme = "palmyra-light"
        await pilot.pause()
        light = list(view.render_line(1))
        view.looks = looks(ascii_only=True)
        ascii_only = view.render_line(1).text
        view.show(listing({**SEEDS[0], "title": "Renamed"}))

        assert dark != light
        assert ascii_only.startswith(">")
        assert "Renamed" in view.render_line(1).text


async def test_resize_keeps_the_cursor_in_view() -> None:
    """On a smaller screen the row under the cursor is still there, in the new width."""
    async with showing(listing(*daily(200)), width=100, height=30) as (view, pilot):
        view.cursor = 27
        await pilot.resize_terminal(50, 8)
        await pilot.pause()

        assert sum(line.startswith("›") for line in screen(view)) == 1
        assert {view.render_line(y).cell_length for y in range(8)} == {49}


@pytest.mark.parametrize("width", [1, 20, 40, 61, 120])
async def test_hostile_titles(width: int) -> None:
    """Whatever titles hold, every line has the width of the screen and every cell a style."""
    events = [factories.event(f"e{at:02}", title=title) for at, title in enumerate(HOSTILE)]
    async with showing(listing(*events), width, len(HOSTILE) + 1) as (view, _):
        strips = [view.render_line(y) for y in range(view.size.height)]
        wide = view.scrollable_content_region.width

        assert {strip.cell_length for strip in strips} == {wide}
        assert all(style is not None for strip in strips for _, style, _ in strip)


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light"])
async def test_cursor_leaves_the_contrast(theme: str) -> None:
    """Under the cursor text has a contrast of 4.5 to 1 at least, marks one of 3 to 1."""
    event = factories.event(
        participants=[{"actor": uid, "role": "attacker"} for uid in ("is", "government", "rebels")],
        claims=[
            factories.claim("c1", "sohr", about="cause", statement="it crashed"),
            factories.claim("c2", "aamaq", about="cause", statement="it was downed"),
        ],
    )
    async with showing(listing(event), theme=theme) as (view, _):
        view.looks = looks(tone="light" if theme.endswith("light") else "dark")
        strip = view.render_line(1)
        contrasts = {text: contrast(style) for text, style, _ in strip if style and text.strip()}

        assert "≠" in strip.text
        assert all(ratio >= (3 if len(text) == 1 else 4.5) for text, ratio in contrasts.items())


async def test_cursor_without_colour() -> None:
    """In an ANSI theme the row under the cursor is reversed."""
    async with showing(listing(*SEEDS), theme="ansi-dark") as (view, _):
        assert all(style and style.reverse for _, style, _ in view.render_line(1))
        assert not any(style and style.reverse for _, style, _ in view.render_line(4))
