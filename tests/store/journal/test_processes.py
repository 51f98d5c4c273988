"""Several processes at one database: nothing is lost, no id is given twice, all see the same."""

from pathlib import Path

import pytest
from tinydb import Query

from store.journal.errors import Busy
from store.journal.table import JournalDB
from tests.store.journal.children import child
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read
from tests.store.journal.writers import (
    BATCH,
    TIMES,
    WRITERS,
    Follower,
    Outcome,
    ask,
    occupy,
    outcome,
)

ASKED = Query().asked.exists()
EACH = TIMES + TIMES // 5 * (BATCH - 1)
"""Documents that a writer inserts."""


@pytest.fixture(scope="module", params=["folded", "not folded"])
def done(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Outcome:
    """Return what four writers did, with a process that folds the journal or without."""
    folding = request.param == "folded"
    found = outcome(tmp_path_factory.mktemp("four") / NAME, folding=folding)
    if bool(found.folded) != folding:
        raise AssertionError(f"the journal was folded {found.folded} times")
    return found


def test_nothing_that_four_writers_saved_is_lost(done: Outcome) -> None:
    """Every document of each is there, as it was written."""
    events = done.tables["events"]

    assert [len(ids) for ids in done.given] == [EACH] * WRITERS
    for writer, ids in enumerate(done.given):
        assert {events[doc_id]["writer"] for doc_id in ids} == {str(writer)}


def test_no_id_is_given_twice(done: Outcome) -> None:
    """And none that was not asked for."""
    every = [doc_id for ids in done.given for doc_id in ids]

    assert sorted(every) == sorted(done.tables["events"]) == list(range(1, len(every) + 1))


def test_the_ids_of_one_transaction_follow_each_other(done: Outcome) -> None:
    """Nobody gets in between."""
    for ids in done.given:
        first = ids[:BATCH]

        assert first == list(range(first[0], first[0] + BATCH))


def test_no_update_overwrites_another(done: Outcome) -> None:
    """Each reads what the one before it wrote."""

    assert done.tables["counters"] == {1: {"n": WRITERS * TIMES}}


def test_the_snapshot_holds_it_all_for_stock(done: Outcome) -> None:
    """Once the journal is folded in."""

    assert done.stock == done.tables


def test_a_follower_ends_with_what_there_is(done: Outcome) -> None:
    """However often the files were replaced under it."""

    assert done.followed == done.tables


def test_a_follower_sees_no_change_twice(done: Outcome) -> None:
    """And those that it sees in their order."""
    lsns = done.follower.lsns

    assert lsns == sorted(set(lsns))


def test_a_follower_misses_nothing(done: Outcome) -> None:
    """It is told each change, or that it has to read all again."""
    follower = done.follower
    every = {("events", doc_id) for doc_id in done.tables["events"]}

    assert every <= follower.known
    if not follower.lost:
        assert all(follower.seen[each] == 1 for each in every)
        assert follower.seen["counters", 1] == WRITERS * TIMES


def test_a_follower_that_looks_once_between_two_checkpoints_loses_no_track(tmp_path: Path) -> None:
    """It had the old journal open, and the new one holds what came meanwhile."""
    path = tmp_path / NAME
    with JournalDB(path) as db:
        db.insert({})
        follower = Follower(path)
        for _ in range(10):
            db.insert({})
            storage(db).checkpoint()
            db.insert({})
            follower.look()

    assert not follower.lost
    assert follower.seen == {("_default", doc_id): 1 for doc_id in range(2, 22)}
    assert follower.lsns == list(range(follower.lsns[0], follower.lsns[0] + 40, 2))


def test_a_cached_query_is_asked_again_when_another_process_wrote(tmp_path: Path) -> None:
    """Also when that has folded the journal."""
    path = tmp_path / NAME
    with JournalDB(path) as db:
        events = db.table("events")
        events.insert({"asked": 0})
        events.search(ASKED)
        for number in (1, 2):
            with child(ask, path, number) as other:
                other.end()

            assert [each["asked"] for each in events.search(ASKED)] == list(range(number + 1))

            storage(db).checkpoint()


def test_who_waits_too_long_is_told_the_process_that_writes(tmp_path: Path) -> None:
    """Nothing is written by it, and the other is not disturbed."""
    path = tmp_path / NAME
    with child(occupy, path) as other, JournalDB(path, patience=0.05) as db:
        other.hear()
        with pytest.raises(Busy) as refused:
            db.table("events").insert({"n": 2})
        other.go()
        other.hear()

        assert refused.value.holder == other.process.pid
        assert read(db) == {"events": {1: {"n": 1}}}


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """Its lock is gone with it, and what it had not saved."""
    path = tmp_path / NAME
    with JournalDB(path, patience=0.05) as db:
        with child(occupy, path) as other:
            other.hear()
            other.kill()
        db.table("events").insert({"n": 2})

        assert read(db) == {"events": {1: {"n": 2}}}
