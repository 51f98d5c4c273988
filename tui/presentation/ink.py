"""Styled lines as strips of an exact width."""

from collections.abc import Callable, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.presentation.wrap import Line

STYLES = (
    "title",
    "strong",
    "heading",
    "quiet",
    "quote",
    "claimant",
    "bar",
    "letter",
    "number",
    "group",
    "verdict",
    "alert",
)
"""Names of the styles that pages are written in; "claimant:uid" has the colour of an actor."""


class Ink:
    """Draws lines in the styles of a theme."""

    def __init__(
        self, styles: Mapping[str, Style], cursor: Style, colour: Callable[[str], str]
    ) -> None:
        self._styles = dict(styles)
        """By name; "" is plain."""
        self._cursor = Style(bgcolor=cursor.bgcolor) + cursor.without_color
        self._colour = colour

    def strip(self, line: Line, width: int, sign: str = "") -> Strip:
        """Return a line of exactly `width` cells; `sign` stands left of it under the cursor."""
        over = self._cursor if sign else Style.null()
        margin = Segment(sign or " ", self._style("heading") + over)
        words = [Segment(text, self._style(style) + over) for text, style in line]
        return Strip([margin, *words]).adjust_cell_length(width, self._style("") + over)

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            plain, _, uid = name.partition(":")
            shade = Style(color=self._colour(uid) or None)
            self._styles[name] = self._styles.get(plain, self._styles[""]) + shade
        return self._styles[name]
