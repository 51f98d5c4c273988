"""The detail pane: who says what about one event, or the card of an actor."""

from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.model import Event
from store.names import Names
from tui.presentation.ink import STYLES, Ink
from tui.presentation.reading import Reading
from tui.presentation.stops import Position, leaf, settled, step
from tui.theme import Looks

ALL = 1_000_000
"""Pages, more than there are."""

KEYS = (
    ("j,down", "down", "step(1)", "Go to the next claim, figure, name or source"),
    ("k,up", "up", "step(-1)", "Go to the one before"),
    ("pagedown", "page-down", "leaf(1)", "Go a page down"),
    ("pageup", "page-up", "leaf(-1)", "Go a page up"),
    ("ctrl+d", "half-page-down", "leaf(0.5)", "Go half a page down"),
    ("ctrl+u", "half-page-up", "leaf(-0.5)", "Go half a page up"),
    ("g,home", "first", f"leaf(-{ALL})", "Go to the top"),
    ("G,end", "last", f"leaf({ALL})", "Go to the end"),
    ("enter", "card", "card", "Open the card of the name under the cursor"),
    ("y", "copy", "copy", "Copy the claim or figure with who says so; on the title, all claims"),
    ("o", "address", "url", "Open the address of the source under the cursor"),
    ("escape", "back", "back", "Close the card, or go back to the timeline"),
)
"""Keys, id, action and tooltip of each binding."""
SHOWN = frozenset(("card", "copy", "address", "back"))

GUTTER = 1
"""Cells left of the text, where the cursor is shown."""


class DetailPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of one event; when focused, a cursor goes from stop to stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            keys,
            action,
            name.replace("-", " ").capitalize(),
            id=f"detail.{name}",
            tooltip=tooltip,
            show=name in SHOWN,
        )
        for keys, name, action, tooltip in KEYS
    ]

    DEFAULT_CSS = """
    DetailPane {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & > .detail--title { text-style: bold; }
        & > .detail--strong { text-style: bold; }
        & > .detail--heading { color: $accent; text-style: bold; }
        & > .detail--quiet { color: $foreground 72%; }
        & > .detail--quote { text-style: italic; }
        & > .detail--claimant { text-style: bold; }
        & > .detail--letter { text-style: bold; }
        & > .detail--number { text-style: bold; }
        & > .detail--group { text-style: underline; }
        & > .detail--alert { color: $warning; text-style: bold; }
        & > .detail--cursor { background: $primary 18%; }
        &:light > .detail--cursor { background: $primary 9%; }
        &:ansi > .detail--quiet { color: $foreground; text-style: dim; }
        &:ansi > .detail--cursor { background: $background; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"detail--{part}" for part in (*STYLES, "cursor")}

    ALLOW_SELECT = False

    cursor: reactive[int | None] = reactive[int | None](None, init=False, repaint=False)
    """The stop under the cursor; None between stops."""

    class ActorChosen(Message):
        """The card of an actor is asked for."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    class CopyAsked(Message):
        """A text with its attribution is to be copied."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class UrlAsked(Message):
        """The address of a source is to be opened, after a question."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class Left(Message):
        """The reader goes back to where the event was chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._reading = Reading(Names({}, {}, {}), Looks((), "dark"))
        self._ink: Ink | None = None
        self._strips: LRUCache[tuple[int, str], Strip] = LRUCache(512)

    def show(self, event: Event | None, names: Names, looks: Looks) -> None:
        """Show an event; the same event again stays where it was scrolled to."""
        other = self._reading.show(event, names, looks)
        self._ink = None
        self._lay_out(Position(0, 0) if other else self._position)

    def show_card(self, actor: str) -> None:
        """Show the card of an actor over what is shown; Esc closes it."""
        self._reading.open_card(actor, self._position)
        self._lay_out(Position(0, 0))

    def watch_cursor(self, before: int | None, cursor: int | None) -> None:
        """Repaint the stops concerned."""
        for stop in map(self._reading.stop, (before, cursor)):
            if stop:
                self.refresh_lines(stop.first, stop.end - stop.first)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the cursor in view, whatever scrolls the page."""
        super().watch_scroll_y(old_value, new_value)
        height = self.scrollable_size.height
        self.cursor = settled(self._reading.page, self._position, height).cursor

    def watch_has_focus(self, has_focus: bool) -> None:
        """Show the cursor only where keys go."""
        super().watch_has_focus(has_focus)
        self.refresh()

    def notify_style_update(self) -> None:
        """Drop what was drawn in other colours."""
        super().notify_style_update()
        self._ink = None
        self._strips.clear()

    def on_resize(self) -> None:
        """Write the page anew for the width, about the same place in view."""
        self._lay_out(self._position)

    def on_click(self, event: events.Click) -> None:
        """Go to a stop; open the one under the cursor."""
        offset = event.get_content_offset(self)
        at = self._reading.page.stop_at(offset.y + self.scroll_offset.y) if offset else None
        if at is not None and at == self.cursor:
            self.action_card()
        elif at is not None:
            self.cursor = at

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        if not self._reading.page.lines:
            return Strip.blank(self.size.width, self.rich_style)
        line = y + self.scroll_offset.y
        key = line, self._sign(line)
        if key not in self._strips:
            lines = self._reading.page.lines
            self._ink = self._ink or _ink(self, self._reading)
            parts = lines[line] if line < len(lines) else ()
            self._strips[key] = self._ink.strip(parts, self.scrollable_size.width, key[1])
        return self._strips[key]

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """Scroll at once: nothing animates."""
        super().scroll_to(x, y, **{**options, "animate": False, "force": True})

    def action_step(self, delta: int) -> None:
        """Go to the next stop, or the one before."""
        self._go(step(self._reading.page, self._position, self.scrollable_size.height, delta))

    def action_leaf(self, pages: float) -> None:
        """Scroll by pages, one line staying in view."""
        height = self.scrollable_size.height
        lines = max(int((height - 1) * abs(pages)), 1)
        down = lines if pages > 0 else -lines
        self._go(leaf(self._reading.page, self._position, height, down))

    def action_card(self) -> None:
        """Ask for the card of the actor under the cursor."""
        stop = self._reading.stop(self.cursor)
        if stop and stop.actor:
            self.post_message(self.ActorChosen(stop.actor))

    def action_copy(self) -> None:
        """Ask for a copy of what is under the cursor, with who says so."""
        if text := self._reading.citation(self.cursor):
            self.post_message(self.CopyAsked(text))

    def action_url(self) -> None:
        """Ask for the address of the source under the cursor, or say that there is none."""
        from tui.presentation.address import NoAddressError

        try:
            self.post_message(self.UrlAsked(self._reading.address(self.cursor)))
        except NoAddressError as error:
            self.notify(str(error), severity="warning", markup=False)

    def action_back(self) -> None:
        """Close the card, or leave the pane."""
        if left := self._reading.close_card():
            self._lay_out(left)
        else:
            self.post_message(self.Left())

    @property
    def shown(self) -> str | None:
        """Uid of the event in the pane."""
        event = self._reading.event
        return event.uid if event else None

    @property
    def _position(self) -> Position:
        return Position(self.scroll_offset.y, self.cursor)

    def _lay_out(self, at: Position) -> None:
        width, height = self.scrollable_size
        if width > GUTTER:
            self._reading.lay_out(width - GUTTER)
            self._strips.clear()
            self.virtual_size = Size(0, len(self._reading.page.lines))
            self._go(settled(self._reading.page, at, height))
            self.refresh()

    def _go(self, to: Position) -> None:
        self.scroll_to(y=to.top)
        self.cursor = to.cursor

    def _sign(self, line: int) -> str:
        """Return what stands left of a line: a bar along the stop under the cursor."""
        stop = self._reading.stop(self.cursor) if self.has_focus else None
        if stop is None or not stop.first <= line < stop.end:
            return ""
        if self._reading.looks.ascii_only:
            return ">" if line == stop.first else "|"
        return "▌"


def _ink(pane: DetailPane, reading: Reading) -> Ink:
    """Return the styles that the theme gives to the parts of a page."""
    from tui.presentation.involved import colour

    styles = {part: pane.get_component_rich_style(f"detail--{part}") for part in STYLES}
    cursor = pane.get_component_rich_style("detail--cursor")
    shade = partial(colour, names=reading.names, looks=reading.looks)
    return Ink({"": pane.rich_style, **styles}, cursor, shade)
