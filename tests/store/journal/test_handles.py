"""Several handles in one process, and several threads at one handle."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event

import pytest
from tinydb import Query
from tinydb.operations import increment

from store.journal.errors import Busy, Conflict
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage

THREADS = 4
TIMES = 25
PATIENCE = 30.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database of one document."""
    with JournalDB(path, patience=PATIENCE) as db:
        db.insert({"n": 0})
        yield db


@pytest.fixture
def other(db: JournalDB, path: Path) -> Iterator[JournalDB]:
    """Return another handle on it."""
    with JournalDB(path, patience=PATIENCE) as other:
        yield other


def work(handles: list[JournalDB]) -> list[int]:
    """Insert and update with a thread for each handle; return the ids that were given."""
    start = Barrier(len(handles))

    def write(db: JournalDB) -> list[int]:
        start.wait(PATIENCE)
        given = []
        for _ in range(TIMES):
            given.append(db.table("events").insert({}))
            db.update(increment("n"), doc_ids=[1])
        return given

    with ThreadPoolExecutor(len(handles)) as pool:
        return [doc_id for ids in pool.map(write, handles) for doc_id in ids]


def test_two_handles_write_in_turn(db: JournalDB, other: JournalDB) -> None:
    """Each goes on where the other left off."""
    given = [each.insert({}) for each in (other, db, other, db, db, other)]

    assert given == [2, 3, 4, 5, 6, 7]
    assert db.all() == other.all()


def test_each_handle_sees_what_the_other_changed(db: JournalDB, other: JournalDB) -> None:
    """At its next look, whatever that is."""
    other.update({"n": 1}, doc_ids=[1])
    db.insert({"n": 2})

    assert db.get(doc_id=1) == {"n": 1}
    assert len(other) == 2


def test_each_handle_sees_that_the_other_folded_the_journal(
    db: JournalDB, other: JournalDB
) -> None:
    """And writes to the new one."""
    storage(other).checkpoint()
    db.insert({})
    storage(db).checkpoint()
    other.insert({})

    assert len(db) == len(other) == 3


def test_threads_with_a_handle_each_lose_nothing(db: JournalDB, path: Path) -> None:
    """The lock is among handles, not only among processes."""
    handles = [JournalDB(path, patience=PATIENCE) for _ in range(THREADS)]
    given = work(handles)
    for each in handles:
        each.close()

    assert sorted(given) == list(range(1, THREADS * TIMES + 1))
    assert db.get(doc_id=1) == {"n": THREADS * TIMES}


def test_threads_with_one_handle_lose_nothing(db: JournalDB) -> None:
    """They wait for each other."""
    given = work([db] * THREADS)

    assert sorted(given) == list(range(1, THREADS * TIMES + 1))
    assert db.get(doc_id=1) == {"n": THREADS * TIMES}


def test_threads_read_while_one_folds_the_journal(db: JournalDB) -> None:
    """What they read is whole, though its files are replaced."""
    db.insert_multiple({"n": n} for n in range(500))
    done = Event()

    def look(_: int) -> set[int]:
        found = set()
        while not done.is_set():
            found.add(len(db.all()))
        return found

    with ThreadPoolExecutor(2) as pool:
        looking = pool.map(look, range(2))
        for _ in range(15):
            db.update({"n": 1}, doc_ids=[1])
            storage(db).checkpoint()
        done.set()

        assert [*looking] == [{501}, {501}]


def test_a_transaction_is_that_of_its_thread(db: JournalDB) -> None:
    """Others do not see what is not saved, and do not write in it."""
    with ThreadPoolExecutor(1) as pool, storage(db).transaction():
        db.update({"n": 1}, doc_ids=[1])
        seen = pool.submit(db.get, doc_id=1).result()
        inserted = pool.submit(db.insert, {})

        assert seen == {"n": 0}
        assert not inserted.done()

    assert inserted.result() == 2


def test_a_thread_that_waits_too_long_is_told(path: Path) -> None:
    """As another process is."""
    with JournalDB(path, patience=0.02) as db, ThreadPoolExecutor(1) as pool:
        with storage(db).transaction():
            refused = pool.submit(db.insert, {}).exception()

        assert isinstance(refused, Busy)
        assert len(db) == 0


def test_a_cached_query_is_asked_again_when_another_handle_wrote(
    db: JournalDB, other: JournalDB
) -> None:
    """What others changed is no less new."""
    query = Query().n == 0
    db.search(query)
    other.update({"n": 1}, doc_ids=[1])

    assert db.search(query) == []


def test_what_others_wrote_is_not_overwritten_by_a_whole_state(
    db: JournalDB, other: JournalDB
) -> None:
    """Whoever writes all must have read all."""
    tables = storage(db).read()
    other.insert({"n": 1})
    with pytest.raises(Conflict):
        storage(db).write(tables or {})

    assert len(db) == 2
