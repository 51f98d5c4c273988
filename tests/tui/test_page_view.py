"""The page that panels are read in and chosen from."""

import pytest
from textual.app import ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from tests.tui.panels import host, lines, showing, styles_asked
from tui.presentation.page import Page, Pen
from tui.presentation.stops import Position
from tui.theme import Looks
from tui.widgets.page_view import PageView


def page(width: int, entries: int = 30, tall: int = 2) -> Page:
    """Return a heading, then entries of some lines, each a stop."""
    pen = Pen(width)
    pen.write((f"HEADING {width}", "heading"))
    for number in range(entries):
        with pen.stop():
            for line in range(tall):
                pen.write((f"entry {number} line {line}", ""))
    return pen.page


def text_only(width: int) -> Page:
    """Return lines without a stop."""
    pen = Pen(width)
    for number in range(50):
        pen.write((f"line {number}", ""))
    return pen.page


def view(ascii_only: bool = False) -> PageView:
    """Return a view of the entries."""
    return PageView(page, Looks((), "dark", ascii_only))


class Growing(PageView):
    """A page whose entries may become more or fewer."""

    entries = 30

    def __init__(self) -> None:
        super().__init__(lambda width: page(width, self.entries), Looks((), "dark"))


def shown_lines(pilot: Pilot[None]) -> list[str]:
    """Return the lines without the scrollbar."""
    return [line[: pilot.app.size.width - 1].rstrip() for line in lines(pilot)]


async def act(pilot: Pilot[None], *actions: str) -> None:
    """Run actions of the view, and wait until it is drawn."""
    for action in actions:
        await host(pilot).shown.run_action(action)
    await pilot.pause()


async def test_cursor_stands_on_stops() -> None:
    """The first stop is marked along all its lines, and steps go from stop to stop."""
    shown = view()
    async with showing(shown, (40, 10)) as pilot:
        shown.focus()
        await pilot.pause()
        assert shown_lines(pilot)[:3] == [" HEADING 38", "▌entry 0 line 0", "▌entry 0 line 1"]

        await act(pilot, "step(1)")

        assert shown_lines(pilot)[1:5] == [
            " entry 0 line 0",
            " entry 0 line 1",
            "▌entry 1 line 0",
            "▌entry 1 line 1",
        ]


async def test_cursor_in_ascii() -> None:
    """With plain signs the cursor is told by its first line."""
    shown = view(ascii_only=True)
    async with showing(shown, (40, 10)) as pilot:
        assert shown_lines(pilot)[1:3] == [">entry 0 line 0", "|entry 0 line 1"]


async def test_ends_and_pages() -> None:
    """Home, End and pages scroll at once, the cursor in view."""
    shown = view()
    async with showing(shown, (40, 10)) as pilot:
        await act(pilot, "leaf(1)")
        assert shown.scroll_offset.y == 9

        await act(pilot, "leaf(1000000)")
        assert shown.scroll_offset.y == 61 - 10
        await act(pilot, "leaf(1000000)")
        assert shown.cursor == 29

        await act(pilot, "leaf(-1000000)")
        assert shown.scroll_offset.y == 0


async def test_text_scrolls_by_lines() -> None:
    """A page without stops has no cursor and moves line by line."""
    shown = PageView(text_only, Looks((), "dark"))
    async with showing(shown, (40, 10)) as pilot:
        await act(pilot, "step(1)", "step(1)", "step(-1)")

        assert shown.scroll_offset.y == 1
        assert shown_lines(pilot)[0] == " line 1"
        assert "▌" not in "".join(lines(pilot))


async def test_written_for_the_width() -> None:
    """Another width means other lines, the cursor where it was and in view."""
    shown = view()
    async with showing(shown, (40, 10)) as pilot:
        await act(pilot, *["step(1)"] * 6)
        await pilot.resize_terminal(30, 5)
        await pilot.pause()

        assert shown.cursor == 6
        assert "▌entry 6 line 0" in shown_lines(pilot)
        assert ("HEADING 28", "heading") in shown.page.lines[0]


async def test_rewriting_keeps_place_or_goes_to_a_stop() -> None:
    """What is written anew stays where it was, unless a stop is named."""
    shown = view()
    async with showing(shown, (40, 10)) as pilot:
        await act(pilot, *["step(1)"] * 8)
        before = shown.scroll_offset.y, shown.cursor
        shown.rewrite()
        assert (shown.scroll_offset.y, shown.cursor) == before

        shown.rewrite(Position(0, 0))
        await pilot.pause()

        assert (shown.scroll_offset.y, shown.cursor) == (0, 0)


