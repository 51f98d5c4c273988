"""The timeline: a line per event under headings, for any number of events."""

from typing import Any, ClassVar, Literal

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.cache import LRUCache
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from store.index import Listing
from tui.presentation import rows
from tui.presentation.lines import GAP, HEADING, HOLE
from tui.theme import Looks
from tui.widgets.listing_view import ListingView

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
SEARCHING = "Searching…"
NONE_MATCH = "No event matches. Esc ends a search, 0 clears the filter."
NONE_AT_ALL = "There is no event in this store yet; a adds one."


class TimelineView(ListingView, inherit_bindings=False):
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

    looks: reactive[Looks | None] = reactive[Looks | None](None)
    """Colours, marks and glyphs."""
    said: reactive[str] = reactive(READING)
    """What stands here as long as there is nothing to show."""
    counting: reactive[bool] = reactive(False)
    """Whether more events may come."""

    class Opened(Message):
        """The event under the cursor is to be read."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._palette: rows.Palette | None = None
        self._strips: LRUCache[tuple[str, bool, int, Looks], Strip] = LRUCache(1024)

    def watch_listing(self, before: Listing | None, listing: Listing | None) -> None:
        """Drop what was drawn of another index."""
        if before is None or listing is None or before.index is not listing.index:
            self._strips.clear()
        super().watch_listing(before, listing)

    def notify_style_update(self) -> None:
        """Drop what was drawn in other colours."""
        super().notify_style_update()
        self._palette = None
        self._strips.clear()

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
        if looks is None or self.listing is None or not (self.listing or self.hole):
            said = SEARCHING if self.counting else _notice(self.listing, self.said)
            return rows.said_line(said, y, looks, palette, width)
        if spot is None or spot.item == HOLE:
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


def _notice(listing: Listing | None, reading: str) -> str:
    """Say why there are no events."""
    if listing is None:
        return reading
    return NONE_MATCH if len(listing.index) else NONE_AT_ALL


def _palette(view: TimelineView) -> rows.Palette:
    """Return the styles that the theme gives to the parts of the timeline."""
    faint, heading, gap, conflict, cursor = (
        view.get_component_rich_style(f"timeline--{part}")
        for part in ("faint", "heading", "gap", "conflict", "cursor")
    )
    over = Style(bgcolor=cursor.bgcolor, dim=False) + cursor.without_color
    return rows.Palette(view.rich_style, faint, heading, gap, conflict, over)
