"""Which days the period of a figure covers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.claims import read
from store.claims_patch import made
from store.claims_period import covered
from store.model import Event, view
from store.verdicts import verdicts
from tests import factories
from tests.store.known import NAMES

TODAY = date(2026, 11, 24)
CITED = NAMES.sources["aleppo-1"]


@pytest.mark.parametrize(
    ("words", "said_on", "when"),
    [
        ("past two days", "2016-12-10", "2016-12-08/2016-12-10"),
        ("over the past two weeks", "2016-12-10", "2016-11-26/2016-12-10"),
        ("last 3 days", "2016-12-10", "2016-12-07/2016-12-10"),
        ("past week", "2016-12-10", "2016-12-03/2016-12-10"),
        ("past two days", "", ""),
        ("past two days", "[..2016-12-10]", ""),
        ("past two days", "0001-01-01", ""),
        ("recent days", "2016-12-10", ""),
        ("past few days", "2016-12-10", ""),
        ("past two months", "2016-12-10", ""),
        ("10 Dec 2016", "", "2016-12-10"),
        ("on 10 December", "", "2016-12-10"),
        ("8-10 Dec 2016", "", "2016-12-08/2016-12-10"),
        ("2016-12-08/2016-12-10", "", "2016-12-08/2016-12-10"),
        ("10/12/2016", "", ""),
    ],
)
def test_days(words: str, said_on: str, when: str) -> None:
    """Counted back from the day of the report, or read; else they are not known."""
    assert covered(words, said_on, TODAY, CITED) == when


@given(st.text(max_size=40), st.text(max_size=12))
def test_any_words(words: str, said_on: str) -> None:
    """Nothing is raised."""
    assert isinstance(covered(words, said_on, TODAY, None), str)


@pytest.mark.parametrize(
    ("numbers", "kinds"),
    [
        (("12", "40"), ["conflict"]),
        (("12", "12"), ["same-number"]),
        (("over 12", "40"), ["no-conflict"]),
    ],
)
def test_figures_typed_for_one_period_can_be_compared(
    numbers: tuple[str, str], kinds: list[str]
) -> None:
    """Of one metric, unit, population, kind, place and period, as far as a line can say it."""
    lines = [
        f"{who} said 10 Dec: {number} soldiers killed / past two days [aleppo-1] #flow"
        for who, number in zip(("SOHR", "Aamaq"), numbers)
    ]
    claims = [
        made(read(line, NAMES, TODAY), f"c{at}", True) for at, line in enumerate(lines, start=1)
    ]
    for claim in claims:
        for each in claim["figures"]:
            each["place"] = "palmyra"
    found = verdicts(view(Event, factories.event(claims=claims)))

    assert [one.kind for one in found] == kinds


def test_how_figures_count_is_a_tag() -> None:
    """It holds for all figures of the line; without it the kind is not stated."""
    line = read("SOHR said: 12 died, 40 fled #cumulative", NAMES, TODAY)

    assert [figure.kind for figure in line.figures] == ["cumulative", "cumulative"]
    assert [figure.kind for figure in read("SOHR said: 12 died", NAMES, TODAY).figures] == [None]
    assert read("SOHR said: 12 died #flow #stock", NAMES, TODAY).problems
