"""The journal is folded into the snapshot: by one at a time, and only when it is whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.journal.database import Database
from store.journal.disk import Disk
from store.journal.part import Part
from store.journal.table import JournalDB
from tests.store.journal.disks import WatchedDisk
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


def test_a_second_checkpoint_has_nothing_to_do(db: JournalDB) -> None:
    """All is in the snapshot."""
    assert storage(db).checkpoint()
    assert not storage(db).checkpoint()


def test_a_checkpoint_is_being_made_by_somebody_else(path: Path, db: JournalDB) -> None:
    """Theirs will do."""
    part = Part.alone(Disk(), path.with_name(f"{NAME}-part"), None)

    assert not storage(db).checkpoint()

    if part:
        part.close()


def test_a_checkpoint_is_overtaken(path: Path, db: JournalDB) -> None:
    """Another was quicker: the older snapshot is of no use."""

    class Slow(WatchedDisk):
        def sync(self, descriptor: int) -> None:
            """Let the other one be first."""
            super().sync(descriptor)
            if self.at(descriptor).name == f"{NAME}-part":
                self.at(descriptor).unlink()
                storage(db).checkpoint()

    slow = Database(path, disk=Slow())

    assert not slow.checkpoint()

    slow.close()

    assert read(db) == read_by_stock(path) == {"events": {1: {"n": 1}, 2: {"n": 2}}}


def test_the_part_of_a_checkpoint_is_taken_away(path: Path, db: JournalDB) -> None:
    """It is not done then, and nothing is lost."""

    class Cleaner(WatchedDisk):
        def sync(self, descriptor: int) -> None:
            """Remove it as soon as it is whole."""
            super().sync(descriptor)
            if self.at(descriptor).name == f"{NAME}-part":
                self.at(descriptor).unlink()

    clean = Database(path, disk=Cleaner())

    assert not clean.checkpoint()

    clean.close()

    assert read(db) == {"events": {1: {"n": 1}, 2: {"n": 2}}}


def test_a_checkpoint_begins_the_journal_of_a_stock_file(path: Path) -> None:
    """There is nothing else to do for it."""
    path.write_bytes(b'{"events": {"1": {"n": 1}}}')
    with JournalDB(path) as db:
        done = storage(db).checkpoint()

        assert not done
        assert read(db) == read_by_stock(path) == {"events": {1: {"n": 1}}}
    assert path.with_name(f"{NAME}.before-upgrade").exists()


def test_when_a_checkpoint_is_due(path: Path, db: JournalDB) -> None:
    """The journal has become larger than the snapshot, and than what is small."""
    database = storage(db).database
    before = database.due
    db.table("events").insert({"text": "x" * (5 << 20)})

    assert (before, database.due) == (False, True)
    assert database.size == path.stat().st_size + path.with_name(f"{NAME}-journal-1").stat().st_size


def test_nothing_is_due_where_there_is_nothing(path: Path) -> None:
    """A database that was not made yet has no bytes."""
    database = Database(path)

    assert (database.due, database.size) == (False, 0)

    database.close()
