"""The figure ladder: who gives which number, on one axis for each unit, and the verdicts.

The words carry everything; the bar is secondary. Lines are plain data, nothing is ever cut.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import msgspec

from store import quantities
from store.model import NOT_STATED, Event
from store.names import Names
from store.text import fold
from store.verdicts import Ref, Verdict
from tui.presentation import axis as axes
from tui.presentation import figures, judgements, words
from tui.presentation.judgements import Sentence
from tui.presentation.rungs import Frame, Rung, frame, rows, rungs
from tui.presentation.wrap import Line, Part, wrap

GROUPED_FROM = 7
"""Figures of a unit from which on they stand in groups of one scope."""
_LONGEST_LABEL = 5
"""Cells after which a label no longer moves the texts of the others."""


class LadderLine(msgspec.Struct, frozen=True):
    """One line, and the figure and claimant it belongs to."""

    parts: Line
    ref: Ref | None = None
    claimant: str = ""
    """Uid."""

    @property
    def text(self) -> str:
        """The words and signs without their styles."""
        return "".join(text for text, _ in self.parts)


def ladder(
    event: Event, names: Names, verdicts: Sequence[Verdict], width: int, ascii_only: bool = False
) -> list[LadderLine]:
    """Return the figures with their bars in lines of at most `width` cells, from 24 on."""
    return _Ladder(event, names, verdicts, width, ascii_only).lines(bars=True)


def without_bars(
    event: Event, names: Names, verdicts: Sequence[Verdict], width: int, ascii_only: bool = False
) -> list[LadderLine]:
    """Return the same words without axis and bars."""
    return _Ladder(event, names, verdicts, width, ascii_only).lines(bars=False)


class _Ladder:
    """The ladder of one event at one width."""

    def __init__(
        self,
        event: Event,
        names: Names,
        verdicts: Sequence[Verdict],
        width: int,
        ascii_only: bool,
    ) -> None:
        self._names = names
        self._verdicts = verdicts
        self._width = width
        self._ascii = ascii_only
        self._rungs = list(rungs(event, names, verdicts, ascii_only))
        self._letters = figures.letters(event)

    def lines(self, *, bars: bool) -> list[LadderLine]:
        """Return one ladder after the other, one for each unit."""
        lines: list[LadderLine] = []
        for unit in dict.fromkeys(fold(rung.figure.unit) for rung in self._rungs):
            steps = [rung for rung in self._rungs if fold(rung.figure.unit) == unit]
            columns = frame(steps, self._width, ascii_only=self._ascii, bars=bars)
            lines += [LadderLine(())] if lines else []
            lines += self._unit(steps, columns)
        return lines

    def _unit(self, steps: list[Rung], columns: Frame) -> Iterator[LadderLine]:
        refs = {rung.ref for rung in steps}
        verdicts = [verdict for verdict in self._verdicts if verdict.a in refs]
        yield from self._heading(steps, columns)
        if len(steps) < GROUPED_FROM:
            yield from _rows(steps, columns)
            yield from self._judged(judgements.sentences, verdicts, self._own(steps, verdicts))
        else:
            yield from self._groups(steps, columns, verdicts)

    def _heading(self, steps: list[Rung], columns: Frame) -> Iterator[LadderLine]:
        hollow = any(rung.hollow and quantities.stated(rung.figure) for rung in steps)
        notes = [quantities.plural(steps[0].figure.unit)]
        if columns.axis:
            notes += ["log scale"] if columns.axis.log else []
            notes += ["hollow: not comparable"] if hollow else []
        parts = [("FIGURES  ", "heading"), (" · ".join(notes), "quiet")]
        yield from self._wrapped(parts)
        if columns.axis:
            start = columns.bar_starts
            ticks = axes.tick_line(columns.axis, self._width - start)
            yield LadderLine(((" " * start, ""), (ticks, "quiet")))

    def _groups(
        self, steps: list[Rung], columns: Frame, verdicts: Sequence[Verdict]
    ) -> Iterator[LadderLine]:
        """Return the rows by scope, each group with its verdicts, then those across the groups."""
        scopes = {rung.ref: " · ".join(figures.scope(rung.figure, self._names)) for rung in steps}
        for scope in dict.fromkeys(scopes.values()):
            yield from self._wrapped([(scope, "group")])
            yield from _rows([rung for rung in steps if scopes[rung.ref] == scope], columns)
            within = [one for one in verdicts if scopes[one.a] == scopes[one.b] == scope]
            yield from self._judged(judgements.sentences, within)
            yield LadderLine(())
        across = [one for one in verdicts if scopes[one.a] != scopes[one.b]]
        yield from self._judged(judgements.across, across)

    def _own(self, steps: list[Rung], verdicts: Sequence[Verdict]) -> list[Sentence]:
        """Say which figures no verdict sets against each other: those of one account."""
        compared = {frozenset((verdict.a, verdict.b)) for verdict in verdicts}
        accounts: dict[str, list[Rung]] = {}
        for rung in steps:
            accounts.setdefault(rung.claim.claimant, []).append(rung)
        return [
            Sentence(
                "/".join(self._letters[rung.ref] for rung in own),
                f"one account, {self._names.label(claimant)}: not held against each other",
                False,
            )
            for claimant, own in accounts.items()
            if verdicts and len(own) > 1 and claimant != NOT_STATED
            if not any(frozenset((a.ref, b.ref)) in compared for a, b in combinations(own, 2))
        ]

    def _judged(
        self, say: judgements.Say, verdicts: Sequence[Verdict], others: Sequence[Sentence] = ()
    ) -> Iterator[LadderLine]:
        """Return the verdicts after a blank line, their texts one under the other."""
        sentences = [*say(verdicts, self._letters, self._names), *others]
        if sentences:
            yield LadderLine(())
        labels = [len(sentence.label) for sentence in sentences]
        widest = min(max(labels, default=0), _LONGEST_LABEL)
        for sentence in sentences:
            yield from self._sentence(sentence, widest)

    def _sentence(self, sentence: Sentence, widest: int) -> Iterator[LadderLine]:
        text = f"{sentence.label.ljust(widest)} {sentence.text}"
        style = "alert" if sentence.alert else "verdict"
        return self._wrapped([(text, style)], " ", " " * (widest + 2))

    def _wrapped(
        self, parts: Iterable[Part], first: str = "", rest: str = ""
    ) -> Iterator[LadderLine]:
        shown = [(words.to_ascii(text) if self._ascii else text, style) for text, style in parts]
        return map(LadderLine, wrap(shown, self._width, first, rest))


def _rows(steps: Iterable[Rung], columns: Frame) -> Iterator[LadderLine]:
    for rung in steps:
        for line in rows(rung, columns):
            yield LadderLine(line, rung.ref, rung.claim.claimant)
