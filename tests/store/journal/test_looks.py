"""A disk that refuses to be looked at: it is said in the journal's own words, and nothing leaks."""

from collections.abc import Callable
from contextlib import suppress
from errno import EIO
from pathlib import Path

import pytest

from store.journal.database import Database
from store.journal.errors import JournalError
from store.journal.reader import Reader
from store.journal.table import JournalDB
from tests.store.journal.disks import FailingDisk
from tests.store.journal.recovery import NAME, noted
from tests.store.journal.steps import storage

Look = Callable[[Database], object]

LOOKS: dict[str, Look] = {
    "refresh": lambda database: database.refresh(),
    "documents": lambda database: list(database.documents("events")),
    "raws": lambda database: list(database.raws("events")),
    "raw": lambda database: (database.raw("events", 1), database.raw("events", 2)),
    "count": lambda database: database.count("events"),
    "ids": lambda database: database.ids("events"),
    "holds": lambda database: database.holds("events", 1),
    "next id": lambda database: database.next_id("events"),
    "stamp": lambda database: database.stamp(),
    "mentions": lambda database: database.mentions(b"nowhere"),
    "verify": lambda database: database.verify(),
    "backup": lambda database: database.backup(database.path.with_name("copy.json")),
    "checkpoint": lambda database: database.checkpoint(),
    "write": lambda database: JournalDB(database).table("events").insert({}),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database lies that has something in the snapshot, and something in the journal."""
    with JournalDB(tmp_path / NAME) as db:
        db.table("events").insert({"n": 1})
        storage(db).checkpoint()
        db.table("events").insert({"n": 2})
    return tmp_path / NAME


def tried(path: Path, look: Look, nth: int) -> FailingDisk:
    """Open and look, with a disk that refuses its nth call."""
    disk = FailingDisk(nth, EIO, looks=True)
    with suppress(JournalError):
        database = Database(path, disk=disk)
        try:
            look(database)
        finally:
            disk.heal()
            database.close()
    return disk


@pytest.mark.parametrize("name", LOOKS)
def test_any_call_is_refused(path: Path, name: str) -> None:
    """Opening or looking fails with an error of ours or not at all, and lets go of all files."""
    nth, met = 1, True
    while met:
        with noted(f"call {nth} is refused"):
            disk = tried(path, LOOKS[name], nth)
            met = bool(disk.refused)

            assert not disk.held, disk.refused
        path.with_name("copy.json").unlink(missing_ok=True)
        nth += 1


def test_the_next_look_finds_what_the_first_was_refused(path: Path) -> None:
    """A table that could not be read is not taken for a lost one."""
    disk = FailingDisk(0, EIO, looks=True)
    reader = Reader(path, disk=disk)
    disk.nth = disk.met + 1
    with pytest.raises(JournalError, match="cannot be read"):
        reader.ids("events")

    assert reader.ids("events") == [1, 2]

    reader.close()
