"""Names are neutral, and each faction is known by name, mark, colour and code."""

import re
from itertools import chain

import pytest
from rich.cells import cell_len

from store.model import Actor, Event
from store.names import Names
from tests.seeds.chronology import (
    ACTORS,
    EVENTS,
    FACTIONS,
    PLACES,
    SOURCES,
    records,
    seed_id,
    strings,
)

HUES = {
    "orange",
    "sky-blue",
    "bluish-green",
    "yellow",
    "blue",
    "vermillion",
    "reddish-purple",
}
"""Okabe and Ito's colours without black."""
LOADED = re.compile(r"\b(regimes?|extremists?|bastions?|terrorists?)\b", re.IGNORECASE)
AS_PRINTED = frozenset(("quote", "as_said", "verbatim", "when_said"))
NAMES = Names(ACTORS, PLACES, SOURCES)


def test_loaded_words_only_as_printed() -> None:
    """Words that take sides stand only where the source's own words are given."""
    texts = list(chain.from_iterable(strings(record, AS_PRINTED) for record in records()))

    assert not [text for text in texts if LOADED.search(text)]
    assert [text for record in records() for text in strings(record) if LOADED.search(text)]


def test_no_actor_is_just_the_opposition() -> None:
    """Political opposition, rebels and activists are three."""
    names = {name.casefold() for actor in ACTORS.values() for name in (actor.name, actor.short)}

    assert not names & {"opposition", "the opposition", "syrian opposition"}
    assert NAMES.resolve("opposition") is None
    assert {"syria-opposition", "rebels", "opposition-activists"} <= ACTORS.keys()


def test_a_name_means_one_actor() -> None:
    """No name, short name or alias is shared by two actors."""
    for actor in ACTORS.values():
        for name in (actor.name, actor.label, *(alias.name for alias in actor.aliases)):
            assert NAMES.resolve(name) == actor.uid


@pytest.mark.parametrize("name", ["IS", "ISIS", "ISIL", "Daesh", "داعش", "Islamic State"])
def test_the_islamic_state_by_all_its_names(name: str) -> None:
    """Each usual name finds the same actor."""
    assert NAMES.resolve(name) == "islamic-state"


@pytest.mark.parametrize(
    ("uid", "party"),
    [
        ("aamaq", True),
        ("russia-mod", True),
        ("us-secretary-of-state", True),
        ("us-defense-secretary", True),
        ("sohr", False),
        ("un", False),
        ("palmyra-coordination-committee", False),
        ("french-foreign-minister", False),
        ("opposition-activists", False),
    ],
)
def test_parties_to_the_conflict(uid: str, party: bool) -> None:
    """A claimant is a party by its stated affiliation alone."""
    assert NAMES.party(uid) is party


def test_rebels_are_those_whom_the_article_calls_so() -> None:
    """Other armed groups fight too, but their card does not make them rebels."""
    kinds = {actor.uid: actor.kind for actor in FACTIONS}

    assert [uid for uid, kind in kinds.items() if kind == "rebel group"] == ["rebels"]
    assert {uid for uid, kind in kinds.items() if kind == "armed group"} == {
        "islamic-state",
        "fateh-al-sham",
        "idlib-coalition",
    }


def test_factions_by_rank() -> None:
    """Digits follow the stored rank, without gaps."""
    ranked = sorted(FACTIONS, key=lambda actor: actor.rank or 0)

    assert [actor.rank for actor in ranked] == list(range(1, len(FACTIONS) + 1))
    assert [actor.uid for actor in ranked[:4]] == [
        "islamic-state",
        "government-forces",
        "russia",
        "rebels",
    ]


def test_marks_and_codes_are_unique() -> None:
    """No two factions share a mark, a code or a label."""
    for signs in (
        {actor.mark for actor in FACTIONS},
        {actor.code for actor in FACTIONS},
        {actor.label for actor in FACTIONS},
    ):
        assert len(signs) == len(FACTIONS)


@pytest.mark.parametrize("faction", FACTIONS, ids=lambda actor: actor.uid)
def test_signs_of_a_faction(faction: Actor) -> None:
    """A mark takes one cell and is no emoji; a code is two capitals; the hue is Okabe-Ito's."""
    assert cell_len(faction.mark) == len(faction.mark) == 1
    assert "\u2190" <= faction.mark <= "\u27bf"
    assert re.fullmatch("[A-Z]{2}", faction.code)
    assert faction.colour in HUES


def test_only_factions_have_signs() -> None:
    """Who takes no part in the fighting has no rank, mark, colour or code."""
    others = [actor for actor in ACTORS.values() if not actor.faction]

    assert {(actor.rank, actor.mark, actor.colour, actor.code) for actor in others} == {
        (None, "", "", "")
    }


@pytest.mark.parametrize("event", EVENTS, ids=seed_id)
def test_titles_fit_and_name_no_claimant(event: Event) -> None:
    """A title takes at most 44 cells; the row itself says who speaks."""
    first = [ACTORS[claim.claimant].label for claim in event.claims if claim.claimant in ACTORS]

    assert cell_len(event.title) <= 44
    assert not event.title.startswith(tuple(first))
