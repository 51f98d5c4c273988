"""Styled text in lines: broken at blanks, measured in cells, nothing cut away."""

import re
from collections.abc import Iterable, Iterator

from rich.cells import get_character_cell_size

from store.text import clean
from tui.presentation.cells import cut

Part = tuple[str, str]
"""Text and the name of its style."""
Line = tuple[Part, ...]

TIED = "\u00a0"
"""A blank at which no line is broken."""
_DOTS = ("· ", "- ")

NARROWEST = 8
"""Cells that a line keeps for text, however deep it is indented."""

_SINGLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0373\u0386-\u0482\u0620-\u064a\u0671-\u06d3"
    "\u2010-\u2015\u2018-\u2027\u2030-\u205e\u2190-\u21ff\u2200-\u22ff\u2500-\u25fc]*"
)
"""Characters that each take one cell."""
_JOINING = str.maketrans("", "", "\u200d\ufe0f")
"""Signs that change the width of their neighbours, differently from terminal to terminal."""


def wrap(parts: Iterable[Part], width: int, first: str = "", rest: str = "") -> list[Line]:
    """Return the text in lines of at most `width` cells; `first` and `rest` are their indents."""
    lines: list[Line] = []
    for paragraph in _paragraphs(parts):
        text = "".join(text for text, _ in paragraph)
        rooms = (max(width - len(indent), NARROWEST) for indent in (rest if lines else first, rest))
        for start, end in _spans(text, *rooms):
            indent = rest if lines else first
            lines.append(((indent, ""), *_between(paragraph, start, end)))
    return lines or [((first, ""),)]


def within(text: str, width: int, lines: int, ellipsis: str = "…") -> str:
    """Return the text wrapped in so many lines, the last one cut where there is more."""
    wrapped = ["".join(part for part, _ in line) for line in wrap([(text, "")], width)]
    if len(wrapped) > lines:
        last = cut(f"{wrapped[lines - 1]} {wrapped[lines]}", width, ellipsis)
        wrapped[lines - 1 :] = [last if last.endswith(ellipsis) else last + ellipsis]
    return "\n".join(wrapped)


def _paragraphs(parts: Iterable[Part]) -> list[list[Part]]:
    """Part the text at its newlines."""
    paragraphs: list[list[Part]] = [[]]
    for text, style in parts:
        head, *tail = clean(text, lines=True).translate(_JOINING).split("\n")
        paragraphs[-1].append((head, style))
        paragraphs += [[(line, style)] for line in tail]
    return paragraphs


def _spans(text: str, first: int, rest: int) -> Iterator[tuple[int, int]]:
    """Return where each line starts and ends."""
    start, room = 0, first
    while start < len(text):
        end = start + _fitting(text, start, room)
        end = _broken(text, start, end)
        if line := text[start:end].rstrip(" "):
            yield start, start + len(line)
            room = rest
        start = end + (text[end : end + 1] == " ")


def _broken(text: str, start: int, end: int) -> int:
    """Return the last blank that the line may end at, never one before a separating dot."""
    if end >= len(text):
        return end
    blank = end if text[end] == " " else text.rfind(" ", start, end)
    while blank > start and text[blank + 1 : blank + 3] in _DOTS:
        blank = text.rfind(" ", start, blank)
    return blank if blank > start else end


def _fitting(text: str, start: int, room: int) -> int:
    """Return how many characters fit into a number of cells, at least one."""
    end = min(start + room, len(text))
    known = _SINGLE.match(text, start, end + 1)
    if known and known.end() == min(end + 1, len(text)):
        return end - start
    used = 0
    # a run of signs of no width is cut too, so that a line is never long
    for at, character in enumerate(text[start : start + 4 * room]):
        used += get_character_cell_size(character)
        if used > room:
            return max(at, 1)
    return min(4 * room, len(text) - start)


def _between(parts: list[Part], start: int, end: int) -> Iterator[Part]:
    at = 0
    for text, style in parts:
        if piece := text[max(start - at, 0) : max(end - at, 0)]:
            yield piece.replace(TIED, " "), style
        at += len(text)
