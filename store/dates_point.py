"""One date as EDTF gives it, and the civil seconds it covers.

Civil seconds count from 1970-01-01T00:00 on the wall clock of the text and are never converted.
Ends are exclusive; `~ ? %` never widen. Seasons are those of the north, and a winter is the
December of its year, so that it follows its autumn.
"""

import re
from calendar import monthrange
from datetime import MAXYEAR, date
from enum import IntEnum
from functools import lru_cache

import msgspec

OPEN_FUTURE = 2**63 - 1
"""End of what has no end."""
OPEN_PAST = -(2**63)
"""Beginning of what has no beginning."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of each season."""

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
_DATE = re.compile(
    r"(?:(\d{4})-(?:(\d\d)(?:-(\d\d|XX))?|XX(?:-XX)?)|(\d{4}|\d{3}X|\d\dXX))([~?%])?", re.ASCII
)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?"
    r"(Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?",
    re.ASCII,
)
_OTHER_YEAR = re.compile(r"-\d{4}.*|Y-?\d.*|\d{5,}", re.ASCII)


class DateError(ValueError):
    """The date is refused; the message is one sentence: why, and what to write."""


class Precision(IntEnum):
    """How exactly a date is given; the finer is the larger."""

    UNDATED = 0
    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    TIME = 7


class Point(msgspec.Struct, frozen=True, gc=False):
    """A date as far as it is given: from a century to a time of day."""

    year: int
    """The first one of a decade or century."""
    month: int | None
    day: int | None
    season: int | None
    """21 spring, 22 summer, 23 autumn, 24 winter."""
    precision: Precision
    first: int
    """Civil second at which it begins."""
    last: int
    """Civil second at which it is over."""
    approximate: bool = False
    uncertain: bool = False
    unspecified: bool = False
    """Whether X stands for the day or month: some day of that month or year."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    zone: str = ""
    """As written: Z, +03:00; empty where none is."""

    @property
    def section(self) -> tuple[int, int]:
        """Year and month it stands under; month 0 is a whole year, -1 a decade, -2 a century."""
        if self.season:
            return self.year, SEASON_START[self.season]
        return self.year, self.month or self.precision - Precision.YEAR


def shown(text: str) -> str:
    """Quote what was read, cut to what a sentence can hold."""
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


@lru_cache(maxsize=8192)  # 22 years of days in some 2 MB: the same days recur in most events
def point(text: str) -> Point:
    """Read one date of EDTF level 0 or 1; raises DateError."""
    if len(text) == 10 and text[4] == "-" == text[7]:  # most are plain days: 0.5 against 1.4 µs
        try:
            return _exact(date.fromisoformat(text))
        except ValueError:
            pass  # it has X, or there is no such day
    return _moment(text) if "T" in text else _date(text)


def _date(text: str) -> Point:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _refusal(text)
    year, month, day, loose, mark = match.groups()
    number = int(year or loose.replace("X", "0"))
    if number == 0:
        raise _out_of_range(text)
    marks = mark in ("~", "%"), mark in ("?", "%"), "X" in text[4:]
    if day and day != "XX":
        try:
            return _exact(date(number, int(month), int(day)), *marks[:2])
        except ValueError:
            raise _no_such_day(number, int(month), int(day)) from None
    if month:
        return _month(text, number, int(month), marks)
    step = 10 ** (loose or "").count("X")
    precision = Precision.YEAR - (step > 1) - (step > 10)
    return _span((number, None, None, None), Precision(precision), (number, 1, 12 * step), marks)


_Marks = tuple[bool, bool, bool]


def _exact(day: date, approximate: bool = False, uncertain: bool = False) -> Point:
    first = (day.toordinal() - _EPOCH) * _DAY
    return Point(
        *(day.year, day.month, day.day, None, Precision.DAY),
        *(first, first + _DAY, approximate, uncertain),
    )


def _month(text: str, year: int, month: int, marks: _Marks) -> Point:
    if month in SEASONS:
        count = 1 if month == 24 else 3
        span = (year, SEASON_START[month], count)
        return _span((year, None, None, month), Precision.SEASON, span, marks)
    if not 1 <= month <= 12:
        raise _no_such_month(text, month)
    return _span((year, month, None, None), Precision.MONTH, (year, month, 1), marks)


def _span(
    names: tuple[int, int | None, None, int | None],
    precision: Precision,
    span: tuple[int, int, int],
    marks: _Marks,
) -> Point:
    """Cover whole months: span is the year and month of the first, and how many."""
    year, month, count = span
    years, after = divmod(month - 1 + count, 12)
    last = _midnight(year + years, after + 1)
    return Point(*names, precision, _midnight(year, month), last, *marks)


def _moment(text: str) -> Point:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _refusal(text)
    day, hour, minute, second, zone = match.groups()
    whole = point(day)
    first = whole.first + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    return msgspec.structs.replace(
        whole,
        precision=Precision.TIME,
        first=first,
        last=first + (1 if second else 60),
        hour=int(hour),
        minute=int(minute),
        second=int(second) if second else None,
        zone=zone or "",
    )


def _midnight(year: int, month: int) -> int:
    """Civil second at which a month begins; the year after the last one has no date."""
    day = date(year, month, 1).toordinal() if year <= MAXYEAR else date.max.toordinal() + 1
    return (day - _EPOCH) * _DAY


def _refusal(text: str) -> DateError:
    if _OTHER_YEAR.fullmatch(text):
        return _out_of_range(text)
    return DateError(
        f"{shown(text)} is not understood as a date: write 2016-12-10, 2016-12 or 2016,"
        " 2016-11-26/2016-12-10 for what lasted, [..2016-12-10] for “by that day”."
    )


def _out_of_range(text: str) -> DateError:
    return DateError(
        f"{shown(text)} is out of range: years run from 0001 to 9999 and have four digits."
    )


def _no_such_month(text: str, month: int) -> DateError:
    return DateError(
        f"{shown(text)} has no month {month:02d}: months run from 01 to 12,"
        " and 21 to 24 are spring to winter."
    )


def _no_such_day(year: int, month: int, day: int) -> DateError:
    if not 1 <= month <= 12:
        return _no_such_month(f"{year:04d}-{month:02d}-{day:02d}", month)
    name, days = MONTHS[month - 1], monthrange(year, month)[1]
    return DateError(
        f"{day} {name} {year} does not exist: {name} {year} has {days} days,"
        f" so write 1 to {days}, or the month alone."
    )
