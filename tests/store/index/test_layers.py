"""A layer on disk answers as one in memory does, whatever it is asked."""

from functools import reduce
from operator import or_
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.errors import Corrupt
from store.index import mapped as mapped_module
from store.index import packing
from store.index.entry import Entry, enter
from store.index.fresh import Fresh
from store.index.layer import UNDATED, Layer
from store.index.mapped import SHORT
from store.index.selection import Bits, union
from store.model import Document, Event, view
from store.names import Names
from tests.factories import event
from tests.store.index.any_documents import ANY_DATES, TEXTS, VALUES, events
from tests.store.index.samples import mapped, packed

NAMES = Names({}, {}, {})
FACETS = ("participant", "claimant", "place", "source", "metric", "kind", "nothing")
UIDS = st.sampled_from(("e", "f", "é", "z", "ee", "Ω", "🚀")) | st.text("abc", min_size=1)


def entered(documents: list[Document]) -> list[Entry]:
    """Return the entries of events, each uid once."""
    one = {document["uid"]: document for document in documents}
    return [enter(view(Event, document), NAMES) for document in one.values()]


entries = st.lists(events(UIDS), max_size=12).map(entered)


def answers(layer: Layer, words: list[str], seconds: list[int]) -> dict[str, Any]:
    """Return what a layer says to nearly everything that it can be asked."""
    rows, values = range(len(layer)), {"x", "none", "\ud800"}
    totals = {facet: dict(layer.totals(facet)) for facet in FACETS}
    values |= {value for each in totals.values() for value in each}
    asked = [(facet, value) for facet in FACETS for value in sorted(values)]
    spans = [(first, last) for last in range(len(layer) + 1) for first in range(last + 1)]
    uids = [layer.kept(row).uid for row in rows]
    half = Bits((1 << len(layer)) // 3, len(layer))
    return {
        "anchor": [*layer.anchor],
        "runs": [*layer.runs],
        "contested": layer.contested,
        "kept": [layer.kept(row) for row in rows],
        "row": [layer.row(uid) for uid in [*uids, "none", "", "\ud800"]],
        "totals": totals,
        "posting": [layer.posting(*each) for each in asked],
        "having": [
            layer.having(FACETS[:each], sorted(values)[:some])
            for each in range(len(FACETS))
            for some in range(len(values) + 1)
        ],
        "total": [layer.total(*each) for each in asked],
        "number": [layer.number(facet) for facet in FACETS],
        "count": [layer.count(*each, half) for each in asked],
        "most": [[total for _, total in layer.most(facet, 2)] for facet in FACETS],
        "uses": [layer.uses(value) for value in sorted(values)],
        "during": [layer.during(low, high) for low in seconds for high in seconds],
        "holding": [layer.holding(word, *span) for word in words for span in spans],
        "text": [layer.text(row) for row in rows],
    }


def seconds(given: list[Entry]) -> list[int]:
    """Return the seconds at which an answer may become another one."""
    edges = {edge for entry in given for edge in (entry.start, entry.end, entry.anchor)}
    near = {edge + some for edge in [*edges][:6] for some in (0, 1, SHORT)}
    return [-UNDATED, UNDATED, *near]


def sorted_postings(layer: Layer, rows: int) -> list[Entry]:
    """Return the entries of rows; the order of their postings says nothing."""
    found = layer.entries(rows)
    return [replace(one, postings=tuple(sorted(one.postings))) for one in found]


@given(entries, st.lists(st.text("ab é\U0001f680\u062d\u0644", min_size=1, max_size=3), max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_layer_on_disk_answers_as_one_in_memory(given: list[Entry], words: list[str]) -> None:
    """Dates open at either end, long events and undated ones, and texts of any script."""
    times = seconds(given)

    assert answers(mapped(given), words, times) == answers(Fresh(given), words, times)


@given(st.lists(ANY_DATES, max_size=8), st.lists(ANY_DATES, min_size=1, max_size=2))
@settings(max_examples=60, deadline=None)
def test_a_period_meets_the_same_events_on_disk(dates: list[str], periods: list[str]) -> None:
    """Whatever the dates are."""
    given = entered([event(f"e{number}", when=when) for number, when in enumerate(dates)])
    times = seconds(entered([event(when=when) for when in periods]))
    one, other = mapped(given), Fresh(given)

    for low in times:
        for high in times:
            assert one.during(low, high) == other.during(low, high)


@given(entries, st.data())
@settings(max_examples=30, deadline=None)
def test_what_was_packed_can_be_unpacked(given: list[Entry], data: st.DataObject) -> None:
    """So that it can be packed again with others; only of the rows asked for."""
    rows = data.draw(st.integers(0, (1 << len(given)) - 1))

    assert sorted_postings(mapped(given), rows) == sorted_postings(Fresh(given), rows)


@given(entries)
@settings(max_examples=20, deadline=None)
def test_packing_again_gives_the_same_bytes(given: list[Entry]) -> None:
    """Nothing is lost on the way, in whatever order the entries come."""
    one = packed(given)
    other = packed(reversed([*mapped(given).entries((1 << len(given)) - 1)]))

    assert {name: bytes(one[name]) for name in one.head.sections} == {
        name: bytes(other[name]) for name in other.head.sections
    }


@pytest.mark.parametrize("few", [1, 2, 32, 256])
@given(st.lists(st.sets(st.integers(0, 70)), max_size=4), st.integers(0, 70))
@settings(max_examples=25, deadline=None)
def test_the_rows_of_a_value_are_the_same_listed_or_as_bits(
    few: int, each: list[set[int]], count: int
) -> None:
    """How they are kept is told by their length alone."""
    blank = entered([event()])[0]
    values = [{row for row in rows if row < count} for rows in each]
    given = [
        replace(
            blank,
            uid=f"e{row:02}",
            postings=tuple(f"place:{value}" for value, rows in enumerate(values) if row in rows),
        )
        for row in range(count)
    ]
    with patch.object(packing, "FEW", few):
        layer = mapped(given)

    even = range(0, count, 2)
    for value, rows in enumerate(values):
        assert layer.posting("place", f"{value}") == union(sorted(rows))
        assert layer.total("place", f"{value}") == len(rows)
        assert layer.count("place", f"{value}", Bits(union(even), count)) == len(rows & {*even})


@given(entries, st.integers(0, 3))
@settings(max_examples=30, deadline=None)
def test_many_values_are_found_as_one_by_one(given: list[Entry], many: int) -> None:
    """Those that nothing has are among them; rows of one value may be those of another."""
    layer = mapped(given)
    values = ["none", *"abcdefghi", *dict(layer.totals("place")), *dict(layer.totals("source"))]
    each = [layer.posting(facet, value) for facet in ("place", "source") for value in values]
    with patch.object(mapped_module, "MANY", many):
        found = layer.having(("place", "source"), values)

    assert found == layer.having(("place", "source"), values) == reduce(or_, each)


@given(entries, st.integers(0, 4))
@settings(max_examples=20, deadline=None)
def test_the_values_with_most_rows_are_told_with_their_number(
    given: list[Entry], number: int
) -> None:
    """Each once; which of those with as many comes first says nothing."""
    for layer in (mapped(given), Fresh(given)):
        for facet in FACETS:
            found, totals = [*layer.most(facet, number)], dict(layer.totals(facet))
            assert len(dict(found)) == len(found)
            assert all(totals[value] == total for value, total in found)


def test_a_row_that_is_not_there_is_refused() -> None:
    """On disk it can only be one that was damaged."""
    with pytest.raises(IndexError):
        Fresh(entered([event()])).kept(1)
    with pytest.raises(Corrupt, match="was damaged"):
        mapped(entered([event()])).kept(1)


@given(TEXTS, TEXTS, VALUES)
@settings(max_examples=20)
def test_the_texts_of_two_events_are_never_one(one: str, other: str, word: str) -> None:
    """No word is found across the border between them."""
    given = entered([event("a", title=one), event("b", title=other)])
    layer = mapped(given)

    assert layer.holding(f"{word}", 0, 2) == Fresh(given).holding(f"{word}", 0, 2)
    assert layer.bytes_of_text >= sum(len(entry.text.encode()) for entry in given)


def test_events_whose_uids_have_one_checksum_are_told_apart() -> None:
    """These two are known to have the same."""
    layer = mapped(entered([event(uid) for uid in ("plumless", "buckeroo", "other")]))

    assert [layer.row(uid) for uid in ("plumless", "buckeroo", "other")] == [2, 0, 1]


@pytest.mark.parametrize("piece", [1, 30, 100, 1 << 16])
@pytest.mark.parametrize("word", ["all", "some", "one 7", "none"])
def test_a_word_is_found_alike_in_pieces_of_any_size(piece: int, word: str) -> None:
    """Also where so many hold it that each is looked at, and then none does."""
    texts = [f"all {number}{' some' * (number < 20)} one {number}" for number in range(40)]
    given = entered([event(f"e{at}", title=text) for at, text in enumerate(texts)])
    spans = [(0, 40), (3, 31), (12, 13), (5, 5)]

    with patch("store.index.blobs.PIECE", piece):
        found = [[*mapped(given).holding(word, *span)] for span in spans]

    assert found == [[*Fresh(given).holding(word, *span)] for span in spans]
