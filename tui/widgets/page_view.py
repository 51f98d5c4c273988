"""A page to read or to choose from: styled lines, with a cursor over its stops if it has any."""

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.presentation.ink import STYLES, Ink
from tui.presentation.page import Page, Stop
from tui.presentation.stops import Position, leaf, settled, step
from tui.theme import Looks
from tui.widgets.still_view import StillView

ALL = 1_000_000
"""Pages, more than there are."""

KEYS = (
    ("j,down", "down", "step(1)", "Go to the next claim, figure, name or value; a line down"),
    ("k,up", "up", "step(-1)", "Go to the one before; a line up"),
    ("pagedown", "page-down", "leaf(1)", "Go a page down"),
    ("pageup", "page-up", "leaf(-1)", "Go a page up"),
    ("ctrl+d", "half-page-down", "leaf(0.5)", "Go half a page down"),
    ("ctrl+u", "half-page-up", "leaf(-0.5)", "Go half a page up"),
    ("g,home", "first", f"leaf(-{ALL})", "Go to the top"),
    ("G,end", "last", f"leaf({ALL})", "Go to the end"),
)
"""Keys, id, action and tooltip of each binding."""

PAGE_STYLES = (*STYLES, "included", "excluded")
GUTTER = 1
"""Cells left of the text, where the cursor is shown."""


