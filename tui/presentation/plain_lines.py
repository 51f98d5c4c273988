"""Borders, scrollbars and other signs of the toolkit in ASCII, cell by cell."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_DRAWN = {
    "─━═╌╍┄╴╶▔▀": "-",
    "▁▂▃": "_",
    "│┃║╏┆▏▎▍▌▐▕▊▉": "|",
    "╭╮╰╯┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼▖▗▘▝▙▛▜▟": "+",
    "▄▅▆▇█": " ",
    "…": ".",
    "●": "o",
}
"""What the toolkit draws with, by what stands for it."""
_TO_ASCII = {ord(sign): plain for signs, plain in _DRAWN.items() for sign in signs}
_TO_ASCII[ord("🔎")] = "> "


class PlainLines(LineFilter):
    """Replaces signs of one cell by one of ASCII; letters of any script stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments, none of them wider or narrower than before."""
        return [
            segment if segment.text.isascii() else segment._replace(text=_plain(segment.text))
            for segment in segments
        ]


def _plain(text: str) -> str:
    return text.translate(_TO_ASCII)
