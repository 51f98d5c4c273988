"""Do the others agree? Figures, accounts and origins."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import About, Event, view
from store.verdicts import AccountsDiffer, Origins, Ref, accounts, origins, verdicts
from tests.factories import claim, event, figure
from tests.store.verdict_cases import Row, at_least, bare, but, model_case, pair, verdict
from tests.store.verdict_rows import ROWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_verdict_of_each_rule(row: Row) -> None:
    """Each rule gives its verdict and every reason for it."""
    found = verdict(row)

    assert (found.kind, found.far_apart) == (row.kind, row.far)
    assert ", ".join(f"{one.part} {one.relation}" for one in found.reasons) == row.reasons


MIRRORED = {"within": "contains", "contains": "within"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_verdict_has_no_direction(row: Row) -> None:
    """Changing places changes neither verdict nor factor, and mirrors the reasons."""
    there = pair(row)
    back = Event(uid="e", title="", claims=there.claims[::-1])
    (one,), (other,) = verdicts(there), verdicts(back)

    assert (one.kind, one.far_apart, one.ratio) == (other.kind, other.far_apart, other.ratio)
    assert [MIRRORED.get(reason.relation, reason.relation) for reason in one.reasons] == [
        reason.relation for reason in other.reasons
    ]


def test_model_case_compares_all_but_one_account() -> None:
    """SOHR's own two figures are not held against each other."""
    pairs = [(found.a.claim, found.b.claim) for found in verdicts(model_case())]

    assert pairs == [("c1", "c2"), ("c1", "c3"), ("c1", "c4"), ("c2", "c4"), ("c3", "c4")]


def test_model_case_is_far_apart_twice() -> None:
    """50,000 and over 30,000 are each far from "hundreds", however little they compare."""
    far = [(v.a.claim, v.b.claim, int(v.ratio or 0)) for v in verdicts(model_case()) if v.far_apart]

    assert far == [("c1", "c2", 50), ("c2", "c4", 30)]


def test_model_case_keeps_every_reason() -> None:
    """Two days within two weeks, fled and displaced, population not stated."""
    found = verdicts(model_case())[1]
    reasons = [
        (one.part, one.relation, one.first, one.second, one.lacking) for one in found.reasons
    ]

    assert found.kind == "not-comparable"
    assert reasons == [
        ("period", "within", "past two days", "past two weeks", None),
        ("metric", "different", "fled", "displaced", None),
        ("population", "not-stated", "civilians", "", "b"),
    ]


def _claims(*claims: dict[str, Any]) -> Event:
    return view(Event, event(claims=list(claims)))


def _counting(id: str, **keys: Any) -> dict[str, Any]:
    return claim(id, **{"claimant": "sohr", "figures": [figure()], **keys})


@pytest.mark.parametrize(
    ("other", "compared"),
    [
        ({}, False),
        ({"claimant": "un"}, True),
        ({"source": "other"}, True),
        ({"said_on": "2016-12-11"}, True),
        ({"claimant": "un", "stance": "retracts"}, False),
        ({"claimant": "un", "stance": "denies"}, False),
        ({"claimant": "un", "stance": "revises"}, True),
        ({"claimant": "un", "supersedes": "c1"}, False),
        ({"claimant": "un", "figures": [figure(unit="family")]}, False),
        ({"claimant": "un", "figures": []}, False),
    ],
)
def test_which_figures_are_compared(other: dict[str, Any], compared: bool) -> None:
    """Another account's figures of the same unit, unless the claim is no longer held."""
    found = verdicts(_claims(_counting("c1"), _counting("c2", **other)))

    assert bool(found) == compared


def test_two_claimants_that_are_not_stated_may_be_two() -> None:
    """Nothing says that they are one: their figures are compared, their accounts may differ."""
    event = _claims(
        _counting("c1", claimant="not-stated", about="cause"),
        _counting("c2", claimant="not-stated", about="cause"),
    )

    assert [(one.a.claim, one.b.claim) for one in verdicts(event)] == [("c1", "c2")]
    assert accounts(event) == [AccountsDiffer("cause", ("c1", "c2"), False)]


def test_one_claim_that_is_not_stated_is_one_account() -> None:
    """It gives two numbers and is not held against itself."""
    both = [figure("f1"), figure("f2")]

    assert verdicts(_claims(_counting("c1", claimant="not-stated", figures=both))) == []


def test_nothing_and_a_number_have_no_factor() -> None:
    """Decision: 0 against 500 is not called far apart, for no number of times makes 500 of 0."""
    row = Row("", bare(0), but(bare(500), population="civilians"), "not-comparable", "")
    found = verdict(row)

    assert (found.kind, found.far_apart, found.ratio) == ("not-comparable", False, None)


@pytest.mark.parametrize("number", [bare, at_least])
def test_a_factor_beyond_all_numbers_is_none(number: Callable[[float], dict[str, Any]]) -> None:
    """A float has an end, and "×inf" says nothing."""
    found = verdict(Row("", number(1e-300), number(1e300), "conflict", ""))

    assert found.ratio is None


