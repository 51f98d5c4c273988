"""Names that are kept answer as those that were written, and sources lie where they are."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import Corrupt
from store.index.build import names_of
from store.index.shelf import Shelf, kept_names
from store.index.sidecar import held
from store.laid import Laid
from store.model import Document, Source, view
from store.names import Names
from store.text import fold
from tests.factories import actor, place, source
from tests.store.index.any_documents import ANY_SOURCES, TEXTS, VALUES
from tests.store.index.samples import index, written

FULL = source(
    "full",
    title="Islamic State re-enters Palmyra",
    author=[{"family": "Chulov", "given": "Martin"}, {"literal": "حلب اليوم"}],
    agencies=["AFP"],
    publisher="Guardian",
    URL="https://example.org/a",
    **{"container-title": "The Guardian"},
)
SOURCES: st.SearchStrategy[Sequence[Document]] = st.lists(
    ANY_SOURCES, max_size=5, unique_by=lambda document: document["uid"]
)


def kept(sources: Sequence[Document]) -> Names:
    """Return names as they are read from disk."""
    return kept_names(held(written(index([], sources=sources))))


@given(SOURCES, st.lists(TEXTS.map(fold).filter(bool), max_size=2))
@settings(max_examples=50, deadline=None)
def test_sources_on_disk_are_what_was_written(sources: list[Document], needles: list[str]) -> None:
    """Each by its uid, and by its names."""
    one, other = kept(sources), names_of([], [], sources)

    assert dict(one.sources) == other.sources
    assert len(one.sources) == len(other.sources)
    for uid in ("x", "none", "\ud800"):
        assert (uid in one.sources, one.sources.get(uid)) == (
            uid in other.sources,
            other.sources.get(uid),
        )
    for needle in needles:
        assert one.cited(needle) == other.cited(needle)


@given(SOURCES, st.dictionaries(VALUES, st.none() | TEXTS), st.sampled_from("abé"))
@settings(max_examples=50, deadline=None)
def test_sources_that_changed_are_found_by_what_they_are_now(
    sources: list[Document], changes: dict[str, str | None], needle: str
) -> None:
    """Once or several times; those beneath are seen through."""
    views = {
        uid: None if title is None else view(Source, {"uid": uid, "title": title})
        for uid, title in changes.items()
    }
    one = kept(sources).changed({}, {}, views)
    other = names_of([], [], sources).changed({}, {}, views)

    assert dict(one.sources) == dict(other.sources)
    assert one.cited(needle) == other.cited(needle)
    assert one.changed({}, {}, views).cited(needle) == other.cited(needle)


def test_every_name_of_a_source_finds_it() -> None:
    """As that of one in memory does; its uid is none."""
    names = kept([FULL, source("other", title="x")])

    for needle in ("palmyra", "guardian", "the guardian", "martin chulov", "حلب", "afp", "org/a"):
        assert names.cited(needle) == {"full"}
    assert names.cited("full") == set()
    assert names.matching("x") == {"full", "other"}


def test_no_name_is_found_across_two_sources() -> None:
    """Nor one source twice."""
    names = kept([source("a", title="aa aa"), source("b", title="ab")])

    assert [names.cited(needle) for needle in ("aa", "aab", "aa ab")] == [{"a"}, set(), set()]


def test_actors_and_places_come_back_whole() -> None:
    """There are few of them."""
    actors = [actor("x", parents=[{"actor": "y", "relation": "part-of"}]), actor("y")]
    places = [place("p", aliases=[{"name": "P", "language": "en"}])]
    one = index([], actors=actors, places=places)
    found = kept_names(held(written(one)))

    assert (found.actors, found.places) == (one.names.actors, one.names.places)
    assert found.parts("y") == {"x", "y"}


def test_a_source_that_is_not_there_is_refused() -> None:
    """As a dict does; nothing but a text is a uid."""
    shelf = kept([FULL]).sources

    assert isinstance(shelf, Shelf)
    assert not shelf.__contains__(7)
    with pytest.raises(KeyError, match="none"):
        shelf["none"]


def test_a_source_that_was_damaged_is_told_of() -> None:
    """Nothing stands in for it."""
    data = bytearray(written(index([], sources=[FULL])))
    start, length, _ = held(bytes(data)).head.sections["source"]
    data[start : start + length] = b"\xc1" * length
    names = kept_names(held(bytes(data)))

    assert "full" in names.sources
    with pytest.raises(Corrupt, match="was damaged"):
        names.label("full")
    with pytest.raises(Corrupt, match="was damaged"):
        names.starting("isl", ["source"])


def test_names_in_a_draft_lie_over_those_kept() -> None:
    """A new source is found beside them, and a new view of one hides the old."""
    new, other = (view(Source, source(uid, title="Draft")) for uid in ("new", "full"))
    names = kept([FULL]).overlaid(sources=[new, other])

    assert isinstance(names.sources, Laid)
    assert names.cited("draft") == {"new", "full"}
    assert names.cited("palmyra") == set()


def test_sources_that_changed_are_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each word of a search is looked for among them."""
    names = kept([FULL]).changed({}, {}, {"new": view(Source, source("new", title="New one"))})
    found = names.cited("new")
    monkeypatch.setattr("store.names.fold", None)

    assert names.cited("new") == found == {"new"}
    assert names.cited("palmyra") == {"full"}


def test_uids_with_one_checksum_are_told_apart() -> None:
    """These two are known to have the same."""
    shelf = kept([source("plumless"), source("buckeroo", title="Other")]).sources

    assert [shelf[uid].title for uid in ("plumless", "buckeroo")] == ["An article", "Other"]
