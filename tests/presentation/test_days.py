"""Days in short words."""

import pytest

from tui.presentation.days import day_of, plain_day, short_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2016-12-10", "10 Dec 2016"),
        ("[..2016-12-10]", "by 10 Dec 2016"),
        ("2016-03", "Mar 2016"),
        ("2016", "2016"),
        ("2016-11-26~/2016-12-10", "about 26 Nov 2016 to 10 Dec 2016"),
        ("2012/..", "since 2012"),
        ("", "undated"),
        ("soon", "soon"),
    ],
)
def test_a_date_without_its_weekday(edtf: str, words: str) -> None:
    """Months by three letters."""
    assert short_date(edtf) == words


def test_only_a_plain_day_is_one() -> None:
    """Anything else is told in other words."""
    assert (plain_day("2016-12-10"), plain_day("2016-12"), plain_day("")) == ("10 Dec 2016", "", "")


def test_a_moment_has_its_day() -> None:
    """That of UTC; what is no moment stands for itself."""
    assert day_of("2026-11-24T23:30:00Z") == "24 Nov 2026"
    assert day_of("once") == "once"
