"""Completion in the fields Who, Where and Source, and in closed lists; a stroke is the cursor."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.completion import (
    Offer,
    participant_offers,
    place_offers,
    source_offers,
    word_offers,
)
from store.names import Names
from tests.store.known import NAMES

Offers = Callable[[str, int, Names], list[Offer]]


def taken(offers: Offers, line: str) -> list[str]:
    """Return the lines after each offer, a stroke for the cursor."""
    left, _, right = line.partition("|")
    found = offers(left + right, len(left), NAMES)
    return [f"{one.text[: one.cursor]}|{one.text[one.cursor :]}" for one in found]


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("isl|", ["IS |"]),
        ("dae| attacker", ["IS |attacker"]),
        ("The|", ['The "Host" brigade |']),
        (
            "Islamic State a|",
            [f"Islamic State {role}|" for role in ("attacker", "accused", "addressee")],
        ),
        ("Islamic State, def|", ["Islamic State, defender|"]),
        ("IS attacker|", []),
        ("IS |", []),
        ("Reuters a|", []),
        ("a|", ["AFP |", "Aamaq |"]),
        ("IS accused by aam|", ["IS accused by Aamaq |"]),
        (
            "IS accused by the|",
            ["IS accused by the article |", 'IS accused by The "Host" brigade |'],
        ),
        ("IS accused by Aamaq|", []),
        ("IS accused by |", []),
        ("IS stands by aam|", []),
        ('IS accused by Aamaq "so|', []),
        (f"{'x' * 1_000} host by so|", []),
        ("|", []),
    ],
)
def test_who(line: str, after: list[str]) -> None:
    """An actor, a role behind a known one, a claimant behind "by"; nothing within a quotation."""

    assert sorted(taken(participant_offers, line)) == sorted(after)


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("jaz|", ["Jazal|"]),
        ("oil|", ["Jazal|"]),
        ("tad|", ["Palmyra|"]),
        ('pal| "the city"', ['Palmyra| "the city"']),
        ("Jazal|", []),
        ('Palmyra "jaz|', []),
        ("so|", []),
        ("", []),
    ],
)
def test_where(line: str, after: list[str]) -> None:
    """A place by any of its names."""

    assert taken(place_offers, line) == after


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("ale|", ["aleppo-1|"]),
        ("islamic state re|", ["aleppo-1|"]),
        ("leaf|", ["leaflet|"]),
        ("aleppo-1|", []),
        ("http|", []),
        (f"{'ale' * 100}|", []),
    ],
)
def test_source(line: str, after: list[str]) -> None:
    """A source by key or title."""

    assert taken(source_offers, line) == after


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gr", ["group of people", "rebel group", "armed group"]),
        ("REB", ["rebel group"]),
        ("rebel group", []),
        ("", []),
        ("up", []),
    ],
)
def test_words_of_a_closed_list(text: str, found: list[str]) -> None:
    """Those that begin so come before those within which a word does."""
    offers = word_offers(text, ["rebel group", "armed group", "group of people"])

    assert [offer.label for offer in offers] == [offer.text for offer in offers] == found
    assert all(offer.cursor == len(offer.text) for offer in offers)


@pytest.mark.parametrize(
    ("offers", "line", "label"),
    [
        (participant_offers, "daesh", "IS · Daesh"),
        (participant_offers, "russia'", "Russia MoD · Russia's Defence Ministry"),
        (place_offers, "tadm", "Palmyra · Tadmor"),
        (place_offers, "palm", "Palmyra"),
        (source_offers, "a leaf", "leaflet · A leaflet"),
    ],
)
def test_a_label_says_why_it_is_offered(offers: Offers, line: str, label: str) -> None:
    """What is put into the line, and the name that was typed."""

    assert [offer.label for offer in offers(line, len(line), NAMES)] == [label]


@pytest.mark.parametrize("offers", [participant_offers, place_offers, source_offers])
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(["IS", "a", " ", '"', "host ", "by ", "jaz", "ale", "“"]), max_size=8
        ).map("".join),
    ),
    st.integers(-2, 40),
)
def test_any_text_and_cursor(offers: Offers, text: str, cursor: int) -> None:
    """The cursor stays in the line, and all but the word being typed stays as it was."""
    at = max(0, min(cursor, len(text)))
    for offer in offers(text, cursor, NAMES):
        blank = len(text[:at]) - len(text[:at].lstrip())

        assert 0 <= offer.cursor <= len(offer.text)
        assert offer.text != text
        assert offer.text.startswith(text[:blank])
        assert offer.text.endswith(text[at:])
