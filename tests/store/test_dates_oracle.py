"""EDTF against the edtf package, by day, where it is right.

It is not on unknown ends and reversed intervals, and has no civil seconds or times.
"""

import re
from datetime import UTC, date, datetime
from typing import Any

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates import When, parse
from tests.store.edtf_texts import doubted, intervals, sets

known = doubted.filter(lambda text: not re.fullmatch(r"\d{4}-2[1-4][~?%]", text))
"""The package does not read a season with doubt."""
oracle = settings(deadline=None, max_examples=120)


def first_and_last_day(when: When) -> tuple[date, date]:
    """Days of `earliest` and `latest`, the last one inclusive."""
    assert when.earliest is not None
    assert when.latest is not None
    first, last = (
        datetime.fromtimestamp(second, UTC).date() for second in (when.earliest, when.latest - 1)
    )
    return first, last


def theirs(text: str) -> tuple[date, date]:
    """First and last day as the edtf package has them."""
    parsed: Any = edtf.parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


@oracle
@given(st.one_of(known, intervals, sets))
def test_same_days(text: str) -> None:
    """Dates, intervals and one-of sets cover the same days."""
    assert first_and_last_day(parse(text)) == theirs(text)


@oracle
@given(st.one_of(known, intervals))
def test_same_doubt(text: str) -> None:
    """Both find the same doubt."""
    parsed: Any = edtf.parse_edtf(text)
    both = parsed.is_uncertain_and_approximate

    when = parse(text)

    assert when.approximate is bool(parsed.is_approximate or both)
    assert when.uncertain is bool(parsed.is_uncertain or both)


@pytest.mark.parametrize(
    "text", ["2016-12-10~/..", "2016/", "../2016-12", "[2016-03..]", "[..2016]"]
)
def test_same_finite_side(text: str) -> None:
    """The side that is given covers the same days."""
    parsed: Any = edtf.parse_edtf(text)
    when = parse(text)
    bound = parsed.lower_strict() if when.start else parsed.upper_strict()
    side = when.earliest if when.start else (when.latest or 0) - 1

    assert side is not None
    assert datetime.fromtimestamp(side, UTC).date() == date(*bound[:3])
