"""Dates in words: column and rail of a row, headings, gaps, and the long form of the detail.

All but `long` use the standard library only, for they run before the first paint.
"""

from typing import Literal

from store.dates import MONTHS, SEASONS, WEEKDAYS, Point, Precision, When, parse

Rail = Literal["day", "one-of", "lasted", "approximate", "undated"]

WIDTH = 14
"""Cells of the date column."""

_DAY, _MONTH, _YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
_SHORTER = (
    *((_DAY, _DAY), (_MONTH, _DAY), (_DAY, _MONTH), (_MONTH, _MONTH)),
    *((_YEAR, _MONTH), (_MONTH, _YEAR), (_YEAR, _YEAR)),
)
"""How finely to give the two ends of a span, until it fits; the heading names the first month."""
_PARTS = {
    "early hours": "early",
    "early morning": "early",
    "before dawn": "predawn",
    "afternoon": "pm",
    "late evening": "late",
}
"""Shorter words for the parts of a day that the column has no room for."""


def rail(when: When) -> Rail:
    """Which rail stands beside the row: a month is one of its days, a doubted day approximate."""
    if when.shape == "interval":
        return "lasted"
    if when.shape != "date":
        return when.shape
    if when.approximate or when.uncertain:
        return "approximate"
    return "day" if when.precision >= _DAY else "one-of"


def heading(section: tuple[int, int]) -> str:
    """Heading of the rows that stand under a year and month (`When.section`)."""
    year, month = section
    if month > 12:
        return "Undated"
    if month > 0:
        return f"{MONTHS[month - 1]} {year}"
    return (str(year), f"{year}s", f"{year}–{year + 99}")[-month]


def gap(months: int) -> str:
    """So many whole months without an event: 3 years 2 months."""
    counts = zip(divmod(months, 12), ("year", "month"), strict=True)
    return " ".join(f"{n} {unit}{'s' if n > 1 else ''}" for n, unit in counts if n)


def column(when: When, part_of_day: str = "") -> str:
    """At most WIDTH cells, to stand under the heading of `when.section`.

    What does not fit is given less finely, a day as its month, never as another date and never
    without its doubt.
    """
    if when.start and when.end:
        if when.start != when.end:
            return _span(when.start, when.end, " or " if _is_pair(when) else "–")
        return _with_part(_only(when.start), part_of_day if when.precision is _DAY else "")
    return f"{_limit(when)} {_only(when.point)}" if when.point else ""


def _limit(when: When) -> str:
    """Which side is missing, and how: not stated, or open."""
    if when.start is None:
        return "by" if when.shape == "one-of" else "to"
    if when.shape == "one-of":
        return "from"
    return "since" if when.open_end else "began"


def _is_pair(when: When) -> bool:
    return when.shape == "one-of" and ".." not in when.text and when.text.count(",") == 1


def _with_part(day: str, part: str) -> str:
    word = _PARTS.get(part.casefold(), part)
    fits = word.isascii() and len(day) + 1 + len(word) <= WIDTH
    return f"{day} {word}" if word and fits else day


def _only(point: Point) -> str:
    """Give a point under its own heading; an exact day has its name: Sat 10."""
    if point.day is None or point.approximate:
        return _named(point, _DAY)
    hour = "" if point.hour is None else f" {point.hour:02d}:{point.minute:02d}"
    return _marked(f"{_weekday(point)[:3]} {point.day}{hour}", point)


def _span(start: Point, end: Point, join: str) -> str:
    years = _far(start, end)
    for finest, finest_end in _SHORTER:
        left, right = _named(start, finest, years), _named(end, finest_end, years)
        if finest is _DAY and finest_end is _DAY and _same_month(start, end):
            left = _marked(str(start.day), start)
        text = left if left == right else f"{left}{join}{right}"
        if len(text) <= WIDTH:
            return text
    return f"{_named(start, _YEAR)}{join}…"


