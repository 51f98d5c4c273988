"""Numbers as people print them: what a figure states, what it leaves open, how it is shown.

A stated number is `best`; more-than and at-least fill `low`, less-than and up-to `high`, between
both. "About 300" has no range, "hundreds" no number at all.
"""

from functools import lru_cache
from math import inf

import msgspec

from store.model import Figure, FigureKind, Qualifier
from store.text import fold

MINIMUMS: frozenset[Qualifier] = frozenset(("more-than", "at-least"))
MAXIMUMS: frozenset[Qualifier] = frozenset(("less-than", "up-to"))
PEOPLE = frozenset(("person", "persons", "people"))
"""Words for a unit or a population that leave open who the people are."""

_SIGNS: dict[Qualifier, str] = {
    "approximately": "~",
    "more-than": "> ",
    "at-least": "≥ ",
    "less-than": "< ",
    "up-to": "≤ ",
}
_MAGNITUDES: dict[str, tuple[float, float]] = {
    "hundreds of thousands": (100_000, 999_999),
    "tens of thousands": (10_000, 99_999),
    "million": (1_000_000, 9_999_999),
    "thousand": (1_000, 9_999),
    "hundred": (100, 999),
    "score": (40, 99),
    "dozen": (24, 99),
    "tens": (20, 99),
}
"""Assumed for one verdict only, far apart; the longer words first."""


class QuantityError(ValueError):
    """A number that can be read in two ways; the message is one sentence for the user."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One number found in a text, and what the words around it say it counts."""

    start: int
    end: int
    """Where `verbatim` stands: text[start:end]."""
    verbatim: str
    qualifier: Qualifier = "stated"
    low: float | None = None
    best: float | None = None
    high: float | None = None
    metric: str = ""
    unit: str = ""
    population: str | None = None
    period: str | None = None
    """As printed: "past two days"."""
    when: str = ""
    """The period as EDTF, where it is known."""
    kind: FigureKind | None = None


class Range(msgspec.Struct, frozen=True, gc=False):
    """What a figure allows, from low to high; an open end is itself not allowed."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def at_most(self, other: "Range") -> bool:
        """Whether some number here is no larger than some number of the other."""
        touching = self.low == other.high and not (self.low_open or other.high_open)
        return self.low < other.high or touching

    def meets(self, other: "Range") -> bool:
        """Whether some number may be both."""
        return self.at_most(other) and other.at_most(self)


class Measured(msgspec.Struct, frozen=True, gc=False):
    """What `stated`, `bounds` and `nearby` say of one figure."""

    qualifier: Qualifier
    stated: tuple[float, ...]
    bounds: Range | None
    nearby: Range | None


@lru_cache(maxsize=1_024)
def counts_people(word: str) -> bool:
    """Whether a unit or a population leaves open who the people are, whatever its case."""
    return fold(word) in PEOPLE


def read(text: str) -> list[Reading]:
    """Find the numbers people type or print; raises QuantityError where one is not clear."""
    from store import numbers

    return numbers.read(text)


def stated(figure: Figure) -> tuple[float, ...]:
    """Return the numbers a figure states, ascending; none for "hundreds"."""
    if figure.qualifier == "order-of-magnitude":
        return ()
    given = (figure.low, figure.best, figure.high)
    found = [number for number in given if number is not None and 0 <= number < inf]
    return tuple(found if len(found) < 2 else sorted(set(found)))


def bounds(figure: Figure) -> Range | None:
    """Return what the figure allows; None where it states no bound ("about 300", "hundreds")."""
    return _bounds(figure.qualifier, stated(figure))


def nearby(figure: Figure) -> Range | None:
    """Return the bounds, or the one number of "about 300", or what "hundreds" is assumed to be."""
    return measured(figure).nearby


def measured(figure: Figure) -> Measured:
    """Work out all of it, for a figure that is compared with others."""
    numbers = stated(figure)
    found = _bounds(figure.qualifier, numbers)
    return Measured(figure.qualifier, numbers, found, found or _assumed(figure, numbers))


def _bounds(qualifier: Qualifier, numbers: tuple[float, ...]) -> Range | None:
    if not numbers or (qualifier == "approximately" and len(numbers) == 1):
        return None
    if qualifier in MINIMUMS:
        return Range(numbers[0], inf, low_open=qualifier == "more-than", high_open=True)
    if qualifier in MAXIMUMS:
        return Range(0, numbers[-1], high_open=qualifier == "less-than")
    return Range(numbers[0], numbers[-1])


def _assumed(figure: Figure, numbers: tuple[float, ...]) -> Range | None:
    """Return the range of a figure without bounds."""
    if numbers:
        return Range(numbers[0], numbers[0])
    words = fold(figure.verbatim)
    return next((Range(*span) for word, span in _MAGNITUDES.items() if word in words), None)


def short(figure: Figure) -> str:
    """Return the figure for a row: "50,000", "≥ 49", "30–40k", "“hundreds”"."""
    numbers = stated(figure)
    if not numbers:
        return f"“{figure.verbatim}”"
    if figure.qualifier in MINIMUMS:
        return _SIGNS[figure.qualifier] + grouped(numbers[0])
    if figure.qualifier in MAXIMUMS:
        return _SIGNS[figure.qualifier] + grouped(numbers[-1])
    sign = _SIGNS.get(figure.qualifier, "")
    if figure.best is not None:
        return sign + grouped(figure.best)
    return sign + _between(numbers[0], numbers[-1])


def _between(low: float, high: float) -> str:
    if low == high:
        return grouped(low)
    if 1_000 <= low < high < 1_000_000 and low % 1_000 == high % 1_000 == 0:
        return f"{grouped(low / 1_000)}–{grouped(high / 1_000)}k"
    return f"{grouped(low)}–{grouped(high)}"


def grouped(number: float) -> str:
    """Return the number with a comma before each three digits, decimals only where there are."""
    whole = int(number)
    return f"{whole:,}" if number == whole else f"{number:,}"


def row_figure(figure: Figure) -> str:
    """Return the short figure with what it counts: "≥ 49 soldiers", but "> 400,000" people."""
    noun = (figure.population or "").split()[-1:]
    counted = noun[0] if noun else _unit(figure)
    return short(figure) if counts_people(counted) else f"{short(figure)} {counted}".rstrip()


def _unit(figure: Figure) -> str:
    return figure.unit if figure.best == 1 else plural(figure.unit)


def plural(unit: str) -> str:
    """Return the word for many of a unit; abbreviations and words in -s or -craft stay."""
    if counts_people(unit):
        return "people"
    if len(unit) <= 2 or unit.endswith(("s", "craft")):
        return unit
    return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
