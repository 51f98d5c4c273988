"""Reads the dates that people type into EDTF; what is not sure is refused, never guessed.

EDTF and ISO dates are taken as they are. "Late March" invents no day, and no year is assumed.
"""

import re
from collections.abc import Set
from datetime import date, timedelta

import msgspec

from store.dates import MONTHS, WEEKDAYS, DateError, When, parse
from store.dates_point import shown
from store.dates_spelling import plain, short

_Sense = dict[str, str | bool]


def _each(words: str, **sense: str | bool) -> dict[str, _Sense]:
    return dict.fromkeys(words.split(), sense)


_WORDS: dict[str, _Sense] = {
    **{name[:n].lower(): {"month": f"{i:02d}"} for i, name in enumerate(MONTHS, 1) for n in (3, 9)},
    **{name[:n].lower(): {"weekday": name} for name in WEEKDAYS for n in (3, 4, 5, 9)},
    **_each("sept", month="09"),
    **_each("spring", month="21"),
    **_each("summer", month="22"),
    **_each("autumn fall", month="23"),
    **_each("~ about around approximately c ca circa", about=True),
    **_each("? perhaps possibly probably maybe", perhaps=True),
    **_each("early beginning start", stretch="early", about=True),
    **_each("mid middle", stretch="mid", about=True),
    **_each("late end", stretch="late", about=True),
}
"""What a word gives of a date: numbers of months and seasons as in EDTF."""
_FILLER = {"the", "of", "on", "in", "as", "during"}
_TO = {"-", "to", "until", "till", "through"}
_LIMITS = {
    "by": "[..{}]",
    "before": "[..{}]",
    "after": "[{}..]",
    "from": "[{}..]",
    "since": "{}/..",
    "until": "/{}",
    "till": "/{}",
    "to": "/{}",
}
_STEP = {"before": -1, "after": 1}
"""Days from the day named to the nearest one meant; within a month named, any may be meant."""

_NOTATION = re.compile(r"[\[{/]|\dt\d|^y?-?\d{5,}|^-\d|^y-")
_WORDLY = re.compile(r"[a-su-w]")
"""Letters that EDTF has not."""
_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?!\d)|\d{4}-\d\d(?!\d)|[\d:]*:[\d:]*|\d+(?:st|nd|rd|th|x+)?"
    r"|[^\W\d_]+|[^\s,.]"
)
_NUMBER = re.compile(
    r"(?P<year>\d{4}|\d{3}x|\d\dxx)(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?"
    r"|(?P<only>\d\d?)(?:st|nd|rd|th)?"
)


class _Typed(msgspec.Struct):
    """The parts of one date as far as they are said; digits as in EDTF."""

    said: str
    year: str = ""
    month: str = ""
    """Or season."""
    day: str = ""
    weekday: str = ""
    stretch: str = ""
    """Early, mid, late."""
    about: bool = False
    perhaps: bool = False


def read(text: str, today: date) -> When:
    """Read what people type, "" being undated; raises DateError with what to write instead."""
    said = plain(text)
    try:
        return parse(said.upper())
    except DateError:
        if _NOTATION.search(said) and not _WORDLY.search(said):
            raise
    days = {"today": today, "yesterday": today - timedelta(days=1)}
    words = [
        days[word].isoformat() if word in days else word
        for word in _TOKEN.findall(said)
        if word not in _FILLER
    ]
    return parse(_edtf(words or [said]))


def _edtf(words: list[str]) -> str:
    """Write the phrase as EDTF: a limit, a pair, or one date."""
    head, rest = words[0], words[1:]
    if head == "between":
        return "[{}..{}]".format(*_pair(rest or words, {"and", "-"}))
    if head == "from" and _TO & set(rest):
        return "{}/{}".format(*_pair(rest, _TO))
    if head in _LIMITS:
        return _LIMITS[head].format(_stepped(_written(rest or words), _STEP.get(head, 0)))
    if "or" in words:
        return "[{},{}]".format(*_pair([word for word in words if word != "either"], {"or"}))
    if _TO & set(words):
        return "{}/{}".format(*_pair(words, _TO))
    return _written(words)


