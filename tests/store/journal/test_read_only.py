"""Files and folders that may only be read: all is read, nothing is written, and that is said."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tinydb import TinyDB

from store.journal.errors import ReadOnly
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import document

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no modes there")

NOBODY = 65534
"""Who is not root, which may write anything."""


ROOT = getattr(os, "geteuid", lambda: 1)() == 0
"""Whether modes keep us from nothing."""


@contextmanager
def somebody() -> Iterator[None]:
    """Be a user whom modes keep from writing."""
    if ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if ROOT:
            os.seteuid(0)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Where a database lies that belongs to a user who is not root."""
    ours(tmp_path / NAME)  # loads what that user may have no way to
    with TemporaryDirectory() as name:
        folder = Path(name)
        if ROOT:
            os.chown(folder, NOBODY, NOBODY)
        with somebody():
            within_reach = os.access(folder, os.W_OK, effective_ids=True)
        if not within_reach:
            pytest.skip("no folder can be made here for a user that is not root")
        yield folder / NAME
        folder.chmod(0o700)


def stock(path: Path) -> None:
    """Make a file as stock TinyDB does."""
    with TinyDB(path) as db:
        db.insert({"n": 1})


def ours(path: Path) -> None:
    """Make a database."""
    with JournalDB(path) as db:
        db.insert({"n": 1})


def nothing(path: Path) -> None:
    """Make no file."""


CASES = {
    "stock file": (stock, NAME),
    "our file": (ours, NAME),
    "our journal": (ours, f"{NAME}-journal-1"),
    "folder of a stock file": (stock, "."),
    "empty folder": (nothing, "."),
}
Make = Callable[[Path], None]
EACH = pytest.mark.parametrize(("make", "which"), CASES.values(), ids=CASES)
WRITES: dict[str, Callable[[JournalDB], object]] = {
    "insert": lambda db: db.insert({}),
    "insert many": lambda db: db.insert_multiple(document(n, 300_000) for n in range(5)),
    "insert into another table": lambda db: db.table("other").insert({}),
    "persist empty": lambda db: db.table("other", persist_empty=True),
}


def lock(path: Path) -> None:
    """Take the right to write from all."""
    path.chmod(path.stat().st_mode & 0o555)


@EACH
def test_all_is_read(path: Path, make: Make, which: str) -> None:
    """As if it could be written."""
    with somebody():
        make(path)
        lock(path.parent / which)
        with JournalDB(path) as db:
            found = db.all()

    assert found == ([] if make is nothing else [{"n": 1}])


@EACH
def test_it_is_said_on_opening(path: Path, make: Make, which: str) -> None:
    """Not only to who has typed a page."""
    with somebody():
        make(path)
        lock(path.parent / which)
        with JournalDB(path) as db:
            said = storage(db).read_only

    assert "read-only" in said


@EACH
@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_nothing_is_written(
    path: Path, make: Make, which: str, write: Callable[[JournalDB], object]
) -> None:
    """No file is changed, and none is made."""
    with somebody():
        make(path)
        lock(path.parent / which)
        before = listing(path.parent)
        with JournalDB(path) as db:
            with pytest.raises(ReadOnly) as refused:
                write(db)
            found = db.all()
        after = listing(path.parent)

    assert "read-only" in str(refused.value)
    assert after == before
    assert found == ([] if make is nothing else [{"n": 1}])


@EACH
def test_it_is_backed_up_elsewhere(path: Path, make: Make, which: str) -> None:
    """That is what can be done with it."""
    with somebody(), TemporaryDirectory() as elsewhere:
        make(path)
        lock(path.parent / which)
        copy = Path(elsewhere) / "copy.json"
        with JournalDB(path) as db:
            storage(db).backup(copy)
        with JournalDB(copy) as other:
            found = other.all()

    assert found == ([] if make is nothing else [{"n": 1}])


@pytest.mark.skipif(not ROOT, reason="only root is two users")
def test_what_others_write_is_seen_by_who_may_only_read(path: Path) -> None:
    """Also when they fold the journal."""
    path.parent.chmod(0o755)
    os.chown(path.parent, 0, 0)
    with JournalDB(path) as owner:
        owner.insert({"n": 1})
        for each in path.parent.iterdir():
            each.chmod(0o644)
        with somebody():
            reader = JournalDB(path)
        owner.insert({"n": 2})
        storage(owner).checkpoint()
        owner.insert({"n": 3})
        with somebody():
            found = reader.all()
            reader.close()

    assert found == [{"n": 1}, {"n": 2}, {"n": 3}]


def test_who_may_write_again_does_so(path: Path) -> None:
    """With the next handle."""
    with somebody():
        ours(path)
        lock(path)
        with JournalDB(path) as db, pytest.raises(ReadOnly):
            db.insert({})
        path.chmod(0o600)
        with JournalDB(path) as db:
            given = db.insert({})

    assert given == 2
