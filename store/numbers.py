"""Finds the numbers in a text: digits as people type them, and words such as "hundreds"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from store import wording
from store.model import Qualifier
from store.quantities import QuantityError, Reading, grouped

_SCALES = {
    "k": 1_000,
    "hundred": 100,
    "thousand": 1_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
_BLANK = r"[ \u00a0\u2009\u202f]"
_DIGITS = rf"[0-9]{{1,3}}(?:{_BLANK}[0-9]{{3}})+(?![0-9])|[0-9]+(?:[.,][0-9]+)*"
_SCALE = rf"{_BLANK}?(?:{'|'.join(_SCALES)})\b"
_NUMBER = re.compile(
    rf"""(?<![\w.,/\#$€£:%-])          # not "MiG-23", not an amount of money
    (?P<first>{_DIGITS})(?P<scale>{_SCALE})?
    (?:(?P<dash>{_BLANK}?[-–—]{_BLANK}?|{_BLANK}(?:to|and){_BLANK})
       (?P<second>{_DIGITS})(?P<scale2>{_SCALE})?)?
    (?P<after>\+|[ -]plus\b|[ ]or[ ](?:more|fewer|less|so)\b)?
    (?![\w%]|[-–/][\w]|[.,:][0-9])     # not "49th", "12-year-old", "14:30"
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    r"\b(?:(?:tens|hundreds) of thousands|(?:several|a few) (?:dozen|hundred|thousand|million)"
    r"|dozens|scores|tens|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)
_BEFORE: dict[Qualifier, str] = {
    "at-least": r"at least|no fewer than|no less than|not less than|a minimum of|>=|≥",
    "up-to": r"up to|at most|no more than|not more than|as many as|a maximum of|<=|≤",
    "more-than": r"over|more than|above|in excess of|upwards of|>",
    "less-than": r"fewer than|less than|under|below|<",
    "approximately": r"about|around|approximately|roughly|some|nearly|almost|circa|ca?\.|~",
    "between": r"between|from",
}
_QUALIFIER = re.compile(
    r"(?<!\w)(?:"
    + "|".join(rf"(?P<{name.replace('-', '_')}>{words})" for name, words in _BEFORE.items())
    + rf"){_BLANK}?$",
    re.IGNORECASE,
)
_LOOKBACK = 20
"""Cells before a number in which its qualifier stands; the longest has 15."""
_AFTER: dict[str, Qualifier] = {
    "or fewer": "up-to",
    "or less": "up-to",
    "or so": "approximately",
}


class _Found(NamedTuple):
    """A number and where it stands, before the words around it are read."""

    start: int
    end: int
    qualifier: Qualifier
    numbers: tuple[float, ...]


def read(text: str) -> list[Reading]:
    """Return the numbers of a text in order; raises QuantityError where one is not clear."""
    masked = wording.mask(text)
    found = sorted([*_digits(masked), *_magnitudes(masked)])
    readings = []
    for i, one in enumerate(found):
        before = found[i - 1].end if i else 0
        after = found[i + 1].start if i + 1 < len(found) else len(text)
        readings.append(_reading(one, text, before, after))
    return readings


def _reading(found: _Found, text: str, before: int, after: int) -> Reading:
    numbers, qualifier = found.numbers, found.qualifier
    low = numbers[0] if qualifier in ("more-than", "at-least", "between") else None
    high = numbers[-1] if qualifier in ("less-than", "up-to", "between") else None
    best = numbers[0] if qualifier in ("stated", "approximately") else None
    around = wording.around(text, (before, found.start), (found.end, after))
    return Reading(
        start=found.start,
        end=found.end,
        verbatim=text[found.start : found.end],
        qualifier=qualifier,
        low=low,
        best=best,
        high=high,
        metric=around.metric,
        unit=around.unit,
        population=around.population,
        period=around.period,
    )


def _magnitudes(text: str) -> Iterator[_Found]:
    for match in _MAGNITUDE.finditer(text):
        yield _Found(*match.span(), "order-of-magnitude", ())


def _digits(text: str) -> Iterator[_Found]:
    at = 0
    while match := _NUMBER.search(text, at):
        found = _number(text, match)
        at = match.end() if found is None else found.end
        if found:
            yield found


def _number(text: str, match: re.Match[str]) -> _Found | None:
    before = _QUALIFIER.search(text, max(0, match.start() - _LOOKBACK), match.start())
    qualifier = before.lastgroup.replace("_", "-") if before and before.lastgroup else ""
    start = before.start() if before else match.start()
    if match["second"] and _is_range(match, qualifier):
        return _Found(start, match.end(), "between", _ends(match))
    end = match.end("scale") if match["scale"] else match.end("first")
    if qualifier == "between":
        start, qualifier = match.start(), ""
    if not qualifier and wording.is_year(match["first"], text[end:]):
        return None
    number = (_value(match["first"], match["scale"]),)
    if qualifier or match["second"] or not match["after"]:
        return _Found(start, end, _named(qualifier), number)
    return _Found(
        start, match.end(), _AFTER.get(match["after"].strip().lower(), "at-least"), number
    )


def _named(qualifier: str) -> Qualifier:
    """Return the qualifier of that name; no word at all is a stated number."""
    return next((known for known in _BEFORE if known == qualifier), "stated")


def _is_range(match: re.Match[str], qualifier: str) -> bool:
    """Whether two numbers are the ends of one range: 30-40, 30 to 40, between 30 and 40."""
    word = match["dash"].strip().lower()
    if word == "and" and qualifier != "between":
        return False
    low, high = _ends(match)
    if low < high:
        return True
    if word in ("to", "and"):
        return False
    raise QuantityError(
        f"“{match[0]}” runs from the larger to the smaller number; "
        f"write “{grouped(high)}-{grouped(low)}”."
    )


def _ends(match: re.Match[str]) -> tuple[float, float]:
    """Return both ends of a range; "30-40 thousand" scales both."""
    scale = match["scale"] or match["scale2"]
    return _value(match["first"], scale), _value(match["second"], match["scale2"])


def _value(digits: str, scale: str | None) -> float:
    plain = re.sub(_BLANK, "", digits)
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?", plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}", plain):
        plain = plain.replace(".", "")
    if not scale and re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", plain):
        _ask(plain)
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        raise QuantityError(
            f"“{digits}” is not clear; write thousands as in 80,000 and decimals as in 1.5."
        )
    return float(Decimal(plain) * _SCALES[scale.strip().lower()] if scale else Decimal(plain))


def _ask(digits: str) -> None:
    thousands = grouped(int(digits.replace(".", "")))
    decimal = grouped(float(digits))
    raise QuantityError(
        f"“{digits}” can be read as {thousands} or as {decimal}; "
        f"write “{thousands}” or “{decimal}”."
    )
