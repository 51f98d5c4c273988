"""What the timeline and the pages share: lines that scroll up and down, at once."""

from typing import Any

from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView


class StillView(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws the lines in view; nothing animates, and no number of lines lays out the screen."""

    DEFAULT_CSS = """
    StillView {
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    ALLOW_SELECT = False

    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False, repaint=False)
    """Number of lines; the width follows the view's."""

    def watch_virtual_size(self, virtual_size: Size) -> None:
        """Fit the scrollbar alone: a layout, as ScrollView has it, repaints what stands beside."""
        self._scroll_update(virtual_size)

    def scroll_to(self, x: float | None = None, y: float | None = None, **options: Any) -> None:
        """Scroll at once."""
        super().scroll_to(x, y, **{**options, "animate": False, "force": True})
