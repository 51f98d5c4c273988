"""Which days the period of a figure covers, where the line itself tells: no day is made up."""

import re
from datetime import date, timedelta

from store.claims_head import read_day
from store.model import Source

_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen"),
)
_UNITS = {"day": 1, "week": 7}
_BACK = re.compile(
    rf"(?:in |over |during )?(?:the )?(?:past|last)(?: (?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}))?"
    rf" (?P<unit>{'|'.join(_UNITS)})s?",
    re.IGNORECASE,
)


def covered(words: str, said_on: str, today: date, source: Source | None) -> str:
    """Return a period as EDTF; "" where the words and the day of the report do not give it.

    "Past two days", said on a day, are counted back from it; a date is read as it is typed.
    """
    if match := _BACK.fullmatch(words):
        return _counted_back(match, said_on)
    when, refusal = read_day(words, today, source)
    return "" if refusal else when


def _counted_back(match: re.Match[str], said_on: str) -> str:
    """Count back from the day of the report, if that is one day."""
    try:
        last = date.fromisoformat(said_on)
        first = last - timedelta(days=_number(match["count"]) * _UNITS[match["unit"].lower()])
    except (ValueError, OverflowError):
        return ""
    return f"{first}/{last}"


def _number(text: str | None) -> int:
    if text is None:
        return 1
    return int(text) if text.isdecimal() else _NUMBERS.index(text.lower()) + 1
