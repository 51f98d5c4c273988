"""The legend: every mark on the screen, and what it means."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

import msgspec
from rich.cells import cell_len

from store.model import Actor
from tui.presentation import axis
from tui.presentation.keys import KeyRow, keys_shown, merged
from tui.presentation.legend_typing import TYPING
from tui.presentation.locators import located
from tui.presentation.page import Page, Pen
from tui.presentation.words import to_ascii
from tui.presentation.wrap import Part
from tui.theme import MARKS, Glyphs, Looks

WIDEST = 20
"""Cells that the signs may take beside their words, if half the width is no less."""
DIGITS = 9
"""Factions that a key toggles."""


class Mark(msgspec.Struct, frozen=True):
    """A sign, and what it means."""

    sign: str
    text: str
    style: str = "strong"
    name: str = ""
    """What the configuration calls it."""


class Chapter(msgspec.Struct, frozen=True):
    """Marks that are seen in one place."""

    title: str
    where: str
    marks: Sequence[Mark]


def help_page(looks: Looks, factions: Sequence[Actor], rows: Iterable[KeyRow], width: int) -> Page:
    """Return the legend and, below it, the keys, in lines of at most `width` cells."""
    pen = Pen(width, looks.ascii_only)
    for chapter in (*legend(looks, factions), *_key_chapters(rows, looks.ascii_only)):
        if pen.page.lines:
            pen.blank()
        _write(pen, chapter)
    return pen.page


def legend(looks: Looks, factions: Sequence[Actor]) -> list[Chapter]:
    """Return the marks of a row, from left to right, then those of the detail and the panels."""
    glyphs = looks.glyphs
    return [
        Chapter("RAILS", "beside the date of an event", list(_rails(glyphs))),
        Chapter("DATES", "as far as the sources state them", DATES),
        Chapter("FACTIONS", "who takes part, by mark and colour", list(_factions(looks, factions))),
        Chapter("ROWS", "", list(_rows(glyphs))),
        Chapter("AT THE END OF A ROW", "", BADGES),
        Chapter("FIGURES", "a number is told as it was said", FIGURES),
        Chapter("FIGURE LADDER", "in the detail of an event", list(_ladder(looks.ascii_only))),
        Chapter("CLAIMS", "in the detail of an event", CLAIMS),
        Chapter("STRIP AND FILTER", "", list(_filter(looks))),
        *(Chapter(each.title, each.where, [Mark(*line) for line in each.lines]) for each in TYPING),
    ]


def _rails(glyphs: Glyphs) -> Iterator[Mark]:
    yield Mark(glyphs.day, "on one day")
    yield Mark(glyphs.one_of, "on one of several days; which one is not stated")
    yield Mark(glyphs.lasted, "lasted from one date to another")
    yield Mark(glyphs.approximate, "at about that date, or the date is in doubt")
    yield Mark(glyphs.undated, "undated: no source states when")


DATES = [
    Mark("by Sat 10", "on that day or earlier: the day of the report is no day of the event"),
    Mark("from Mar", "then or later"),
    Mark("since 2012", "began then and goes on"),
    Mark("began Mar", "the end is not stated"),
    Mark("to ~26 Nov", "the start is not stated"),
    Mark("~26 Nov–10 Dec", "lasted; ~ means about"),
    Mark("8 or 10 Dec", "on one of these days"),
    Mark("(derived)", "computed here from words such as “two weeks”"),
    Mark("(8 months)", "between rows: months in which no event of the list is dated"),
]


def _rows(glyphs: Glyphs) -> Iterator[Mark]:
    yield Mark("SOHR: …", "only SOHR says so; a title states what all claimants share")
    for kind, meaning in KINDS.items():
        yield Mark(f"{getattr(glyphs, kind)} {kind}", meaning)


KINDS = {
    "situation": "how things stood as of that date, no single occurrence",
    "statement": "what somebody said; whether it is so is another matter",
    "forecast": "what somebody expects",
}
"""What is no occurrence: its sign stands before the title, the word only where there is room."""

BADGES = [
    Mark("≠ accounts differ", "claimants differ on the cause, on who is responsible, …", "alert"),
    Mark("≠ accounts conflict", "one denies what another says", "alert"),
    Mark("≠ figures conflict", "the same thing is counted, and both cannot hold", "alert"),
    Mark("≠ far apart", "one number is at least ten times the other", "alert"),
    Mark("≥ 49 soldiers", "the only figure, as it was said"),
    Mark("4 figures", "several figures; the detail compares them"),
    Mark("2 claimants", "so many say so; nothing stored sets them at odds"),
    Mark("article", "the article says so itself and names nobody"),
    Mark("accused", "an accusation"),
    Mark("reportedly", "the source's own word of caution"),
]

FIGURES = [
    Mark("50,000", "stated so; that it is exact nobody says"),
    Mark("≥ 49", "at least"),
    Mark("> 80,000", "more than"),
    Mark("≤ 40", "up to"),
    Mark("< 40", "less than"),
    Mark("~300", "about"),
    Mark("30–40k", "between these numbers, of thousands"),
    Mark("“hundreds”", "words, from which no number is made"),
]

CLAIMS = [
    Mark("3 claimants", "who speaks, counted once however often it is printed"),
    Mark(
        "party to the conflict",
        "the claimant takes part in the fighting, or belongs to or"
        " supports one that does; this says nothing on what is true",
    ),
    Mark("parties only", "nobody else says so"),
    Mark("not stated", "the source does not say; nothing is filled in"),
    Mark("name withheld", "the source keeps the name back"),
    Mark("[1]", "number of the source, listed at the end"),
    Mark(located("s12"), "the twelfth sentence of that source"),
]


def _factions(looks: Looks, factions: Sequence[Actor]) -> Iterator[Mark]:
    for number, actor in enumerate(factions, 1):
        digit = f"key {number}" if number <= DIGITS else ""
        also = actor.short if actor.short != actor.name else ""
        beside = " · ".join(filter(None, [also, digit]))
        name = f"{actor.name} ({beside})" if beside else actor.name
        yield Mark(looks[actor.uid].mark, name, f"bar:{actor.uid}")
    yield Mark(looks.glyphs.ellipsis, "more factions than a row has room for")


def _ladder(ascii_only: bool) -> Iterator[Mark]:
    solid, hollow = (
        (axis.SOLID_ASCII, axis.HOLLOW_ASCII) if ascii_only else (axis.SOLID, axis.HOLLOW)
    )
    yield Mark("a b c", "the figures, in the order of the claims")
    yield Mark(solid.point, "the number as stated")
    yield Mark(f"{solid.start}{solid.line * 3}{solid.end}", "between two numbers")
    yield Mark(f"{solid.start}{solid.line * 3}{solid.onward}", "that many or more")
    yield Mark(f"{solid.below}{solid.line * 3}{solid.end}", "that many or fewer")
    yield Mark(
        f"{hollow.point} {hollow.start}{hollow.line * 2}{hollow.onward}",
        "hollow: not comparable with the others; the reasons stand below",
    )
    yield Mark("log scale", "each step on the axis is ten times the one before")
    yield Mark("a/b", "a verdict on these two figures; none is averaged, none picked")


def _filter(looks: Looks) -> Iterator[Mark]:
    glyphs, (mark, plain) = looks.glyphs, next(iter(MARKS.items()))
    shown = plain if looks.ascii_only else mark
    yield Mark(glyphs.bars[0] + glyphs.bars[3] + glyphs.bars[-1], "few to many events at that time")
    yield Mark(glyphs.here, "the time of the event under the cursor")
    yield Mark("3 of 20 events", "what the filter leaves, and all there are")
    yield Mark(f"[1 {shown} IS 6]", "in brackets: included by the filter; 6 is its events")
    yield Mark(glyphs.included, "included: any of these, or all of them, as the heading says")
    yield Mark(glyphs.excluded, "excluded: no event with it is shown")
    yield Mark("+2", "so many more factions than there is room for")


def _key_chapters(rows: Iterable[KeyRow], ascii_only: bool) -> Iterator[Chapter]:
    where = "and behind each what the configuration calls it"
    for group, found in groupby(merged(rows), key=attrgetter("group")):
        marks = [Mark(keys_shown(row.keys, ascii_only), row.tooltip, name=row.id) for row in found]
        yield Chapter(f"KEYS: {group}", where, marks)
        where = ""


def _write(pen: Pen, chapter: Chapter) -> None:
    """Write the signs in one column, their words beside them, or below one that is too long."""
    note: Part = (f"  {chapter.where}" if chapter.where else "", "quiet")
    pen.write((chapter.title, "heading"), note)
    shown = to_ascii if pen.ascii_only else str
    signs = [shown(mark.sign) for mark in chapter.marks]
    widest = max((cell_len(sign) for sign in signs), default=0)
    column = min(widest, max(WIDEST, pen.width // 3), pen.width // 2)
    for sign, mark in zip(signs, chapter.marks):
        if cell_len(sign) > column:
            pen.write((sign, mark.style), first=2, rest=2)
            pen.write((mark.text, ""), _named(mark), first=column + 4, rest=column + 4)
            continue
        blanks = " " * (column - cell_len(sign) + 2)
        words: Part = (blanks + mark.text, "")
        pen.write((sign, mark.style), words, _named(mark), first=2, rest=column + 4)


def _named(mark: Mark) -> Part:
    return (f" · {mark.name}" if mark.name else "", "quiet")
