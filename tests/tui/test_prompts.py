"""The lines to type into, and the panels that ask or tell."""

import webbrowser
from typing import cast

import pytest
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.panels import NAMES, harmless, host, lines, showing, text
from tui.screens.copied import CopiedScreen
from tui.screens.open_url import COPIED, NO_BROWSER, OpenUrl, has_window
from tui.widgets.date_bar import DateBar
from tui.widgets.line_input import LIMIT, LineInput
from tui.widgets.prompt_bar import PromptBar
from tui.widgets.search_bar import SearchBar


class Asking(Screen[None]):
    """Shows both lines, and keeps what they say."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str, str]] = []

    def compose(self) -> ComposeResult:
        """Both lines, hidden until asked, below what takes the rest of the screen."""
        yield Container()
        yield SearchBar()
        yield DateBar()

    @on(PromptBar.Changed)
    @on(PromptBar.Kept)
    @on(PromptBar.Cancelled)
    def hear(self, said: PromptBar.Said) -> None:
        """Keep what a line says."""
        self.heard.append((type(said.control).__name__, type(said).__name__, said.text))


async def test_hidden_until_asked() -> None:
    """A line is not there until it is opened, then it has the keys."""
    screen = Asking()
    async with showing(screen) as pilot:
        assert text(pilot).strip() == ""

        screen.query_one(SearchBar).open()
        await pilot.press("j", "e", "t")
        assert screen.heard[-1] == ("SearchBar", "Changed", "jet")
        assert lines(pilot)[-1].startswith(" / jet")

        screen.query_one(SearchBar).close()
        await pilot.pause()
        assert text(pilot).strip() == ""


async def test_enter_and_escape() -> None:
    """Enter keeps the text without blanks at its ends, Esc says that nothing is kept."""
    screen = Asking()
    async with showing(screen) as pilot:
        screen.query_one(SearchBar).open()
        screen.query_one(SearchBar).input.value = " jet "
        await pilot.press("enter")
        screen.query_one(SearchBar).input.resume()
        await pilot.press("escape")

    assert screen.heard == [
        ("SearchBar", "Changed", " jet "),
        ("SearchBar", "Kept", "jet"),
        ("SearchBar", "Cancelled", " jet "),
    ]


async def test_opens_empty() -> None:
    """What was typed before is gone, and no change is told of."""
    screen = Asking()
    async with showing(screen) as pilot:
        bar = screen.query_one(SearchBar)
        bar.open()
        bar.input.value = "jet"
        await pilot.pause()
        bar.close()
        bar.open()
        await pilot.pause()

        assert bar.input.value == ""
    assert screen.heard == [("SearchBar", "Changed", "jet")]


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("10 Dec 2016", "Saturday 10 December 2016"),
        ("2016-03", "March 2016"),
        ("10/12/2016", "10/12/2016"),
        ("10 De", "write 10 Dec 2016"),
        ("30 Feb 2016", "February"),
    ],
)
@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_dates_are_echoed(typed: str, echo: str, size: tuple[int, int]) -> None:
    """The echo says how a date was understood, or what to write, whole at any width."""
    screen = Asking()
    async with showing(screen, size) as pilot:
        bar = screen.query_one(DateBar)
        bar.open()
        bar.input.value = typed
        await pilot.pause()

        assert echo in " ".join(text(pilot).split())
        assert lines(pilot)[-1].startswith(f" Go to {typed}")


async def test_a_short_echo_needs_no_line_of_its_own() -> None:
    """A long sentence goes above the line, and goes away again."""
    screen = Asking()
    async with showing(screen, (60, 15)) as pilot:
        bar = screen.query_one(DateBar)
        bar.open()
        bar.say("long " * 30)
        await pilot.pause()
        assert len([line for line in lines(pilot) if line]) > 2

        bar.say("3 of 20 events")
        await pilot.pause()

        assert [line.split() for line in lines(pilot) if line] == [
            ["Go", "to", *bar.PLACEHOLDER.split(), "3", "of", "20", "events"]
        ]


async def test_hostile_paste() -> None:
    """What is pasted is text: no control sign, one line, no more than the limit."""
    screen = Asking()
    async with showing(screen) as pilot:
        bar = screen.query_one(SearchBar)
        for name in (*NAMES, "x" * 10_000):
            bar.open()
            bar.input.insert_text_at_cursor(name)
            bar.say(name)
            await pilot.pause()

            assert harmless(pilot)
            assert len(bar.input.value) <= LIMIT
        assert bar.input.value == "x" * LIMIT


def test_cleaning_keeps_what_people_type() -> None:
    """Blanks, quotes and any script stay."""
    box = LineInput()

    assert box.validate_value(' "داعش"  é ') == ' "داعش"  é '
    assert isinstance(box, Input)


async def test_copied() -> None:
    """What was copied is shown as it is; a long text scrolls."""
    copied = "SOHR reported: “hundreds” [/] fled.\n\x1b[2J" * 40
    async with showing(CopiedScreen(copied), (60, 15)) as pilot:
        assert "SOHR reported: “hundreds” [/] fled." in text(pilot)
        assert harmless(pilot)

        await pilot.press("y")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, CopiedScreen)


async def test_url_is_opened_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole address is shown; Enter opens it."""
    monkeypatch.setattr("tui.screens.open_url.has_window", lambda: True)
    url = "https://example.org/" + "a" * 90
    async with showing(OpenUrl(url)) as pilot:
        assert url in "".join(text(pilot).split())
        assert host(pilot).opened == []

        await pilot.press("enter")
        await pilot.pause()

        assert host(pilot).opened == [url]
        assert not isinstance(pilot.app.screen, OpenUrl)


async def test_url_is_not_opened() -> None:
    """Esc goes back."""
    async with showing(OpenUrl("https://example.org")) as pilot:
        await pilot.press("escape")
        await pilot.pause()

        assert host(pilot).opened == []
        assert not isinstance(pilot.app.screen, OpenUrl)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://", "x\x1by"])
async def test_only_web_addresses(url: str) -> None:
    """Anything but http and https is shown and never opened; it can be copied."""
    async with showing(OpenUrl(url)) as pilot:
        await pilot.press("enter", "y")
        await pilot.pause()

        assert host(pilot).opened == []
        assert "\x1b" not in host(pilot).copied[0]
        assert harmless(pilot)


async def test_what_is_said_of_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """That nothing here can open it, and what was copied, is said."""
    monkeypatch.setattr("tui.screens.open_url.has_window", lambda: False)
    async with showing(OpenUrl("https://example.org")) as pilot:
        await pilot.press("enter")
        assert NO_BROWSER in text(pilot)

        await pilot.press("y")
        assert COPIED in text(pilot)
        assert host(pilot).copied == ["https://example.org"]


def none_installed() -> object:
    """Stand for a system without a browser."""
    raise webbrowser.Error("no browser")


@pytest.mark.parametrize(
    ("browser", "window"),
    [
        (lambda: webbrowser.GenericBrowser("lynx"), False),
        (lambda: webbrowser.BackgroundBrowser("firefox"), True),
        (none_installed, False),
    ],
)
def test_browsers_in_the_terminal(
    browser: object, window: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser that would take over the terminal is none."""
    monkeypatch.setattr(webbrowser, "get", cast("type", browser))

    assert has_window() is window
