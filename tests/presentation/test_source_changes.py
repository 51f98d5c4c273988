"""Sources say what of them is not as it was imported, or what it was before."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.edits import Stamp, edited
from store.model import Document, Event, Source, view
from tests.factories import claim, event, source
from tests.presentation.pages import names, page, section
from tui.presentation.citation import claim_citation, event_citation
from tui.presentation.source_changes import correction, source_changes

STAMP = Stamp("2026-11-24T08:00:00Z", reason="misread")
SEED = source(origin={"format": "seeds", "changed": {}}, publisher="A publisher")


def corrected(seed: Document = SEED, **keys: Any) -> Source:
    """Return a source after an edit."""
    return view(Source, edited(seed, {**seed, **keys}, STAMP))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"title": "Other"}, "title · bundled: “An article” · you: “Other”"),
        ({"publisher": ""}, "publisher · bundled: “A publisher” · you: none"),
        ({"issued": "2016"}, "issued · bundled: Saturday 10 December 2016 · you: 2016"),
        ({"type": "book"}, "type · bundled: document · you: book"),
        ({"URL": "https://example.org"}, "URL · bundled: none · you: https://example.org"),
        ({"container-title": "Daily"}, "in · bundled: none · you: “Daily”"),
        ({"author": [{"family": "Doe", "given": "Jo"}]}, "by · bundled: none · you: Jo Doe"),
        ({"agencies": ["AP", "AFP"]}, "agencies · bundled: none · you: AP, AFP"),
        ({"sha256": "ab"}, "SHA-256 · bundled: none · you: ab"),
    ],
)
def test_a_field_says_what_was_bundled_and_what_it_is_now(keys: Document, words: str) -> None:
    """With the day and the reason."""
    assert correction(corrected(**keys)) == f"{words}, 24 Nov 2026, misread"


def test_several_fields_share_a_day() -> None:
    """In the details each has a line."""
    found = corrected(title="Other", issued="2016")
    dates = "issued · bundled: Saturday 10 December 2016 · you: 2016, 24 Nov 2026, misread"

    assert correction(found) == f"title · bundled: “An article” · you: “Other”; {dates}"
    assert source_changes(found) == (
        "since it was bundled",
        ["title · bundled: “An article” · you: “Other”, 24 Nov 2026, misread", dates],
    )


def test_an_own_source_tells_what_each_part_was() -> None:
    """The latest first, in its details alone."""
    once = edited(source(), source(title="Other"), STAMP)
    found = corrected(once, title="Third")

    assert source_changes(found)[1] == [
        "title · before: “Other” · you, 24 Nov 2026, misread",
        "title · before: “An article” · you, 24 Nov 2026, misread",
    ]
    assert correction(found) == ""


def test_what_no_view_takes_stands_as_it_is() -> None:
    """By another version, or by hand."""
    changed = {"title": 7, "author": [7], "agencies": "AP", "x": {"a": 1}}
    found = view(Source, source(origin={"format": "", "changed": changed}))

    assert sorted(correction(found).split("; ")) == [
        'agencies · imported: "AP" · now: none',
        "by · imported: [7] · now: none",
        "title · imported: 7 · now: “An article”",
        'x · imported: {"a": 1} · now: none',
    ]


def test_the_sources_of_an_event_say_so() -> None:
    """Below what they state; one that is not in the store says nothing of it."""
    known = names([], [], [edited(SEED, {**SEED, "title": "Other"}, STAMP)])
    shown = page(known, 200, claims=[claim(), claim("c2", source="gone")])

    assert section(shown, "SOURCES") == (
        "SOURCES [1] Other Saturday 10 December 2016 · A publisher 1 claim "
        "title · bundled: “An article” · you: “Other”, 24 Nov 2026, misread "
        "[2] gone (this source is not in the store) 1 claim"
    )


def test_citations_say_so() -> None:
    """By the number of the source where there are several."""
    known = names([], [], [edited(SEED, {**SEED, "title": "Other"}, STAMP), source("own")])
    found = view(Event, event(claims=[claim(), claim("c2", source="own"), claim("c3", source="x")]))
    told = (
        "changed since it was bundled (you, 24 Nov 2026, misread): title (bundled: “An article”)."
    )

    cited = [claim_citation(found, each, known, known.sources) for each in found.claims]
    assert [text.splitlines()[-1] == f"Source {told}" for text in cited] == [True, False, False]
    assert event_citation(found, known, known.sources).splitlines()[-1] == f"Source [1] {told}"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*SEED, "author", "agencies", "URL", "x", ""]), ANYTHING))
def test_whatever_is_kept_of_a_source_can_be_told(kept: Document) -> None:
    """As imported values, and as earlier ones."""
    imported = view(Source, source(origin={"format": "seeds", "changed": kept}))
    own = view(Source, source(history=[{"at": "2026-11-24", "was": kept}]))

    assert bool(correction(imported)) == bool(source_changes(imported)[1])
    assert len(source_changes(own)[1]) == len(kept)
