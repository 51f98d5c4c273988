"""Tags at the end of a claim line: #cause #denies #reportedly #agrees-sohr #replaces-sohr."""

from typing import get_args

import pytest

from store.claims_tags import TAGS, offered, take
from store.model import ARTICLE, About, Stance
from tests.store.claim_lines import reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it crashed #cause", ("it crashed", ["cause"])),
        ("it crashed #cause #Denies", ("it crashed", ["cause", "Denies"])),
        ("#cause", ("", ["cause"])),
        ("it crashed #calls-for", ("it crashed", ["calls-for"])),
        ("it crashed #agrees-", ("it crashed", ["agrees-"])),
        ("it #cause crashed", ("it #cause crashed", [])),
        ("it crashed#cause", ("it crashed#cause", [])),
        ("it crashed #Aleppo.", ("it crashed #Aleppo.", [])),
        ("it is #5", ("it is #5", [])),
        ("it is #", ("it is #", [])),
        ("", ("", [])),
    ],
)
def test_tags_are_taken_off_the_end(text: str, expected: tuple[str, list[str]]) -> None:
    """A tag is one word at the end that begins with a letter and ends without a full stop."""
    assert take(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "SOHR: it crashed #cause [aleppo-1 s2]",
        "SOHR: it crashed [aleppo-1 s2] #cause",
        'SOHR: it crashed "crashed" #cause [aleppo-1 s2] #reportedly',
        "SOHR: 12 died / recent days #cause [aleppo-1 s2]",
    ],
)
def test_tags_stand_before_or_after_the_source(line: str) -> None:
    """What stands before them reads as it would without them."""
    read = reading(line)

    assert (read.about, read.source, read.locator) == ("cause", "aleppo-1", "s2")
    assert "#" not in read.statement + read.quote
    assert read.problems == ()


def test_a_tag_before_the_quote_is_text() -> None:
    """Only what ends the line is a tag."""
    line = reading('SOHR: it was tagged #cause "crashed" [aleppo-1]')

    assert (line.statement, line.about) == ("it was tagged #cause", "occurrence")


@pytest.mark.parametrize("about", get_args(About))
def test_every_matter_has_a_tag(about: About) -> None:
    """It says what the claim is about."""
    assert reading(f"SOHR: x #{about}").about == about


@pytest.mark.parametrize("stance", get_args(Stance))
def test_every_stance_has_a_tag(stance: Stance) -> None:
    """It wins over the verb."""
    assert reading(f"SOHR denied: x #{stance}").stance == stance


@pytest.mark.parametrize("hedge", ["reportedly", "allegedly", "apparently", "unconfirmed"])
def test_hedges(hedge: str) -> None:
    """A word that hedges is a tag, in any case."""
    line = reading(f"SOHR: x #{hedge.upper()}")

    assert (line.hedge, line.problems) == (hedge, ())


def test_whom_a_claim_agrees_with_and_replaces() -> None:
    """Claimants are named by key, or by a name of one word; several may be agreed with."""
    line = reading("SOHR: x #agrees-russia-mod #agrees-AFP #agrees-article #replaces-SOHR")

    assert line.agrees == ("russia-mod", "afp", ARTICLE)
    assert line.replaces == "sohr"
    assert line.problems == ()


@pytest.mark.parametrize(
    ("tags", "problem"),
    [
        ("#Aleppo", "“#Aleppo” is no tag: write one such as"),
        ("#agrees-reuters", "“reuters” is no known actor: write the key of"),
        ("#replaces-reuters", "“reuters” is no known actor: write the key of"),
        ("#agrees-", "“#agrees-” names no claimant: write the key of"),
        ("#cause #place", "#cause and #place exclude each other: keep one."),
        ("#denies #asserts", "#denies and #asserts exclude each other"),
        ("#replaces-sohr #replaces-afp", "#replaces-sohr and #replaces-afp exclude each other"),
    ],
)
def test_problems(tags: str, problem: str) -> None:
    """Each is one sentence that says what to write instead."""
    (found,) = reading(f"SOHR: x {tags}").problems

    assert found.startswith(problem)
    assert found.endswith(".")


def test_a_tag_may_stand_twice() -> None:
    """The same tag again says nothing new."""
    assert reading("SOHR: x #cause #cause #agrees-afp #agrees-AFP").problems == ()


def test_tags_are_offered_for_the_claimants_of_an_event() -> None:
    """Each with a few words; those that take a claimant stand once for each."""
    found = dict(offered(["sohr", "sohr", "afp"]))

    assert list(found)[-4:] == ["#agrees-sohr", "#agrees-afp", "#replaces-sohr", "#replaces-afp"]
    assert set(found) > {tag for tag in TAGS if not tag.endswith("-")}
    assert all(reading(f"SOHR: x {tag}").problems == () for tag in found)