def _pair(words: list[str], joins: Set[str]) -> tuple[str, str]:
    """Two dates; what one leaves out it shares with the other: 8-10 Dec 2016."""
    at = [i for i, word in enumerate(words) if word in joins]
    if len(at) != 1 or words[0] in joins or words[-1] in joins:
        raise _refusal(" ".join(words))
    left, right = _typed(words[: at[0]]), _typed(words[at[0] + 1 :])
    if right.day:
        right.month = right.month or left.month
        left.month = left.month or (right.month if left.day else "")
    if left.month and right.month:
        left.year, right.year = left.year or right.year, right.year or left.year
    return _one(left), _one(right)


def _written(words: list[str]) -> str:
    return _one(_typed(words))


def _typed(words: list[str]) -> _Typed:
    typed = _Typed(" ".join(words))
    for word in words:
        for part, value in _sense(word, typed.said).items():
            if isinstance(value, str) and getattr(typed, part):
                raise DateError(
                    f"{shown(typed.said)} gives the {part} twice: write one date like 10 Dec 2016,"
                    " the year with four digits."
                )
            setattr(typed, part, value)
    return typed


def _sense(word: str, said: str) -> _Sense:
    """Which parts of a date a word gives."""
    if word in _WORDS:
        return _WORDS[word]
    if ":" in word:
        raise DateError(f"{shown(said)} has a time: write it like 2016-12-10T14:30.")
    if word == "winter":
        raise DateError(
            f"{shown(said)} can mean either end of the year: write its months, Dec 2016 - Feb 2017."
        )
    match = _NUMBER.fullmatch(word)
    if match is None:
        if word.isdigit():
            parse(word)
        raise _refusal(word)
    if match["only"]:
        return {"day": f"{match['only']:0>2}"}
    return {part: number for part, number in match.groupdict().items() if number}


def _one(typed: _Typed) -> str:
    """Write one date as EDTF; raises DateError for what it lacks, or what cannot be."""
    parts = [typed.year.upper(), typed.month, typed.day]
    needed = 3 if typed.day or typed.weekday else 2 if typed.month else 1
    lacking = [
        name
        for name, part in zip(("year", "month", "day"), parts[:needed], strict=False)
        if not part
    ]
    if lacking:
        raise DateError(
            f"{shown(typed.said)} has no {' and no '.join(lacking)}:"
            " write all of it, like 10 Dec 2016, or leave out the finer parts."
        )
    text = "-".join(parts[:needed])
    parse(text)
    _check_day(typed, text)
    return text + {(1, 0): "~", (0, 1): "?", (1, 1): "%"}.get((typed.about, typed.perhaps), "")


def _check_day(typed: _Typed, text: str) -> None:
    if typed.stretch and typed.day:
        raise DateError(
            f"{shown(typed.said)} is one day: leave out its part, or give it as part of day."
        )
    if typed.weekday:
        day = date.fromisoformat(text)
        weekday = WEEKDAYS[day.weekday()]
        if weekday != typed.weekday:
            raise DateError(
                f"{short(day.day, day.month, typed.year)} is a {weekday}, not a {typed.weekday}:"
                " correct the day, or leave out its name."
            )


def _stepped(text: str, days: int) -> str:
    """Move an exact day by that many; what is coarser or in doubt stays."""
    if not days or not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    try:
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat()
    except OverflowError:
        raise DateError(f"Nothing lies beyond {text}: years run from 0001 to 9999.") from None


def _refusal(what: str) -> DateError:
    return DateError(
        f"{shown(what)} is not understood: write 10 Dec 2016, late March 2016, 8-10 Dec 2016,"
        " by 10 Dec 2016 or since 2012, or nothing if no date is stated."
    )
