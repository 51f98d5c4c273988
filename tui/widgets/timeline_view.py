"""The timeline: a line per event under headings, for any number of events."""

from typing import Any, ClassVar, Literal

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.index import Listing
from tui.presentation import rows
from tui.presentation.lines import GAP, HEADING, Lines
from tui.theme import Looks
from tui.widgets.still_view import StillView

Goal = Literal["next", "previous", "first", "last", "gap", "gap before"]

KEYS = (
    ("j,down", "down", "go('next')", "Go to the next event"),
    ("k,up", "up", "go('previous')", "Go to the event before"),
    ("pagedown", "page-down", "page(1)", "Go a page down"),
    ("pageup", "page-up", "page(-1)", "Go a page up"),
    ("ctrl+d", "half-page-down", "page(0.5)", "Go half a page down"),
    ("ctrl+u", "half-page-up", "page(-0.5)", "Go half a page up"),
    ("g,home", "first", "go('first')", "Go to the first event"),
    ("G,end", "last", "go('last')", "Go to the last event"),
    ("left_square_bracket", "gap-before", "go('gap before')", "Go back behind a gap"),
    ("right_square_bracket", "next-gap", "go('gap')", "Go behind the next gap"),
    ("enter", "open", "open", "Read who says what"),
)
"""Keys, id, action and tooltip of each binding."""

READING = "Reading events…"
NONE_MATCH = "No event matches. Esc ends a search, 0 clears the filter."
NONE_AT_ALL = "There is no event in this store yet."


