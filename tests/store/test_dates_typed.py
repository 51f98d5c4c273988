"""Dates that people type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import MONTHS, DateError, When, parse
from store.dates_typed import read
from tests.store.edtf_texts import days, texts

TODAY = date(2016, 12, 10)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("", ""),
        ("  ", ""),
        ("10 Dec 2016", "2016-12-10"),
        ("10 december 2016", "2016-12-10"),
        ("10th of December, 2016.", "2016-12-10"),
        ("Dec. 10, 2016", "2016-12-10"),
        ("8-Dec-2016", "2016-12-08"),
        ("10dec2016", "2016-12-10"),
        ("Sat 10 Dec 2016", "2016-12-10"),
        ("on Saturday, 10 December 2016", "2016-12-10"),
        ("as of 10 Dec 2016", "2016-12-10"),
        ("2 Sept 2016", "2016-09-02"),
        ("Dec 2016", "2016-12"),
        ("Dec-2016", "2016-12"),
        ("in May 2016", "2016-05"),
        ("2016", "2016"),
        ("the 2010s", "201X"),
        ("spring 2016", "2016-21"),
        ("Fall 2016", "2016-23"),
        ("today", "2016-12-10"),
        ("Yesterday", "2016-12-09"),
        ("since yesterday", "2016-12-09/.."),
        ("٢٠١٦-١٢-١٠", "2016-12-10"),
        ("2016-12-10 14:30", "2016-12-10T14:30"),
        ("late March 2016", "2016-03~"),
        ("mid-March 2016", "2016-03~"),
        ("the end of March 2016", "2016-03~"),
        ("early 2016", "2016~"),
        ("mid-2016", "2016~"),
        ("about 10 Dec 2016", "2016-12-10~"),
        ("~10 Dec 2016", "2016-12-10~"),
        ("c. 2016", "2016~"),
        ("10 Dec 2016?", "2016-12-10?"),
        ("perhaps about 10 Dec 2016", "2016-12-10%"),
    ],
)
def test_one_date(typed: str, edtf: str) -> None:
    """One date in words; a part of a month invents no day."""
    assert read(typed, TODAY) == parse(edtf)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("8-10 Dec 2016", "2016-12-08/2016-12-10"),
        ("8 – 10 Dec 2016", "2016-12-08/2016-12-10"),
        ("8–10 dec 2016", "2016-12-08/2016-12-10"),
        ("8 to 10 Dec 2016", "2016-12-08/2016-12-10"),
        ("Dec 8-10, 2016", "2016-12-08/2016-12-10"),
        ("26 Nov - 10 Dec 2016", "2016-11-26/2016-12-10"),
        ("from 26 Nov until 10 Dec 2016", "2016-11-26/2016-12-10"),
        ("26 Nov 2016 to 10 Dec", "2016-11-26/2016-12-10"),
        ("26 Dec 2016 - 10 Jan 2017", "2016-12-26/2017-01-10"),
        ("about 26 Nov - 10 Dec 2016", "2016-11-26~/2016-12-10"),
        ("2016-11-26 - 2016-12-10", "2016-11-26/2016-12-10"),
        ("Nov-Dec 2016", "2016-11/2016-12"),
        ("26 Nov - Dec 2016", "2016-11-26/2016-12"),
        ("late Nov to early Dec 2016", "2016-11~/2016-12~"),
        ("2012-2016", "2012/2016"),
        ("between 8 and 10 Dec 2016", "[2016-12-08..2016-12-10]"),
        ("Between 26 Nov and 10 Dec 2016", "[2016-11-26..2016-12-10]"),
        ("between 8-10 Dec 2016", "[2016-12-08..2016-12-10]"),
        ("8 or 10 Dec 2016", "[2016-12-08,2016-12-10]"),
        ("either Nov or Dec 2016", "[2016-11,2016-12]"),
    ],
)
def test_two_dates(typed: str, edtf: str) -> None:
    """A dash lasted, "between" and "or" are one of; what one date leaves out the other gives."""
    assert read(typed, TODAY) == parse(edtf)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("by 10 Dec 2016", "[..2016-12-10]"),
        ("By today", "[..2016-12-10]"),
        ("no later than 10 Dec 2016", "[..2016-12-10]"),
        ("before 10 Dec 2016", "[..2016-12-09]"),
        ("after 10 Dec 2016", "[2016-12-11..]"),
        ("after about 10 Dec 2016", "[2016-12-10~..]"),
        ("after 2016-03", "[2016-03..]"),
        ("before March 2016", "[..2016-03]"),
        ("from Mar 2016", "[2016-03..]"),
        ("on or after 10 Dec 2016", "[2016-12-10..]"),
        ("since 2012", "2012/.."),
        ("since about 2012", "2012~/.."),
        ("until 10 Dec 2016", "/2016-12-10"),
        ("up to about 26 Nov 2016", "/2016-11-26~"),
    ],
)
def test_limits(typed: str, edtf: str) -> None:
    """A limit leaves one side open or unknown; before and after leave out a day, not a month."""
    assert read(typed, TODAY) == parse(edtf)


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("25/12/2016", "2016-12-25"),
        ("12/25/2016", "2016-12-25"),
        ("10.10.2016", "2016-10-10"),
        ("2016/12/5", "2016-12-05"),
        ("by 25/12/2016", "[..2016-12-25]"),
        ("24/12/2016-25/12/2016", "2016-12-24/2016-12-25"),
    ],
)
def test_numbers_with_one_reading(typed: str, edtf: str) -> None:
    """A date in numbers is read where it can only be one day."""
    assert read(typed, TODAY) == parse(edtf)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10/12/2016", "“10/12/2016” can be 10 Dec 2016 or 12 Oct 2016: write which one"),
        ("10.12.2016", "can be 10 Dec 2016 or 12 Oct 2016"),
        ("by 1-2-2016", "“1-2-2016” can be 1 Feb 2016 or 2 Jan 2016"),
        ("10/12/16", "“10/12/16” has no year of four digits"),
        ("10 Dec 16", "“10 dec 16” gives the day twice"),
        ("Dec 2016 2017", "gives the year twice"),
        ("10 Dec", "“10 dec” has no year: write all of it, like 10 Dec 2016"),
        ("16", "“16” has no year and no month"),
        ("Saturday", "has no year and no month and no day"),
        ("Dec - 2016", "“dec” has no year"),
        ("2015 - Jan", "“jan” has no year"),
        ("8 - Dec 2016", "“8” has no year and no month"),
        ("30 Feb 2016", "30 February 2016 does not exist: February 2016 has 29 days"),
        ("31/04/2016", "31 April 2016 does not exist"),
        ("2016-02-30", "30 February 2016 does not exist"),
        ("25/13/2016", "no month 25"),
        ("0/0/2016", "no month 00"),
        ("31 Nov - 2 Dec 2016", "31 November 2016 does not exist"),
        ("2016-13", "“2016-13” has no month 13"),
        ("Sunday 10 Dec 2016", "10 Dec 2016 is a Saturday, not a Sunday"),
        ("10 - 8 Dec 2016", "“2016-12-10/2016-12-08” ends before it begins"),
        ("26 Dec - 10 Jan 2017", "ends before it begins: write the earlier date first, both with"),
        ("between 10 and 8 Dec 2016", "ends before it begins"),
        ("10 Dec 20166", "“20166” is out of range: years run from 0001 to 9999"),
        ("10 Dec 0000", "out of range"),
        ("-0044", "“-0044” is out of range"),
        ("after 31 Dec 9999", "Nothing lies beyond 9999-12-31"),
        ("before 1 Jan 0001", "Nothing lies beyond 0001-01-01"),
        ("late 10 Dec 2016", "“late 10 dec 2016” is one day"),
        ("winter 2016", "“winter 2016” can mean either end of the year"),
        ("10 Dec 2016 14:30", "has a time: write it like 2016-12-10T14:30"),
        ("soon", "“soon” is not understood: write 10 Dec 2016"),
        ("by", "“by” is not understood"),
        ("between", "“between” is not understood"),
        ("the", "“the” is not understood"),
        ("Mar 2016 to", "“mar 2016 to” is not understood"),
        ("8-9-10 Dec 2016", "has no year of four digits"),
        ("1 to 2 to 3 Dec 2016", "is not understood"),
        ("201", "“201” is not understood"),
        ("Nov 2016/Dec 2016", "“/” is not understood"),
        ("12/2016", "“12” is not understood as a date: write 2016-12-10"),
        ("[2016", "no closing bracket"),
        ("2016-12-10T25:00", "not understood as a date"),
        ("ديسمبر 2016", "“ديسمبر” is not understood"),
        ("1" * 100_000, "too long for a date"),
    ],
)
def test_refuses(typed: str, says: str) -> None:
    """What is ambiguous, impossible or not understood is refused in one sentence."""
    with pytest.raises(DateError) as refusal:
        read(typed, TODAY)

    message = str(refusal.value)
    assert says in message
    assert message.endswith(".")
    assert len(message) < 250


@given(texts, st.booleans())
def test_edtf_as_it_is(text: str, lower: bool) -> None:
    """EDTF is taken verbatim, in either case."""
    assert read(text.lower() if lower else text, TODAY) == parse(text)


@given(days, st.sampled_from(["{0} {1} {2}", "{1} {0}, {2}", "{0}-{1}-{2}", "{2} {1} {0}"]))
def test_any_day_in_any_order(day: date, form: str) -> None:
    """A day with its month in letters means that day, however it is ordered."""
    typed = form.format(day.day, MONTHS[day.month - 1], f"{day.year:04d}")

    assert read(typed, TODAY) == parse(day.isoformat())


@given(days, st.sampled_from("/.-"))
def test_numbers_never_pick_a_reading(day: date, mark: str) -> None:
    """Day and month in numbers are refused unless only one order is a date."""
    typed = f"{day.day}{mark}{day.month}{mark}{day.year:04d}"
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(DateError, match="can be"):
            read(typed, TODAY)
    else:
        assert read(typed, TODAY) == parse(day.isoformat())


WORDS = ["8", "10", "dec", "2016", "2016-12", "by", "to", "-", "~", "late", "or", "10/12/2016", "["]


@given(st.one_of(st.text(max_size=30), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but DateError leaves the reader."""
    try:
        when = read(text, TODAY)
    except DateError:
        return

    assert isinstance(when, When)
