"""Changes of a figure are told as one number, those of a claim below it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.edits import corrections, restored
from store.model import Document, Event, view
from tests.factories import claim, event, figure
from tests.presentation.edits import (
    RIMA,
    SEED,
    corrected,
    entries,
    figure_changing,
    shown,
)
from tests.presentation.pages import section
from tui.presentation.telling import together


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"high": 70_000}, "figure of SOHR: at most · bundled: none · you: 70,000,"),
        ({"low": 0.5}, "figure of SOHR: at least · bundled: none · you: 0.5,"),
        ({"best": None}, "figure of SOHR: number · bundled: 50,000 · you: none,"),
        (
            {"verbatim": "many"},
            "figure of SOHR: number · bundled: 50,000 · you: 50,000, as printed: many,",
        ),
        ({"qualifier": "up-to"}, "figure of SOHR: qualifier · bundled: stated · you: up-to,"),
        ({"as_of": "2016"}, "figure of SOHR: as of · bundled: none · you: 2016,"),
        ({"place": "jazal"}, "figure of SOHR: place · bundled: none · you: Jazal,"),
        (
            {"period": {"verbatim": "two days", "when": "2016-12-08/2016-12-10"}},
            "figure of SOHR: period · bundled: none · you: “two days” (Thursday 8 December 2016 to "
            "Saturday 10 December 2016),",
        ),
        ({"period": {"verbatim": "two days"}}, "period · bundled: none · you: “two days”,"),
    ],
)
def test_a_field_of_a_figure_goes_by_its_claimant(keys: dict[str, Any], words: str) -> None:
    """And by what it says of the number."""
    (entry,) = figure_changing(**keys)

    assert words in entry


OVER = {"verbatim": "over 55,000", "qualifier": "more-than", "low": 55_000, "best": None}
"""A number in other words, as the form reads it."""


def test_the_number_of_a_figure_is_one_change() -> None:
    """However many fields it takes, and in nobody's quotation marks."""
    assert figure_changing(**OVER) == [
        "figure of SOHR: number · bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread"
    ]


@pytest.mark.parametrize(
    ("keys", "number"),
    [
        ({"best": 6, "verbatim": "six"}, "6, as printed: six"),
        ({"best": 6, "verbatim": ""}, "6"),
        ({"best": 6, "low": 5, "high": 7}, "6 (5 to 7), as printed: 50,000"),
        ({"best": 6, "low": 5, "high": 7, "verbatim": "6"}, "6 (5 to 7), as printed: 6"),
        ({"best": None, "verbatim": "dozens", "qualifier": "order-of-magnitude"}, "dozens"),
        ({"best": None, "verbatim": "a 10/12 of 4 or 5"}, "a 10/12 of 4 or 5"),
        ({"best": 80_000, "verbatim": "80.000"}, "80,000, as printed: 80.000"),
    ],
)
def test_a_number_says_what_its_words_do_not(keys: dict[str, Any], number: str) -> None:
    """So that no change of it goes unseen."""
    (entry,) = figure_changing(**keys)

    assert entry == (
        f"figure of SOHR: number · bundled: 50,000 · you: {number}, 24 Nov 2026, misread"
    )


def test_where_a_number_reads_as_it_did_its_fields_are_told() -> None:
    """In one entry all the same."""
    (entry,) = figure_changing(low=-1, high=-2)

    assert entry == (
        "figure of SOHR · at least · bundled: none · you: -1; "
        "at most · bundled: none · you: -2, 24 Nov 2026, misread"
    )


def test_what_else_a_figure_says_stands_with_its_number() -> None:
    """They come back as one; each has its own day."""
    first, *rest = SEED["claims"]
    document = corrected({"claims": [{**first, "figures": [{**figure(), **OVER}]}, *rest]})
    counted = {**figure(), **OVER, "population": "men"}
    document = corrected(
        {"claims": [{**first, "figures": [counted]}, *rest]}, seed=document, by=RIMA
    )

    assert entries(document) == [
        "figure of SOHR · number · bundled: 50,000 · you: over 55,000, 24 Nov 2026, misread; "
        "population · bundled: none · Rima: “men”, 25 Nov 2026"
    ]


