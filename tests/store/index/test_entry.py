"""What a row says is computed when the event enters the index."""

from typing import Any

import pytest

from tests.factories import claim, event, figure
from tests.store.index.samples import JET_CLAIMS, index

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

    assert index([event(title="It occurs", claims=claims)]).title == [title]


@pytest.mark.parametrize(
    ("keys", "badge"),
    [
        ({}, ""),
        ({"kind": "forecast"}, "forecast"),
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
)
def test_the_badge_says_what_matters_most(keys: dict[str, Any], badge: str) -> None:
    """What is at odds before the figure, the figure before the kind, the kind before the voice."""

    assert index([event(**keys)]).badge == [badge]


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

    assert index([event(claims=claims)]).badge == ["≠ figures conflict"]


def test_only_factions_are_marked_each_once() -> None:
    """Monitors and media take part in no fighting."""
    parts = [
        {"actor": "sohr", "role": "speaker"},
        {"actor": "government", "role": "attacker"},
        {"actor": "government", "role": "target"},
        {"actor": "unknown", "role": "victim"},
    ]

    assert index([event(participants=parts)]).factions == [("government",)]


def test_all_words_of_an_event_are_searchable_and_a_withheld_name_is_not() -> None:
    """Titles, summaries, statements, quotes, verbatim, as said, notes."""
    withheld = {"name": "Secret Person", "office": "European diplomat", "withheld": True}
    keys = {
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
    text = index([event(**keys)]).text[0]

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