async def test_clicks() -> None:
    """A click goes to a stop, a second one chooses it; one on a heading does nothing."""

    class Choosing(Screen[None]):
        chosen = 0

        def compose(self) -> ComposeResult:
            yield view()

        def on_page_view_chosen(self) -> None:
            self.chosen += 1

    screen = Choosing()
    async with showing(screen, (40, 10)) as pilot:
        shown = screen.query_one(PageView)
        await pilot.click(PageView, offset=(5, 0))
        await pilot.click(PageView, offset=(5, 4))
        assert (shown.cursor, screen.chosen) == (1, 0)

        await pilot.click(PageView, offset=(5, 3))
        assert (shown.cursor, screen.chosen) == (1, 1)


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light", "ansi-dark"])
async def test_every_segment_is_styled(theme: str) -> None:
    """NO_COLOR needs a style on each segment, in any theme."""
    shown = view()
    async with showing(shown, (40, 10), theme) as pilot:
        strips = [shown.render_line(y) for y in range(10)]

        assert all(segment.style is not None for strip in strips for segment in strip)
        assert {strip.cell_length for strip in strips} == {shown.scrollable_size.width}
        assert pilot.app.theme == theme


async def test_only_the_stops_concerned_are_drawn() -> None:
    """A step draws the lines of two stops, not the page."""
    drawn: list[int] = []

    class Counted(PageView):
        def render_line(self, y: int) -> Strip:
            drawn.append(y)
            return super().render_line(y)

    shown = Counted(page, Looks((), "dark"))
    async with showing(shown, (40, 20)) as pilot:
        drawn.clear()
        await act(pilot, "step(1)")

        assert sorted(drawn) == [1, 2, 3, 4]


async def test_scrollbar_follows_the_page() -> None:
    """It is there when the page is longer than the view, and as long as the page asks for."""
    shown = Growing()
    async with showing(shown, (40, 10)) as pilot:
        told = []
        for shown.entries in (30, 60, 3, 60):
            shown.rewrite(Position(0, 0))
            await pilot.pause()
            bar = shown.vertical_scrollbar
            told.append((shown.show_vertical_scrollbar, bar.window_virtual_size))

        assert told == [(True, 61), (True, 121), (False, 121), (True, 121)]
        assert shown.max_scroll_y == 111
        assert shown.scrollable_size.width == 39


async def test_a_longer_page_lays_out_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a scrollbar was and is, other lines are painted and nothing else is moved."""
    shown = Growing()
    async with showing(shown, (40, 10)) as pilot:
        laid_out: list[Size | None] = []
        monkeypatch.setattr(pilot.app.screen, "_refresh_layout", laid_out.append)
        shown.entries = 60
        shown.rewrite()
        await pilot.pause()

        assert laid_out == []
        assert shown_lines(pilot)[3] == " entry 1 line 0"


async def test_a_shorter_page_is_scrolled_into() -> None:
    """What was far down is at the end, its last stop under the cursor."""
    shown = Growing()
    async with showing(shown, (40, 10)) as pilot:
        await act(pilot, "leaf(1000000)")
        shown.entries = 10
        shown.rewrite()
        await pilot.pause()

        assert (shown.scroll_offset.y, shown.cursor) == (11, 5)


async def test_rewriting_keeps_the_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """The styles of the theme are asked for once, not for each page."""
    shown = view()
    async with showing(shown, (40, 10)) as pilot:
        asked = styles_asked(shown, monkeypatch)
        shown.rewrite()
        await pilot.pause()
        assert asked == []

        pilot.app.theme = "palmyra-light"
        await pilot.pause()

        assert asked


@pytest.mark.parametrize("width", [1, 2, 24])
async def test_an_empty_page(width: int) -> None:
    """Nothing to read is blank lines, and no key does anything."""
    shown = PageView(lambda width: Page(), Looks((), "dark"))
    async with showing(shown, (width, 5)) as pilot:
        await act(pilot, "step(1)", "leaf(1)", "leaf(-1000000)")

        assert lines(pilot) == [""] * 5
        assert (shown.cursor, shown.scroll_offset.y, shown.show_vertical_scrollbar) == (
            None,
            0,
            False,
        )


async def test_a_narrow_page() -> None:
    """At 24 cells every line is written for what is left of sign and scrollbar."""
    shown = view()
    async with showing(shown, (24, 8)) as pilot:
        await act(pilot, "step(1)")

        assert shown_lines(pilot)[0] == " HEADING 22"
        assert {shown.render_line(y).cell_length for y in range(8)} == {23}
