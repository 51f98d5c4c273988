"""Changes as they are told: the number of a figure is one, however many fields it takes."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

import msgspec

from store import quantities
from store.edits import Correction
from store.model import Document, Event, Figure, Revision
from store.names import Names
from store.pointers import steps
from store.verdicts import Ref
from tui.presentation.corrections import came, corrected, dated, maker, parts_of, when
from tui.presentation.parts import Parts, field
from tui.presentation.values import said

NUMBER = frozenset(("qualifier", "low", "best", "high", "verbatim"))
"""Fields in which a figure has its number."""
BEFORE = "before"
"""Stands where others say whence an event is: an own one has no other words beside its own."""


class Said(msgspec.Struct, frozen=True):
    """One thing that was changed, in words."""

    path: str
    """Names it; the number of a figure goes by its best."""
    was: str
    now: str
    revision: Revision | None

    def told(self, whence: str) -> str:
        """Return "bundled: 50,000 · you: over 55,000", "before: 50,000"."""
        now = "" if whence == BEFORE else f" · {maker(self.revision)}: {self.now}"
        return f"{whence}: {self.was}{now}"

    def cited(self, whence: str) -> str:
        """Return "50,000 (bundled) → over 55,000 (you, 24 Nov 2026, misread)"."""
        return f"{self.was} ({whence}) → {self.now} ({when(self.revision)})"

    def named(self, whence: str) -> str:
        """Return the same behind the name of the field."""
        return f"{field(self.path)} · {self.told(whence)}"


class Mark(msgspec.Struct, frozen=True):
    """What a figure was, and what it is now."""

    text: str
    """As the figures tell it: "bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread"."""
    reworded: str
    """As a citation does: "50,000 (bundled) → over 55,000 (you, 24 Nov 2026, misread)".

    Empty where the number is in the words of its source.
    """


class Told(msgspec.Struct, frozen=True):
    """Changes that are told, and put back, as one."""

    path: str
    """Leads to all of them."""
    found: tuple[Correction, ...]
    figure: Document | None = None
    """The figure as the changes left it, where it is not as it is now."""

    @property
    def numbers(self) -> list[Correction]:
        """The changes of a figure's number."""
        return [each for each in self.found if is_number(each.path)]

    @property
    def revision(self) -> Revision | None:
        """The last one of these changes, if it is known."""
        return _last(self.found)

    @property
    def reworded(self) -> bool:
        """Whether a number is no longer in the words of its source."""
        return any(steps(each.path)[-1] == "verbatim" for each in self.numbers)

    def words(self, parts: Parts) -> list[Said]:
        """Return what was changed, the number of a figure as one."""
        if number := self.number(parts):
            rest = [each for each in self.found if not is_number(each.path)]
            return [number, *(_said(each, parts) for each in rest)]
        return [_said(each, parts) for each in self.found]

    def number(self, parts: Parts) -> Said | None:
        """Return a number of several fields, or in other words than the source's, as one.

        None where that would not tell what was changed.
        """
        numbers = self.numbers
        if not (self.reworded or len(numbers) > 1):
            return None
        document = self.figure or msgspec.to_builtins(parts.known(figure_of(numbers[0].path)))
        with suppress(msgspec.ValidationError):
            was = _number(document, ((each.path, each.imported) for each in numbers))
            now = _number(document, ((each.path, each.now) for each in numbers))
            if was != now:
                return Said(f"{figure_of(numbers[0].path)}/best", was, now, _last(numbers))
        return None


def together(found: Sequence[Correction]) -> list[Told]:
    """Return changes in their order; where a number takes several, all of its figure as one."""
    numbers = [figure_of(each.path) for each in found if is_number(each.path)]
    groups: dict[str, list[Correction]] = {}
    for each in found:
        figure = figure_of(each.path)
        groups.setdefault(figure if numbers.count(figure) > 1 else each.path, []).append(each)
    return [Told(path, tuple(group)) for path, group in groups.items()]


