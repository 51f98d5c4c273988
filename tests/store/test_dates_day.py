"""A date with the part of its day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import DateError, parse
from store.dates_day import read_day, written

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "edtf", "part"),
    [
        ("", "", ""),
        ("10 Dec 2016", "2016-12-10", ""),
        ("Saturday, 10 Dec 2016", "2016-12-10", ""),
        ("10 Dec 2016, early hours", "2016-12-10", "early hours"),
        ("10 Dec 2016 early hours", "2016-12-10", "early hours"),
        ("10 Dec 2016 in the evening", "2016-12-10", "evening"),
        ("2016-12-10 at dawn", "2016-12-10", "dawn"),
        ("2016-12-10, shortly after prayers", "2016-12-10", "shortly after prayers"),
        ("Dec 10, 2016, before dawn", "2016-12-10", "before dawn"),
        ("late March 2016", "2016-03~", ""),
    ],
)
def test_date_and_part(text: str, edtf: str, part: str) -> None:
    """The part stands last; a comma parts words that are in no list."""
    when, found = read_day(text, TODAY)

    assert (when.text, found) == (edtf, part)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("10/12/2016", "can be 10 Dec 2016 or 12 Oct 2016"),
        ("10/12/2016, early hours", "can be 10 Dec 2016 or 12 Oct 2016"),
        ("30 Feb 2016 evening", "30 February 2016 does not exist"),
        ("soon", "is not understood"),
        ("soon, they say", "is not understood"),
        ("Dec 2016, early hours", "is part of no single day"),
        ("8-10 Dec 2016 evening", "is part of no single day"),
        ("by 10 Dec 2016 evening", "is part of no single day"),
    ],
)
def test_refused(text: str, fault: str) -> None:
    """The sentence is about what is wrong: the date, or that there is no day to be part of."""
    with pytest.raises(DateError, match=fault):
        read_day(text, TODAY)


@pytest.mark.parametrize("part", ["", "early hours", "shortly after prayers"])
def test_written_reads_back(part: str) -> None:
    """What is stored comes back as it was."""
    when, found = read_day(written("2016-12-10", part), TODAY)

    assert (when.text, found) == ("2016-12-10", part)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but DateError comes out, and its message is a sentence."""
    refusal = "."
    try:
        when, part = read_day(text, TODAY)
    except DateError as error:
        when, part, refusal = parse(""), "", str(error)

    assert refusal.endswith(".")
    assert when.text or not part
