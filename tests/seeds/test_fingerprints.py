"""Fingerprints are made of whole sentences, exact phrases and runs of eight words."""

import pytest

from tests.seeds.fingerprints import (
    RUN,
    before,
    digest,
    fingerprints,
    holds,
    located,
    runs,
    sentences,
)

ARTICLE = """A town changes hands
March 3, 2011The monitor said "dozens" left the town. Maj. Gen. Doe, its spokesman, denied that.
Who is next?
"Nothing will be left of it," the mayor said on Thursday. "Who will live here if all are gone?"
abc/def (XY, Z)
"""


def test_sentences() -> None:
    """Headings, dateline and byline are no sentences; ranks and quoted commas end none."""
    assert sentences(ARTICLE) == {
        "s1": 'The monitor said "dozens" left the town.',
        "s2": "Maj. Gen. Doe, its spokesman, denied that.",
        "s3": '"Nothing will be left of it," the mayor said on Thursday.',
        "s4": '"Who will live here if all are gone?"',
    }


@pytest.mark.parametrize(
    ("phrase", "held"),
    [("dozens", True), ("dozen", False), ("Dozens", False), ("left the town", True)],
)
def test_holds(phrase: str, held: bool) -> None:
    """A phrase counts exactly as printed, as whole words."""
    assert holds(sentences(ARTICLE)["s1"], phrase) is held


def test_runs_ignore_case_and_punctuation() -> None:
    """Copied words are copied, whatever stands between them."""
    words = "one two three four five six seven eight"

    assert runs(words) == runs(words.upper().replace(" ", ", "))
    assert len(runs(f"{words} nine")) == 2
    assert runs("word " * (RUN - 1)) == set()


def test_only_phrases_that_are_held_are_kept() -> None:
    """A phrase is kept for the sentences that hold it, and for no other."""
    kept = fingerprints(ARTICLE, {"dozens", "hundreds"})

    assert kept["s1"]["phrases"] == [digest("dozens")]
    assert kept["s2"]["phrases"] == []


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("49 left, and over 1,000.5 of 49.", {"49": ["", "of"], "1,000.5": ["over"]}),
        ('The "some" 30 of 2 (2.5) left', {"30": ["some"], "2": ["of"], "2.5": [""]}),
        ("Nobody left.", {}),
    ],
)
def test_the_word_before_each_number_is_kept(sentence: str, words: dict[str, list[str]]) -> None:
    """It may say that the number is no stated one."""
    hashed = {number: [digest(word) for word in found] for number, found in words.items()}

    assert before(sentence) == hashed
    assert fingerprints(f"{sentence} X x x x x x x.", set())["s1"]["before"] == hashed


@pytest.mark.parametrize(("locator", "keys"), [("s1", ["s1"]), ("s12-s13", ["s12", "s13"])])
def test_located(locator: str, keys: list[str]) -> None:
    """A locator names one sentence or two in a row."""
    assert located(locator) == keys
