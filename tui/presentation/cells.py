"""Text of others in an exact number of cells, however long it is and whatever it holds."""

import re
from string import ascii_uppercase

from rich.cells import cell_len, get_character_cell_size

from store.text import clean

_NO_CELL = (
    "\u00ad\u034f\u180b-\u180f\u200b-\u200f\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
)
"""Signs that only change how others are drawn; terminals disagree on the cells that this takes."""
_FLAGS = dict(enumerate(ascii_uppercase, 0x1F1E6))
"""Halves of flags, and their letters, which are as wide everywhere."""
_DOUBTFUL = re.compile(f"[{_NO_CELL}{chr(min(_FLAGS))}-{chr(max(_FLAGS))}]")


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text, or as much of it as fits into `width` cells with the ellipsis behind it.

    It is one line: line breaks and tabs become blanks, other control characters go.
    """
    if width <= 0:
        return ""
    # cut by code points first: 100 kB of text are never measured
    start = clean(text[: 4 * width + 4])
    if not start.isascii():
        start = _DOUBTFUL.sub(lambda sign: _FLAGS.get(ord(sign[0]), ""), start)
    if len(text) <= 4 * width + 4 and cell_len(start) <= width:
        return start
    return _fitting(start, width - len(ellipsis)).rstrip(" ") + ellipsis


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """Return the text cut or filled up with blanks to exactly `width` cells."""
    short = cut(text, width, ellipsis)
    return short + " " * (width - cell_len(short))


def _fitting(text: str, width: int) -> str:
    """Return the longest beginning of at most `width` cells."""
    if text.isascii():
        return text[: max(width, 0)]
    used = 0
    for at, character in enumerate(text):
        used += get_character_cell_size(character)
        if used > width:
            return text[:at]
    return text