def _far(start: Point, end: Point) -> bool:
    """Whether months without years would not say which year the end is in."""
    (year, month), (end_year, end_month) = start.section, end.section
    return min(month, end_month) <= 0 or (end_year - year) * 12 + end_month - month >= 12


def _same_month(start: Point, end: Point) -> bool:
    return bool(start.day and end.day) and start.section == end.section


def _named(point: Point, finest: Precision, with_year: bool = False) -> str:
    """Give a point no finer than that: 26 Nov, Nov, spring, 2016, 2010s, 20XX."""
    level = min(point.precision, finest)
    year = f" {point.year}" if with_year else ""
    if level >= _DAY:
        return _marked(f"{point.day} {_month(point)[:3]}{year}", point)
    if level >= Precision.SEASON:
        return _marked(f"{_month(point)[:3] if point.month else _month(point)}{year}", point)
    if level is Precision.CENTURY:
        return _marked(f"{point.year // 100:02d}XX", point)
    return _marked(f"{point.year}{'s' if level is Precision.DECADE else ''}", point)


def _marked(text: str, point: Point) -> str:
    """Add the doubt, in EDTF's signs: ~ about, ? uncertain."""
    return f"{'~' if point.approximate else ''}{text}{'?' if point.uncertain else ''}"


def _month(point: Point) -> str:
    return SEASONS[point.season] if point.season else MONTHS[(point.month or 1) - 1]


def _weekday(point: Point) -> str:
    return WEEKDAYS[(point.first // 86_400 + 3) % 7]


def long(when: When, said: str = "", derived: bool = False, part_of_day: str = "") -> str:
    """Give a date in full, with the source's words and whether it was derived from them."""
    text = _whole(when)
    if part_of_day:
        text = f"{text}, {part_of_day}"
    if derived:
        return f"{text} (derived from “{said}”)" if said else f"{text} (derived)"
    return f"{text} (“{said}”)" if said else text


def _whole(when: When) -> str:
    if when.shape == "one-of":
        return " or ".join(_member(member.strip(" ")) for member in when.text[1:-1].split(","))
    start, end = when.start and _full(when.start), when.end and _full(when.end)
    if start and end:
        return start if start == end else f"{start} to {end}"
    if start:
        return f"since {start}" if when.open_end else f"from {start}, end not stated"
    if end:
        return f"until {end}, {'without a start' if when.open_start else 'start not stated'}"
    return "undated"


def _member(text: str) -> str:
    """One member of a one-of set: a date, a range, or a range open on one side."""
    left, dots, right = text.partition("..")
    first, last = (_whole(parse(side)) for side in (left, right))
    if not dots:
        return first
    if not left:
        return f"by {last}"
    return f"between {first} and {last}" if right else f"{first} or later"


def _full(point: Point) -> str:
    """Name a point with all that is known of it."""
    return (
        f"{'about ' if point.approximate else ''}"
        f"{'some time in ' if point.unspecified else ''}"
        f"{_unmarked(point)}{_clock(point)}{' (uncertain)' if point.uncertain else ''}"
    )


def _unmarked(point: Point) -> str:
    if point.day:
        import pendulum

        pattern = "D MMMM Y" if point.approximate else "dddd D MMMM Y"
        return pendulum.date(*point.section, point.day).format(pattern, locale="en")
    if point.precision >= Precision.SEASON:
        return f"{_month(point)} {point.year}"
    if point.precision is Precision.DECADE:
        return f"the {point.year}s"
    return str(point.year) if point.precision is _YEAR else f"{point.year}–{point.year + 99}"


def _clock(point: Point) -> str:
    """Time of day as written, with its zone; never converted."""
    if point.hour is None:
        return ""
    second = "" if point.second is None else f":{point.second:02d}"
    zone = {"": "", "Z": " UTC"}.get(point.zone, f" UTC{point.zone}")
    return f", {point.hour:02d}:{point.minute:02d}{second}{zone}"