def test_a_claim_changed_at_once_is_one_entry() -> None:
    """Who, when and why stand once; each part comes back by itself, a figure as a whole."""
    first, *rest = SEED["claims"]
    changed = {**first, "verb": "said", "figures": [{**figure(), **OVER, "population": "men"}]}
    page = shown(corrected({"claims": [changed, *rest]}))

    assert section(page, "CHANGES") == (
        "CHANGES since it was bundled SOHR's claim · you, 24 Nov 2026, misread "
        "verb · bundled: “reported” · you: “said” "
        "figure · number · bundled: 50,000 · you: over 55,000; "
        "population · bundled: none · you: “men”"
    )
    assert [stop.part for stop in page.stops[-2:]] == ["claims/c1/verb", "claims/c1/figures/f1"]
    assert [stop.figure for stop in page.stops[-2:]] == [None, None]


def test_claims_changed_on_several_days_are_told_by_day() -> None:
    """By whom, and why."""
    first, *rest = SEED["claims"]
    document = corrected({"claims": [{**first, "verb": "said"}, *rest]})
    document = corrected(
        {"claims": [{**first, "verb": "said", "hedge": "h"}, *rest]}, seed=document, by=RIMA
    )

    assert entries(document) == [
        "SOHR's claim: verb · bundled: “reported” · you: “said”, 24 Nov 2026, misread",
        "SOHR's claim: hedge · bundled: none · Rima: “h”, 25 Nov 2026",
    ]


def test_the_numbers_of_an_own_figure_are_told_as_they_stood() -> None:
    """Each as one, whatever became of it later."""
    own = event(claims=[claim("c1", "sohr", figures=[figure()])])
    over = claim("c1", "sohr", figures=[{**figure(), **OVER}])
    last = claim("c1", "sohr", figures=[{**figure(), **OVER, "qualifier": "at-least"}])
    counted = {**figure(best=7, verbatim="7"), "population": "men"}
    document = corrected({"claims": [over]}, {"claims": [last]}, seed=own)
    document = corrected(
        {"claims": [claim("c1", "sohr", figures=[counted])]}, seed=document, by=RIMA
    )

    assert entries(document) == [
        "figure of SOHR · number · before: ≥ 55,000, as printed: over 55,000; "
        "population · before: none · Rima, 25 Nov 2026",
        "figure of SOHR: qualifier · before: more-than · you, 24 Nov 2026, misread",
        "figure of SOHR: number · before: 50,000 · you, 24 Nov 2026, misread",
    ]


NUMBERS = st.none() | st.integers(0, 99_999)
FIGURES = st.fixed_dictionaries(
    {"id": st.sampled_from(["f1", "f2"]), "verbatim": st.sampled_from(["50,000", "over 9", "six"])},
    optional={
        "low": NUMBERS,
        "best": NUMBERS,
        "high": NUMBERS,
        "qualifier": st.sampled_from(["at-least", "between", "order-of-magnitude"]),
        "population": st.sampled_from(["men", "women"]),
        "metric": st.just("killed"),
    },
)


@given(st.lists(FIGURES, max_size=2, unique_by=lambda one: one["id"]), st.booleans())
def test_each_entry_restores_what_it_tells(figures: list[Document], reworded: bool) -> None:
    """All of it, and nothing that another entry tells; together they tell all."""
    first, *rest = SEED["claims"]
    kept = [{"metric": "fled", **one} for one in figures]
    claims = [{**first, "figures": kept, **({"verb": "said"} if reworded else {})}, *rest]
    document = corrected({"claims": claims})
    found = corrections(document)
    told = together(found)

    assert sorted(each.path for one in told for each in one.found) == sorted(
        each.path for each in found
    )
    for one in told:
        left = {each.path for each in corrections(restored(document, one.path))}
        gone = {each.path for each in one.found if each.imported is not None or each.now is None}
        assert not left & gone
        assert {each.path for each in found} - left <= {each.path for each in one.found}
    assert len(entries(document)) == len(told) if found else not view(Event, document).history