def test_figures_of_one_claim_are_not_compared() -> None:
    """One claim may give several numbers, and each is named by claim and figure."""
    both = [figure("f1"), figure("f2")]
    found = verdicts(_claims(_counting("c1", figures=both), _counting("c2", claimant="un")))

    assert [one.a for one in found] == [Ref("c1", "f1"), Ref("c1", "f2")]


NUMBERS = st.none() | st.floats() | st.integers(0, 10**12).map(float)
QUALIFIERS = [
    *("stated", "approximately", "more-than", "at-least"),
    *("less-than", "up-to", "between", "order-of-magnitude"),
]
FIGURES = st.builds(
    figure,
    **dict.fromkeys(("low", "best", "high"), NUMBERS),
    qualifier=st.sampled_from(QUALIFIERS),
    kind=st.sampled_from([None, "cumulative"]),
    population=st.sampled_from([None, "people", "soldiers"]),
    verbatim=st.sampled_from(["hundreds", "5"]),
)


@given(FIGURES, FIGURES)
def test_every_pair_gets_a_verdict(a: dict[str, Any], b: dict[str, Any]) -> None:
    """Whatever is stored is judged, and a conflict is never called comparable otherwise."""
    claims = (_counting("c1", figures=[a]), _counting("c2", claimant="un", figures=[b]))
    (found,) = verdicts(_claims(*claims))

    assert found.ratio is None or found.ratio >= 1
    assert bool(found.reasons) >= (found.kind == "not-comparable")
    assert not found.far_apart or found.kind in ("conflict", "not-comparable")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, [("cause", ("c1", "c2"), False)]),
        ({}, {"about": "place"}, []),
        ({}, {"claimant": "sohr"}, []),
        ({}, {"agrees_with": ["c1"]}, []),
        ({"agrees_with": ["c2"]}, {}, []),
        ({}, {"stance": "denies"}, [("cause", ("c1", "c2"), True)]),
        ({"stance": "denies"}, {"stance": "denies"}, [("cause", ("c1", "c2"), False)]),
        ({}, {"supersedes": "c1"}, []),
        ({"stance": "retracts"}, {}, []),
        ({"about": "figure"}, {"about": "figure"}, []),
    ],
)
def test_accounts_differ(
    first: dict[str, Any],
    second: dict[str, Any],
    expected: list[tuple[About, tuple[str, ...], bool]],
) -> None:
    """Claims by different claimants with the same about, not marked as agreeing, differ."""
    one = claim("c1", **{"claimant": "sohr", "about": "cause", **first})
    other = claim("c2", **{"claimant": "aamaq", "about": "cause", **second})

    assert accounts(_claims(one, other)) == [AccountsDiffer(*row) for row in expected]


def test_accounts_stand_by_matter_in_the_order_of_the_claims() -> None:
    """Each matter is named once, with the claims that differ in it."""
    rows = [("place", "a"), ("cause", "a"), ("cause", "b"), ("place", "b"), ("cause", "c")]
    agreeing = {"c3": ["c2"], "c5": ["c2", "c3"]}
    claims = [
        claim(f"c{i}", who, about=matter, agrees_with=agreeing.get(f"c{i}", []))
        for i, (matter, who) in enumerate(rows, 1)
    ]
    apart = claim("c6", "d", about="cause", agrees_with=["c2", "c3"])

    assert accounts(_claims(*claims, apart)) == [
        AccountsDiffer("place", ("c1", "c4"), False),
        AccountsDiffer("cause", ("c5", "c6"), False),
    ]


def test_the_accounts_of_a_matter_stand_in_the_order_of_the_claims() -> None:
    """Not in that of the pairs that differ: here the first and the third, then the others."""
    agreeing = {"c1": ["c2", "c4"], "c3": ["c2", "c4"]}
    claims = [
        claim(f"c{i}", who, agrees_with=agreeing.get(f"c{i}", []))
        for i, who in enumerate("abcd", 1)
    ]

    found = accounts(_claims(*claims))
    assert found == [AccountsDiffer("occurrence", ("c1", "c2", "c3", "c4"), False)]


def test_origins_count_and_not_links() -> None:
    """The article itself is a claimant; who is not stated is nobody."""
    names = ["sohr", "article", "sohr", "not-stated"]
    claims = [claim(f"c{i}", name, figures=[figure()]) for i, name in enumerate(names)]
    unsourced = claim("c9", "un", source=None)

    assert origins(_claims(*claims, unsourced)) == Origins(("sohr", "article", "un"), 4, ("src",))


def test_every_verdict_kind_has_a_row() -> None:
    """The table covers each verdict, near and far."""
    seen = {(row.kind, row.far) for row in ROWS}
    near = {"same-number", "no-conflict", "part-of-larger", "both-minimums"}

    assert seen == {
        *product(near, [False]),
        *product(["conflict", "not-comparable"], [True, False]),
    }