class PageView(StillView, inherit_bindings=False):
    """Lines written for the width there is; nothing is cut, nothing animates."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            keys,
            action,
            name.replace("-", " ").capitalize(),
            id=f"page.{name}",
            tooltip=tooltip,
            show=False,
        )
        for keys, name, action, tooltip in KEYS
    ]

    DEFAULT_CSS = """
    PageView {
        background: $surface;
        & > .page--title { text-style: bold; }
        & > .page--strong { text-style: bold; }
        & > .page--heading { color: $accent; text-style: bold; }
        & > .page--quiet { color: $foreground 72%; }
        & > .page--quote { text-style: italic; }
        & > .page--claimant { text-style: bold; }
        & > .page--letter { text-style: bold; }
        & > .page--number { text-style: bold; }
        & > .page--group { text-style: underline; }
        & > .page--alert { color: $warning; text-style: bold; }
        & > .page--included { color: $success; text-style: bold; }
        & > .page--excluded { color: $error; text-style: bold; }
        & > .page--cursor { background: $primary 30%; }
        &:focus > .page--cursor { background: $primary 40%; text-style: bold; }
        &:ansi > .page--quiet { color: $foreground; text-style: dim; }
        &:ansi > .page--cursor { background: $background; }
        &:ansi:focus > .page--cursor { background: $background; text-style: bold reverse; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{part}" for part in (*PAGE_STYLES, "cursor")}

    cursor: reactive[int | None] = reactive[int | None](None, init=False, repaint=False)
    """The stop under the cursor; None where the page has none in view."""

    class Chosen(Message):
        """The stop under the cursor was clicked."""

    def __init__(self, write: Callable[[int], Page], looks: Looks, **options: Any) -> None:
        super().__init__(**options)
        self.write = write
        """Writes the page in lines of at most so many cells."""
        self.looks = looks
        self.page = Page()
        self._ink: Ink | None = None
        self._strips: LRUCache[tuple[int, str], Strip] = LRUCache(512)

    @property
    def stop(self) -> Stop | None:
        """What is under the cursor."""
        at = self.cursor
        return self.page.stops[at] if at is not None and at < len(self.page.stops) else None

    def colour(self, uid: str) -> str:
        """Return the colour of an actor."""
        return self.looks[uid].colour

    def rewrite(self, at: Position | None = None) -> None:
        """Write the page anew, at a position, or with cursor and lines in view where they were."""
        width, height = self.scrollable_size
        if width <= GUTTER:
            return
        at = at or self.position
        self.page = self.write(width - GUTTER)
        self._strips.clear()
        self.virtual_size = Size(0, len(self.page.lines))
        self._go(settled(self.page, self._in_view(at, height), height))
        self.refresh()

    def grow(self) -> None:
        """Take in lines that were written below the others since."""
        shown = self.virtual_size.height - self.scroll_offset.y
        self.virtual_size = Size(0, len(self.page.lines))
        if shown < self.size.height:
            self._strips.clear()
            self.refresh()

    def watch_cursor(self, before: int | None, cursor: int | None) -> None:
        """Repaint the stops concerned."""
        for at in (before, cursor):
            if at is not None and at < len(self.page.stops):
                stop = self.page.stops[at]
                self.refresh_lines(stop.first, stop.end - stop.first)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the cursor in view, whatever scrolls the page."""
        super().watch_scroll_y(old_value, new_value)
        self.cursor = settled(self.page, self.position, self.scrollable_size.height).cursor

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show where keys go."""
        super().watch_has_focus(has_focus)
        self.fade()

    def notify_style_update(self) -> None:
        """Draw in the colours of the theme."""
        super().notify_style_update()
        self.fade()

    def on_resize(self) -> None:
        """Write the page for the width."""
        self.rewrite()

    def on_click(self, event: events.Click) -> None:
        """Go to a stop; choose the one under the cursor."""
        offset = event.get_content_offset(self)
        at = self.page.stop_at(offset.y + self.scroll_offset.y) if offset else None
        if at is not None and at == self.cursor:
            self.post_message(self.Chosen())
        elif at is not None:
            self.cursor = at

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        line = y + self.scroll_offset.y
        key = line, self._sign(line)
        if key not in self._strips:
            self._ink = self._ink or self._fresh_ink()
            parts = self.page.lines[line] if line < len(self.page.lines) else ()
            self._strips[key] = self._ink.strip(parts, self.scrollable_size.width, key[1])
        return self._strips[key]

    def action_step(self, delta: int) -> None:
        """Go to the next stop, or the one before; a line where the page has no stops."""
        if self.page.stops:
            self._go(step(self.page, self.position, self.scrollable_size.height, delta))
        else:
            self.scroll_to(y=self.scroll_offset.y + delta)

    def action_leaf(self, pages: float) -> None:
        """Scroll by pages, one line staying in view."""
        height = self.scrollable_size.height
        lines = max(int((height - 1) * abs(pages)), 1)
        self._go(leaf(self.page, self.position, height, lines if pages > 0 else -lines))

    @property
    def position(self) -> Position:
        """The first line in view, and the stop under the cursor."""
        return Position(self.scroll_offset.y, self.cursor)

    def fade(self) -> None:
        """Drop what was drawn in other colours."""
        self._ink = None
        self._strips.clear()
        self.refresh()

    def _in_view(self, at: Position, height: int) -> Position:
        """Return the position scrolled so far that the stop under the cursor is seen."""
        if at.cursor is None or at.cursor >= len(self.page.stops):
            return at
        stop = self.page.stops[at.cursor]
        if stop.first < at.top + height and stop.end > at.top:
            return at
        return Position(min(max(at.top, stop.end - height), stop.first), at.cursor)

    def _go(self, to: Position) -> None:
        self.scroll_to(y=to.top)
        self.cursor = to.cursor

    def _sign(self, line: int) -> str:
        """Return what stands left of a line: a bar along the stop under the cursor."""
        stop = self.stop
        if stop is None or not stop.first <= line < stop.end:
            return ""
        return (">" if line == stop.first else "|") if self.looks.ascii_only else "▌"

    def _fresh_ink(self) -> Ink:
        """Return the styles that the theme gives to the parts of a page."""
        styles = {part: self.get_component_rich_style(f"page--{part}") for part in PAGE_STYLES}
        cursor = self.get_component_rich_style("page--cursor")
        return Ink({"": self.rich_style, **styles}, cursor, self.colour)
