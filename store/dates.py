"""When something occurred: EDTF (ISO 8601-2, levels 0 and 1, one-of sets), verbatim and in seconds.

`store.dates_typed.read` reads what people type.
"""

from datetime import MAXYEAR
from typing import Literal

import msgspec

from store.dates_point import (
    MONTHS,
    OPEN_FUTURE,
    OPEN_PAST,
    SEASONS,
    WEEKDAYS,
    DateError,
    Point,
    Precision,
    point,
    shown,
)

__all__ = [
    "MONTHS",
    "OPEN_FUTURE",
    "OPEN_PAST",
    "SEASONS",
    "WEEKDAYS",
    "DateError",
    "Point",
    "Precision",
    "Shape",
    "When",
    "parse",
]

Shape = Literal["undated", "date", "interval", "one-of"]


class When(msgspec.Struct, frozen=True, gc=False):
    """A date, an interval, or one of several dates; equal by value.

    A single date is its own start and end. A side that is None is open (`..`, no such end) where
    `open_start` or `open_end` says so, else not known.
    """

    text: str
    """EDTF, verbatim; empty is undated."""
    shape: Shape
    start: Point | None
    end: Point | None
    open_start: bool
    open_end: bool
    earliest: int | None
    """Civil seconds since 1970-01-01T00:00; None where not known."""
    latest: int | None
    """The same, exclusive."""
    precision: Precision
    """Of the point it is sorted by."""
    approximate: bool
    """Whether any part is."""
    uncertain: bool
    """Whether any part is."""

    @property
    def point(self) -> Point | None:
        """What it is sorted by: the start, or the end where there is none; None where undated."""
        return self.start or self.end

    @property
    def anchor(self) -> int | None:
        """Civil second at which that point begins."""
        return self.point.first if self.point else None

    @property
    def section(self) -> tuple[int, int]:
        """Year and month it stands under (`Point.section`); undated stands last."""
        return self.point.section if self.point else (MAXYEAR, 13)


_UNDATED = When(
    *("", "undated", None, None, False, False),
    *(None, None, Precision.UNDATED, False, False),
)
_Ends = tuple[Point | None, Point | None]


def parse(edtf: str) -> When:
    """Read EDTF; "" is undated. Raises DateError."""
    if not edtf:
        return _UNDATED
    if edtf[0] == "[":
        return _one_of(edtf)
    if "/" in edtf:
        return _interval(edtf)
    only = point(edtf)
    return _when(edtf, "date", (only, only))


def _interval(text: str) -> When:
    left, _, right = text.partition("/")
    ends = _side(left, ("", "..")), _side(right, ("", ".."))
    _check_order(text, ends)
    return _when(text, "interval", ends, (left == "..", right == ".."))


def _one_of(text: str) -> When:
    if text[-1] != "]":
        raise DateError(
            f"{shown(text)} has no closing bracket: write it like [2016-12-08..2016-12-10]."
        )
    members = [_member(member.strip(" ")) for member in text[1:-1].split(",")]
    starts = [start for start, _ in members if start]
    ends = [end for _, end in members if end]
    opens = len(starts) < len(members), len(ends) < len(members)
    first = None if opens[0] else min(starts, key=lambda at: (at.first, at.precision))
    last = None if opens[1] else max(ends, key=lambda at: (at.last, -at.precision))
    _check_order(text, (first, last))
    return _when(text, "one-of", (first, last), opens)


def _member(text: str) -> _Ends:
    left, dots, right = text.partition("..")
    if not dots:
        only = _side(left)
        return only, only
    ends = _side(left, ("",)), _side(right, ("",))
    _check_order(text, ends)
    return ends


def _side(text: str, absent: tuple[str, ...] = ()) -> Point | None:
    if text in absent:
        return None
    at = point(text)
    if at.precision is Precision.TIME:
        raise DateError(
            f"{shown(text)} has a time, which only a single date can: write {text[:10]}."
        )
    return at


def _check_order(text: str, ends: _Ends) -> None:
    start, end = ends
    if start and end and end.last <= start.first:
        raise DateError(
            f"{shown(text)} ends before it begins: write the earlier date first, both with years."
        )


def _when(text: str, shape: Shape, ends: _Ends, opens: tuple[bool, bool] = (False, False)) -> When:
    start, end = ends
    first, last = start or end, end or start
    if first is None or last is None:
        raise DateError(
            f"{shown(text)} has a date on neither side: write one, or nothing at all for undated."
        )
    return When(
        *(text, shape, start, end, *opens),
        start.first if start else OPEN_PAST if opens[0] else None,
        end.last if end else OPEN_FUTURE if opens[1] else None,
        first.precision,
        first.approximate or last.approximate,
        first.uncertain or last.uncertain,
    )
