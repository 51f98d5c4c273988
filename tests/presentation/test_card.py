"""The card of an actor."""

import pytest

from store.names import Names
from tests.factories import actor, source
from tests.presentation.pages import (
    JET,
    MODEL,
    bundled_card,
    flat,
    lines,
    looks,
    names,
    section,
    seeded,
)
from tui.presentation.card import card
from tui.presentation.involved import colour


def _card(known: Names, uid: str = "sohr", width: int = 60) -> str:
    return flat(card(uid, None, known, looks(known), width))


def test_each_alias_has_a_line_of_its_own_under_its_language() -> None:
    """A name written from right to left shares its line with nothing."""
    shown = [line.strip() for line in lines(bundled_card("islamic-state", JET))]

    assert {"English", "Daesh", "Arabic", "داعش"} <= set(shown)
    assert shown.index("English") < shown.index("Daesh") < shown.index("Arabic")


def test_a_card_says_what_the_actor_claims_here_and_what_belongs_to_it() -> None:
    """Aamaq claims; what belongs to the Islamic State is no claim of its own."""
    aamaq, state = bundled_card("aamaq", JET), bundled_card("islamic-state", JET)

    assert "belongs to Islamic State “Islamic State re-enters" in section(aamaq, "AFFILIATION")
    assert "Aamaq claimed: Its militants brought the jet down" in section(aamaq, "CLAIMS HERE")
    assert "Aamaq news agency belongs to it" in section(state, "AFFILIATION")
    assert section(state, "CLAIMS HERE") == "CLAIMS HERE none"
    assert "attacker · only Aamaq says so" in section(state, "ROLE HERE")


@pytest.mark.parametrize(
    ("uid", "words"),
    [
        ("islamic-state", "party to the conflict: it takes part in the fighting"),
        ("russia-mod", "party to the conflict: by its affiliation"),
        ("sohr", "no party to the conflict, as far as is stored"),
        ("palmyra-coordination-committee", "its source says of it: “activist-run”"),
        ("sohr", "monitor · short: SOHR"),
    ],
)
def test_a_card_says_what_the_actor_is(uid: str, words: str) -> None:
    """Kind, what its source says of it, and whether it is a party."""
    assert words in flat(bundled_card(uid, MODEL))


def test_an_affiliation_says_since_when_and_whether_it_has_a_source() -> None:
    """What is stated is shown, and that nothing is stated is too."""
    parents = [
        {"actor": "a", "relation": "supports", "since": "2012", "until": "2016", "source": "src"},
        {"actor": "gone", "relation": "part-of"},
    ]
    known = names([actor(parents=parents, notes="Why."), actor("a")], sources=[source()])

    assert "supports A since 2012 · until 2016 · “An article”" in _card(known)
    assert "part of gone source not stated" in _card(known)
    assert "NOTES this chronology's own words Why." in _card(known)


def test_a_language_without_a_name_stands_by_its_code() -> None:
    """No alias is lost for its language."""
    aliases = [{"name": "One", "language": "xyz"}, {"name": "Two"}]
    known = names([actor(aliases=aliases)])

    assert "ALSO CALLED xyz One language not stated Two" in _card(known)


def test_a_missing_actor_is_said() -> None:
    """An event may name an actor that the store does not have."""
    assert _card(names(), "gone") == "The store has no card of gone."


def test_an_actor_has_the_colour_of_what_it_is_part_of() -> None:
    """Part of and belonging, never support; a circle of parents ends."""
    known = seeded()[1]
    how = looks(known)
    circle = names([actor("a", parents=[{"actor": "a", "relation": "part-of"}])])

    assert colour("aamaq", known, how) == how["islamic-state"].colour
    assert colour("sohr", known, how) == ""
    assert colour("a", circle, looks(circle)) == ""
