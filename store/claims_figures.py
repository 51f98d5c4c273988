"""Puts the numbers read in a claim line into the figures of the claim.

A figure keeps what no line shows (kind, as-of, place) as long as its number stands in the line;
one that was made by hand, from no number in the line, is left alone.
"""

import re
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Sequence, Set
from math import isfinite
from typing import Any

from store.claims import ClaimLine
from store.model import Document
from store.quantities import Reading
from store.text import fold

_PARTS = (
    *("verbatim", "qualifier", "low", "best", "high"),
    *("metric", "unit", "population", "kind", "period"),
)
"""What a reading says of a figure."""

_Keys = tuple[Hashable, ...]
"""By what a figure is known again, the surest first."""


def free_id(taken: Iterable[str], letter: str) -> str:
    """Return the next id: "c4" where c1 to c3 are taken; one between them is not used again."""
    return f"{letter}{_next(taken, letter)}"


def _next(taken: Iterable[str], letter: str) -> int:
    numbers = (re.fullmatch(f"{letter}([0-9]{{1,9}})", uid) for uid in taken)
    return max((int(number[1]) for number in numbers if number), default=0) + 1


def made_figures(readings: Iterable[Reading], taken: Iterable[str] = ()) -> list[Document]:
    """Return new figures, under ids that are free."""
    return [_made(each, f"f{number}") for number, each in enumerate(readings, _next(taken, "f"))]


def patched_figures(
    stored: list[Document], before: ClaimLine, after: ClaimLine, add: bool
) -> list[Document]:
    """Return the figures of a claim with what differs between the readings.

    One whose number is gone from the line is gone; a number that is new in it is added if `add`.
    """
    was, now = before.figures, after.figures
    if after.unclear or [*map(_said, was)] == [*map(_said, now)]:
        return stored
    origins = _paired([_stored_keys(figure) for figure in stored], [_keys(one) for one in was])
    moved = _paired([_line_keys(one) for one in was], [_line_keys(one) for one in now])
    kept = []
    for at, figure in enumerate(stored):
        origin = origins.get(at)
        if origin is None:
            kept.append(figure)
        elif origin in moved:
            kept.append(_patched(figure, was[origin], now[moved[origin]]))
    if not add:
        return kept
    by_hand = [figure for at, figure in enumerate(stored) if at not in origins]
    new = _without(by_hand, _new(was, now, moved, set(origins.values())))
    return kept + made_figures(new, (figure["id"] for figure in stored))


def _new(
    was: Sequence[Reading], now: Sequence[Reading], moved: dict[int, int], taken: Set[int]
) -> list[Reading]:
    """Return the numbers that were not in the line; one left alone stays so while it is the same.

    `taken` are the places of those that have a figure.
    """
    old = {to for at, to in moved.items() if at in taken or was[at].verbatim == now[to].verbatim}
    return [one for at, one in enumerate(now) if at not in old]


def _without(figures: Sequence[Document], readings: Sequence[Reading]) -> Iterator[Reading]:
    """Yield the readings that are none of the figures."""
    pairs = _paired([_stored_keys(figure) for figure in figures], [_keys(one) for one in readings])
    have = set(pairs.values())
    return (one for at, one in enumerate(readings) if at not in have)


def _paired(left: Sequence[_Keys], right: Sequence[_Keys]) -> dict[int, int]:
    """Pair places of both sides, each once: by the surest key they share, then in order."""
    found: dict[int, int] = {}
    for ours, theirs in zip(zip(*left), zip(*right)):
        free: dict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(found.values())
        for at, key in enumerate(theirs):
            if at not in taken:
                free[key].append(at)
        for at, key in enumerate(ours):
            if at not in found and free[key]:
                found[at] = free[key].popleft()
    return found


def _line_keys(reading: Reading) -> _Keys:
    """Return by what a number is known again in the edited line: by less and less."""
    verbatim, metric, unit = fold(reading.verbatim), reading.metric, reading.unit
    return (verbatim, metric, unit), verbatim, (metric, unit), unit, metric


def _keys(reading: Reading) -> _Keys:
    return _known_by({part: getattr(reading, part) for part in _PARTS})


def _stored_keys(figure: Document) -> _Keys:
    return _known_by(figure)


def _known_by(parts: Document) -> _Keys:
    """Return by what a figure is known in the line it was written to: words, then number."""
    verbatim = fold(parts["verbatim"])
    numbers = tuple(parts.get(end) for end in ("low", "best", "high"))
    stated = any(number is not None for number in numbers)
    qualifier = parts.get("qualifier", "stated")
    return (verbatim, parts["metric"]), verbatim, (qualifier, *numbers) if stated else verbatim


def _said(reading: Reading) -> list[Any]:
    return [getattr(reading, part) for part in _PARTS]


def _patched(figure: Document, was: Reading, now: Reading) -> Document:
    """Return a figure with the parts that differ; the same object if none does."""
    said = {part: getattr(now, part) for part in _PARTS if getattr(now, part) != getattr(was, part)}
    if not said:
        return figure
    changes = {part: _number(said[part]) for part in said}
    if "period" in said:
        changes["period"] = _period(now, figure.get("period"))
    return {**figure, **changes}


def _made(reading: Reading, uid: str) -> Document:
    """Return a new figure; what the line does not say is not stated."""
    return {
        "id": uid,
        "metric": reading.metric,
        "unit": reading.unit,
        "population": reading.population,
        "kind": reading.kind,
        "qualifier": reading.qualifier,
        "low": _number(reading.low),
        "best": _number(reading.best),
        "high": _number(reading.high),
        "verbatim": reading.verbatim,
        "period": _period(reading),
        "as_of": None,
        "place": None,
    }


def _period(reading: Reading, stored: Document | None = None) -> Document | None:
    """Return the period of a reading, with its days where these are known."""
    words = reading.period
    return {**(stored or {}), "verbatim": words, "when": reading.when} if words else None


def _number(value: Any) -> Any:
    """Return whole numbers as JSON has them; one beyond all floats is none."""
    if not isinstance(value, float):
        return value
    if not isfinite(value):
        return None
    return int(value) if value.is_integer() else value
