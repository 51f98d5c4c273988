"""The lock beside the file: one writer at a time, and who it is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EIO, ENOSPC
from pathlib import Path
from threading import Thread

import pytest

from store.journal.errors import Busy, JournalError, NotSaved, Replaced
from store.journal.locking import FileLock
from store.journal.table import JournalDB
from tests.store.journal.disks import FailingDisk, WatchedDisk
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the lock lies."""
    return tmp_path / f"{NAME}-lock"


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold it as somebody else."""
    lock = FileLock(WatchedDisk(), path, 0)
    with lock.held(lambda: None):
        yield
    lock.close()


def test_the_holder_is_told(path: Path) -> None:
    """By the number of its process, which stays until another holds it."""
    waiting = FileLock(WatchedDisk(), path, 0)
    with held(path), pytest.raises(Busy, match="held by another process") as busy:
        waiting.take(lambda: None)
    waiting.close()

    assert busy.value.holder == os.getpid()
    assert path.read_bytes() == b"%d\n" % os.getpid()


def test_the_number_of_another_process_is_replaced(path: Path) -> None:
    """Whole, however long it was."""
    path.write_bytes(b"12345678901234\nand more\n")
    with held(path):
        assert path.read_bytes() == b"%d\n" % os.getpid()


def test_the_holder_has_left_no_number(path: Path) -> None:
    """It could not write it."""
    waiting = FileLock(WatchedDisk(), path, 0)
    with held(path):
        path.write_bytes(b"who knows\n")
        with pytest.raises(Busy) as busy:
            waiting.take(lambda: None)
    waiting.close()

    assert busy.value.holder is None


def test_a_full_disk_takes_no_number(path: Path) -> None:
    """The lock holds all the same."""
    lock = FileLock(FailingDisk(1, ENOSPC, only=frozenset({"write"})), path, 0)
    waiting = FileLock(WatchedDisk(), path, 0)
    with lock.held(lambda: None), pytest.raises(Busy) as busy:
        waiting.take(lambda: None)
    lock.close()
    waiting.close()

    assert busy.value.holder is None


def test_threads_wait_for_each_other(path: Path) -> None:
    """Those of one handle as well."""
    lock, busy = FileLock(WatchedDisk(), path, 0), list[Busy]()

    def take() -> None:
        try:
            lock.take(lambda: None)
        except Busy as error:
            busy.append(error)

    with lock.held(lambda: None):
        thread = Thread(target=take)
        thread.start()
        thread.join()
    lock.close()

    assert str(busy[0]) == f"{NAME}-lock is held by another thread"
    assert busy[0].holder == os.getpid()


def test_a_lock_that_was_deleted_is_made_anew(path: Path) -> None:
    """At once: it would keep nobody else away."""
    lock = FileLock(WatchedDisk(), path, 0)
    with lock.held(lambda: None):
        path.unlink()
    with lock.held(lambda: None), pytest.raises(Busy), held(path):
        pass
    lock.close()


def test_a_lock_that_cannot_be_looked_at_is_let_go(path: Path) -> None:
    """Others are not kept waiting for it."""
    disk = FailingDisk(0, EIO, looks=True, only=frozenset({"stat"}))
    lock = FileLock(disk, path, 0)
    disk.nth = disk.met + 2
    with pytest.raises(OSError, match="Input/output"):
        lock.take(lambda: None)
    with held(path):
        assert not disk.held


def test_what_is_no_file_is_refused(path: Path) -> None:
    """A pipe would keep whoever opens it waiting for good."""
    os.mkfifo(path)
    with (
        JournalDB(path.with_name(NAME)) as db,
        pytest.raises(NotSaved, match=r"not saved: .*-lock is no regular file; move it away"),
    ):
        db.insert({})


def test_a_database_is_closed_while_it_is_written_to(tmp_path: Path) -> None:
    """Nothing is written, and nobody waits for it after that."""
    db = JournalDB(tmp_path / NAME)

    def write() -> None:
        with storage(db).transaction() as transaction:
            transaction.table("events")[1] = {}
            db.close()

    with pytest.raises(JournalError, match="is closed"):
        write()
    with JournalDB(tmp_path / NAME, patience=0) as other:
        assert other.table("events").insert({}) == 1


def test_closing_makes_no_lock_beside_what_is_gone(tmp_path: Path) -> None:
    """Nothing is left of a database that was deleted while open."""
    db = JournalDB(tmp_path / NAME)
    db.insert({})
    for found in tmp_path.iterdir():
        found.unlink()
    with pytest.raises(Replaced):
        db.insert({})
    db.close()

    assert list(tmp_path.iterdir()) == []
