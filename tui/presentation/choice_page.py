"""The filter panel's list: a line for each value, its count under "events" at the right."""

from collections.abc import Iterable

from rich.cells import cell_len

from store.text import clean
from tui.presentation.cells import cut, fit
from tui.presentation.choices import Choice, Heading, Line, More
from tui.presentation.page import Page, Pen
from tui.presentation.words import to_ascii
from tui.presentation.wrap import Line as Parts
from tui.theme import Looks

STATES = {"include": "included", "exclude": "excluded", "off": ""}
COUNT = len("events")
"""Cells of the counts, at least."""


def choice_page(lines: Iterable[Line], looks: Looks, factions: set[str], width: int) -> Page:
    """Return the values, each a stop, in the order of the lines; factions have their marks."""
    pen = Pen(width, looks.ascii_only)
    for line in lines:
        match line:
            case Heading():
                if pen.page.lines:
                    pen.blank()
                pen.rows([_heading(line, looks, width)])
            case Choice():
                with pen.stop():
                    pen.rows([_value(line, looks, line.value in factions, width)])
            case More():
                pen.write((f"and {line.left:,} more: / finds them by name", "quiet"), first=4)
    if not pen.page.stops:
        pen.write(("Nothing has that in its name.", "quiet"), first=1)
    return pen.page


def _heading(heading: Heading, looks: Looks, width: int) -> Parts:
    title = cut(f"{heading.title}  ", width - COUNT - 1, looks.glyphs.ellipsis)
    joined = f"match {heading.joined}" if heading.joined else ""
    room = width - cell_len(title) - COUNT - 1
    note = fit(joined if len(joined) <= room else "", max(room, 0), looks.glyphs.ellipsis)
    style = "strong" if heading.joined == "all" else "quiet"
    return ((title, "heading"), (note, style), (" events", "quiet"))


def _value(choice: Choice, looks: Looks, faction: bool, width: int) -> Parts:
    glyphs = looks.glyphs
    sign = {"include": glyphs.included, "exclude": glyphs.excluded, "off": " "}[choice.state]
    style = {"include": "included", "exclude": "excluded", "off": ""}[choice.state]
    mark = fit(looks[choice.value].mark, 1) if faction else " "
    events = f"{choice.events:,}".rjust(COUNT)
    state = f"  {STATES[choice.state]}" if style else ""
    room = width - 4 - len(state) - len(events) - 1
    label = cut(_plain(choice.label, looks), room, glyphs.ellipsis)
    left = room - cell_len(label)
    beside = f"  {_plain(choice.beside, looks)}" if choice.beside and left > 8 else ""
    return (
        (f"{sign} ", style),
        (f"{mark} ", f"bar:{choice.value}" if faction else ""),
        (label, style or ("" if choice.events else "quiet")),
        (fit(beside, left, glyphs.ellipsis), "quiet"),
        (state, style),
        (f" {events}", "" if choice.events else "quiet"),
    )


def _plain(text: str, looks: Looks) -> str:
    return to_ascii(clean(text)) if looks.ascii_only else clean(text)
