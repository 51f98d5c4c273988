"""Files that are made whole beside others, and the names that they get."""

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import EACCES, EIO, EMLINK, EPERM
from pathlib import Path

import pytest

from store.journal.disk import Disk
from store.journal.errors import JournalError
from store.journal.part import Part, Source
from store.journal.snapshot import Meta
from store.journal.table import JournalDB
from store.journal.tables import Tables
from tests.store.journal.disks import CountingDisk, FailingDisk, WatchedDisk
from tests.store.journal.recovery import NAME, tidy
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock


class Linkless(WatchedDisk):
    """A file system that has no links."""

    def link(self, source: Path, target: Path) -> None:
        """Refuse any."""
        raise OSError(EPERM, os.strerror(EPERM))


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


def test_a_file_that_somebody_makes_is_left_alone(path: Path) -> None:
    """Nobody else makes it at the same time, but as soon as they are done."""
    disk = WatchedDisk()
    first = Part.alone(disk, path, None)
    second = Part.alone(disk, path, None)
    if first:
        first.close()
    third = Part.alone(disk, path, None)

    assert first is not None
    assert second is None
    assert third is not None

    third.close()

    assert not disk.held


def test_a_file_was_taken_away_while_it_was_locked(path: Path) -> None:
    """Somebody else makes it, then."""

    class Thief(WatchedDisk):
        def stat(self, path: Path, *, follow: bool = True) -> os.stat_result:
            """Let it be gone by then."""
            path.unlink()
            return super().stat(path, follow=follow)

    disk = Thief()

    assert Part.alone(disk, path, None) is None
    assert not disk.held


def test_a_file_that_cannot_be_made_like_another_is_let_go(path: Path, db: JournalDB) -> None:
    """The disk refuses to give it a mode."""
    disk = FailingDisk(1, EIO, only=frozenset({"resemble"}))
    with pytest.raises(OSError, match="Input/output"):
        Part(disk, path.with_name("part"), path.stat())

    assert not disk.held


@pytest.mark.parametrize("edited", [True, False], ids=["edited", "checkpoint"])
def test_a_file_system_without_links(path: Path, edited: bool) -> None:
    """The snapshot before is copied, and the new one gets its name by a move."""
    with JournalDB(path, disk=Linkless()) as db:
        db.table("events").insert({"n": 1})
        storage(db).checkpoint()
        before = path.read_bytes()
        if edited:
            path.write_bytes(before := before.replace(b'{"n":1}', b'{"n":10}'))
        db.table("events").insert({"n": 2})
        storage(db).checkpoint() if not edited else None
        found = read(db)

    assert path.with_name(f"{NAME}.bak").read_bytes() == before
    assert found == {"events": {1: {"n": 10 if edited else 1}, 2: {"n": 2}}}
    assert tidy(path.parent)


def test_the_old_name_of_a_new_file_cannot_be_taken_away(path: Path) -> None:
    """The next one does that."""
    disk = CountingDisk()
    with JournalDB(path, disk=disk) as db:
        db.table("events").insert({})
    unlinked = [call.path.name for call in disk.changes if call.name == "unlink"]
    nth = 1 + unlinked.index(f"{NAME}-new", 1)
    again = path.parent / "again"
    again.mkdir()
    failing = FailingDisk(nth, EACCES, only=frozenset({"unlink"}))
    with JournalDB(again / NAME, disk=failing) as db, suppress(JournalError):
        db.table("events").insert({})

    assert read_by_stock(again / NAME) == {}
    assert failing.refused[0].path.name == f"{NAME}-new"


def test_a_snapshot_becomes_shorter_while_it_is_copied(path: Path, db: JournalDB) -> None:
    """Nothing is made of it: it would not be whole."""
    storage(db).checkpoint()
    db.table("events").insert({})
    len(db.table("events"))
    os.truncate(path, path.stat().st_size - 20)
    stale = storage(db).database.state
    with pytest.raises(OSError, match="became shorter"):
        Source(Disk(), stale.snapshot, stale.journal).write(
            Part(Disk(), path.with_name("part"), None), Meta(), stale.tables
        )


def test_an_empty_snapshot(path: Path) -> None:
    """It has no tables, and says so on one line."""
    part = Part(Disk(), path, None)
    Source(Disk(), None, None).write(part, Meta(), Tables({}))
    part.close()

    assert path.read_bytes().endswith(b"}}}\n")
    assert read_by_stock(path) == {}


def test_links_of_a_file_are_used_up(path: Path) -> None:
    """Then the snapshot before is copied, too."""

    class Used(WatchedDisk):
        def link(self, source: Path, target: Path) -> None:
            """Refuse one more."""
            raise OSError(EMLINK, os.strerror(EMLINK))

    with JournalDB(path, disk=Used()) as db:
        db.insert({})
        storage(db).checkpoint()

    assert path.with_name(f"{NAME}.bak").exists()
