"""Tables as they are read through TinyDB's own classes, and as a storage is given them whole."""

from collections.abc import Iterator
from contextlib import nullcontext
from errno import EIO
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from store.journal.errors import NotSaved
from store.journal.state import State
from store.journal.storage import JournalStorage, TableView
from store.journal.table import JournalDB
from tests.store.journal.disks import CountingDisk, FailingDisk, WatchedDisk
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database of two documents."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 1}, {"n": 2}])
        yield db


def test_a_table_is_a_mapping_by_the_text_of_ids(db: JournalDB) -> None:
    """As stock tables know it; what is no number is no id."""
    view = storage(db).view("events")

    assert isinstance(view, TableView)
    assert (view["2"], "2" in view, len(view), list(view)) == ({"n": 2}, True, 2, ["1", "2"])
    assert ["two" in view, view.get("two"), view.get("3")] == [False, None, None]


def test_a_table_of_a_transaction_is_one_as_well(db: JournalDB) -> None:
    """Also one that is not there."""
    with storage(db).transaction():
        db.table("events").insert({"n": 3})
        view = storage(db).view("events")

        assert (view["3"], len(view), list(view)) == ({"n": 3}, 3, ["1", "2", "3"])
        assert storage(db).view("actors") == {}


def test_ids_of_one_insert_meet(db: JournalDB) -> None:
    """Nothing is inserted; behind an id that was given a chosen one may be the same."""
    for documents in ([{}, Document({}, doc_id=3)], [Document({}, doc_id=2)]):
        with pytest.raises(ValueError, match="already exists"):
            db.table("events").insert_multiple(documents)

    assert len(db.table("events")) == 2


def test_a_spool_that_cannot_be_read_within_a_transaction(path: Path) -> None:
    """It is said as anything else that the disk refuses, and nothing was changed."""

    class Forgetful(WatchedDisk):
        def spool(self, folder: Path):  # type: ignore[no-untyped-def]
            """Return one that is closed before it is read."""
            found = super().spool(folder)
            found.seek = refused  # type: ignore[method-assign]
            return found

    def refused(*_: object) -> int:
        raise OSError(EIO, "Input/output error")

    with JournalDB(path, disk=Forgetful(), spool=0) as db:
        db.table("events").insert({"n": 1})
        with pytest.raises(NotSaved, match="Input/output"), storage(db).transaction():
            db.table("events").insert_multiple([{"n": 2}])

        assert read(db) == {"events": {1: {"n": 1}}}


def test_a_document_that_cannot_be_spooled(path: Path) -> None:
    """There is no room for the part that waits."""
    disk = FailingDisk(1, EIO, only=frozenset({"spool"}))
    with JournalDB(path, disk=disk, spool=0) as db, pytest.raises(NotSaved):
        db.table("events").insert_multiple([{"n": 1}])


def test_another_thread_reads_what_is_being_confirmed(path: Path) -> None:
    """It is there once, then."""

    class Watched(WatchedDisk):
        def sync(self, descriptor: int) -> None:
            """Let another thread look."""
            super().sync(descriptor)
            thread = Thread(target=look)
            thread.start()
            thread.join()

    with JournalDB(path, disk=Watched()) as db:
        look = partial(read, db)
        for n in range(3):
            db.table("events").insert({"n": n})

        assert [each["n"] for each in db.table("events")] == [0, 1, 2]
        assert storage(db).database.take_news() == [("events", n) for n in range(4)]


@pytest.mark.parametrize("together", [True, False], ids=["in a transaction", "alone"])
def test_an_insert_reads_nothing_of_the_snapshot(path: Path, db: JournalDB, together: bool) -> None:
    """However large that is; only its first line was read on opening."""
    storage(db).checkpoint()
    disk = CountingDisk()
    with JournalDB(path, disk=disk) as other:
        disk.calls.clear()
        with storage(other).transaction() if together else nullcontext():
            other.table("events").insert({"n": 3})
        read_of = {call.path.name for call in disk.calls if call.name == "read"}

    assert NAME not in read_of


def test_nothing_is_read_where_nothing_is(path: Path) -> None:
    """A storage of no file has no tables, not even empty ones."""
    kept = JournalStorage(path)

    assert kept.read() is None
    assert kept.names() == []

    kept.close()

    assert not path.exists()


def test_tables_are_written_whole(path: Path, db: JournalDB) -> None:
    """What is not among them is gone, what is the same is not written again."""
    journal = path.with_name(f"{NAME}-journal-1")
    kept = storage(db)
    found = kept.read()
    before = journal.stat().st_size
    kept.write(found or {})
    same = journal.stat().st_size == before
    kept.write({"events": {"2": {"n": 2}, "5": {"n": 5}}, "empty": {}})
    kept.checkpoint()

    assert same
    assert read_by_stock(path) == {"events": {2: {"n": 2}, 5: {"n": 5}}}
    assert db.tables() == {"events", "empty"}


def test_all_tables_are_dropped(path: Path, db: JournalDB) -> None:
    """One by one, as one transaction; behind middleware as well."""
    db.table("actors").insert({})
    db.drop_tables()

    assert db.tables() == set()


def test_a_state_without_any_file(path: Path) -> None:
    """It holds nothing, and nothing is to be taken in."""
    state = State(WatchedDisk(), path)

    assert (state.raw("events", 1), state.take_more(), state.unfinished) == (None, False, 0)
    assert state.journal_name == ""


def test_the_place_of_a_document(path: Path) -> None:
    """In a file of another program nobody knows more than the file."""
    with TinyDB(path) as stock:
        stock.insert({})
    with JournalDB(path) as db:
        before = storage(db).database.state.place("_default", 1)
        db.insert({})
        storage(db).checkpoint()
        db.update({"n": 1}, doc_ids=[1])
        state = storage(db).database.state
        after = [state.place("_default", doc_id) for doc_id in (1, 2)]

    assert before == (NAME, 0)
    assert [name for name, _ in after] == [f"{NAME}-journal-2", NAME]
    assert path.read_bytes()[after[1][1] :].startswith(b"{}\n")
