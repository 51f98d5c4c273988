"""A date with the part of its day: "10 Dec 2016, early hours"."""

import re
from datetime import date

from store.dates import DateError, Precision, When
from store.dates_typed import read

_WORDS = (
    "early hours|early morning|late morning|morning|midday|noon|early afternoon|late afternoon"
    "|afternoon|early evening|late evening|evening|before dawn|dawn|dusk|overnight|night|midnight"
)
_KNOWN = re.compile(rf"(?P<date>.+?),? (?:in the |at )?(?P<part>{_WORDS})", re.IGNORECASE)
_AFTER_COMMA = re.compile(r"(?P<date>.+), *(?P<part>[^,\d]{1,60})")


def read_day(text: str, today: date) -> tuple[When, str]:
    """Read what people type, "" being undated: the date, and the part of the day or "".

    A part of the day stands last, in words of its own behind a comma; raises DateError.
    """
    said = " ".join(text.split())
    try:
        return read(said, today), ""
    except DateError as error:
        match = _KNOWN.fullmatch(said) or _AFTER_COMMA.fullmatch(said)
        if match is None:
            raise
        when = _date(match["date"], today, error)
    if when.shape != "date" or when.precision is not Precision.DAY:
        raise DateError(f"“{match['part']}” is part of no single day: write the day before it.")
    return when, match["part"]


def written(edtf: str, part_of_day: str) -> str:
    """Return a stored date with the part of its day as it reads back."""
    return ", ".join(filter(None, (edtf, part_of_day)))


def _date(text: str, today: date, whole: DateError) -> When:
    """Read the date alone; where it cannot be read either, the fault of the whole counts."""
    try:
        return read(text, today)
    except DateError as error:
        raise (error if _KNOWN.fullmatch(f"{text} morning") else whole) from None
