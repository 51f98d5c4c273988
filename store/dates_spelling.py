"""One spelling for the dates that people type: blanks, dashes, digits, fixed turns of phrase."""

import re
import unicodedata

from store.dates_point import MONTHS, DateError, shown

_LONGEST = 200

_REWRITES = (
    (re.compile("[‐‑‒–—−]"), "-"),
    (re.compile(r"\bup to\b"), "until"),
    (re.compile(r"\b(?:no|not) later than\b|\bon or before\b"), "by"),
    (re.compile(r"\bon or after\b"), "from"),
    (re.compile(r"\b(\d\d?)-(?=[a-z]{3})"), r"\1 "),  # 8-Dec-2016
    (re.compile(r"(?<=[a-z])-(?=\d{4}\b)"), " "),  # Dec-2016, mid-2016
    (re.compile(r"\b(early|mid|late)-"), r"\1 "),
    (re.compile(r"\b(\d{3})0['’]?s\b"), r"\1x"),  # 2010s
    (re.compile(r"^(\d{4}-\d\d-\d\d) (?=\d\d:\d\d)"), r"\1t"),  # 2016-12-10 14:30
    (re.compile(r" ?/ ?"), "/"),
    (re.compile(r"(?<=\w)\.$"), ""),
)
_NUMERIC = re.compile(r"(?<![\w/.])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?!\w|\2)")


def plain(text: str) -> str:
    """Lower case, plain digits and dashes, numeric dates as ISO; raises DateError."""
    if len(text) > _LONGEST:
        raise DateError(f"{shown(text)} is too long for a date: write it like 10 Dec 2016.")
    said = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
        for sign in unicodedata.normalize("NFKC", text).lower()
    )
    said = " ".join(said.split())
    for pattern, words in _REWRITES:
        said = pattern.sub(words, said)
    return _NUMERIC.sub(_numeric, said)


def short(day: int, month: int, year: str) -> str:
    """Write a day as people do: 10 Dec 2016."""
    return f"{day} {MONTHS[month - 1][:3]} {year}"


def _numeric(match: re.Match[str]) -> str:
    """Write a date of three numbers as ISO; refuses one that reads as two days."""
    first, _, second, third = match.groups()
    if len(first) == 4 and len(third) <= 2:
        return f"{first}-{second:0>2}-{third:0>2}"
    if len(third) != 4 or len(first) > 2:
        raise DateError(f"{shown(match[0])} has no year of four digits: write it like 10 Dec 2016.")
    day, month = int(first), int(second)
    if day != month and min(day, month) > 0 and max(day, month) <= 12:
        raise DateError(
            f"{shown(match[0])} can be {short(day, month, third)} or {short(month, day, third)}:"
            " write which one, with the month in letters."
        )
    if month > 12:
        day, month = month, day
    return f"{third}-{month:02d}-{day:02d}"
