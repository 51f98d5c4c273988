"""Lines of the timeline as strips, each of exactly the width asked for.

    › by Sat 10 ? ■▲  SOHR: IS enters Palmyra          ≥ 49 soldiers

Cursor, date (14 cells), rail, up to three marks, title, badge, a blank. What is no occurrence says
so as its badge; where a figure or more takes that place, a sign before the title does, and the
word before the badge where neither has to be cut for it.
"""

from functools import lru_cache
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from store.index import Row, Section
from tui.presentation.cells import cut, fit
from tui.presentation.dates import WIDTH as DATE
from tui.presentation.dates import column, gap, heading, rail
from tui.presentation.words import to_ascii
from tui.theme import Look, Looks

MARKS = 3
"""Most marks in a row; of more factions, the last cell is an ellipsis."""
LEAD = 1 + DATE + len(" | ") + MARKS + 1
"""Cells before the title."""
TITLE = 18
"""Cells that a title keeps beside a long badge."""
BADGE = 40
"""Most cells of a badge."""
SPARED = ("", "article")
"""Badges that give way to the kind of an event, in a word."""


class Palette(NamedTuple):
    """The styles of the timeline."""

    title: Style
    faint: Style
    """Dates, rails, badges."""
    heading: Style
    gap: Style
    conflict: Style
    """Badges of accounts that are at odds."""
    cursor: Style
    """Laid over the row under the cursor: background, and what tells it without colour."""


def event_line(row: Row, looks: Looks, palette: Palette, width: int, here: bool = False) -> Strip:
    """Return an event; `here` where it is under the cursor."""
    said = _shares(row, looks, width - LEAD - 1)
    over = palette.cursor if here else Style.null()
    # under the cursor nothing is faint: its background leaves too little contrast
    text, faint = palette.title + over, palette.title + over if here else palette.faint
    at_odds = palette.conflict + over if row.badge.startswith("≠") else faint
    segments = [
        Segment(_pointer(looks, here) + _when(row, looks), faint),
        *_marks(row.factions, looks, text),
        Segment(said.sign, faint),
        Segment(said.title, text),
        Segment(said.kind, faint),
        Segment(f"{said.badge} ", at_odds),
    ]
    return _exactly(segments, width, faint)


def heading_line(section: Section, looks: Looks, palette: Palette, width: int) -> Strip:
    """Return the heading of a section; events without a date are counted there."""
    text = heading((section.year, section.month))
    if section.undated:
        text = _plain(f"{text} · {section.count:,}", looks)
    return _exactly([Segment(f" {text}", palette.heading)], width, palette.heading)


def gap_line(section: Section, looks: Looks, palette: Palette, width: int) -> Strip:
    """Return the months without an event before a section, in words."""
    indent = " " * (LEAD - MARKS - 1)
    text = f"{indent}({_plain(gap(section.gap), looks)})"
    return _exactly([Segment(text, palette.gap)], width, palette.gap)


def said_line(text: str, line: int, looks: Looks | None, palette: Palette, width: int) -> Strip:
    """Return one line of what is said in place of events."""
    said = wrap(text if looks is None else _plain(text, looks), max(width - 1, 1))
    words = f" {said[line]}" if line < len(said) else ""
    return _exactly([Segment(words, palette.faint)], width, palette.faint)


class _Shares(NamedTuple):
    """What stands in a row from the marks on, filling the room."""

    sign: str
    """Tells what is no occurrence."""
    title: str
    kind: str
    """The same in a word, with what parts it from the badge."""
    badge: str


def _shares(row: Row, looks: Looks, room: int) -> _Shares:
    """Share the room: the badge whole where the title keeps its cells, the kind if any are left."""
    ellipsis = looks.glyphs.ellipsis
    marked = row.kind != "occurrence"
    least = min(TITLE, room * 3 // 5, cell_len(row.title[:room])) + 2 + len(row.kind)
    told = row.kind if marked and row.badge in SPARED and least <= room else ""
    sign = f"{getattr(looks.glyphs, row.kind)} " if marked and not told else ""
    room -= len(sign)
    title = cut(row.title, room, ellipsis)
    kept = min(TITLE, room * 3 // 5, cell_len(title))
    badge = _words(_plain(told or row.badge, looks), room - kept - 2, ellipsis)
    between = _plain(" · ", looks) if badge else ""
    kind = f"{row.kind}{between}" if sign else ""
    if cell_len(title) + 2 + len(kind) + cell_len(badge) > room:
        kind = ""
    parted = "  " if kind or badge else ""
    right = cell_len(parted + kind + badge)
    return _Shares(sign, fit(title, room - right, ellipsis) + parted, kind, badge)


def _words(text: str, width: int, ellipsis: str) -> str:
    """Return the text, or as many whole words of it as fit with the ellipsis behind them."""
    words = cut(text, BADGE, ellipsis).split(" ")
    shorter = (" ".join(words[:end]) + ellipsis for end in range(len(words) - 1, 0, -1))
    return next((some for some in (" ".join(words), *shorter) if cell_len(some) <= width), "")


def _pointer(looks: Looks, here: bool) -> str:
    return (">" if looks.ascii_only else "›") if here else " "


def _when(row: Row, looks: Looks) -> str:
    """Return the date at the right of its column, and the rail."""
    date = cut(_plain(column(row.when, row.part_of_day), looks), DATE, looks.glyphs.ellipsis)
    sign: str = getattr(looks.glyphs, rail(row.when).replace("-", "_"))
    return f"{' ' * (DATE - cell_len(date))}{date} {sign} "


def _marks(factions: tuple[str, ...], looks: Looks, style: Style) -> list[Segment]:
    """Return the marks of the factions that take part, each in its colour, and a blank."""
    whole = factions if len(factions) <= MARKS else factions[: MARKS - 1]
    marks = [_mark(looks[uid], style) for uid in whole]
    rest = looks.glyphs.ellipsis if len(factions) > MARKS else ""
    return [*marks, Segment(rest + " " * (MARKS + 1 - len(marks) - len(rest)), style)]


@lru_cache(256)
def _mark(look: Look, style: Style) -> Segment:
    return Segment(fit(look.mark, 1), style + Style(color=look.colour))


def _plain(text: str, looks: Looks) -> str:
    return to_ascii(text) if looks.ascii_only else text


def _exactly(segments: list[Segment], width: int, style: Style) -> Strip:
    return Strip(segments).adjust_cell_length(width, style)
