"""One line of a form as lines of text: label, text, what is said of it, what may be taken."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from tui.presentation.cells import cut, fit
from tui.presentation.sheet import Choice, Field, Place, Remark
from tui.presentation.words import to_ascii
from tui.presentation.wrap import Line, Part, within, wrap
from tui.theme import Glyphs, Looks

LABELS = 8, 14
"""Cells of the column of labels, at least and at most."""
PARAGRAPHS = 5
"""Lines shown of a text in paragraphs."""
CHOICES = 6
"""Choices shown at once."""
WHOLE = 20
"""Lines after which even a remark that is told whole is cut; another's text may have 100 kB."""

SIGNS = {"problem": "! ", "offer": "+ "}
"""What tells a remark without colour."""
TAKEN = "↓ Enter"
"""How the first choice is taken."""


class Entry(NamedTuple):
    """One line of a field, and what it holds."""

    field: Field
    place: Place
    text: str


class Said(NamedTuple):
    """What stands below a line."""

    remarks: Sequence[Remark]
    choices: Sequence[Choice] = ()
    reached: int | None = None
    """The choice that Enter takes."""

    def seen(self, shown: int) -> range:
        """Return which choices are in sight: as many as are shown, the one reached among them."""
        first = max(0, (self.reached or 0) - shown + 1)
        return range(first, min(first + shown, len(self.choices)))


class EntryWriter:
    """Writes the lines of a form for a width."""

    def __init__(self, looks: Looks, fields: Sequence[Field], width: int) -> None:
        self._plain: Callable[[str], str] = to_ascii if looks.ascii_only else str
        self._glyphs: Glyphs = looks.glyphs
        self._sign = "> " if looks.ascii_only else "› "
        """Before the choice reached."""
        least, most = LABELS
        longest = max((cell_len(field.label) for field in fields), default=0)
        self.column = max(least, min(longest + 1, most))
        """Cell at which the text begins."""
        self.room = max(width - self.column, least)
        """Cells of the text."""

    def notice(self, remark: Remark) -> list[Line]:
        """Return what is said of the whole form."""
        return self._whole(remark, 0)

    def quiet(self, entry: Entry, remarks: Sequence[Remark]) -> list[Line]:
        """Return a line that is not written in: only its problems are told whole."""
        said = [line for remark in remarks for line in self._short(remark)]
        return [*self._labelled(entry, self._text(entry)), *said]

    def busy(self, entry: Entry, said: Said, rows: int) -> list[Line]:
        """Return the line written in: so many blank rows to write in, and all remarks."""
        blank: list[Part] = [("", "")] * rows
        told = [line for remark in said.remarks for line in self._whole(remark, self.column)]
        return [*self._labelled(entry, blank, "here"), *told]

    def choices(self, said: Said, shown: int) -> Iterator[Line]:
        """Yield the choices in sight, and how many more there are."""
        seen = said.seen(shown)
        for at in seen:
            more = len(said.choices) - seen.stop
            aside = TAKEN if at == 0 and said.reached is None else ""
            if at == seen.stop - 1 and more:
                aside = f"+{more}"
            yield self._choice(said.choices[at], at == said.reached, self._plain(aside))

    def _labelled(self, entry: Entry, parts: Sequence[Part], style: str = "label") -> list[Line]:
        """Return the rows of a text, the label before the first row of the field."""
        label = "" if entry.place.at else self._plain(entry.field.label)
        first = fit(cut(label, self.column - 1, self._glyphs.ellipsis), self.column)
        indents = [(first, style), *[self._indent] * (len(parts) - 1)]
        return [(indent, part) for indent, part in zip(indents, parts)]

    def _text(self, entry: Entry) -> list[Part]:
        """Return a text in the rows that it takes; the hint where it is empty."""
        if not entry.text:
            hint = self._plain(entry.field.hint)
            return [(cut(hint, self.room, self._glyphs.ellipsis), "hint")]
        if not entry.field.text:
            return [(cut(entry.text, self.room, self._glyphs.ellipsis), "")]
        return [(row, "") for row in self._within(entry.text, PARAGRAPHS)]

    def _within(self, text: str, lines: int) -> list[str]:
        most = lines * 4 * self.room
        return within(text[:most], self.room, lines, self._glyphs.ellipsis).split("\n")

    def _whole(self, remark: Remark, column: int) -> list[Line]:
        text = self._signed(remark)[: WHOLE * 4 * self.room]
        hanging = " " * (column + len(SIGNS.get(remark.tone, "")))
        lines = wrap([(text, remark.tone)], self.column + self.room, " " * column, hanging)
        more: Line = ((" " * column, ""), (self._glyphs.ellipsis, remark.tone))
        return lines if len(lines) <= WHOLE else [*lines[:WHOLE], more]

    def _short(self, remark: Remark) -> list[Line]:
        if remark.tone == "problem":
            return self._whole(remark, self.column)
        text = cut(self._signed(remark), self.room, self._glyphs.ellipsis)
        return [(self._indent, (text, remark.tone))]

    def _signed(self, remark: Remark) -> str:
        return SIGNS.get(remark.tone, "") + self._plain(remark.text)

    @property
    def _indent(self) -> Part:
        return " " * self.column, ""

    def _choice(self, choice: Choice, reached: bool, aside: str) -> Line:
        sign, style = (self._sign, "reached") if reached else ("  ", "choice")
        room = self.room - len(sign) - cell_len(aside) - bool(aside)
        label = cut(self._plain(choice.label), room, self._glyphs.ellipsis)
        text = sign + (fit(label, room) + " " if aside else label)
        return self._indent, (text, style), (aside, "quiet")


def in_sight(top: int, height: int, total: int, wanted: Sequence[tuple[int, int]]) -> int:
    """Return the first line to show so that the first of the wanted ranges that fits is seen.

    The view moves no further than it must; where nothing fits, the last range is seen from its
    first line on.
    """
    start, end = next((each for each in wanted if each[1] - each[0] <= height), wanted[-1])
    top = min(max(top, end - height), start)
    return max(0, min(top, total - height))
