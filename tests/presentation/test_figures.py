"""Figures, verdicts and origins in words."""

from math import inf
from typing import Any

import pytest

from store.model import Actor, Event, Figure, Place, Source, view
from store.names import Names
from store.verdicts import AccountsDiffer, Origins, Ref, Verdict, VerdictKind, verdicts
from tests.factories import actor, claim, event, figure, place, source
from tests.store.verdict_cases import Row, model_case, pair, verdict
from tests.store.verdict_rows import ROWS
from tui.presentation import figures
from tui.presentation.judgements import across, judged, sentences

SOHR = view(Actor, actor("sohr", short="SOHR"))
NAMES = Names({"sohr": SOHR}, {"aleppo": view(Place, place("aleppo"))}, {})
NOBODY = Names({}, {}, {})


def _event(*claims: dict[str, Any]) -> Event:
    return view(Event, event(claims=list(claims)))


def _said(found: Event) -> list[str]:
    return [str(one) for one in sentences(verdicts(found), figures.letters(found), NOBODY)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.rule)
def test_verdict_in_words(row: Row) -> None:
    """Each rule has its sentence, every reason named."""
    found = judged(verdict(row), figures.letters(pair(row)), NOBODY)

    assert found == row.sentence


def test_model_case_in_words() -> None:
    """Far apart, not comparable and why; the figure without a period is named once."""
    assert _said(model_case()) == [
        "a/b ≠ far apart (at least ×50); not comparable: “recent days” has no stated length, "
        "population not stated",
        "a/c not comparable: two days within two weeks, fled and displaced, population not stated",
        "b/d ≠ far apart (at least ×30); not comparable: period not stated, population not stated",
        "d not comparable: period not stated",
    ]


def test_only_far_apart_and_conflict_alert() -> None:
    """What is just not comparable is no alarm."""
    found = model_case()
    said = sentences(verdicts(found), figures.letters(found), NOBODY)

    assert [one.label for one in said if one.alert] == ["a/b", "b/d"]


def test_one_pair_is_not_said_of_a_figure() -> None:
    """Two figures stand as a pair, even where only one leaves its period open."""
    row = next(row for row in ROWS if row.rule == "period not stated by one")

    assert _said(pair(row)) == ["a/b not comparable: period not stated"]


def test_figures_that_share_a_lack_are_named_before_their_last_pair() -> None:
    """Three figures without a period need two sentences."""
    claims = [claim(f"c{i}", f"actor{i}", figures=[figure(population="all")]) for i in range(3)]

    assert _said(_event(*claims)) == [
        "b/c not comparable: period not stated",
        "a not comparable: period not stated",
    ]


def test_places_in_reasons_have_their_names() -> None:
    """A place is called by its name, not by its key."""
    row = next(row for row in ROWS if row.rule == "other place")
    found = judged(verdict(row), figures.letters(pair(row)), NAMES)

    assert found == "not comparable: Aleppo and jazal"


def test_across_groups_says_the_same_once() -> None:
    """Pairs with one text share a sentence, without factors that would part them."""
    found = model_case()
    said = [str(one) for one in across(verdicts(found), figures.letters(found), NOBODY)]

    assert said[0].startswith("a/b ≠ far apart; not comparable: “recent days”")
    assert said[-1] == (
        "c/d not comparable: period not stated, displaced and fled, population not stated"
    )


def test_across_groups_labels_all_pairs() -> None:
    """Two against two are "a, b/c, d"; what is no full square names its pairs."""
    figure_ = figure(population="all")
    claims = [claim(f"c{i}", f"actor{i}", figures=[figure_]) for i in range(4)]
    found = _event(*claims)
    pairs = verdicts(found)
    letters = figures.letters(found)
    square = [one for one in pairs if one.a.claim in ("c0", "c1") and one.b.claim in ("c2", "c3")]

    assert [one.label for one in across(square, letters, NOBODY)] == ["a, b/c, d"]
    assert [one.label for one in across(square[:3], letters, NOBODY)] == ["a/c, a/d, b/c"]


def test_letters_go_on_after_z() -> None:
    """The 27th figure is aa, the 53rd ba."""
    many = [figure(f"f{i}") for i in range(60)]
    letters = list(figures.letters(_event(claim(figures=many))).values())

    assert (letters[0], letters[25:28], letters[52]) == ("a", ["z", "aa", "ab"], "ba")


def test_letters_belong_to_claim_and_figure() -> None:
    """Two claims may each have a figure f1."""
    found = _event(claim("c1", figures=[figure("f1")]), claim("c2", figures=[figure("f1")]))

    assert figures.letters(found) == {Ref("c1", "f1"): "a", Ref("c2", "f1"): "b"}


