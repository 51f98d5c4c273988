"""Every sentence of the article is cited, and all that is given as printed stands there."""

import json

import pytest

from store.model import ARTICLE, NOT_STATED, Claim, Event, Figure
from tests.seeds.chronology import ACTORS, CLAIMS, DOCUMENTS, EVENTS, seed_id, strings
from tests.seeds.fingerprints import (
    STORED,
    Fingerprint,
    before,
    described,
    digest,
    located,
    phrases,
    runs,
)

SENTENCES: dict[str, Fingerprint] = json.loads(STORED.read_text(encoding="utf-8"))
COPIED = {run for kept in SENTENCES.values() for run in kept["runs"]}
AS_PRINTED = frozenset(("quote", "as_said", "verbatim", "when_said"))

WORDS = {
    "more-than": "over",
    "at-least": "at least",
    "order-of-magnitude": "hundreds",
}
"""The words by which the article qualifies a number."""
QUALIFYING = {
    digest(word)
    for words in (
        "over above than least fewer less more most under below to as",
        "about around approximately roughly some nearly almost circa between and hundreds",
    )
    for word in words.split()
}
"""Words before a number after which it is not the number stated: "over", "more than", "up to"."""


def printed(phrase: str, sentences: tuple[str, ...] | list[str]) -> bool:
    """Whether one of the sentences holds the phrase exactly as printed."""
    return any(digest(phrase) in SENTENCES[key]["phrases"] for key in sentences)


def test_every_sentence_is_cited() -> None:
    """Nothing that the article states is left out, and nothing else is cited."""
    cited = {key for claim in CLAIMS for key in located(claim.locator)}

    assert len(SENTENCES) == 24
    assert cited == SENTENCES.keys()


def test_locators_of_parents_are_sentences() -> None:
    """An affiliation cites a sentence of the article."""
    locators = {parent.locator for actor in ACTORS.values() for parent in actor.parents}

    assert locators <= SENTENCES.keys()


@pytest.mark.parametrize("event", EVENTS, ids=seed_id)
def test_what_is_given_as_printed_is_printed(event: Event) -> None:
    """Verbs, hedges, quotes, figures, periods, names and wordings stand in the cited sentences."""
    missing = [(keys, phrase) for keys, phrase in phrases(event) if not printed(phrase, keys)]

    assert not missing


def test_descriptions_of_actors_are_printed() -> None:
    """What the source is said to say of an actor, it says."""
    given = [phrase for actor in DOCUMENTS["actor"] for phrase in described(actor)]

    assert "activist-run" in given
    assert all(printed(phrase, list(SENTENCES)) for phrase in given)


def test_an_invented_quote_is_found_out() -> None:
    """The fingerprints refuse what the article does not print."""
    assert printed("a little grace", ["s8"])
    assert not printed("a little grace", ["s9"])
    assert not printed("a great deal of grace", ["s8"])


@pytest.mark.parametrize("claim", CLAIMS)
def test_verbs_are_those_of_others(claim: Claim) -> None:
    """Whoever is reported has a verb; what the article itself states, or only hedges, has none."""
    reported = claim.claimant not in (ARTICLE, NOT_STATED) or claim.speaker is not None

    assert bool(claim.verb) is reported


def qualified(number: str, sentences: list[str]) -> bool:
    """Whether a word before the number, in every sentence that prints it, qualifies it."""
    words = [word for key in sentences for word in SENTENCES[key]["before"].get(number, ())]
    assert words, number
    return QUALIFYING.issuperset(words)


@pytest.mark.parametrize(
    ("claim", "figure"),
    [(claim, figure) for claim in CLAIMS for figure in claim.figures],
    ids=lambda given: given.id if isinstance(given, Claim) else given.verbatim,
)
def test_figures_say_what_is_printed(claim: Claim, figure: Figure) -> None:
    """The qualifier is the printed word, none where none is; each bound is a printed number."""
    bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]
    numbers = before(figure.verbatim)
    bare = not any(qualified(number, located(claim.locator)) for number in numbers)

    assert (figure.qualifier == "stated") is (bare and bool(numbers))
    assert figure.qualifier == "stated" or WORDS[figure.qualifier] in figure.verbatim.casefold()
    assert all(f"{bound:,.0f}" in figure.verbatim for bound in bounds)
    assert bool(bounds) is (figure.qualifier != "order-of-magnitude")


@pytest.mark.parametrize(
    ("number", "sentence", "found"),
    [
        ("49", "s1", True),
        ("4", "s1", False),
        ("50,000", "s17", False),
        ("400,000", "s19", True),
        ("80,000", "s20", True),
        ("30,000", "s21", True),
        ("200", "s24", False),
    ],
)
def test_a_qualifier_left_out_is_found_out(number: str, sentence: str, found: bool) -> None:
    """A bare number does not pass for one that the article prints with "over"."""
    assert qualified(number, [sentence]) is found


def test_quotes_are_short() -> None:
    """A quote has at most 20 words."""
    quotes = [claim.quote for claim in CLAIMS if claim.quote]

    assert quotes
    assert max(len(quote.split()) for quote in quotes) <= 20


def test_nothing_else_is_copied() -> None:
    """Outside of what is given as printed, no eight words in a row are the article's."""
    ours = list(strings(DOCUMENTS["event"], AS_PRINTED))

    assert ours
    assert not [text for text in ours if runs(text) & COPIED]
