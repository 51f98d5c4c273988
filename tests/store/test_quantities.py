"""Numbers as people type and print them, and how a figure is shown."""

from contextlib import suppress
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Figure, view
from store.quantities import (
    QuantityError,
    Range,
    bounds,
    counts_people,
    measured,
    nearby,
    read,
    row_figure,
    short,
    stated,
)
from tests.factories import figure

Ends = tuple[float | None, float | None, float | None]
"""Low, best, high."""


@pytest.mark.parametrize(
    ("text", "qualifier", "ends"),
    [
        ("80,000", "stated", (None, 80_000, None)),
        ("80 000", "stated", (None, 80_000, None)),
        ("80\u202f000", "stated", (None, 80_000, None)),
        ("80k", "stated", (None, 80_000, None)),
        ("1.5 million", "stated", (None, 1_500_000, None)),
        ("2.3 million", "stated", (None, 2_300_000, None)),
        ("1.234 million", "stated", (None, 1_234_000, None)),
        ("3 hundred", "stated", (None, 300, None)),
        ("1.234.567", "stated", (None, 1_234_567, None)),
        ("1,234.5", "stated", (None, 1_234.5, None)),
        ("0.125", "stated", (None, 0.125, None)),
        ("0", "stated", (None, 0, None)),
        ("over 80,000", "more-than", (80_000, None, None)),
        ("more than 80k", "more-than", (80_000, None, None)),
        ("> 80,000", "more-than", (80_000, None, None)),
        ("at least 49", "at-least", (49, None, None)),
        ("no fewer than 49", "at-least", (49, None, None)),
        (">= 49", "at-least", (49, None, None)),
        ("80,000+", "at-least", (80_000, None, None)),
        ("80,000 or more", "at-least", (80_000, None, None)),
        ("80,000 or so", "approximately", (None, 80_000, None)),
        ("about 300", "approximately", (None, 300, None)),
        ("~300", "approximately", (None, 300, None)),
        ("c. 300", "approximately", (None, 300, None)),
        ("up to 40", "up-to", (None, None, 40)),
        ("no more than 40", "up-to", (None, None, 40)),
        ("40 or fewer", "up-to", (None, None, 40)),
        ("40 or less", "up-to", (None, None, 40)),
        ("fewer than 40", "less-than", (None, None, 40)),
        ("under 40", "less-than", (None, None, 40)),
        ("30-40", "between", (30, None, 40)),
        ("30-40 thousand", "between", (30_000, None, 40_000)),
        ("30k-40k", "between", (30_000, None, 40_000)),
        ("30,000–40,000", "between", (30_000, None, 40_000)),
        ("30 to 40", "between", (30, None, 40)),
        ("between 30 and 40", "between", (30, None, 40)),
        ("from 30 to 40", "between", (30, None, 40)),
        ("dozens", "order-of-magnitude", (None, None, None)),
        ("Hundreds", "order-of-magnitude", (None, None, None)),
        ("tens of thousands", "order-of-magnitude", (None, None, None)),
        ("several hundred", "order-of-magnitude", (None, None, None)),
    ],
)
def test_read_what_people_type(text: str, qualifier: str, ends: Ends) -> None:
    """Every form is one number that covers the whole text."""
    (found,) = read(text)

    assert (found.qualifier, (found.low, found.best, found.high)) == (qualifier, ends)
    assert (found.verbatim, found.start, found.end) == (text, 0, len(text))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("80.000", "“80.000” can be read as 80,000 or as 80; write “80,000” or “80”."),
        ("1.500", "“1.500” can be read as 1,500 or as 1.5; write “1,500” or “1.5”."),
        (
            "3,5",
            "“3,5” is not clear; write thousands as in 80,000 and decimals as in 1.5.",
        ),
        (
            "80,00",
            "“80,00” is not clear; write thousands as in 80,000 and decimals as in 1.5.",
        ),
        (
            "40-30 killed",
            "“40-30” runs from the larger to the smaller number; write “30-40”.",
        ),
    ],
)
def test_unclear_numbers_ask(text: str, sentence: str) -> None:
    """A number with two readings names both instead of picking one."""
    with pytest.raises(QuantityError) as raised:
        read(text)

    assert str(raised.value) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a MiG-23 and a T-72",
        "10 Dec 2016",
        "8-10 December",
        "8 and 10 December 2016",
        "December 10, 2016",
        "Dec 10",
        "March 2016",
        "2016-12-10",
        "2016-03",
        "10/12/2016",
        "10.12.2016",
        "in 2016",
        "2011-2016",
        "2011–16",
        "at 14:30 and at 5 pm",
        "40% or 40 per cent",
        "for 48 hours and 3-4 weeks",
        "$300 million",
        "the 49th Division",
        "a 12-year-old, aged 12",
        "Resolution 2254",
        "https://example.org/1234?page=7",
        "[aleppo-1]",
        "#23",
    ],
)
def test_what_is_no_number(text: str) -> None:
    """Dates, times, names, money and addresses count nothing."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("49 and 50", ["49", "50"]),
        ("rose from 30 and then", ["30"]),
        ("fell from 900 to 300", ["900", "300"]),
        ("between 40 and 30", ["40", "30"]),
        ("over 2000", ["over 2000"]),
        ("2000 people fled in 2016", ["2000"]),
        ("2000 fled", ["2000"]),
        ("In Dover 300 people", ["300"]),
        ("killed 49, wounding 120.", ["49", "120"]),
        ("over 400 or more", ["over 400"]),
        ("over 30-40", ["over 30-40"]),
    ],
)
def test_which_words_belong_to_a_number(text: str, found: list[str]) -> None:
    """A qualifier belongs to it, other words do not."""
    assert [one.verbatim for one in read(text)] == found


@pytest.mark.parametrize(
    ("text", "metric", "unit", "population", "period"),
    [
        ("50,000 civilians fled / past two days", "fled", "person", "civilians", "past two days"),
        (
            "entered the city after killing at least 49 pro-government soldiers.",
            *("killed", "person", "pro-government soldiers", None),
        ),
        (
            "Over 400,000 displaced people are now in west Aleppo",
            *("displaced", "person", "displaced people", None),
        ),
        ("200 more military personnel", "", "person", "military personnel", None),
        ("hundreds had fled in recent days, but", "fled", "person", None, "recent days"),
        ("30 killed over the past 3 days", "killed", "person", None, "past 3 days"),
        ("tens of thousands of the civilians", "", "person", "civilians", None),
        ("50 fled while civilians", "fled", "person", None, None),
        ("12 barrel bombs dropped", "dropped", "barrel bomb", None, None),
        ("3 government jets downed", "downed", "jet", "government jets", None),
        ("600 families", "", "family", None, None),
        ("4 kilometers from", "distance", "km", None, None),
        ("2.5 miles", "distance", "mile", None, None),
        ("80 m", "distance", "m", None, None),
        ("12", "", "", None, None),
        ("He fled. 12 stayed; soldiers killed", "", "", None, None),
        ("and wounded 5", "wounded", "person", None, None),
        ("5 and wounded", "wounded", "person", None, None),
    ],
)
def test_words_around_say_what_is_counted(
    text: str, metric: str, unit: str, population: str | None, period: str | None
) -> None:
    """Metric, unit, population and period stand only where the sentence gives them."""
    (found,) = read(text)

    assert (found.metric, found.unit) == (metric, unit)
    assert (found.population, found.period) == (population, period)


def test_each_number_keeps_its_own_words() -> None:
    """The words between two numbers belong to the first, then to the second."""
    first, second = read("“hundreds” had fled in recent days, but over 80,000 had been displaced")

    assert (first.metric, first.period) == ("fled", "recent days")
    assert (second.metric, second.period) == ("displaced", None)


@given(st.text() | st.text("0123456789.,- kto+~<>"))
def test_reading_never_fails_otherwise(text: str) -> None:
    """Any text is read, or refused with a sentence; what is read stands in the text."""
    with suppress(QuantityError):
        found = read(text)

        assert all(text[one.start : one.end] == one.verbatim for one in found)
        assert [one.start for one in found] == sorted(one.start for one in found)


@given(st.integers(0, 10**9))
def test_a_number_shown_is_read_back(number: int) -> None:
    """What a row shows can be typed again."""
    (found,) = read(short(view(Figure, figure(best=number))))

    assert found.best == number


def _figure(**keys: Any) -> Figure:
    return view(Figure, figure(**{"best": None, **keys}))


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ({"best": 50_000}, "50,000"),
        ({"best": 2.5}, "2.5"),
        ({"best": 115, "low": 70, "high": 150}, "115"),
        ({"best": 300, "qualifier": "approximately"}, "~300"),
        ({"low": 49, "qualifier": "at-least"}, "≥ 49"),
        ({"low": 80_000, "qualifier": "more-than"}, "> 80,000"),
        ({"high": 40, "qualifier": "less-than"}, "< 40"),
        ({"high": 40, "qualifier": "up-to"}, "≤ 40"),
        ({"low": 30_000, "high": 40_000, "qualifier": "between"}, "30–40k"),
        ({"low": 30, "high": 40, "qualifier": "between"}, "30–40"),
        ({"low": 30_500, "high": 40_000, "qualifier": "between"}, "30,500–40,000"),
        ({"low": 30_000, "high": 2_000_000, "qualifier": "between"}, "30,000–2,000,000"),
        ({"low": 30, "high": 30, "qualifier": "between"}, "30"),
        ({"verbatim": "hundreds", "qualifier": "order-of-magnitude"}, "“hundreds”"),
        ({"verbatim": "many"}, "“many”"),
    ],
)
def test_short(keys: dict[str, Any], shown: str) -> None:
    """A figure is shown as said, with its qualifier as a sign."""
    assert short(_figure(**keys)) == shown


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ({"best": 49, "population": "pro-government soldiers"}, "49 soldiers"),
        ({"best": 50_000, "population": "civilians"}, "50,000 civilians"),
        ({"best": 400, "population": "displaced people"}, "400"),
        ({"best": 400, "population": " "}, "400"),
        ({"best": 400}, "400"),
        ({"best": 3, "unit": "jet"}, "3 jets"),
        ({"best": 1, "unit": "jet"}, "1 jet"),
        ({"best": 600, "unit": "family"}, "600 families"),
        ({"best": 3, "unit": "aircraft"}, "3 aircraft"),
        ({"best": 4, "unit": "km"}, "4 km"),
        ({"best": 4, "unit": ""}, "4"),
    ],
)
def test_row_figure(keys: dict[str, Any], shown: str) -> None:
    """A row adds what is counted, unless it is just people."""
    assert row_figure(_figure(**keys)) == shown


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"best": 5}, Range(5, 5)),
        ({"best": 5, "low": 3, "high": 9}, Range(3, 9)),
        ({"low": 5, "qualifier": "at-least"}, Range(5, inf, high_open=True)),
        ({"low": 5, "qualifier": "more-than"}, Range(5, inf, low_open=True, high_open=True)),
        ({"high": 5, "qualifier": "up-to"}, Range(0, 5)),
        ({"high": 5, "qualifier": "less-than"}, Range(0, 5, high_open=True)),
        ({"low": 3, "high": 5, "qualifier": "between"}, Range(3, 5)),
        ({"best": 5, "qualifier": "approximately"}, None),
        ({"low": 4, "best": 5, "high": 6, "qualifier": "approximately"}, Range(4, 6)),
        ({"best": 5, "qualifier": "order-of-magnitude"}, None),
        ({}, None),
    ],
)
def test_bounds(keys: dict[str, Any], expected: Range | None) -> None:
    """What a figure allows follows from its qualifier; "about" and words have no bounds."""
    assert bounds(_figure(**keys)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("dozens", (24, 99)),
        ("Hundreds of civilians", (100, 999)),
        ("several hundred", (100, 999)),
        ("thousands", (1_000, 9_999)),
        ("tens of thousands", (10_000, 99_999)),
        ("hundreds of thousands", (100_000, 999_999)),
        ("millions", (1_000_000, 9_999_999)),
    ],
)
def test_words_count_nearby(word: str, expected: tuple[float, float]) -> None:
    """Words are given a span for the verdict "far apart"."""
    words = _figure(verbatim=word, qualifier="order-of-magnitude")

    assert (nearby(words), bounds(words)) == (Range(*expected), None)


def test_about_is_near_its_number() -> None:
    """The number of "about 300" is 300; "many" is near nothing."""
    assert nearby(_figure(best=300, qualifier="approximately")) == Range(300, 300)
    assert nearby(_figure(verbatim="many")) is None


def test_stated_leaves_out_what_is_no_number() -> None:
    """Infinity and NaN in a stored file are no numbers anyone stated."""
    assert stated(Figure(id="f", metric="", verbatim="", low=1, best=nan, high=inf)) == (1,)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Range(1, 2), Range(2, 3), True),
        (Range(1, 2, high_open=True), Range(2, 3), False),
        (Range(1, 2), Range(2, 3, low_open=True), False),
        (Range(1, 5), Range(2, 3), True),
        (Range(1, 2), Range(3, 4), False),
        (Range(1, inf, low_open=True, high_open=True), Range(9, 9), True),
    ],
)
def test_ranges_meet(one: Range, other: Range, meet: bool) -> None:
    """Two ranges meet where some number lies in both, whichever comes first."""
    assert (one.meets(other), other.meets(one)) == (meet, meet)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("killed 3 and wounded 5", ["killed", "wounded"]),
        ("killed 3 soldiers and wounded 5", ["killed", "wounded"]),
        ("killing 3, wounding 5", ["killed", "wounded"]),
        ("fled after killing 3, and wounding 5", ["killed", "wounded"]),
        ("3 killed and 5 wounded", ["killed", "wounded"]),
        ("3 fled and wounded 5", ["fled", "wounded"]),
    ],
)
def test_a_verb_behind_and_is_of_the_next_number(text: str, metrics: list[str]) -> None:
    """The words before a number win over those with which the sentence goes on."""
    assert [one.metric for one in read(text)] == metrics


@pytest.mark.parametrize(
    "keys",
    [
        {},
        {"qualifier": "approximately", "best": 300},
        {"qualifier": "between", "low": 30, "best": None, "high": 40},
        {"qualifier": "at-least", "low": 49, "best": None},
        {"qualifier": "order-of-magnitude", "best": None, "verbatim": "hundreds"},
        {"qualifier": "order-of-magnitude", "best": None, "verbatim": "many"},
        {"low": 3, "best": 2, "high": 2},
        {"best": -1},
    ],
)
def test_a_figure_is_measured_at_once(keys: dict[str, Any]) -> None:
    """For whoever compares it with others."""
    one = view(Figure, figure(**keys))
    found = measured(one)

    assert (found.stated, found.bounds, found.nearby) == (stated(one), bounds(one), nearby(one))


def test_words_for_people_are_folded_once() -> None:
    """And not kept without end."""
    counts_people.cache_clear()

    assert [counts_people(word) for word in ("Persons", "truck", "Persons")] == [True, False, True]
    assert counts_people.cache_info().hits == 1
    assert counts_people.cache_info().maxsize == 1_024