def sentence(told: Iterable[Said], whence: str) -> str:
    """Return "number · bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread; unit · …"."""
    return "; ".join(
        _dated("; ".join(each.named(whence) for each in alike), revision, whence)
        for revision, alike in groupby(told, key=lambda each: each.revision)
    )


def alone(one: Said, whence: str) -> str:
    """Return "bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread"."""
    return _dated(one.told(whence), one.revision, whence)


def marks(event: Event, names: Names) -> dict[Ref, Mark]:
    """Return what each corrected figure of an imported event was, and what it is now."""
    found = [each for each in corrected(event) if figure_of(each.path)]
    if not (event.origin and found):
        return {}
    parts = parts_of(event, names)
    by_figure: dict[str, list[Told]] = {}
    for told in together(found):
        by_figure.setdefault(figure_of(told.found[0].path), []).append(told)
    marked = {path: _mark(told, came(event.origin), parts) for path, told in by_figure.items()}
    return {Ref(*steps(path)[1::2]): mark for path, mark in marked.items()}


def _mark(told: list[Told], whence: str, parts: Parts) -> Mark:
    words = [one for each in told for one in each.words(parts)]
    lone = len(words) == 1 and is_number(words[0].path)
    text = alone(words[0], whence) if lone else sentence(words, whence)
    number = next((each.number(parts) for each in told if each.reworded), None)
    return Mark(text, number.cited(whence) if number else "")


def became(was: Any) -> str:
    """Return what became of a claim or figure as a whole."""
    return " added" if was is None else " taken away"


def is_number(path: str) -> bool:
    """Whether a path leads to one of the fields of a figure's number."""
    return bool(figure_of(path)) and steps(path)[-1] in NUMBER


def figure_of(path: str) -> str:
    """Return the path of the figure in which a field stands, "" where it stands in none."""
    way = path.split("/")
    return "/".join(way[:4]) if len(way) > 4 and (way[0], way[2]) == ("claims", "figures") else ""


def number_words(figure: Figure) -> str:
    """Return "over 55,000" without marks of a quotation; what no words say stands beside them."""
    shown = quantities.short(figure).strip("“”")
    stated = quantities.stated(figure)
    if figure.best is not None and len(stated) > 1:
        shown += f" ({quantities.grouped(stated[0])} to {quantities.grouped(stated[-1])})"
    elif _prints(figure):
        return figure.verbatim
    alike = figure.verbatim in ("", shown)
    return shown if alike else f"{shown}, as printed: {figure.verbatim}"


def _prints(figure: Figure) -> bool:
    """Whether the words of a figure say all of its number."""
    try:
        read = quantities.read(figure.verbatim)
    except quantities.QuantityError:
        return False
    own = (figure.qualifier, figure.low, figure.best, figure.high)
    return [(one.qualifier, one.low, one.best, one.high) for one in read] == [own]


def _dated(text: str, revision: Revision | None, whence: str) -> str:
    """Put the day and the reason behind who changed it; who did, too, where that is not told."""
    return f"{text} · {when(revision)}" if whence == BEFORE else dated(text, revision)


def _number(figure: Document | None, fields: Iterable[tuple[str, object]]) -> str:
    """Return the number of a figure with other fields; what is None is not stated."""
    put = {**(figure or {}), **{steps(path)[-1]: value for path, value in fields}}
    stated = {key: value for key, value in put.items() if value is not None}
    return number_words(msgspec.convert({"verbatim": "", **stated}, Figure))


def _said(correction: Correction, parts: Parts) -> Said:
    was, now = correction.imported, correction.now
    path = correction.path
    return Said(path, said(path, was, parts), said(path, now, parts), correction.revision)


def _last(found: Iterable[Correction]) -> Revision | None:
    revisions = [each.revision for each in found if each.revision]
    return max(revisions, key=lambda revision: revision.at, default=None)
