"""What is deleted is listed apart, and is in nothing else."""

from pathlib import Path
from typing import Any

import pytest

from store.base import Change, EventStore
from store.connect import MEMORY, connect
from store.edits import Stamp, deleted, undeleted
from store.history import stored
from store.index import Deletion, Index, Timeline
from store.model import Document, Kind
from store.query import Filter
from store.text import is_safe
from tests.factories import actor, claim, event, place, source
from tests.store.index.samples import index

STAMP = Stamp("2026-11-24T08:00:00Z", by="Rima", reason="entered twice")
MARK: Document = {"at": "2026-11-24T08:00:00Z"}


def test_a_deleted_event_is_told_apart_and_is_in_no_row() -> None:
    """With what is needed to find and to restore it."""
    gone = deleted(event("gone", when="2016-03", claims=[claim()]), STAMP)
    found = index([event("here"), gone])

    assert [*found.uids()] == ["here"]
    assert found.deleted == [
        Deletion("gone", "2016-03", "Something occurs", STAMP.at, "entered twice")
    ]
    assert found.total("claimant", "sohr") == 0
    assert len(Timeline(found).select(Filter(texts=("something",)))) == 1


def test_the_latest_deletion_comes_first() -> None:
    """Of one moment, the later uid."""
    times = {"a": "2026-11-24", "b": "2026-11-26", "c": "2026-11-24", "d": "2026-11-25"}
    found = index([event(uid, deleted={"at": at}) for uid, at in times.items()])

    assert [each.uid for each in found.deleted] == ["b", "d", "c", "a"]


def test_a_deleted_event_need_not_have_a_date_that_can_be_read() -> None:
    """It is there to be restored and mended."""
    found = index([event("gone", when="soon", deleted=MARK)])

    assert ([each.when for each in found.deleted], found.unreadable) == (["soon"], [])


@pytest.mark.parametrize("bad", [{"title": 7}, {"deleted": {}}, {"deleted": "yes"}])
def test_a_deleted_event_that_is_no_record_is_named(bad: dict[str, Any]) -> None:
    """Not dropped silently."""
    found = index([event("bad", **{"deleted": MARK, **bad})])

    assert ([*found.uids()], found.deleted) == ([], [])
    assert [each.uid for each in found.unreadable] == ["bad"]


def test_what_is_told_of_a_deleted_event_is_clean() -> None:
    """Title and reason stand on a line each."""
    found = index([event("e", title="a\nb\x1b[1m", deleted={**MARK, "reason": "c\u202ed\n"})])

    assert all(is_safe(text) for text in (found.deleted[0].title, found.deleted[0].reason))


def test_what_is_deleted_is_in_no_names() -> None:
    """Neither by uid nor by a name."""
    found = index(
        [],
        actors=[actor("sohr", deleted=MARK), actor("un")],
        places=[place("jazal", deleted=MARK)],
        sources=[source("src", deleted=MARK)],
    )
    names = found.names

    assert (list(names.actors), names.places, names.sources) == (["un"], {}, {})
    assert (names.resolve("Sohr"), names.matching("jazal"), names.cited("article")) == (
        None,
        set(),
        set(),
    )
    assert names.label("sohr") == "sohr"
    assert found.unreadable == []


def test_the_claims_that_cite_a_source_are_counted() -> None:
    """Those of deleted events, and those without a source, are not."""
    claims = [claim("c1"), claim("c2", source="other"), claim("c3"), claim("c4", source=None)]
    found = index(
        [event("e1", claims=claims), event("e2", claims=claims[:1]),
         event("e3", claims=claims, deleted=MARK)]
    )  # fmt: skip

    assert [found.uses(uid) for uid in ("src", "other", "none")] == [3, 1, 0]


def names_of(store: EventStore) -> dict[Kind, set[str]]:
    """Return the uids in the names of a store."""
    names = store.index().names
    return {"actor": {*names.actors}, "place": {*names.places}, "source": {*names.sources}}


@pytest.fixture(params=["memory", "tinydb"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store lies that holds the bundled chronology."""
    return MEMORY if request.param == "memory" else str(tmp_path / "events.json")


@pytest.mark.parametrize("kind", ["actor", "place", "source"])
def test_a_bundled_record_that_is_deleted_is_in_no_names(url: str, kind: Kind) -> None:
    """It is back as soon as it is restored."""
    store = connect(url, create=True)
    before = names_of(store)
    uid = sorted(before[kind])[0]

    gone = deleted(stored(store, kind, uid), STAMP)
    store.apply([Change(kind, uid, 1, gone)], "deleted")
    assert names_of(store) == {**before, kind: before[kind] - {uid}}
    store.apply([Change(kind, uid, 2, undeleted(gone, STAMP))], "restored")
    assert names_of(store) == before


def test_a_deleted_seed_stays_deleted(tmp_path: Path) -> None:
    """Opening a store brings back nothing that was bundled; restoring brings back all of it."""
    path = tmp_path / "events.json"
    store = connect(path, create=True)
    uids = [*store.index().uids()]
    before = stored(store, "event", uids[3])
    store.apply([Change("event", uids[3], 1, deleted(before, STAMP))], "deleted")
    store.close()

    for _ in ("the index as computed", "the index as kept"):
        again = connect(path, create=True)
        assert [*again.index().uids()] == [uid for uid in uids if uid != uids[3]]
        assert [each.uid for each in again.index().deleted] == [uids[3]]
        again.close()

    last = connect(path)
    gone = stored(last, "event", uids[3])
    last.apply([Change("event", uids[3], 2, undeleted(gone, STAMP))], "restored")
    assert [*last.index().uids()] == uids
    assert {**stored(last, "event", uids[3]), "version": 1, "updated": before["updated"]} == before


def test_an_index_without_deletions_has_none() -> None:
    """Nor uses."""
    empty = Index.build([], [], [], [], token=0)

    assert (empty.deleted, empty.uses("src")) == ([], 0)