class TimelineView(StillView, inherit_bindings=False):
    """Events in order of time; the cursor stands on one of them.

    The first line shows the heading of the section that the lines below it belong to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            keys,
            action,
            name.replace("-", " ").capitalize(),
            id=f"timeline.{name}",
            tooltip=tooltip,
            show=name == "open",
        )
        for keys, name, action, tooltip in KEYS
    ]

    DEFAULT_CSS = """
    TimelineView {
        background: $background;
        & > .timeline--faint { color: $foreground 72%; }
        & > .timeline--heading { color: $accent; text-style: bold; }
        & > .timeline--gap { color: $foreground 60%; text-style: italic; }
        & > .timeline--conflict { color: $warning; text-style: bold; }
        & > .timeline--cursor { background: $primary 15%; text-style: bold; }
        &:focus > .timeline--cursor { background: $primary 30%; }
        &:light > .timeline--cursor { background: $primary 6%; }
        &:light:focus > .timeline--cursor { background: $primary 12%; }
        &:ansi > .timeline--faint { color: $foreground; text-style: dim; }
        &:ansi > .timeline--gap { color: $foreground; text-style: dim; }
        &:ansi > .timeline--cursor { background: $background; text-style: bold; }
        &:ansi:focus > .timeline--cursor { background: $background; text-style: bold reverse; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--faint",
        "timeline--heading",
        "timeline--gap",
        "timeline--conflict",
        "timeline--cursor",
    }

    listing: reactive[Listing | None] = reactive[Listing | None](None, init=False)
    """The events shown; None while they are being read."""
    looks: reactive[Looks | None] = reactive[Looks | None](None)
    """Colours, marks and glyphs."""
    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """Position of the event under the cursor."""

    class Highlighted(Message):
        """The cursor stands on another event; `uid` is None where none is listed."""

        def __init__(self, uid: str | None, position: int) -> None:
            super().__init__()
            self.uid = uid
            self.position = position

        def can_replace(self, message: Message) -> bool:
            """Of many moves only the last is told."""
            return isinstance(message, TimelineView.Highlighted)

    class Opened(Message):
        """The event under the cursor is to be read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._lines = Lines()
        self._uid: str | None = None
        self._palette: rows.Palette | None = None
        self._strips: LRUCache[tuple[str, bool, int, Looks], Strip] = LRUCache(1024)

    def show(self, listing: Listing, uid: str | None = None) -> None:
        """Show a listing, the cursor on an event, else on the same as before or the nearest."""
        self._uid = uid or self._uid
        if listing is self.listing:
            self.cursor = self._position(listing)
        else:
            self.listing = listing

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the events."""
        return max(0, min(cursor, len(self.listing or ()) - 1))

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Keep the cursor on its event, and the event where it stood on the screen."""
        if before is None or listing is None or before.index is not listing.index:
            self._strips.clear()
        row = self._lines.line(self.cursor) - self.scroll_offset.y if self._lines else 0
        self._lines = Lines(listing.sections if listing else ())
        self.set_reactive(TimelineView.cursor, self._position(listing) if listing else 0)
        self.virtual_size = Size(0, len(self._lines))
        self.scroll_to(y=self._lines.line(self.cursor) - row if listing else 0)
        self._settle()

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Repaint the two rows concerned."""
        self.refresh_line(self._lines.line(before))
        self.refresh_line(self._lines.line(cursor))
        self._settle()

    def notify_style_update(self) -> None:
        """Drop what was drawn in other colours."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._settle()

    def on_click(self, event: events.Click) -> None:
        """Select a row; open the selected one."""
        offset = event.get_content_offset(self)
        spot = self._lines.seen(self.scroll_offset.y, offset.y) if offset else None
        if spot and spot.item >= 0:
            if spot.position == self.cursor:
                self.action_open()
            self.cursor = spot.position

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        self._palette = palette = self._palette or _palette(self)
        width, looks = self.scrollable_content_region.width, self.looks
        spot = self._lines.seen(self.scroll_offset.y, y)
        if looks is None or not self.listing:
            return rows.said_line(_notice(self.listing, looks), y, looks, palette, width)
        if spot is None:
            return Strip.blank(width, palette.faint)
        if spot.item == GAP:
            return rows.gap_line(spot.section, looks, palette, width)
        if spot.item == HEADING:
            return rows.heading_line(spot.section, looks, palette, width)
        row, here = self.listing.row(spot.position), spot.position == self.cursor
        key = row.uid, here, width, looks
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = rows.event_line(row, looks, palette, width, here)
        return strip

    def action_go(self, where: Goal) -> None:
        """Go to another event."""
        goals: dict[Goal, int] = {
            "next": self.cursor + 1,
            "previous": self.cursor - 1,
            "first": 0,
            "last": len(self.listing or ()) - 1,
            "gap": self._lines.across(self.cursor, forward=True),
            "gap before": self._lines.across(self.cursor, forward=False),
        }
        self.cursor = goals[where]

    def action_page(self, pages: float) -> None:
        """Move by pages, the cursor staying where it is on the screen."""
        if not self.listing:
            return
        # the heading and one line of the page before stay in sight
        distance = int((self.size.height - 2) * pages)
        line = self._lines.line(self.cursor) + distance
        spot = self._lines[max(0, min(line, len(self._lines) - 1))]
        step = 1 if pages > 0 else -1
        self.scroll_to(y=self.scroll_offset.y + distance)
        ahead = (spot.position - self.cursor) * step > 0
        self.cursor = spot.position if ahead else self.cursor + step

    def action_open(self) -> None:
        """Ask for the event under the cursor to be read."""
        if self.listing:
            self.post_message(self.Opened())

    def _position(self, listing: Listing) -> int:
        """Return where the event is that the cursor belongs to; a deleted one leaves its place."""
        if self._uid and self._uid in listing.index.rows:
            return listing.nearest(self._uid)
        return self.validate_cursor(self.cursor)

    def _settle(self) -> None:
        """Bring the cursor into view, and tell where it stands."""
        if self.listing is None:
            return
        if not self.listing:
            self.post_message(self.Highlighted(None, 0))
            return
        line, top, height = self._lines.line(self.cursor), self.scroll_offset.y, self.size.height
        # the first line is a heading; a quarter of the page lies behind the cursor, the rest ahead
        if line >= top + height:
            self.scroll_to(y=line - height // 4 - 1)
        elif line <= top:
            self.scroll_to(y=line - height + height // 4 + 1)
        self._uid = self.listing.row(self.cursor).uid
        self.post_message(self.Highlighted(self._uid, self.cursor))


def _notice(listing: Listing | None, looks: Looks | None) -> str:
    """Say why there are no events."""
    if listing is None or looks is None:
        return READING
    return NONE_MATCH if len(listing.index) else NONE_AT_ALL


def _palette(view: TimelineView) -> rows.Palette:
    """Return the styles that the theme gives to the parts of the timeline."""
    faint, heading, gap, conflict, cursor = (
        view.get_component_rich_style(f"timeline--{part}")
        for part in ("faint", "heading", "gap", "conflict", "cursor")
    )
    over = Style(bgcolor=cursor.bgcolor, dim=False) + cursor.without_color
    return rows.Palette(view.rich_style, faint, heading, gap, conflict, over)
