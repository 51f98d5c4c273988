"""Lines of the field Where: NAME "as said"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.lines import LONGEST, TOO_LONG, UNCLOSED
from store.model import PlaceRef
from store.names import Names
from store.place_lines import PlaceLine, made, patched, read, write
from tests.seeds.chronology import EVENTS, PLACES
from tests.store.known import NAMES


@pytest.mark.parametrize(
    ("line", "place", "as_said"),
    [
        ("Jazal", "jazal", ""),
        ("jazal oil fields", "jazal", ""),
        ("جزل", "jazal", ""),
        ('Palmyra "west of  the city"', "palmyra", "west of the city"),
        ("Palmyra, “the city”", "palmyra", "the city"),
        ('Palmyra «the "city"»', "palmyra", 'the "city"'),
        ('The "Castello" road', "castello", ""),
        ('The "Castello" road "the road"', "castello", "the road"),
    ],
)
def test_a_line_names_a_place(line: str, place: str, as_said: str) -> None:
    """By any of its names, with the words of the source if they are given."""
    found = read(line, NAMES)

    assert (found.place, found.as_said) == (place, as_said)
    assert found.unknown == found.problems == ()


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_an_empty_line_says_nothing(line: str) -> None:
    """It is no place and no mistake."""

    assert read(line, NAMES) == PlaceLine()


def test_an_unknown_place_is_named() -> None:
    """It can be created, never silently."""
    found = read('Raqqa "the city"', NAMES)

    assert (found.place, found.unknown) == (None, ("Raqqa",))
    assert found.problems == ("“Raqqa” is no known place: write another name, or add it.",)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('"the city"', "Write the name of the place before the words of the source."),
        ('Palmyra "the ci', UNCLOSED),
        ("Palmyra “the ci", UNCLOSED),
        ("x" * (LONGEST + 1), TOO_LONG),
    ],
)
def test_what_is_wrong_is_said(line: str, problem: str) -> None:
    """One sentence, and no name to be created by mistake."""
    found = read(line, NAMES)

    assert found.problems == (problem,)
    assert found.unknown == ()


@pytest.mark.parametrize(
    ("ref", "line"),
    [
        (PlaceRef(place="jazal"), "Jazal"),
        (PlaceRef(place="palmyra", as_said="the city"), 'Palmyra "the city"'),
        (PlaceRef(place="palmyra", as_said='the "city"'), 'Palmyra “the "city"”'),
        (PlaceRef(place="gone", as_said="x"), 'gone "x"'),
    ],
)
def test_a_place_is_written(ref: PlaceRef, line: str) -> None:
    """With its name; a place that is gone stands under its key, so that nothing is hidden."""

    assert write(ref, NAMES) == line


@given(st.sampled_from(["jazal", "palmyra", "castello"]), st.text(st.sampled_from('ab”“"«»,;:().')))
def test_what_is_written_reads_back(place: str, as_said: str) -> None:
    """Whatever the source's words, unless they hold quotation marks of every kind."""
    found = read(write(PlaceRef(place=place, as_said=as_said), NAMES), NAMES)

    assert found.place == place
    assert found.as_said == as_said or all(set(pair) & set(as_said) for pair in ('"', "“”", "«»"))


def test_all_bundled_places_read_back() -> None:
    """With the words of the source."""
    names = Names({}, PLACES, {})
    stored = [place for event in EVENTS for place in event.places]

    assert [PlaceRef(**made(read(write(one, names), names))) for one in stored] == stored


def test_a_line_is_made_into_a_document() -> None:
    """With the keys of a place in an event."""

    assert made(read('Tadmor "the city"', NAMES)) == {"place": "palmyra", "as_said": "the city"}


def test_only_what_differs_is_patched() -> None:
    """Unknown keys survive, and none is added."""
    document = {"place": "jazal", "seen": 3}
    before = read("Jazal", NAMES)

    assert patched(document, before, read("Jazal oil fields", NAMES)) == document
    assert patched(document, before, read("Tadmor", NAMES)) == {"place": "palmyra", "seen": 3}
    assert patched(document, before, read('Jazal "x"', NAMES)) == {**document, "as_said": "x"}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Nothing crashes, and what is not understood is told."""
    found = read(text, NAMES)

    assert found.place or found.problems or found == PlaceLine()
