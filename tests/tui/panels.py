"""An application that shows one screen or bar over a small store, and records by hostile names."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from rich.style import Style
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from store.index import Index, Timeline
from tests.factories import actor, claim, event, figure, place, source
from tui.theme import Looks, Tone, themes

SIZES = [(60, 15), (80, 24), (120, 40)]

NAMES = (
    *("[/]", "[@click=app.quit]quit[/]", "[bold]x", "\\", "\x1b]52;c;QUJD\x07", "\x1b[2J\x9b31m"),
    *("داعش يعيد دخول تدمر", "\u202etfel", "全" * 400, "e\u0301\u0336" * 200, "\u200b\u200d"),
    "\n\t",
)
"""Names that break what measures or trusts text."""


class Host(App[None]):
    """Shows a widget, or a screen pushed over an empty one."""

    def __init__(self, shown: Widget, theme: str = "palmyra-dark") -> None:
        super().__init__()
        self.shown = shown
        self.copied: list[str] = []
        self.opened: list[str] = []
        for each in themes():
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Show the widget."""
        if not isinstance(self.shown, Screen):
            yield self.shown

    async def on_mount(self) -> None:
        """Show the screen."""
        if isinstance(self.shown, Screen):
            await self.push_screen(self.shown)

    def copy_to_clipboard(self, text: str) -> None:
        """Keep what is copied."""
        self.copied.append(text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Keep what is opened."""
        self.opened.append(url)


@asynccontextmanager
async def showing(
    shown: Widget, size: tuple[int, int] = (80, 24), theme: str = "palmyra-dark"
) -> AsyncIterator[Pilot[None]]:
    """Show a widget or a screen, settled."""
    async with Host(shown, theme).run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


def lines(pilot: Pilot[None]) -> list[str]:
    """Return the lines on screen, without blanks at their ends."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text(pilot: Pilot[None]) -> str:
    """Return what is on screen."""
    return "\n".join(lines(pilot))


def host(pilot: Pilot[None]) -> Host:
    """Return the application."""
    assert isinstance(pilot.app, Host)
    return pilot.app


def styles_asked(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the component classes whose styles are looked up."""
    asked: list[str] = []
    look_up = widget.get_component_rich_style

    def keep(name: str) -> Style:
        asked.append(name)
        return look_up(name)

    monkeypatch.setattr(widget, "get_component_rich_style", keep)
    return asked


def looks(timeline: Timeline, ascii_only: bool = False, tone: Tone = "dark") -> Looks:
    """Return how the actors of a timeline are drawn."""
    return Looks(timeline.index.actors.values(), tone, ascii_only)


def hostile() -> Timeline:
    """Return a timeline whose actors, places, metrics and sources have hostile names."""
    count = range(len(NAMES))
    records: dict[str, Any] = {
        "actors": [actor(f"a{i}", name=NAMES[i], kind="rebel group") for i in count],
        "places": [place(f"p{i}", name=NAMES[i]) for i in count],
        "sources": [
            source(f"s{i}", title=NAMES[i], publisher=NAMES[i], URL=NAMES[i]) for i in count
        ],
    }
    events = [
        event(
            f"e{i}",
            title=NAMES[i],
            participants=[{"actor": f"a{i}", "role": "attacker"}],
            places=[{"place": f"p{i}"}],
            claims=[claim("c1", f"a{i}", source=f"s{i}", figures=[figure(metric=NAMES[i])])],
        )
        for i in count
    ]
    return Timeline(Index.build(events, **records, token=1))


def harmless(pilot: Pilot[None]) -> bool:
    """Whether no control sign reached the screen, and each line has the width of the screen."""
    strips = pilot.app.screen._compositor.render_strips()
    segments = [segment for strip in strips for segment in strip]
    shown = "".join(segment.text for segment in segments)
    live = [one.style for one in segments if one.style and "@click" in one.style.meta]
    clean = not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or sign == "\u202e" for sign in shown)
    return clean and not live and {strip.cell_length for strip in strips} == {pilot.app.size.width}
