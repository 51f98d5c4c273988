"""One figure of the ladder as lines: claimant, bar and number, side by side or stacked."""

from collections.abc import Iterator, Sequence
from unicodedata import bidirectional

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len

from store import quantities
from store.model import Claim, Event, Figure
from store.names import Names
from store.text import clean
from store.verdicts import Ref, Verdict
from tui.presentation import axis as axes
from tui.presentation import figures, telling, words
from tui.presentation.wrap import TIED, Line, Part, wrap

_LEAST_BAR = 10
"""Cells under which the bar gets a line of its own."""
_LEAST_NAME = 12
"""Cells that a name may always take; a longer one takes a third of the width."""


_LABEL = 3
"""Cells after the axis, so that its last label begins in its column."""


class Rung(msgspec.Struct, frozen=True):
    """One figure with what its row shows."""

    ref: Ref
    claim: Claim
    figure: Figure
    letter: str
    claimant: str
    number: str
    words: str
    hollow: bool
    """Whether it compares with no other."""
    mark: str = ""
    """What was imported, and what was made of it since."""

    @property
    def right_to_left(self) -> bool:
        """Whether a terminal may turn the row round: such words stand on lines of their own."""
        return any(bidirectional(char) in ("R", "AL") for char in self.claimant + self.number)


class Frame(msgspec.Struct, frozen=True):
    """How wide the columns are, and which axis is drawn, if any."""

    width: int
    indent: str
    """As wide as the letters and a blank on each side."""
    name: int
    number: int
    stacked: bool
    """Whether the bar has a line of its own."""
    axis: axes.Axis | None
    signs: tuple[axes.Signs, axes.Signs]
    """Solid and hollow."""

    @property
    def bar_starts(self) -> int:
        """The cell in which every bar begins."""
        return len(self.indent) + (0 if self.stacked else self.name + 1)


def rungs(
    event: Event, names: Names, verdicts: Sequence[Verdict], ascii_only: bool
) -> Iterator[Rung]:
    """Return every figure in the order of the claims."""
    shown = words.to_ascii if ascii_only else str
    compared = {ref for one in verdicts if one.kind != "not-comparable" for ref in (one.a, one.b)}
    marks = telling.marks(event, names)
    for letter, claim, figure in figures.lettered(event):
        ref = Ref(claim.id, figure.id)
        mark = marks.get(ref)
        said = _unquoted(figure) if mark and mark.reworded else figure
        number = quantities.short(figure)
        yield Rung(
            ref=ref,
            claim=claim,
            figure=figure,
            letter=letter,
            claimant=_flat(shown(words.claimant(claim, names))),
            number=_flat(shown(number if said is figure else said.verbatim)),
            words=_flat(shown(figures.row_words(event, claim, said, names))),
            hollow=ref not in compared,
            mark=_flat(shown(mark.text)) if mark else "",
        )


def _unquoted(figure: Figure) -> Figure:
    """Return a figure without words of its own: what its source has not is not quoted."""
    return replace(figure, verbatim=quantities.short(figure).strip("“”"))


def _flat(text: str) -> str:
    """Put several lines on one, without signs that a terminal acts on."""
    return " ".join(clean(text).split())


def frame(rows: Sequence[Rung], width: int, *, ascii_only: bool, bars: bool) -> Frame:
    """Return the columns that suit these figures."""
    indent = " " * (max(len(rung.letter) for rung in rows) + 2)
    number = max(_cells(rung.number, width) for rung in rows)
    widest = max(_cells(rung.claimant, width) for rung in rows)
    name = min(widest, max(_LEAST_NAME, width // 3))
    room = width - len(indent) - name - number - 2
    stacked = room < _LEAST_BAR or any(rung.right_to_left for rung in rows)
    cells = max(width - len(indent) - _LABEL if stacked else room, _LEAST_BAR)
    axis = axes.axis((rung.figure for rung in rows), cells) if bars else None
    signs = (axes.SOLID_ASCII, axes.HOLLOW_ASCII) if ascii_only else (axes.SOLID, axes.HOLLOW)
    return Frame(width, indent, name, number, stacked or axis is None, axis, signs)


def _cells(text: str, width: int) -> int:
    """Return the cells of a text, measured no further than its width matters."""
    return cell_len(text[: 4 * width])


def rows(rung: Rung, frame: Frame) -> Iterator[Line]:
    """Return name, bar and number, then the words; a long name runs on below."""
    yield from _stacked(rung, frame) if frame.stacked else _beside(rung, frame)
    said = rung.words.replace(" [", f"{TIED}[")
    yield from wrap([(said, "quiet")], frame.width, frame.indent, frame.indent)
    if rung.mark:
        yield from wrap([(rung.mark, "verdict")], frame.width, frame.indent, frame.indent)


def _beside(rung: Rung, frame: Frame) -> Iterator[Line]:
    first, *more = _name(rung, frame.name)
    fill = frame.name - sum(cell_len(text) for text, _ in first) + 1
    yield (
        (_letter(rung, frame), "letter"),
        *first,
        (" " * fill, ""),
        (_bar(rung, frame), "bar"),
        (" " * (frame.number - cell_len(rung.number) + 1), ""),
        (rung.number, "number"),
    )
    for parts in more:
        yield ((frame.indent, ""), *parts)


def _stacked(rung: Rung, frame: Frame) -> Iterator[Line]:
    """Return name and number on a line where both fit, then the bar on its own."""
    indent, width = frame.indent, frame.width
    letter: Part = (_letter(rung, frame), "letter")
    first, *more = _name(rung, width - len(indent))
    gap = width - len(indent) - _cells(rung.claimant, width) - _cells(rung.number, width)
    if gap > 0 and not rung.right_to_left:
        yield (letter, *first, (" " * gap, ""), (rung.number, "number"))
    else:
        yield (letter, *first)
        yield from (((indent, ""), *parts) for parts in more)
        yield from wrap([(rung.number, "number")], width, indent, indent)
    if (drawn := _bar(rung, frame)).strip():
        yield ((indent, ""), (drawn, "bar"))


def _name(rung: Rung, width: int) -> list[Line]:
    """Return the claimant without an indent; one line at least."""
    return [line[1:] for line in wrap([(rung.claimant, "claimant")], width)]


def _letter(rung: Rung, frame: Frame) -> str:
    return f" {rung.letter} ".rjust(len(frame.indent))


def _bar(rung: Rung, frame: Frame) -> str:
    return axes.bar(rung.figure, frame.axis, frame.signs[rung.hollow]) if frame.axis else ""
