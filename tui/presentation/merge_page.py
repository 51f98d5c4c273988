"""Two sources side by side: what differs between them, and what stays when they are one."""

from itertools import zip_longest

import msgspec

from store.index import Index
from store.model import Source
from tui.presentation.cells import fit
from tui.presentation.page import Page, Pen
from tui.presentation.source_pages import fields, uses
from tui.presentation.words import to_ascii
from tui.presentation.wrap import Line, wrap

NOT_STATED = "not stated"
TAKEN = "← taken over"
"""Stands where the kept source takes over what only the other states."""
GAP = 2
"""Cells between columns."""


class Merge(msgspec.Struct, frozen=True):
    """Two sources that may be the same."""

    kept: Source
    other: Source
    """The one that is merged away."""
    after: Source
    """The kept one with what it takes over."""


class Difference(msgspec.Struct, frozen=True):
    """One field in which two sources differ, in words."""

    name: str
    kept: str
    """Empty where it is not stated."""
    other: str
    taken: bool
    """The kept source takes it over from the other."""


def differing(merge: Merge) -> list[Difference]:
    """Return each field in which two sources differ."""
    sources = merge.kept, merge.other, merge.after
    rows = zip(*([("title", each.title), *fields(each)] for each in sources))
    return [
        Difference(name, mine, theirs, then != mine)
        for (name, mine), (_, theirs), (_, then) in rows
        if mine != theirs
    ]


def merge_page(merge: Merge, index: Index, width: int, ascii_only: bool) -> Page:
    """Return the page that asks whether two sources are the same."""
    pen = Pen(width, ascii_only)
    kept, other = merge.kept, merge.other
    found = differing(merge)
    pen.write((_moving(merge, index), ""))
    pen.blank()
    if kept.title == other.title:
        pen.write((kept.title, "title"))
    table = _Table(width, max(len(name) for name, _ in fields(kept)), ascii_only)
    pen.rows(table.row("", ("kept", "heading"), ("merged away", "heading")))
    for each in found:
        pen.rows(table.row(each.name, _kept(each), _stated(each.other)))
    both = uses(index, kept.uid), uses(index, other.uid)
    pen.rows(table.row("used by", *((each, "") for each in both)))
    pen.blank()
    if taken := [each.name for each in found if each.taken]:
        sentence = f"{kept.uid} takes over what only the other states: {', '.join(taken)}."
        pen.write((sentence, ""))
    pen.write((f"{other.uid} is marked as deleted, nothing of it is lost; u takes it back.", ""))
    return pen.page


def _moving(merge: Merge, index: Index) -> str:
    """Say how many claims will cite another source."""
    kept, other = merge.kept.uid, merge.other.uid
    if not index.uses(other):
        return f"No claim cites {other}; {kept} is kept."
    return f"What cites {other} will cite {kept}: {uses(index, other)}."


def _kept(each: Difference) -> tuple[str, str]:
    return (f"{each.kept} {TAKEN}".strip(), "strong") if each.taken else _stated(each.kept)


def _stated(text: str) -> tuple[str, str]:
    return (text, "") if text else (NOT_STATED, "quiet")


class _Table:
    """Lays out a name and two texts in columns, each text wrapped in its own."""

    def __init__(self, width: int, name: int, ascii_only: bool) -> None:
        self.name = name + GAP
        self.room = (width - self.name - GAP) // 2
        self.ascii_only = ascii_only

    def row(self, name: str, *cells: tuple[str, str]) -> list[Line]:
        """Return the lines of one row."""
        names = [name] if name else []
        columns = [self._wrapped(text) for text, _ in cells]
        return [
            (
                (fit(first or "", self.name), "quiet"),
                (fit(left or "", self.room + GAP), cells[0][1]),
                (right or "", cells[1][1]),
            )
            for first, left, right in zip_longest(names, *columns)
        ]

    def _wrapped(self, text: str) -> list[str]:
        shown = to_ascii(text) if self.ascii_only else text
        return ["".join(part for part, _ in line) for line in wrap([(shown, "")], self.room)]
