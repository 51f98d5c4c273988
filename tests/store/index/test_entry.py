"""What a row says is computed when the event enters the index."""

from typing import Any

import pytest

from store.index import Timeline
from tests.factories import claim, event, figure, titles
from tests.store.index.samples import JET_CLAIMS, column, index

KERRY = {"name": "John Kerry", "office": "US Secretary of State"}
DIPLOMAT = {"office": "European diplomat", "withheld": True}
DOZEN = figure(qualifier="order-of-magnitude", best=None, verbatim="dozens")


@pytest.mark.parametrize(
    ("claims", "title"),
    [
        ([], "It occurs"),
        ([claim()], "SOHR: It occurs"),
        ([claim(), claim("c2")], "SOHR: It occurs"),
        ([claim(), claim("c2", "aamaq")], "It occurs"),
        ([claim(claimant="article")], "It occurs"),
        ([claim(claimant="not-stated")], "It occurs"),
        ([claim(speaker=KERRY)], "Kerry: It occurs"),
        ([claim(speaker=KERRY), claim("c2")], "SOHR: It occurs"),
        ([claim(claimant="not-stated", speaker=DIPLOMAT)], "European diplomat: It occurs"),
    ],
)
def test_a_row_says_who_speaks_when_only_one_does(claims: list[Any], title: str) -> None:
    """The article itself needs no name; a withheld speaker is known by office."""

    assert titles(index([event(title="It occurs", claims=claims)])) == [title]


@pytest.mark.parametrize(
    ("keys", "badge"),
    [
        ({}, ""),
        ({"kind": "forecast"}, ""),
        ({"kind": "statement", "claims": [claim(), claim("c2", "un", about="place")]},
         "2 claimants"),
        ({"claims": [claim(claimant="article")]}, "article"),
        ({"claims": [claim(claimant="article", hedge="reportedly")]}, "reportedly"),
        ({"claims": [claim(stance="accuses", about="responsibility")]}, "accused"),
        ({"claims": [claim(), claim("c2", "un", about="place")]}, "2 claimants"),
        ({"claims": JET_CLAIMS}, "≠ accounts differ"),
        (
            {"claims": [claim(), claim("c2", "un", stance="denies")]},
            "≠ accounts conflict",
        ),
        ({"claims": [claim(figures=[figure()])]}, "50,000"),
        ({"claims": [claim(figures=[figure(), figure("f2", unit="km")])]}, "50,000"),
        ({"claims": [claim(figures=[figure(), figure("f2", metric="killed")])]}, "2 figures"),
        (
            {"claims": [claim(figures=[figure()]), claim("c2", "un", figures=[DOZEN])]},
            "≠ far apart",
        ),
    ],
)  # fmt: skip
def test_the_badge_says_what_matters_most(keys: dict[str, Any], badge: str) -> None:
    """What is at odds before the figure, the figure before the voice; the kind has its own mark."""

    assert column(index([event(**keys)]), "badge") == [badge]


@pytest.mark.parametrize("break_", ["\n", "\u2028", "\t"])
def test_a_row_is_one_line(break_: str) -> None:
    """Whatever is stored."""
    two = f"a{break_}b"
    claims = [claim(claimant="article", hedge=two)]
    found = index([event(title=two, part_of_day=two, claims=claims)])

    assert [column(found, name) for name in ("title", "part_of_day", "badge")] == [["a b"]] * 3


def test_a_metric_is_one_line() -> None:
    """It is listed among what can be filtered by."""
    claims = [claim(figures=[figure(metric="a\nb")])]

    assert Timeline(index([event(claims=claims)])).values("metric") == ["a b"]


def test_a_row_knows_its_kind() -> None:
    """Situations, statements and forecasts are always marked."""
    found = index([event("a"), event("b", kind="forecast")])

    assert column(found, "kind") == ["occurrence", "forecast"]


def test_whom_a_claim_was_told_to_is_posted() -> None:
    """An agency that carries a claim is found by its name."""
    found = index([event(claims=[claim(via="afp"), claim("c2", "un")])])

    assert [*found.rows("via", "afp")] == [0]


def test_each_field_is_a_line_of_the_text() -> None:
    """No phrase spans two of them."""
    found = index([event(title="One\ntwo", summary=" ", notes="Three")])

    assert found.base.text(0) == "one two\nthree"


def test_figures_that_cannot_both_hold_are_a_conflict() -> None:
    """The strongest thing a row can say."""
    same = {"population": "people", "kind": "flow", "as_of": "2016-12-10", "place": "aleppo"}
    claims = [
        claim(claimant=who, about="figure", figures=[figure(best=best, **same)])
        for who, best in (("sohr", 50), ("un", 80))
    ]
    claims[1]["id"] = "c2"
    for one in claims:
        one["figures"][0]["period"] = {"verbatim": "on Saturday", "when": "2016-12-10"}

    assert column(index([event(claims=claims)]), "badge") == ["≠ figures conflict"]


def test_only_factions_are_marked_each_once() -> None:
    """Monitors and media take part in no fighting."""
    parts = [
        {"actor": "sohr", "role": "speaker"},
        {"actor": "government", "role": "attacker"},
        {"actor": "government", "role": "target"},
        {"actor": "unknown", "role": "victim"},
    ]

    assert column(index([event(participants=parts)]), "factions") == [("government",)]


def test_all_words_of_an_event_are_searchable_and_a_withheld_name_is_not() -> None:
    """Titles, summaries, statements, quotes, verbatim, as said, notes."""
    withheld = {"name": "Secret Person", "office": "European diplomat", "withheld": True}
    keys: dict[str, Any] = {
        "summary": "Résumé",
        "notes": "my note",
        "tags": ["tagged"],
        "participants": [{"actor": "sohr", "role": "speaker", "as_said": "monitors"}],
        "claims": [
            claim(
                quote="a quotation",
                speaker=withheld,
                figures=[
                    figure(period={"verbatim": "past two days"}, place="jazal", population="men")
                ],
            ),
            claim("c2", speaker={"name": "John Kerry"}, source=None),
        ],
    }
    text = index([event(**keys)]).base.text(0)

    for word in (
        "resume",
        "my note",
        "tagged",
        "monitors",
        "quotation",
        "past two",
        "men",
        "kerry",
    ):
        assert word in text
    assert "secret" not in text