@pytest.mark.parametrize(
    ("said", "keys", "words"),
    [
        ({}, {"population": "civilians"}, "said · civilians fled · period not stated [1]"),
        (
            {"verb": "estimated", "hedge": "reportedly"},
            {"low": 80_000, "best": None, "qualifier": "more-than", "verbatim": "over 80,000"},
            "estimated (reportedly) · “over 80,000” · fled · period not stated [1]",
        ),
        (
            {},
            {"verbatim": "hundreds", "qualifier": "order-of-magnitude", "best": None},
            "said · fled · period not stated [1]",
        ),
        (
            {"source": None},
            {"period": {"verbatim": "past two days"}},
            "said · fled · past two days",
        ),
        (
            {},
            {"period": {"verbatim": "", "when": "2016-12"}},
            "said · fled · December 2016 [1]",
        ),
        (
            {},
            {"kind": "stock", "as_of": "2016-12-10", "place": "aleppo"},
            "said · fled · stock · Aleppo · as of Saturday 10 December 2016 [1]",
        ),
        ({}, {"as_of": "soon"}, "said · fled · as of soon [1]"),
        ({}, {"unit": "km", "metric": "distance"}, "said · distance [1]"),
        (
            {},
            {"metric": "displaced", "population": "displaced people"},
            "said · displaced people · period not stated [1]",
        ),
        ({"stance": "denies"}, {}, "denied · said · fled · period not stated [1]"),
        ({"stance": "retracts"}, {}, "retracted · said · fled · period not stated [1]"),
    ],
)
def test_row_words(said: dict[str, Any], keys: dict[str, Any], words: str) -> None:
    """Verb, number as printed, who and what, where, when, and the source's number."""
    found = _event(claim(**said, figures=[figure(**keys)]))
    only = found.claims[0]

    assert figures.row_words(found, only, only.figures[0], NAMES) == words


def test_superseded_claims_say_so() -> None:
    """A number that its claimant replaced still stands there, marked."""
    found = _event(claim("c1", figures=[figure()]), claim("c2", supersedes="c1"))
    old = found.claims[0]

    assert figures.row_words(found, old, old.figures[0], NAMES).startswith("superseded · said")


def test_sources_are_numbered_as_cited() -> None:
    """Each source has one number, in the order of the claims."""
    found = _event(*(claim(f"c{i}", source=key) for i, key in enumerate(["b", "a", "b", None])))

    assert figures.source_numbers(found) == {"b": 1, "a": 2}


ARTICLES = {key: view(Source, source(key, type="article-newspaper")) for key in ("one", "two")}
SOURCES = {**ARTICLES, "film": view(Source, source("film", type="motion_picture"))}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Origins(("a", "b", "c"), 4, ("one",)), "3 claimants · 4 figures · 1 article"),
        (Origins(("a",), 1, ("one", "two")), "1 claimant · 1 figure · 2 articles"),
        (Origins(("a",), 0, ("one", "film")), "1 claimant · 2 sources"),
        (Origins((), 0, ("lost",)), "1 source"),
        (Origins((), 0, ()), "source not stated"),
    ],
)
def test_origins_in_words(found: Origins, words: str) -> None:
    """Origins are counted, and called articles where all of them are."""
    assert figures.origin_words(found, SOURCES) == words


@pytest.mark.parametrize(("conflict", "verb"), [(False, "differ"), (True, "conflict")])
def test_accounts_in_words(conflict: bool, verb: str) -> None:
    """What differs, and by whom."""
    found = _event(claim("c1", "sohr"), claim("c2", "aamaq"), claim("c3", "sohr"))
    difference = AccountsDiffer("cause", ("c1", "c2", "c3"), conflict)

    words = figures.account_words(difference, found, NAMES)

    assert words == f"≠ accounts {verb}: cause (SOHR, aamaq)"


def test_counted_needs_no_population() -> None:
    """A figure without population is called by its metric."""
    assert figures.counted(view(Figure, figure(population=None))) == "fled"


def test_repeated_ids_have_letters_of_their_own() -> None:
    """A figure is known by its place, whatever its id."""
    found = _event(claim(figures=[figure(), figure(), figure("f2")]), claim(figures=[figure()]))

    assert [letter for letter, _, _ in figures.lettered(found)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("kind", "ratio", "said"),
    [
        ("both-minimums", inf, "both minimums; stated numbers differ"),
        ("both-minimums", None, "both minimums; stated numbers differ"),
        ("both-minimums", 1e6, "both minimums; stated numbers differ ×1,000,000"),
        ("conflict", inf, "≠ conflict: they cannot both hold; far apart"),
        ("conflict", 1e200, "≠ conflict: they cannot both hold; far apart"),
        ("conflict", 1e6, "≠ conflict: they cannot both hold; far apart (at least ×1,000,000)"),
    ],
)
def test_a_factor_beyond_all_numbers_is_not_told(
    kind: VerdictKind, ratio: float | None, said: str
) -> None:
    """That 1e300 and 1e-300 are far apart is said, the factor is not."""
    a, b = Ref("c1", "f1"), Ref("c2", "f1")
    found = Verdict(a, b, kind, far_apart=kind == "conflict", ratio=ratio, reasons=())

    assert judged(found, {a: "a", b: "b"}, NOBODY) == said
