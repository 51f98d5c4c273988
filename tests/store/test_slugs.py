"""Keys that people can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.slugs import slug
from store.text import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Islamic State re-enters Palmyra", "islamic-state-re-enters-palmyra"),
        ("Russia's Defence Ministry", "russias-defence-ministry"),
        ("Déjà vu: “hundreds” fled, 4 km away", "deja-vu-hundreds-fled-4-km-away"),
        ("U.N.", "u-n"),
        ("داعش", "داعش"),
        ("الدولة الإسلامية", "الدوله-الاسلاميه"),
        ("Россия", "россия"),
        ("हिन्दी समाचार", "हिनदी-समाचार"),
        ("…", "unnamed"),
        ("", "unnamed"),
    ],
)
def test_a_key_keeps_the_words_in_their_script(text: str, key: str) -> None:
    """Lower case, hyphens between words, nothing that a search would not find."""

    assert slug(text, ()) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (
            "Government forces recapture Palmyra and its ruins",
            "government-forces-recapture-palmyra-and",
        ),
        (f"{'a' * 20} {'b' * 19} c", f"{'a' * 20}-{'b' * 19}"),
        ("x" * 60, "x" * 40),
    ],
)
def test_a_long_title_is_cut_at_a_word(text: str, key: str) -> None:
    """About forty characters; a single word is cut where it must be."""

    assert slug(text, ()) == key


@pytest.mark.parametrize(
    ("taken", "key"),
    [
        (["aleppo"], "aleppo-2"),
        (["aleppo", "aleppo-2"], "aleppo-3"),
        (["ALEPPO"], "aleppo-2"),
        (["aleppo-1"], "aleppo"),
    ],
)
def test_a_key_is_not_given_twice(taken: list[str], key: str) -> None:
    """Nor one that reads the same."""

    assert slug("Aleppo", taken) == key


@pytest.mark.parametrize("text", ["Article", "Not stated"])
def test_claimants_that_are_no_actors_keep_their_keys(text: str) -> None:
    """An actor of such a name would stand for the article."""

    assert slug(text, ()) == f"{fold(text).replace(' ', '-')}-2"


@given(st.text(), st.lists(st.text(max_size=3)))
def test_any_text_has_a_key_of_its_own(text: str, taken: list[str]) -> None:
    """Never empty, never taken, one word without brackets, the same each time."""
    key = slug(text, taken)

    assert key
    assert fold(key) not in map(fold, taken)
    assert not set(key) & set(' []()":,;#')
    assert key == slug(text, taken)
