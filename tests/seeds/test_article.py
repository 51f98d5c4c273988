"""Every sentence of the article is cited, and all that is given as printed stands there."""

import json

import pytest

from store.model import ARTICLE, NOT_STATED, Claim, Event, Figure
from tests.seeds.chronology import ACTORS, CLAIMS, DOCUMENTS, EVENTS, FIGURES, seed_id, strings
from tests.seeds.fingerprints import STORED, Fingerprint, described, digest, located, phrases, runs

SENTENCES: dict[str, Fingerprint] = json.loads(STORED.read_text(encoding="utf-8"))
COPIED = {run for kept in SENTENCES.values() for run in kept["runs"]}
AS_PRINTED = frozenset(("quote", "as_said", "verbatim", "when_said"))

WORDS = {
    "stated": "",
    "more-than": "over",
    "at-least": "at least",
    "order-of-magnitude": "hundreds",
}
"""The words by which the article qualifies a number."""


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


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.verbatim)
def test_figures_say_what_is_printed(figure: Figure) -> None:
    """The qualifier is the printed word, and each bound a printed number."""
    bounds = [bound for bound in (figure.low, figure.best, figure.high) if bound is not None]

    assert WORDS[figure.qualifier] in figure.verbatim.casefold()
    assert all(f"{bound:,.0f}" in figure.verbatim for bound in bounds)
    assert bool(bounds) is (figure.qualifier != "order-of-magnitude")


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
