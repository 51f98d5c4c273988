"""Counts, claimants and plain signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import ARTICLE, NOT_STATED, Actor, Claim, Document, Source, view
from store.names import Names
from tests.factories import actor, claim, source
from tui.presentation.words import byline, claimant, count, to_ascii

SOHR = view(
    Actor, actor("sohr", name="Syrian Observatory for Human Rights", short="SOHR", kind="monitor")
)
NAMES = Names({"sohr": SOHR}, {}, {})


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 events"), (1, "1 event"), (2, "2 events"), (1234, "1,234 events")],
)
def test_counts(number: int, words: str) -> None:
    """One is singular, thousands are grouped."""
    assert count(number, "event") == words


def test_count_of_an_irregular_word() -> None:
    """A plural that is no singular with an s is given."""
    assert count(1, "person", "people") == "1 person"
    assert count(2, "person", "people") == "2 people"


@pytest.mark.parametrize(
    ("uid", "speaker", "words"),
    [
        ("sohr", None, "SOHR"),
        ("sohr", {"name": "Rami Abdulrahman"}, "SOHR"),
        ("gone", None, "gone"),
        (ARTICLE, None, "the article"),
        (NOT_STATED, None, "claimant not stated"),
        (NOT_STATED, {"office": "European diplomat"}, "European diplomat"),
        (NOT_STATED, {"name": "X", "office": "European diplomat"}, "European diplomat"),
        (NOT_STATED, {"name": "Ahmad"}, "Ahmad"),
        (NOT_STATED, {}, "claimant not stated"),
        (NOT_STATED, {"name": "X", "office": "a diplomat", "withheld": True}, "a diplomat"),
        (NOT_STATED, {"name": "X", "withheld": True}, "an anonymous speaker"),
    ],
)
def test_claimant(uid: str, speaker: Document | None, words: str) -> None:
    """The claimant is never invented, and a withheld name never shown."""
    assert claimant(view(Claim, claim(claimant=uid, speaker=speaker)), NAMES) == words


def test_claimant_in_full() -> None:
    """A citation gives the name, not the short name of a row."""
    said = view(Claim, claim(claimant="sohr"))

    assert claimant(said, NAMES, full=True) == "Syrian Observatory for Human Rights"
    assert claimant(view(Claim, claim(claimant=ARTICLE)), NAMES, full=True) == "the article"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("≥ 49 soldiers", ">= 49 soldiers"),
        ("≤ 40", "<= 40"),
        ("≠ far apart", "!= far apart"),
        ("8–10 Dec — “so”, ‘so’", "8-10 Dec - \"so\", 'so'"),
        ("3 claimants · 4 figures…", "3 claimants - 4 figures..."),
        ("← → ↑ ↓", "<- -> ^ v"),
        ("differ ×2.7", "differ x2.7"),
        ("Agnès, داعش, Łódź", "Agnès, داعش, Łódź"),
        ("plain", "plain"),
    ],
)
def test_ascii(text: str, plain: str) -> None:
    """Our own signs become ASCII; names in any script stay."""
    assert to_ascii(text) == plain


@given(st.text(st.characters(categories=["L", "N"])))
def test_ascii_leaves_letters_alone(text: str) -> None:
    """No letter or digit of any script is replaced."""
    assert to_ascii(text) == text


@pytest.mark.parametrize(
    ("author", "agencies", "words"),
    [
        ([{"literal": "jbh/sms"}], ["AP", "AFP"], "jbh/sms (AP, AFP)"),
        ([{"family": "Haddad", "given": "Rima"}, {"family": "Omar"}], [], "Rima Haddad, Omar"),
        ([], ["AP", "AFP"], "AP, AFP"),
        ([{}], [], ""),
        ([], [], ""),
    ],
)
def test_byline(author: list[Document], agencies: list[str], words: str) -> None:
    """Authors come first, agencies behind them; what is empty leaves no mark."""
    assert byline(view(Source, source(author=author, agencies=agencies))) == words
