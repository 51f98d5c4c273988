"""Peer of a step: a list on the line API that repaints the row left and the row reached."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

ROWS = 1_000
READY = "Row 1 "
"""What its screen shows."""


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """A thousand rows of plain text, and a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "go(1)"),
        Binding("k", "go(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("home", "go(-1000)"),
        Binding("end", "go(1000)"),
    ]

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """Number of the row under the cursor."""

    def on_mount(self) -> None:
        """Take room for all rows."""
        self.virtual_size = Size(0, ROWS)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor among the rows."""
        return max(0, min(cursor, ROWS - 1))

    def watch_cursor(self, before: int, cursor: int) -> None:
        """Repaint two rows, and scroll where the cursor leaves the screen."""
        self.refresh_line(before)
        self.refresh_line(cursor)
        top, height = self.scroll_offset.y, self.size.height
        if not top <= cursor < top + height:
            above = cursor if cursor < top else cursor - height + 1
            self.scroll_to(y=above, animate=False, force=True)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        row = y + self.scroll_offset.y
        style = self.rich_style + Style(reverse=row == self.cursor)
        text = f" Row {row + 1} of a list in which nothing but the cursor ever changes "
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def action_go(self, rows: int) -> None:
        """Move the cursor."""
        self.cursor += rows

    def action_page(self, pages: int) -> None:
        """Move the cursor by what is in view."""
        self.cursor += pages * self.size.height


class Bare(App[None]):
    """One list."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Rows()


if __name__ == "__main__":
    Bare().run()
