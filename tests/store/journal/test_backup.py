"""All that is saved is written to a file of its own, which replaces nothing."""

import os
from collections.abc import Iterator
from errno import EIO, EPERM
from pathlib import Path

import pytest

from store.journal.database import Database
from store.journal.disk import Disk
from store.journal.errors import NotSaved
from store.journal.part import Part
from store.journal.table import JournalDB
from tests.store.journal.disks import FailingDisk, WatchedDisk
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage


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


def test_a_backup_without_links_replaces_nothing(path: Path, db: JournalDB) -> None:
    """Also what was put there while it was written."""
    target = path.with_name("copy.json")

    class Late(Linkless):
        def link(self, source: Path, target: Path) -> None:
            """Let somebody be first."""
            target.write_bytes(b"mine")
            super().link(source, target)

    database = Database(path, disk=Late())
    with pytest.raises(FileExistsError):
        database.backup(target)
    database.close()

    assert target.read_bytes() == b"mine"
    assert sorted(listing(path.parent)) == ["copy.json", NAME, f"{NAME}-journal-1", f"{NAME}-lock"]


def test_a_backup_replaces_nothing(path: Path, db: JournalDB) -> None:
    """Neither what was there before, nor what was put there while it was written."""
    target = path.with_name("copy.json")

    class Late(WatchedDisk):
        def link(self, source: Path, target: Path) -> None:
            """Let somebody be first."""
            target.write_bytes(b"mine")
            super().link(source, target)

    database = Database(path, disk=Late())
    for _ in range(2):
        with pytest.raises(FileExistsError):
            database.backup(target)
    database.close()

    assert target.read_bytes() == b"mine"


def test_two_backups_to_one_place(path: Path, db: JournalDB) -> None:
    """The second is refused while the first is being written."""
    part = Part.alone(Disk(), path.with_name("copy.json-part"), None)
    with pytest.raises(FileExistsError, match="another backup is being written there"):
        storage(db).backup(path.with_name("copy.json"))
    if part:
        part.close()


def test_a_backup_to_nowhere(path: Path, db: JournalDB) -> None:
    """There is no such folder."""
    with pytest.raises(NotSaved, match="No such file or directory"):
        storage(db).backup(path.parent / "nowhere" / "copy.json")


def test_the_name_of_a_backup_is_refused(path: Path, db: JournalDB) -> None:
    """Nothing is left of it."""
    database = Database(path, disk=FailingDisk(1, EIO, only=frozenset({"sync_folder"})))
    with pytest.raises(NotSaved, match="Input/output"):
        database.backup(path.with_name("copy.json"))
    database.close()

    assert not path.with_name("copy.json-part").exists()
