"""What is drawn, in ASCII, cell by cell: borders, scrollbars, and all signs still in the text."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_DRAWN = {
    "─━═╌╍┄╴╶▔▀–—−‐‑·": "-",
    "▁▂▃": "_",
    "│┃║╏┆▏▎▍▌▐▕▊▉": "|",
    "╭╮╰╯┌┐└┘┏┓┗┛╔╗╚╝├┤┬┴┼▖▗▘▝▙▛▜▟": "+",
    "▄▅▆▇█": " ",
    "“”„«»": '"',
    "‘’‹": "'",
    "›": ">",
    "…": ".",
    "●": "o",
    "×": "x",
}
"""Signs of one cell, by what stands for them."""
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


PLAIN = PlainLines()
"""The filter of drawn lines for --ascii."""
