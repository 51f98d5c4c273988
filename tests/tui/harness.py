"""An application around one widget, and listings to show in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from unicodedata import category

import pytest
from rich.style import Style
from textual import on
from textual.app import App, ComposeResult
from textual.color import Color
from textual.message import Message
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from store.index import Index, Listing, Timeline
from store.model import Actor, Document, view
from store.query import Filter
from tests import factories
from tui.theme import Looks, Tone, themes
from tui.widgets.faction_bar import FactionBar
from tui.widgets.timeline_view import TimelineView

FACTIONS = [
    factories.actor("is", kind="rebel group", rank=1, mark="■", colour="vermillion", code="IS"),
    factories.actor("government", kind="state forces", rank=2, mark="▲", colour="sky-blue"),
    factories.actor("russia", kind="external forces", rank=3, mark="●", colour="yellow"),
    factories.actor("rebels", kind="rebel group", rank=4, mark="◆", colour="bluish-green"),
]

HOSTILE = (
    *("", " ", "[/]", "[@click=app.quit]quit[/]", "[bold]x", "\\", "{0}", "%s"),
    *("x" * 100_000, "全" * 100_000, "\u0301" * 100_000, "a\u200d" * 50_000),
    *("داعش يعيد دخول تدمر بعد تسعة أشهر", "e\u0301a\u0336\u0489" * 40, "\u200b\u200d\ufe0f\u00ad"),
    *("one\ntwo", "\n\t", "a\tb", "\r\n\x0b", "a\x1b[2J\x9b31m\x07b", "\u202etfel\u2028", "\ud800"),
    *("👨‍👩‍👧‍👦 🇸🇾 ❤️ 👍🏽" * 9, "\u200d全", "\ufe0f", "❤\ufe0f" * 60, "全 角 文 字 " * 20),
)
"""Titles that break what measures or trusts text."""


class Host(App[None]):
    """Shows one widget and keeps the messages that reach the application."""

    CSS = "Screen { layout: vertical; }"

    def __init__(self, widget: Widget, theme: str = "palmyra-dark") -> None:
        super().__init__()
        self.hosted = widget
        self.heard: list[Message] = []
        for each in themes():
            self.register_theme(each)
        self.theme = theme

    def compose(self) -> ComposeResult:
        """Show the widget."""
        yield self.hosted

    @on(TimelineView.Highlighted)
    @on(TimelineView.Opened)
    @on(FactionBar.Toggled)
    def hear(self, message: Message) -> None:
        """Keep a message."""
        self.heard.append(message)


def looks(ascii_only: bool = False, tone: Tone = "dark") -> Looks:
    """Return how the factions are drawn."""
    return Looks([view(Actor, actor) for actor in FACTIONS], tone, ascii_only)


def contrast(style: Style) -> float:
    """Return the contrast of text to its background, 1 to 21, as WCAG 2 defines it."""
    if style.color is None or style.bgcolor is None:
        raise ValueError(f"{style} has no colours")
    lights = (_light(Color.from_rich_color(each)) for each in (style.color, style.bgcolor))
    dark, light = sorted(lights)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: Color) -> float:
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts))


def listing(
    *documents: Document, newest_first: bool = False, query: Filter | None = None
) -> Listing:
    """Return these events as the timeline lists them."""
    timeline = Timeline(Index.build(documents, FACTIONS, [], [], 1))
    return Listing(timeline, timeline.select(query or Filter()), newest_first)


def daily(count: int, start: int = 0) -> list[Document]:
    """Return events e0, e1 … of successive days, 28 to a month, from January 2014 on."""
    return [
        factories.event(
            f"e{day:04}",
            when=f"{2014 + day // 336}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}",
            title=f"Event {day}",
        )
        for day in range(start, start + count)
    ]


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
        await settled(pilot)
        heard(pilot).clear()
        yield view, pilot


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything that changed has been painted."""
    await pilot.pause()
    while pilot.app.screen._dirty_widgets or pilot.app.screen._layout_required:
        await pilot.pause()


def drawn_lines(view: TimelineView, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that fills with the lines drawn from now on."""
    drawn: list[int] = []
    draw = view.render_line

    def keep(y: int) -> Strip:
        drawn.append(y)
        return draw(y)

    monkeypatch.setattr(view, "render_line", keep)
    return drawn


def unprintable(text: str) -> list[str]:
    """Return the signs that a terminal would act on."""
    return [sign for sign in text if category(sign) in ("Cc", "Cs", "Zl", "Zp")]


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
