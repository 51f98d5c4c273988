"""Changes laid over an index leave it as one computed anew would be."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.base import Change
from store.index import Index, Listing, Timeline, changing
from store.index.build import FAULTS
from store.index.changing import changed, renamed
from store.model import Document, Event, Kind, view
from store.query import Filter
from tests.factories import actor, claim, event, place, source, titles
from tests.store.index.any_documents import (
    ANY_ACTORS,
    ANY_EVENTS,
    ANY_PLACES,
    ANY_SOURCES,
    UIDS,
    VALUES,
    events,
)
from tests.store.index.samples import kept
from tests.store.index.saying import said, shown

Records = dict[tuple[Kind, str], Document]


def put(kind: Kind, documents: st.SearchStrategy[Document]) -> st.SearchStrategy[Change]:
    """Return changes that add a record, or make another of it."""
    return documents.map(lambda document: Change(kind, document["uid"], None, document))


def taken(kind: Kind, uids: st.SearchStrategy[str]) -> st.SearchStrategy[Change]:
    """Return changes that delete a record for good."""
    return uids.map(lambda uid: Change(kind, uid, 1, None))


changes = st.one_of(
    *(put("event", ANY_EVENTS), put("event", events(UIDS)), taken("event", UIDS)),
    *(put("actor", ANY_ACTORS), taken("actor", VALUES)),
    *(put("place", ANY_PLACES), taken("place", VALUES)),
    *(put("source", ANY_SOURCES), taken("source", VALUES)),
)
batches = st.lists(st.lists(changes, min_size=1, max_size=4), max_size=4)
begun = st.lists(put("event", events(UIDS)) | changes, min_size=2, max_size=10)


def take(records: Records, batch: Sequence[Change]) -> None:
    """Make changes to records."""
    for change in batch:
        records.pop((change.kind, change.uid), None)
        if change.document is not None:
            records[change.kind, change.uid] = change.document


def built(records: Records) -> Index:
    """Compute the index of records."""

    def of(kind: Kind) -> list[Document]:
        return [document for (one, _), document in records.items() if one == kind]

    return Index.build(of("event"), of("actor"), of("place"), of("source"), token=0)


def reader(records: Records) -> Callable[[Sequence[str]], list[Document]]:
    """Return what reads events, those left out that are none."""

    def read(uids: Sequence[str]) -> list[Document]:
        found = []
        for uid in uids:
            document = records.get(("event", uid), {})
            try:
                view(Event, document)
            except FAULTS:
                continue
            found.append(document)
        return found

    return read


def follow(index: Index, records: Records, batch: Sequence[Change]) -> Index:
    """Make changes to records, and lay them over their index."""
    take(records, batch)
    after = changed(index, batch, index.token + 1, reader(records))
    assert after is not None
    return after


@given(begun, batches, st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_laid_over_is_what_would_be_computed(
    begin: list[Change], batches: list[list[Change]], on_disk: bool
) -> None:
    """After each of several transactions, over a base in memory or on disk."""
    records: Records = {}
    take(records, begin)
    index = kept(built(records)) if on_disk else built(records)
    timeline = Timeline(index)

    assert said(index) == said(built(records))
    for batch in batches:
        index = follow(index, records, batch)
        timeline = Timeline(index, timeline)
        anew = built(records)
        assert said(index) == said(anew)
        assert shown(timeline) == shown(Timeline(anew))


@given(begun, st.lists(changes, min_size=1, max_size=6), st.lists(changes, max_size=2))
@settings(max_examples=25, deadline=None)
def test_what_is_laid_over_can_be_kept_and_changed_again(
    begin: list[Change], batch: list[Change], more: list[Change]
) -> None:
    """Packed with its base into one layer."""
    records: Records = {}
    take(records, begin)
    index = kept(follow(kept(built(records)), records, batch))

    assert said(index) == said(built(records))
    assert shown(Timeline(index)) == shown(Timeline(built(records)))
    assert said(follow(index, records, more)) == said(built(records))


@pytest.mark.parametrize(("kind", "key"), [("place", "name"), ("source", "title")])
def test_a_claimant_that_is_no_actor_is_called_like_whatever_has_its_uid(
    kind: Kind, key: str
) -> None:
    """Also once that is another."""
    records: Records = {("event", "a"): event("a", title="A", claims=[claim(claimant="x")])}
    index = follow(kept(built(records)), records, [Change(kind, "x", None, {"uid": "x", key: "X"})])

    assert titles(index) == ["X: A"]
    assert titles(follow(index, records, [Change(kind, "x", 1, None)])) == ["x: A"]


def test_a_heading_goes_on_behind_what_is_laid_into_it() -> None:
    """It is one, with all events of both layers."""
    dates = {"a": "2016-01-01", "b": "2016-01-03", "c": "2016-02"}
    records: Records = {("event", uid): event(uid, when=when) for uid, when in dates.items()}
    index = kept(built(records))
    for uid, when in (("d", "2016-01-02"), ("e", "2016"), ("f", "2016-02-09")):
        index = follow(index, records, [Change("event", uid, None, event(uid, when=when))])
    timeline = Timeline(index)
    sections = Listing(timeline, timeline.select(Filter())).sections

    assert [*index.uids()] == ["e", "a", "d", "b", "c", "f"]
    assert [(each.month, each.first, each.count) for each in sections] == [
        *((0, 0, 1), (1, 1, 3), (2, 4, 2)),
    ]


def test_an_index_tells_how_much_was_laid_over_it() -> None:
    """So that it is computed anew before that is too much: added, changed or gone."""
    records: Records = {("event", uid): event(uid) for uid in "abc"}
    first = kept(built(records))
    edited = follow(first, records, [Change("event", "a", 1, event("a", title="New"))])
    gone = follow(edited, records, [Change("event", uid, 1, None) for uid in "abc"])

    assert [each.laid for each in (first, edited, gone)] == [0, 1, 3]
    assert [each.is_changed for each in (first, edited, gone)] == [False, True, True]


def test_too_many_changes_are_not_laid_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """To compute all anew is faster."""
    monkeypatch.setattr(changing, "MOST", 2)
    index = built({})
    three = [Change("event", uid, None, event(uid)) for uid in "abc"]
    laid = changed(index, three[:2], 1, lambda _: [])
    assert laid is not None

    assert changed(index, three, 1, lambda _: []) is None
    assert changed(laid, three[2:], 1, lambda _: []) is None


def test_an_actor_that_takes_part_in_too_much_is_not_renamed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All its events would have to be read; what no row shows of it may change."""
    monkeypatch.setattr(changing, "MOST", 2)
    parts = [{"actor": "x", "role": "victim"}]
    records: Records = {("event", uid): event(uid, participants=parts) for uid in "abc"}
    records["actor", "x"] = actor("x")
    index = kept(built(records))
    named = Change("actor", "x", 1, actor("x", name="Renamed"))
    noted = Change("actor", "x", 1, actor("x", notes="Noted"))

    assert changed(index, [named], 1, lambda _: []) is None
    assert follow(index, records, [noted]).actors["x"].notes == "Noted"


def test_names_can_follow_changes_alone() -> None:
    """As whoever asks for names has no index."""
    before = built({("actor", "x"): actor("x"), ("place", "y"): place("y")}).names
    after = renamed(before, [Change("actor", "x", 1, None), Change("source", "z", 1, source("z"))])

    assert ([*after.actors], [*after.places], [*after.sources]) == ([], ["y"], ["z"])
