"""Dates on screen: column, rail, heading, gap, long form."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import parse
from tests.store.edtf_texts import texts
from tui.presentation.dates import Rail, column, gap, heading, long, rail


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("2016-12-10", "Sat 10"),
        ("2016-12-10~", "~10 Dec"),
        ("2016-12-10?", "Sat 10?"),
        ("2016-12-10%", "~10 Dec?"),
        ("2016-12-10T14:30:00Z", "Sat 10 14:30"),
        ("2016-03", "Mar"),
        ("2016-03~", "~Mar"),
        ("2016-03-XX", "Mar"),
        ("2016-21", "spring"),
        ("2012", "2012"),
        ("201X", "2010s"),
        ("20XX", "20XX"),
        ("2012/..", "since 2012"),
        ("2016-03/..", "since Mar"),
        ("2016-12-10/", "began Sat 10"),
        ("/2016-11-26~", "to ~26 Nov"),
        ("/2016-12-10", "to Sat 10"),
        ("../2016-12-10", "to Sat 10"),
        ("[..2016-12-10]", "by Sat 10"),
        ("[..2016-12]", "by Dec"),
        ("[2016-03..]", "from Mar"),
        ("2016-12-10/2016-12-10", "Sat 10"),
        ("2016-12-08/2016-12-10", "8–10 Dec"),
        ("2016-12-08~/2016-12-10?", "~8–10 Dec?"),
        ("2016-11-26~/2016-12-10", "~26 Nov–10 Dec"),
        ("2016-11-26/2016-12", "26 Nov–Dec"),
        ("2016-12-10/2016-12", "10 Dec–Dec"),
        ("2016-11/2016-12", "Nov–Dec"),
        ("2016-21/2016-22", "spring–summer"),
        ("[2016-12-08..2016-12-10]", "8–10 Dec"),
        ("[2016-12-08,2016-12-10]", "8 or 10 Dec"),
        ("[2016-12-05,2016-12-08,2016-12-10]", "5–10 Dec"),
        ("[2015,2016]", "2015 or 2016"),
    ],
)
def test_column(text: str, shown: str) -> None:
    """Every shape in its own words, under the heading of its month."""
    assert column(parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2015-12-26~/2016-01-10", "~26 Dec–10 Jan"),
        ("2015-12/2016-01", "Dec–Jan"),
        ("2015-12/2016-11", "Dec–Nov"),
        ("2015-12/2016-12", "2015–Dec 2016"),
        ("2015-11-26/2016-12-10", "2015–Dec 2016"),
        ("2015-11/2016", "Nov 2015–2016"),
        ("2016/2016-03", "2016–Mar 2016"),
        ("2012/2016", "2012–2016"),
        ("201X/202X", "2010s–2020s"),
    ],
)
def test_column_across_years(text: str, shown: str) -> None:
    """The years stand wherever the months alone could mean another year."""
    assert column(parse(text)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2016-11-26~/2016-12-10~", "~Nov–~10 Dec"),
        ("2016-11-26%/2016-12-10%", "~Nov?–~10 Dec?"),
        ("[2016-11-26,2016-12-10]", "Nov or 10 Dec"),
        ("[2015-11-26,2016-12-10]", "2015 or 2016"),
        ("2016-09~/2016-24~", "~Sep–~winter"),
        ("201X%/202X%", "~2010s?–…"),
    ],
)
def test_column_too_narrow(text: str, shown: str) -> None:
    """What does not fit is given less finely, with its doubt."""
    assert column(parse(text)) == shown


@given(texts)
def test_column_fits_and_keeps_doubt(text: str) -> None:
    """Whatever the date, it fits and no doubt is lost."""
    when = parse(text)

    shown = column(when)

    assert 0 < len(shown) <= 14
    assert ("~" in shown) is when.approximate or shown.endswith("…")
    assert ("?" in shown) is when.uncertain or shown.endswith("…")


@given(texts)
def test_column_has_no_other_date(text: str) -> None:
    """Every number shown is a day or year of the date."""
    when = parse(text)
    points = [point for point in (when.start, when.end) if point]
    true = {str(point.year) for point in points} | {str(point.day) for point in points}
    true |= {f"{point.year // 100:02d}" for point in points}

    assert set(re.findall(r"\d+", column(when))) <= true


@given(texts)
def test_column_names_both_years(text: str) -> None:
    """Ends a year or more apart are never shown by month alone."""
    when = parse(text)
    if when.start and when.end and when.end.first - when.start.last >= 366 * 86_400:
        assert {str(when.start.year)[:2], str(when.end.year)[:2]} <= {
            number[:2] for number in re.findall(r"\d+", column(when))
        } or column(when).endswith("…")


@pytest.mark.parametrize(
    ("text", "part", "shown"),
    [
        ("2016-12-10", "early hours", "Sat 10 early"),
        ("2016-12-10", "Early hours", "Sat 10 early"),
        ("2016-12-10", "evening", "Sat 10 evening"),
        ("2016-12-10", "before dawn", "Sat 10 predawn"),
        ("2016-12-10", "in the small hours", "Sat 10"),
        ("2016-12-10", "فجرا", "Sat 10"),
        ("2016-12-10~", "early hours", "~10 Dec early"),
        ("2016-12", "early hours", "Dec"),
        ("[..2016-12-10]", "early hours", "by Sat 10"),
    ],
)
def test_part_of_day(text: str, part: str, shown: str) -> None:
    """The part of day follows a day where it fits; it is never cut."""
    assert column(parse(text), part) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "undated"),
        ("2016-12-10", "day"),
        ("2016-12-10T14:30", "day"),
        ("2016-12-10~", "approximate"),
        ("2016-12-10?", "approximate"),
        ("2016-03~", "approximate"),
        ("2016-03", "one-of"),
        ("2012", "one-of"),
        ("2016-12-XX", "one-of"),
        ("[..2016-12-10]", "one-of"),
        ("[..2016-12-10~]", "one-of"),
        ("2012/..", "lasted"),
        ("2016-11-26~/2016-12-10", "lasted"),
    ],
)
def test_rail(text: str, expected: Rail) -> None:
    """One day, one of several, what lasted, what is approximate, undated."""
    assert rail(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-03", "March 2016"),
        ("2016-22", "June 2016"),
        ("2012/..", "2012"),
        ("201X", "2010s"),
        ("20XX", "2000–2099"),
        ("", "Undated"),
    ],
)
def test_heading(text: str, words: str) -> None:
    """A month, a year, or what is coarser."""
    assert heading(parse(text).section) == words


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (1, "1 month"),
        (7, "7 months"),
        (12, "1 year"),
        (13, "1 year 1 month"),
        (38, "3 years 2 months"),
    ],
)
def test_gap(months: int, words: str) -> None:
    """A gap in years and months."""
    assert gap(months) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "undated"),
        ("2016-12-10", "Saturday 10 December 2016"),
        ("0987-12-10", "Monday 10 December 987"),
        ("2016-11-26~", "about 26 November 2016"),
        ("2016-12-10?", "Saturday 10 December 2016 (uncertain)"),
        ("2016-12-10T14:30", "Saturday 10 December 2016, 14:30"),
        ("2016-12-10T14:30:05Z", "Saturday 10 December 2016, 14:30:05 UTC"),
        ("2016-12-10T14:30+03:00", "Saturday 10 December 2016, 14:30 UTC+03:00"),
        ("2016-03", "March 2016"),
        ("2016-12-XX", "some time in December 2016"),
        ("2016-21", "spring 2016"),
        ("2012", "2012"),
        ("201X", "the 2010s"),
        ("20XX", "2000–2099"),
        ("2012/..", "since 2012"),
        ("2016-03/", "from March 2016, end not stated"),
        ("/2016-11-26~", "until about 26 November 2016, start not stated"),
        ("../2016", "until 2016, without a start"),
        ("2016-11-26~/2016-12-10", "about 26 November 2016 to Saturday 10 December 2016"),
        ("2016-12-10/2016-12-10", "Saturday 10 December 2016"),
        ("[..2016-12-10]", "by Saturday 10 December 2016"),
        ("[2016-03..]", "March 2016 or later"),
        ("[2016-11..2016-12]", "between November 2016 and December 2016"),
        ("[..2010, 2012,2014..2016]", "by 2010 or 2012 or between 2014 and 2016"),
    ],
)
def test_long(text: str, words: str) -> None:
    """In full, every shape in words."""
    assert long(parse(text)) == words


def test_long_with_the_source() -> None:
    """The source's words and the derivation stand beside the date."""
    when = parse("2016-12-10")
    day = "Saturday 10 December 2016"

    assert long(when, "Saturday") == f"{day} (“Saturday”)"
    assert long(when, derived=True) == f"{day} (derived)"
    assert long(when, "two weeks", derived=True) == f"{day} (derived from “two weeks”)"
    assert long(when, part_of_day="early hours") == f"{day}, early hours"


@given(texts, st.text(max_size=5))
def test_long_never_fails(text: str, part: str) -> None:
    """Any date has a long form that names its year."""
    when = parse(text)

    assert when.point is not None
    assert str(when.point.year) in long(when, part_of_day=part)
