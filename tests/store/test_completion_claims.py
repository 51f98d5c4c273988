"""Completion in a claim line; a stroke stands for the cursor."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import claims
from store.completion import Offer, claim_offers
from store.model import Actor, Source, view
from store.names import Names
from tests.factories import actor, source
from tests.store.known import ACTORS, NAMES

TAGS = [("#cause", "what the claim is about"), ("#calls-for", "its stance"), ("#denies", "stance")]


def offers(line: str, names: Names = NAMES) -> list[Offer]:
    """Return what is offered where the stroke stands."""
    left, _, right = line.partition("|")
    return claim_offers(left + right, len(left), names, TAGS)


def labels(line: str) -> list[str]:
    """Return what is shown."""
    return [offer.label for offer in offers(line)]


def taken(line: str) -> list[str]:
    """Return the lines after each offer, a stroke for the cursor."""
    return [f"{one.text[: one.cursor]}|{one.text[one.cursor :]}" for one in offers(line)]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("so|", ["SOHR · Syrian Observatory for Human Rights"]),
        ("  syr|", ["SOHR · Syrian Observatory for Human Rights"]),
        ("obs|", ["SOHR · Syrian Observatory for Human Rights"]),
        ("Dae|", ["IS · Daesh"]),
        ("دا|", ["IS · داعش"]),
        (
            "a|",
            [
                "AFP · Agence France-Presse",
                "Aamaq · Aamaq news agency",
                "the article",
            ],
        ),
        ("the a|", ["the article"]),
        ("not|", ["not stated"]),
        ("Russia|", ["Russia MoD · Russia's Defence Ministry"]),
        ("Russia told A|", ["AFP · Agence France-Presse", "Aamaq · Aamaq news agency"]),
        ("Russia via A|", ["AFP · Agence France-Presse", "Aamaq · Aamaq news agency"]),
        ("Russia told the art|", []),
        ("SOHR|", []),
        ("SOHR |", []),
        ("|SOHR", []),
        ("SO|HR", []),
        ("|", []),
        ("Russia MoD (so|", []),
        ("zzz|", []),
        (f"{'x ' * 300}so|", []),
    ],
)
def test_claimants_are_offered_before_the_colon(line: str, shown: list[str]) -> None:
    """By a beginning of any name; nothing for nothing, within a word, or where it is complete."""

    assert labels(line) == shown


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("so|", "SOHR |"),
        ("sohr|", "SOHR |"),
        ("  syr| reported: x", "  SOHR |reported: x"),
        ("so|: x", "SOHR |: x"),
        ("not st|", "not stated |"),
        ("Russia told af|: x", "Russia told AFP |: x"),
        ("brig|", "host |"),
        ("forces|", "sdf |"),
    ],
)
def test_a_claimant_is_followed_by_one_blank(line: str, after: str) -> None:
    """What stands right of the cursor is kept; a name that cannot be read gives way to the key."""

    assert after in taken(line)


@pytest.mark.parametrize(
    ("line", "verbs"),
    [
        ("SOHR rep|", ["reported", "reports"]),
        ("Islamic State cl|", ["claimed", "claims"]),
        ("The article sai|", ["said"]),
        ("Russia MoD (Igor Konashenkov, spokesman) sa|", ["said", "says"]),
        ("Russia via AFP war|", ["warned", "warns", "warned of", "warns of", "warned that"]),
        ("SOHR called f|", ["called for"]),
        ("SOHR called |", ["called for", "called on"]),
        ("SOHR to|", ["told"]),
        ("SOHR said|", []),
        ("SOHR |", []),
        ("Reuters rep|", []),
        ("Russia via Reuters war|", []),
        ("Russia) war|", []),
        ("rep|", []),
        ("SOHR said 10 D|", []),
        (": rep|", []),
    ],
)
def test_verbs_are_offered_behind_a_known_claimant(line: str, verbs: list[str]) -> None:
    """From the first letter on, and not in place of a name or a day."""

    assert labels(line) == verbs


def test_a_verb_is_put_where_it_is_typed() -> None:
    """The colon or the day comes next."""

    assert taken("SOHR rep|: x") == ["SOHR reported|: x", "SOHR reports|: x"]


def test_never_more_than_six_are_offered() -> None:
    """Not even of the verbs with one letter."""

    assert len(offers("SOHR a|")) == 6


KEYED = "aleppo-1 · Islamic State re-enters Palmyra"


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("SOHR said: x [ale|", ["SOHR said: x [aleppo-1]|"]),
        ("SOHR said: x [re-ent|", ["SOHR said: x [aleppo-1]|"]),
        ("SOHR said: x [Islamic St|", ["SOHR said: x [aleppo-1]|"]),
        ("SOHR said: x [ale|]", ["SOHR said: x [aleppo-1]|"]),
        ("SOHR said: x [ale| s25]", ["SOHR said: x [aleppo-1| s25]"]),
        ("SOHR said: x [ale| [y]", ["SOHR said: x [aleppo-1]| [y]"]),
        ("SOHR said: x [aleppo-1|", ["SOHR said: x [aleppo-1]|"]),
        (": x [ale|", [": x [aleppo-1]|"]),
        ("SOHR said:[ale|", ["SOHR said:[aleppo-1]|"]),
        ("SOHR said: x [aleppo-1|]", []),
        ("SOHR said: x [aleppo-1| s25]", []),
        ("SOHR said: x [aleppo-1] ale|", []),
        ("SOHR said: x [|", []),
        ('SOHR said: "x [ale|', []),
        ("SOHR said: “x [ale|", []),
        ("SOHR (a: b) said: x “y” [ale|", ["SOHR (a: b) said: x “y” [aleppo-1]|"]),
        ("SOHR [ale|", []),
    ],
)
def test_sources_are_offered_in_brackets(line: str, after: list[str]) -> None:
    """By key or title; the bracket is closed, and no quotation is completed."""

    assert taken(line) == after
    assert set(labels(line)) <= {KEYED}


def test_a_key_with_a_bracket_is_not_offered() -> None:
    """It would close the reference."""
    odd = NAMES.overlaid(sources=[view(Source, source("a]b", title="Odd"))])

    assert offers("SOHR said: x [odd|", odd) == []


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("SOHR said: x #ca|", ["SOHR said: x #cause|", "SOHR said: x #calls-for|"]),
        ("SOHR said: x #CAU| [y]", ["SOHR said: x #cause| [y]"]),
        ("SOHR said: x [aleppo-1] #den|", ["SOHR said: x [aleppo-1] #denies|"]),
        ("SOHR said: x #cause|", []),
        ("SOHR said: x #|", []),
        ("SOHR said: x# ca|", []),
        ("SOHR said: x#ca|", []),
        ("SOHR #ca|", []),
        ('SOHR said: "#ca|', []),
    ],
)
def test_tags_are_offered_behind_a_hash(line: str, after: list[str]) -> None:
    """With what they say, behind the colon only."""

    assert taken(line) == after


def test_a_tag_shows_what_it_says() -> None:
    """So that nobody has to look it up."""

    assert labels("SOHR said: x #cau|") == ["#cause · what the claim is about"]


def test_a_line_beyond_all_measure_is_left_alone() -> None:
    """A paste of a megabyte is not looked through at each key."""

    assert offers(f"SOHR said: {'x' * 1_000_000} #ca|") == []


@pytest.mark.parametrize("uid", [one["uid"] for one in ACTORS])
def test_each_claimant_offered_is_read_as_one(uid: str) -> None:
    """Whatever brackets, commas or quotation marks the name holds."""
    prefix = NAMES.actors[uid].name[:4]
    read = [
        claims.read(f"{offer.text}said: x", NAMES, date(2026, 11, 22))
        for offer in offers(f"{prefix}|")
    ]

    assert uid in [line.claimant for line in read]


@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                [*'sr :[]()"“#', "SOHR", "said", "via ", "told ", "AFP", ": ", "aleppo", " #c"]
            ),
            max_size=10,
        ).map("".join),
    ),
    st.integers(-2, 40),
)
def test_any_text_and_cursor(text: str, cursor: int) -> None:
    """The cursor stays in the line, and all but the word being typed stays as it was."""
    at = max(0, min(cursor, len(text)))
    head, right = text[: text[:at].find(":") + 1], text[at:]
    for offer in claim_offers(text, cursor, NAMES, TAGS):
        assert 0 <= offer.cursor <= len(offer.text)
        assert offer.text != text
        assert offer.text.startswith(head)
        assert offer.text.endswith(right)


def test_labels_with_two_actors_of_one_name() -> None:
    """The key tells them apart where the name does not."""
    twice = NAMES.overlaid(actors=[view(Actor, actor("sohr-2", name="SOHR", short=""))])

    assert [offer.text for offer in offers("SOH|", twice)] == ["SOHR ", "sohr-2 "]
