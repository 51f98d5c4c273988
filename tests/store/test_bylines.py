"""Authors parted by semicolons, agencies by commas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.bylines import (
    patched_authors,
    read_agencies,
    read_authors,
    written_agencies,
    written_authors,
)
from store.model import Document, Name, view
from tests.store.known import NAMES, NOBODY


def person(family: str, given: str = "") -> Document:
    """Return an author with family and given name."""
    return {"family": family, "given": given, "literal": ""}


def byline(literal: str) -> Document:
    """Return an author as printed."""
    return {"family": "", "given": "", "literal": literal}


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("", []),
        ("jbh/sms", [byline("jbh/sms")]),
        ("Family, Given", [person("Family", "Given")]),
        ("Family,", [person("Family")]),
        ("Family, Given, Jr.", [person("Family", "Given, Jr.")]),
        ("Family, Given; jbh ;", [person("Family", "Given"), byline("jbh")]),
        ('"Staff, wires; desk"', [byline("Staff, wires; desk")]),
        ("AFP, dpa", [byline("AFP, dpa")]),
        ("Forces (SDF), north", [byline("Forces (SDF), north")]),
        (", ; ;", []),
        ('Family "Nick, Name", Given', [person('Family "Nick, Name"', "Given")]),
    ],
)
def test_authors_are_read(text: str, authors: list[Document]) -> None:
    """A comma parts family and given name, but not the names of known actors."""

    assert read_authors(text, NAMES) == authors


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("", []),
        ("AP, AFP,dpa ,", ["AP", "AFP", "dpa"]),
        ('"Wire, night desk", AP, ""', ["Wire, night desk", "AP"]),
    ],
)
def test_agencies_are_read(text: str, agencies: list[str]) -> None:
    """One with a comma stands in quotation marks."""

    assert read_agencies(text) == agencies


WORDS = st.text(st.sampled_from("ab,; ")).map(lambda text: " ".join(text.split()))
PEOPLE = st.builds(person, WORDS, WORDS)
AUTHORS = st.lists(st.one_of(PEOPLE, WORDS.map(byline)).filter(lambda one: any(one.values())))


@given(AUTHORS)
def test_written_authors_read_back(authors: list[Document]) -> None:
    """Whatever commas and semicolons their names hold."""
    line = written_authors(view(Name, author) for author in authors)

    assert read_authors(line, NOBODY) == authors


@given(st.lists(WORDS.filter(bool)))
def test_written_agencies_read_back(agencies: list[str]) -> None:
    """Whatever commas their names hold."""

    assert read_agencies(written_agencies(agencies)) == agencies


def test_an_author_without_any_name_is_not_written() -> None:
    """Nothing stands between two semicolons."""

    assert written_authors([Name(), Name(literal="jbh"), Name()]) == "jbh"


def test_authors_who_stay_keep_what_else_is_stored_of_them() -> None:
    """Keys that we do not know survive when another author is added or taken away."""
    stored = [{"literal": "jbh", "orcid": 1}, {"family": "Family", "orcid": 2}]
    was = [byline("jbh"), person("Family")]
    now = [person("Family"), byline("new"), person("Family")]

    assert patched_authors(stored, was, now) == [stored[1], byline("new"), person("Family")]


def test_authors_that_were_not_read_one_by_one_are_written_anew() -> None:
    """Which was which is not guessed."""

    assert patched_authors([{}, {"literal": "a"}], [byline("a")], [byline("a")]) == [byline("a")]
