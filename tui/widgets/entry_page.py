"""The lines of a form, drawn; what is typed into lies over one of them."""

from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.presentation.ink import Ink
from tui.presentation.sheet import Choice, Place
from tui.presentation.wrap import Line
from tui.theme import Looks
from tui.widgets.entry_field import in_sight
from tui.widgets.entry_hand import Hand
from tui.widgets.entry_writing import FormWriter, Written
from tui.widgets.still_view import StillView

GUTTER = 1
"""Cells left of the text, where a bar stands along the line written in; as many are free right."""

STYLES = (
    *("label", "here", "hint", "quiet", "figure", "problem", "theirs", "offer"),
    *("choice", "reached"),
)


class EntryPage(StillView, can_focus=False, inherit_bindings=False):
    """Draws the lines of a sheet, and repaints only those that changed."""

    DEFAULT_CSS = """
    EntryPage {
        width: 100%;
        height: 100%;
        background: $surface;
        scrollbar-gutter: auto;
        scrollbar-size-vertical: 0;
        & > .entry--label { color: $foreground 72%; }
        & > .entry--here { color: $accent; text-style: bold; }
        & > .entry--hint { color: $foreground 60%; text-style: italic; }
        & > .entry--quiet { color: $foreground 72%; }
        & > .entry--figure { color: $secondary; }
        & > .entry--problem { color: $error; text-style: bold; }
        & > .entry--theirs { color: $warning; }
        & > .entry--offer { color: $success; }
        & > .entry--choice { color: $foreground; }
        & > .entry--reached { background: $primary 30%; text-style: bold; }
        &:light > .entry--reached { background: $primary 12%; }
        &:ansi > .entry--label { color: $foreground; text-style: dim; }
        &:ansi > .entry--hint { color: $foreground; text-style: dim italic; }
        &:ansi > .entry--quiet { color: $foreground; text-style: dim; }
        &:ansi > .entry--reached { background: $background; text-style: bold reverse; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"entry--{style}" for style in STYLES}

    class Pointed(Message):
        """A line, or one of its choices, was clicked."""

        def __init__(self, place: Place, cell: int, choice: Choice | None) -> None:
            super().__init__()
            self.place = place
            self.cell = cell
            """Counted from where the text begins."""
            self.choice = choice

    def __init__(self, looks: Looks, **options: Any) -> None:
        super().__init__(**options)
        self.looks = looks
        self.writer = FormWriter(looks)
        self.written = Written([], {}, {}, 0, 0, 0)
        self._here = range(0)
        """The lines of the line written in."""
        self._ink: Ink | None = None
        self._strips: LRUCache[tuple[Line, bool, int], Strip] = LRUCache(256)

    def write(self, hand: Hand, size: Size, rows: int) -> None:
        """Write a sheet in lines for a size, `rows` of them to write in, the hand in sight."""
        width = size.width - 2 * GUTTER
        before, self.written = self._marked, self.writer.write(hand, width, size.height, rows)
        self._here = self.written.spans[hand.place]
        after = self._marked
        for at, line in enumerate(after):
            if at >= len(before) or before[at] != line:
                self.refresh_line(at)
        if len(before) != len(after):
            self.refresh_lines(len(after), max(len(before) - len(after), 0))
            self.virtual_size = Size(0, len(after))
        sights = self.written.sights(hand.place)
        self.scroll_to(y=in_sight(self.scroll_offset.y, size.height, len(after), sights))

    @property
    def wanted(self) -> int:
        """Lines that show everything."""
        return len(self.written.lines) + self.written.hidden

    def notify_style_update(self) -> None:
        """Draw in the colours of the theme."""
        super().notify_style_update()
        self._ink = None
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Tell which line it was."""
        offset = event.get_content_offset(self)
        line = offset.y + self.scroll_offset.y if offset else -1
        place = self.written.place(line)
        if offset and place:
            cell = offset.x - GUTTER - self.written.column
            self.post_message(self.Pointed(place, cell, self.written.choices.get(line)))

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        at, width = y + self.scroll_offset.y, self.size.width
        line = self.written.lines[at] if at < len(self.written.lines) else ()
        key = line, at in self._here, width
        strip = self._strips.get(key)
        if strip is None:
            self._ink = self._ink or self._fresh_ink()
            sign = ("|" if self.looks.ascii_only else "▌") if key[1] else ""
            strip = self._strips[key] = self._ink.strip(line, width, sign)
        return strip

    @property
    def _marked(self) -> list[tuple[Line, bool]]:
        """All lines, each with whether it belongs to the line written in."""
        return [(line, at in self._here) for at, line in enumerate(self.written.lines)]

    def _fresh_ink(self) -> Ink:
        """Return the styles that the theme gives to the parts of a form."""
        styles = {style: self.get_component_rich_style(f"entry--{style}") for style in STYLES}
        styles["heading"] = styles["here"]
        return Ink({"": self.rich_style, **styles}, Style.null(), _no_colour)


def _no_colour(_uid: str) -> str:
    """Actors have no colours of their own in a form."""
    return ""
