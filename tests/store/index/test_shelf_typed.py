"""Names typed for sources that lie on disk: found as those in memory are."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.index import blobs
from store.index.shelf import kept_names
from store.index.sidecar import Sections, held
from store.index.typed import marked
from store.model import Document, Source, view
from store.names import Names
from store.text import fold
from tests.factories import source
from tests.store.index.samples import index, written

WORDS = st.text("ab1 -_('é\u0301حلъ.ß\u00a0ـ", max_size=6) | st.sampled_from(
    ("a b", "A-b", "ab ab", "b  a", "ah a", "plumless", "buckeroo")
)
"""Names that are often the same, or begin with each other, in several scripts."""
URLS = st.sampled_from(("", "x", "http://a.org/", "https://www.a.org", "a.org/b", "http://[a"))
SOURCES: st.SearchStrategy[Sequence[Document]] = st.lists(
    st.builds(source, WORDS.filter(bool), title=WORDS, URL=URLS),
    max_size=8,
    unique_by=lambda document: document["uid"],
)
TYPED = st.lists(WORDS | st.sampled_from(("\ud800", "a\n", "\ud800a", "b\t", "a.org")), max_size=6)


def kept(sources: Sequence[Document]) -> Names:
    """Return names as they are read from disk."""
    return kept_names(held(written(index([], sources=sources))))


def in_memory(sources: Mapping[str, Source]) -> Names:
    """Return names of the same sources in the same order, all of them folded."""
    return Names({}, {}, dict(sources))


def answers(names: Names, text: str) -> list[Any]:
    """Return all that names say of what is typed for a source."""
    return [
        names.resolve_source(text),
        names.sources_titled(text),
        names.is_source_key(fold(text)),
        names.spelling("source", text),
        *(names.starting(text, ["source"], most) for most in (1, 2, 6, 20)),
        *(names._spellings["source"].starting(text, most) for most in (1, 2, 6, 20)),
        names._spellings["source"].all_called(text),
        names._spellings["source"].at(text),
    ]


@given(SOURCES, TYPED)
@settings(max_examples=40, deadline=None)
def test_what_is_typed_means_the_same_on_disk_and_in_memory(
    sources: Sequence[Document], texts: list[str]
) -> None:
    """Also which of two records with one name is meant, and the order of what is offered."""
    one = kept(sources)
    other = in_memory(one.sources)

    for text in (*texts, *one.sources, *(each["title"] for each in sources)):
        assert answers(one, text) == answers(other, text)


@given(SOURCES, SOURCES, st.sets(WORDS), SOURCES, TYPED)
@settings(max_examples=40, deadline=None)
def test_changes_and_a_draft_lie_over_what_is_on_disk(
    sources: Sequence[Document],
    others: Sequence[Document],
    gone: set[str],
    draft: Sequence[Document],
    texts: list[str],
) -> None:
    """As if all had been in memory from the first."""
    changes = {
        **{each["uid"]: view(Source, each) for each in others},
        **dict.fromkeys([*gone, *(each["uid"] for each in sources[::3])]),
    }
    one = kept(sources).changed({}, {}, changes)
    other = in_memory(one.sources)
    new = [view(Source, each) for each in draft if each["uid"] not in one.sources]

    for text in (*texts, *changes, *(each["title"] for each in (*sources, *others, *draft))):
        assert answers(one, text) == answers(other, text)
        assert answers(one.overlaid(sources=new), text) == answers(
            in_memory({**one.sources, **{each.uid: each for each in new}}), text
        )


def test_names_are_found_in_whatever_piece_they_lie(monkeypatch: pytest.MonkeyPatch) -> None:
    """One may be longer than a piece."""
    sources = [source(f"s{number}", title=f"News {number} of Hama") for number in range(30)]
    one = kept([*sources, source("long", title="Hama " * 50)])
    whole = answers(one, "hama")
    monkeypatch.setattr(blobs, "PIECE", 40)

    assert answers(one, "hama") == whole
    assert [uid for uid, _ in one.starting("hama", ["source"], 99)] == [
        "long",
        *(f"s{number}" for number in sorted(range(10), key=str)),
        *(f"s{number}" for number in sorted(range(10, 30), key=str)),
    ]


def test_no_more_is_read_than_what_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter finds enough in the first piece."""
    one = kept([source(f"s{number}", title=f"News {number}") for number in range(300)])
    monkeypatch.setattr(blobs, "PIECE", 100)
    read: list[int] = []
    really = Sections.read

    def counting(self: Sections, name: str, start: int, end: int) -> bytes:
        read.append(end - start)
        return really(self, name, start, end)

    monkeypatch.setattr(Sections, "read", counting)
    found = one.starting("s", ["source"])

    assert len(found) == 6
    assert len(read) == 1
    assert sum(read) <= 100


@pytest.mark.parametrize(
    ("name", "lies"),
    [
        ("", b""),
        ("a", b"\xffa"),
        ("al-bab", b"\xffal-\xffbab"),
        ("a (b", b"\xffa \xff(\xffb"),
        ("a_b ", b"\xffa_\xffb "),
        ("حلب", b"\xff" + "حلب".encode()),
    ],
)
def test_a_mark_stands_wherever_a_word_may_begin(name: str, lies: bytes) -> None:
    """Behind all but letters and digits; not at the end, where none begins."""

    assert marked(name) == lies


def test_names_with_one_checksum_are_told_apart() -> None:
    """These two are known to have the same."""
    one = kept([source("a", title="plumless", URL="http://plumless")])

    assert one.resolve_source("plumless") == "a"
    assert one.resolve_source("buckeroo") is None
    assert one.sources_titled("Buckeroo") == []


def test_the_latest_source_of_an_address_is_meant() -> None:
    """A change comes after what was there, as one in memory does."""
    one = kept([source(uid, URL="https://a.org/") for uid in "abc"])
    first, middle, last = one.sources
    without = one.changed({}, {}, {last: None})
    changed = without.changed({}, {}, {first: view(Source, source(first, URL="a.org"))})

    assert one.resolve_source("a.org") == last
    assert without.resolve_source("a.org") == middle
    assert changed.resolve_source("http://www.a.org") == first
