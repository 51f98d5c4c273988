"""Sources are listed the latest first, wherever they lie."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.index import shelf
from store.index.shelf import Shelf, kept_names
from store.index.sidecar import held
from store.latest import Latest, place_of
from store.model import Document, Source, view
from store.names import Names
from tests.factories import source
from tests.store.index.any_documents import DATES, VALUES
from tests.store.index.samples import index, written

SOURCES: st.SearchStrategy[Sequence[Document]] = st.lists(
    st.builds(source, VALUES, title=VALUES, issued=DATES | st.just("soon")),
    max_size=6,
    unique_by=lambda document: document["uid"],
)


def kept(sources: Sequence[Document]) -> Names:
    """Return names as they are read from disk."""
    return kept_names(held(written(index([], sources=sources))))


def several() -> list[Document]:
    """Return sources of three days and of none, the latest first."""
    return [
        source("d", issued="2016-12-12"),
        source("a", issued="2016-12-11", title="B"),
        source("c", issued="2016-12-11", title="c"),
        source("b", issued=""),
        source("e", issued="soon"),
    ]


@given(SOURCES, SOURCES, st.sets(VALUES, max_size=2))
@settings(max_examples=40, deadline=None)
def test_sources_on_disk_are_listed_as_those_in_memory(
    sources: Sequence[Document], others: Sequence[Document], gone: set[str]
) -> None:
    """Also those that have changed since, and without those that are no more."""
    changes = {**{each["uid"]: view(Source, each) for each in others}, **dict.fromkeys(gone)}
    one = kept(sources).changed({}, {}, changes)
    listed = one.latest()

    assert [*listed] == Names({}, {}, dict(one.sources)).latest()
    assert listed[:2] == [*listed][:2]
    assert [place_of(each, listed) for each in listed] == [*range(len(listed))]


def test_the_latest_come_first() -> None:
    """Of one day by their titles; what has no date, or none that can be read, at the end."""
    names = kept(several()[::-1])

    assert [each.uid for each in names.latest()] == ["d", "a", "c", "b", "e"]


def test_sources_are_read_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of very many opens at once."""
    names = kept(several())
    read: list[int] = []
    really = Shelf.at

    def counting(self: Shelf, number: int) -> Source:
        read.append(number)
        return really(self, number)

    monkeypatch.setattr(Shelf, "at", counting)
    listed = names.latest()

    assert (len(listed), read) == (5, [])
    assert (listed[1].uid, len(read)) == ("a", 1)


def test_very_many_changes_are_sorted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Faster than looking for the place of each."""
    new = view(Source, source("new", issued="2016-12-11", title="bb"))
    names = kept(several()).changed({}, {}, {"new": new, "e": None})
    few = names.latest()
    monkeypatch.setattr(shelf, "FEW", 1)
    many = names.latest()

    assert isinstance(few, Latest)
    assert isinstance(many, list)
    assert [*few] == many
    assert [each.uid for each in many] == ["d", "a", "new", "c", "b"]
