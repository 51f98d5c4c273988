"""Days in short words: "10 Dec 2016"."""

import re
from datetime import date

from store.dates import MONTHS, WEEKDAYS
from tui.presentation.figures import date_words

_NAMES = re.compile(f"(?:{'|'.join(WEEKDAYS)}) |{'|'.join(MONTHS)}")


def plain_day(edtf: str) -> str:
    """Return "10 Dec 2016" for a plain day, nothing for any other date."""
    try:
        day = date.fromisoformat(edtf)
    except ValueError:
        return ""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def day_of(at: str) -> str:
    """Return the day (UTC) of a moment; what is none stands for itself."""
    return plain_day(at[:10]) or at


def short_date(edtf: str) -> str:
    """Return "by 10 Dec 2016", "Mar 2016", "undated"; what is no EDTF stands for itself."""
    return _NAMES.sub(lambda name: "" if name[0][-1] == " " else name[0][:3], date_words(edtf))
