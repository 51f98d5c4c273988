"""From the drafts of a figure and of a source to the documents that they make."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, get_args

from store import quantities, sources
from store.claims_period import covered
from store.dates_typed import read as read_date
from store.drafts import Draft
from store.model import Document, FigureKind, Source
from store.names import Names
from store.pointers import escaped, part, replaced
from store.quantities import QuantityError, Reading
from store.sources import SourceLines
from store.text import clean

FIGURE_KINDS: tuple[FigureKind, ...] = get_args(FigureKind)

Patch = tuple[Document, dict[str, tuple[str, ...]]]
"""A document as a draft has it, and what is wrong with the draft, in sentences by field."""


def figure(event: Document, draft: Draft, names: Names, today: date) -> Patch:
    """Return the event with the figure as the draft has it; untouched fields stay as they are."""
    path = f"claims/{escaped(draft.claim)}/figures/{escaped(draft.figure)}"
    before: Document = part(event, path)
    claim = part(event, f"claims/{escaped(draft.claim)}")
    cited = names.sources.get(claim.get("source") or "")
    reader = _FigureReader(before, names, today, claim.get("said_on", ""), cited)
    after = dict(before)
    faults: dict[str, tuple[str, ...]] = {}
    for field, read in _READERS.items():
        if draft.is_touched(field):
            try:
                after |= read(reader, clean(draft.text(field)))
            except ValueError as error:
                faults[field] = (str(error),)
    return replaced(event, path, after), faults


def number(text: str) -> Reading:
    """Read the number of a figure; raises ValueError where there is none, or more than one."""
    found = quantities.read(text)
    if len(found) != 1:
        fault = "is no number" if not found else "holds more than one number"
        raise QuantityError(
            f"“{text}” {fault}: write one as it is printed, such as 80,000, over 80,000,"
            " 30-40 or hundreds."
        )
    return found[0]


def source(document: Document, draft: Draft, names: Names, today: date) -> Patch:
    """Return the source as the draft has it, and what is wrong."""
    fields = SourceLines.__struct_fields__
    was = SourceLines(**{name: draft.lines(name)[0].was for name in fields})
    now = SourceLines(**{name: draft.text(name) for name in fields})
    reading = sources.read(now, names, today)
    touched = {name: each for name, each in reading.problems.items() if draft.is_touched(name)}
    after = sources.patched(document, sources.read(was, names, today), reading)
    return after, {name: (sentence,) for name, sentence in touched.items()}


class _FigureReader(NamedTuple):
    """Reads the fields of a figure into what they change; every method may raise ValueError."""

    before: Document
    names: Names
    today: date
    said_on: str
    """EDTF; the day of the report."""
    cited: Source | None

    def number(self, text: str) -> Document:
        found = number(text)
        bounds = {"low": found.low, "best": found.best, "high": found.high}
        return {"verbatim": text, "qualifier": found.qualifier, **bounds}

    def metric(self, text: str) -> Document:
        return {"metric": _asked(text, "what is counted as it is printed, such as killed or fled")}

    def unit(self, text: str) -> Document:
        return {"unit": _asked(text, "what one of them is, such as person, family or jet")}

    def population(self, text: str) -> Document:
        return {"population": text or None}

    def kind(self, text: str) -> Document:
        if text and text not in FIGURE_KINDS:
            raise ValueError(f"Write one of {', '.join(FIGURE_KINDS)}, or nothing if not stated.")
        return {"kind": text or None}

    def period(self, text: str) -> Document:
        kept = self.before.get("period") or {}
        when = covered(text, self.said_on, self.today, self.cited)
        return {"period": {**kept, "verbatim": text, "when": when} if text else None}

    def as_of(self, text: str) -> Document:
        return {"as_of": read_date(text, self.today).text or None}

    def place(self, text: str) -> Document:
        uid = self.names.resolve_place(text)
        if text and uid is None:
            raise ValueError(f"“{text}” is no known place: write another name, or leave it empty.")
        return {"place": uid}


_READERS: dict[str, Callable[[_FigureReader, str], Document]] = {
    name: getattr(_FigureReader, name)
    for name in ("number", "metric", "unit", "population", "kind", "period", "as_of", "place")
}


def _asked(text: str, what: str) -> str:
    if not text:
        raise ValueError(f"Write {what}.")
    return text
