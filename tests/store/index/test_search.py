"""A search in pieces finds what one at a stroke finds, and never shows what it takes back."""

from collections.abc import Iterator
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.base import Change
from store.index import Index, Timeline, rows, search
from store.index.changing import changed
from store.index.fresh import Fresh
from store.index.search import Search
from store.model import Document
from store.query import Filter, Term
from tests.factories import actor, claim, event, place, source
from tests.store.index.any_documents import UIDS, VALUES, events
from tests.store.index.samples import index, kept, timeline

TEXTS = st.text('ab é"X ', max_size=5)
filters = st.builds(
    lambda texts, terms: Filter(tuple(Term("claimant", value) for value in terms), texts=texts),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(VALUES, max_size=1),
)
documents = st.lists(events(UIDS), max_size=8, unique_by=lambda document: document["uid"])


def prepared(base: list[Document], over: list[Document]) -> Timeline:
    """Return the timeline of an index on disk with some events laid over it."""
    records = {"actors": [actor("x", name="Bab")], "places": [place("y", name="é a")]}
    first = kept(index(base, sources=[source("z", title="a X")], **records))
    changes = [Change("event", document["uid"], None, document) for document in over]
    found = changed(first, changes, 1, lambda _: [])
    assert found is not None
    return Timeline(found)


def stepped(one: Search) -> Iterator[list[int]]:
    """Yield the rows shown on the way, and in the end."""
    yield [*one.selection()]
    while not one.step(0):
        yield [*one.selection()]
    yield [*one.selection()]


@given(documents, documents, filters, st.integers(-1, 9), st.sampled_from([1, 40, 1 << 17]))
@settings(max_examples=60, deadline=None)
def test_what_is_found_in_pieces_is_what_is_found_at_a_stroke(
    base: list[Document], over: list[Document], query: Filter, row: int, piece: int
) -> None:
    """From whichever row it begins; what is shown on the way is part of it and only grows."""
    whole = [*prepared(base, over).select(query)]
    with patch.object(search, "PIECE", piece):
        shown = [*stepped(Search(prepared(base, over), query, row))]

    assert shown[-1] == whole
    for before, after in pairwise(shown):
        assert {*before} <= {*after}


@given(documents, documents, st.text("abX é", min_size=1, max_size=4), st.sampled_from([1, 16]))
@settings(max_examples=40, deadline=None)
def test_a_search_narrowed_letter_by_letter_finds_what_a_new_one_does(
    base: list[Document], over: list[Document], text: str, narrow: int
) -> None:
    """Few rows are looked at one by one, many in a run."""
    one = prepared(base, over)
    with patch.object(rows, "NARROW", narrow), patch.object(search, "PIECE", 1):
        for end in range(1, len(text) + 1):
            query = Filter(texts=(text[:end],))
            *_, found = stepped(Search(one, query, end))
            assert found == [*prepared(base, over).select(query)]


def test_a_search_in_an_empty_index_ends() -> None:
    """With nothing."""
    one = Search(timeline([]), Filter(texts=("jet",)))

    assert not one.done
    assert one.step(0)
    assert len(one.selection()) == 0


def test_a_search_whose_words_are_known_is_done_at_once() -> None:
    """Nor does it read any text, or forget what was found."""
    known = timeline()
    Search(known, Filter(texts=("jet",))).step(1)
    again = Search(known, Filter(texts=("jet",)))

    assert again.done
    assert again.step(0)
    assert [*again.selection()] == [3]


@pytest.mark.parametrize("query", [Filter(), Filter(texts=("",)), Filter(contested=True)])
def test_a_filter_without_words_needs_no_search(query: Filter) -> None:
    """It selects as ever."""
    one = Search(timeline(), query)

    assert one.done
    assert one.selection() == timeline().select(query)


def test_one_more_letter_looks_only_at_what_was_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a long timeline, where that is a small part."""
    one = Timeline(kept(index([event(f"e{n:02}", title=f"number {n}") for n in range(40)])))
    Search(one, Filter(texts=("number 1 number",))).step(1)
    Search(one, Filter(texts=("17",))).step(1)
    monkeypatch.setattr(one.index.base, "holding", None)
    narrowed = Search(one, Filter(texts=("170",)))

    assert narrowed.step(1)
    assert len(narrowed.selection()) == 0


def test_rows_near_the_beginning_are_found_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the others, to the end and from the first one on."""
    monkeypatch.setattr(search, "PIECE", 1)
    one = Search(timeline([event(f"e{n}") for n in range(4)]), Filter(texts=("occurs",)), 2)

    assert [*stepped(one)] == [[], [2], [2, 3], [0, 2, 3], [0, 1, 2, 3], [0, 1, 2, 3]]


def test_what_a_search_is_given_time_for_is_done_in_one_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Piece after piece."""
    monkeypatch.setattr(search, "PIECE", 1)
    one = Search(timeline(), Filter(texts=("jet",)))

    assert one.step(60)
    assert [*one.selection()] == [3]


def test_a_search_that_is_ended_leaves_nothing_half_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever selects by its words then is told of every row; one that is done stays known."""
    monkeypatch.setattr(search, "PIECE", 1)
    known, query = timeline(), Filter(texts=("jet",))
    begun = Search(known, query)
    begun.step(0)
    before = [*known.select(query)]
    begun.end()
    after = [*known.select(query)]
    Search(known, query).end()

    assert (before, after, [*known.select(query)]) == ([], [3], [3])


def test_a_source_is_searched_for_once_no_event_holds_the_word() -> None:
    """That is known in the end only; what cites it is shown then."""
    records = [source(title="Palmyra retaken")]
    one = Timeline(kept(index([event("citing", claims=[claim()])], sources=records)))
    searching = Search(one, Filter(texts=("palmyra",)))

    assert [*searching.selection()] == []
    searching.step(1)
    assert [*searching.selection()] == [0]


def test_a_word_counts_as_held_where_only_an_event_that_is_gone_holds_it() -> None:
    """Never: what is gone is found by nothing."""
    one: Index = kept(index([event("jet", title="Jet lost")]))
    left = Timeline(replace(one, gone=1, over=Fresh(index([event("other")]).entries())))
    searching = Search(left, Filter(texts=("jet",)))

    assert searching.step(1)
    assert len(searching.selection()) == 0
    assert len(left) == 1
