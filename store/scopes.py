"""What a figure counts, part by part, and how the scopes of two figures relate.

What neither source states is no reason for place and kind, nor for the population of things; people
and time are what every such number depends on, so there it is.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec

from store.dates import DateError, Point, When, parse
from store.model import Claim, Figure, Period
from store.quantities import counts_people
from store.text import fold

Part = Literal["period", "as-of", "metric", "population", "place", "kind", "number"]
Relation = Literal["same", "within", "contains", "different", "not-stated"]
Side = Literal["a", "b", "both"]


class Reason(msgspec.Struct, frozen=True, gc=False):
    """One part in which two figures are not the same; "" is a value that is not stated."""

    part: Part
    relation: Relation
    """`within`: the first in the second; `contains`: the other way round."""
    first: str = ""
    second: str = ""
    lacking: Side | None = None
    """Which figure leaves the part open, where it is not stated."""


_SAME = Reason("number", "same")
"""Stands for each part that is; nobody sees it."""


class Counted(msgspec.Struct, frozen=True, gc=False):
    """A figure with the claim that gives it."""

    claim: Claim
    figure: Figure


def compare(a: Counted, b: Counted) -> tuple[Reason, ...]:
    """Return every part that is not the same; empty where both count the same."""
    return tuple([reason for part in _PARTS if (reason := part(a, b)) is not _SAME])


def unstated(part: Part, first: str, second: str, open_: tuple[bool, bool]) -> Reason:
    """Return the reason that one figure, or both, leave a part open."""
    lacking: Side = "both" if all(open_) else "a" if open_[0] else "b"
    return Reason(part, "not-stated", first, second, lacking)


def _words(part: Part, first: str, second: str) -> Reason:
    """Compare two words as printed; equal ones are the same, none at all too."""
    if first == second:
        return _SAME
    one, other = fold(first), fold(second)
    if one == other:
        return _SAME
    if not (one and other):
        return unstated(part, first, second, (not one, not other))
    return Reason(part, "different", first, second)


def _metric(a: Counted, b: Counted) -> Reason:
    return _words("metric", a.figure.metric, b.figure.metric)


def _place(a: Counted, b: Counted) -> Reason:
    return _words("place", a.figure.place or "", b.figure.place or "")


def _kind(a: Counted, b: Counted) -> Reason:
    return _words("kind", a.figure.kind or "", b.figure.kind or "")


def _population(a: Counted, b: Counted) -> Reason:
    first, second = a.figure.population or "", b.figure.population or ""
    found = _words("population", first, second)
    if not counts_people(a.figure.unit):
        return found
    if not (first or second):
        return unstated("population", "", "", (True, True))
    if found.relation != "different":
        return found
    if counts_people(second):
        return Reason("population", "within", first, second)
    if counts_people(first):
        return Reason("population", "contains", first, second)
    return found


def _time(a: Counted, b: Counted) -> Reason:
    first, second = a.figure, b.figure
    if first.kind == second.kind == "cumulative" and _start(first) == _start(second):
        return _counts_so_far(a, b)
    if first.period and second.period:
        return _periods(first.period, second.period)
    if first.period is None and second.period is None:
        return _as_of(first.as_of or "", second.as_of or "")
    one, other = _time_words(first), _time_words(second)
    if one and other:
        return Reason("period", "different", one, other)
    return unstated("period", one, other, (not one, not other))


def _as_of(first: str, second: str) -> Reason:
    if not (first or second):
        return unstated("period", "", "", (True, True))
    return _words("as-of", first, second)


def _periods(first: Period, second: Period) -> Reason:
    words = first.verbatim or first.when, second.verbatim or second.when
    one, other = _span(first.when), _span(second.when)
    if one is None or other is None:
        return unstated("period", *words, (one is None, other is None))
    if one == other:
        return _SAME
    if other[0] <= one[0] and one[1] <= other[1]:
        return Reason("period", "within", *words)
    if one[0] <= other[0] and other[1] <= one[1]:
        return Reason("period", "contains", *words)
    return Reason("period", "different", *words)


def _counts_so_far(a: Counted, b: Counted) -> Reason:
    """Order two running counts: the earlier is contained in the later."""
    first, second = _until(a), _until(b)
    one, other = _end(first), _end(second)
    if one is None or other is None:
        return unstated("period", first, second, (one is None, other is None))
    ends = (one.first, one.last), (other.first, other.last)
    if ends[0] == ends[1]:
        return _SAME
    if one.first <= other.first and one.last <= other.last:
        return Reason("as-of", "within", first, second)
    if other.first <= one.first and other.last <= one.last:
        return Reason("as-of", "contains", first, second)
    return Reason("as-of", "different", first, second)


def _until(counted: Counted) -> str:
    """Return the day up to which a running count goes: its own, else that of the report."""
    figure = counted.figure
    period = figure.period.when if figure.period else ""
    return figure.as_of or period or counted.claim.said_on


def _start(figure: Figure) -> Point | str | None:
    """Return from when a count runs; words that give no date stand for themselves."""
    if figure.period is None:
        return None
    when = _when(figure.period.when)
    return when.start if when else figure.period.verbatim


def _time_words(figure: Figure) -> str:
    if figure.period:
        return figure.period.verbatim or figure.period.when
    return figure.as_of or ""


@lru_cache(maxsize=1_024)
def _when(edtf: str) -> When | None:
    """Return the date; None where there is none to read."""
    try:
        return parse(edtf) if edtf else None
    except DateError:
        return None


def _span(edtf: str) -> tuple[int, int] | None:
    when = _when(edtf)
    if when is None or when.earliest is None or when.latest is None:
        return None
    return when.earliest, when.latest


def _end(edtf: str) -> Point | None:
    when = _when(edtf)
    return when.end if when else None


_PARTS: tuple[Callable[[Counted, Counted], Reason], ...] = (
    _time,
    _metric,
    _population,
    _place,
    _kind,
)
