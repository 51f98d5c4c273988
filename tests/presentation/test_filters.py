"""A filter in words, and the period as it is typed."""

from datetime import date

import pytest

from store.dates import DateError
from store.query import Filter, Term
from tests.store.index.samples import timeline
from tui.presentation.filters import words
from tui.presentation.period import period_words, with_period

NAMES = timeline().names
TODAY = date(2026, 11, 22)

IS = Term("participant", "islamic-state")
GOVERNMENT = Term("participant", "government")
NOT_SOHR = Term("claimant", "sohr", exclude=True)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Filter(), ""),
        (Filter((IS,)), "IS"),
        (Filter((IS, GOVERNMENT)), "IS or Government"),
        (Filter((IS, GOVERNMENT), frozenset({"actor"})), "IS and Government"),
        (Filter((IS, NOT_SOHR)), "IS · not claimant SOHR"),
        (Filter((NOT_SOHR,)), "not claimant SOHR"),
        (Filter((Term("claimant", "article"),)), "claimant the article"),
        (Filter((Term("actor", "sohr"),)), "SOHR in either role"),
        (Filter((Term("place", "jazal"), IS)), "in Jazal · IS"),
        (Filter((Term("metric", "killed"),)), "counted: killed"),
        (Filter((Term("source", "src"),)), "source “An article”"),
        (Filter((Term("kind", "statement"),)), "statement"),
        (Filter((Term("participant", "gone"),)), "gone"),
        (Filter(since="2016-12-10"), "from 10 Dec 2016 (undated left out)"),
        (Filter(until="2016-03"), "to Mar 2016 (undated left out)"),
        (
            Filter(since="2012", until="2016-12-01"),
            "from 2012 to 1 Dec 2016 (undated left out)",
        ),
        (Filter(since="2016-23"), "from 2016-23 (undated left out)"),
        (Filter(since="2016-12~"), "from about Dec 2016 (undated left out)"),
        (Filter(until="2016-12?"), "to 2016-12? (undated left out)"),
        (Filter(texts=("jazal", '"a phrase"')), '“jazal” · “"a phrase"”'),
        (Filter(contested=True), "figures or accounts at odds"),
        (Filter((IS,), texts=("jet",), contested=True), "IS · “jet” · figures or accounts at odds"),
        (Filter(texts=("\x1b[2Jx\ny",)), "“[2Jx y”"),
    ],
)
def test_words(query: Filter, said: str) -> None:
    """Every part of a filter is told, on one line."""
    assert words(query, NAMES) == said


@pytest.mark.parametrize(
    ("since", "until", "bounds"),
    [
        ("", "", ("", "")),
        (" ", "2016", ("", "2016")),
        ("1 Dec 2016", "today", ("2016-12-01", "2026-11-22")),
        ("2016-12-10", "2016-12-10", ("2016-12-10", "2016-12-10")),
        ("2016-12", "2016", ("2016-12", "2016")),
        ("since 2012", "by 10 Dec 2016", ("2012/..", "[..2016-12-10]")),
    ],
)
def test_period(since: str, until: str, bounds: tuple[str, str]) -> None:
    """Both ends are read as people type dates; the rest of the filter stays."""
    query = with_period(Filter((IS,), since="2000"), since, until, TODAY)

    assert (query.since, query.until) == bounds
    assert query.terms == (IS,)


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        ("2016-12", "2015", "2016-12 is after 2015: write the earlier date first."),
        ("2017", "Dec 2016", "2017 is after 2016-12: write the earlier date first."),
        ("10 Dec", "", "has no year"),
        ("", "30 Feb 2016", "February"),
        ("10/12/2016", "", "10/12/2016"),
    ],
)
def test_period_refused(since: str, until: str, sentence: str) -> None:
    """A period that cannot be is refused with a sentence."""
    with pytest.raises(DateError, match=sentence):
        with_period(Filter(), since, until, TODAY)


@pytest.mark.parametrize(
    ("query", "undated", "said"),
    [
        (Filter(), 3, ""),
        (Filter(since="2016-12-10"), 0, "from Saturday 10 December 2016"),
        (
            Filter(since="2012", until="2016-03"),
            1,
            "from 2012 to March 2016; undated events are left out",
        ),
    ],
)
def test_period_in_words(query: Filter, undated: int, said: str) -> None:
    """The period is echoed in full, with what it leaves out."""
    assert period_words(query, undated) == said
