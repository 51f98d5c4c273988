"""Files that are deleted or replaced while a database is open: nothing is written past them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.journal.errors import JournalError, ReadOnly, Replaced
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import Tables, read, read_by_stock

ALL: Tables = {"events": {n: {"n": n} for n in range(1, 5)}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    (tmp_path / "db").mkdir()
    return tmp_path / "db" / NAME


@pytest.fixture
def journal(path: Path) -> Path:
    """Where its journal lies."""
    return path.with_name(f"{NAME}-journal-2")


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return an open database with documents in both files."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 1}, {"n": 2}])
        storage(db).checkpoint()
        db.table("events").insert_multiple([{"n": 3}, {"n": 4}])
        yield db


def delete_file(path: Path) -> None:
    """Delete the snapshot."""
    path.unlink()


def delete_journal(path: Path) -> None:
    """Delete the journal."""
    path.with_name(f"{NAME}-journal-2").unlink()


def delete_all(path: Path) -> None:
    """Delete the snapshot, and all beside it."""
    for each in path.parent.iterdir():
        each.unlink()


def move_all(path: Path) -> None:
    """Give the whole folder another name."""
    path.parent.rename(path.parent.with_name("moved"))
    path.parent.mkdir()


def put_another(path: Path) -> None:
    """Put another database in the place, with its journal."""
    delete_all(path)
    with JournalDB(path) as other:
        other.table("events").insert({"other": 1})
        storage(other).checkpoint()
        other.table("events").insert({"other": 2})


def copy_journal(path: Path) -> None:
    """Put a copy in the place of the journal."""
    journal = path.with_name(f"{NAME}-journal-2")
    content = journal.read_bytes()
    journal.unlink()
    journal.write_bytes(content)


HAPPENINGS = [delete_file, delete_journal, delete_all, move_all, put_another, copy_journal]
EACH = pytest.mark.parametrize("happen", HAPPENINGS)
Happen = Callable[[Path], None]


@EACH
def test_nothing_is_written_past_the_files(db: JournalDB, path: Path, happen: Happen) -> None:
    """What was acknowledged would not be found again."""
    happen(path)
    before = listing(path.parent)
    with pytest.raises(Replaced, match=NAME):
        db.table("events").insert({"n": 5})
    with pytest.raises(JournalError):
        db.table("events").update({"n": 0})
    after = listing(path.parent)

    assert before.items() <= after.items()
    assert after.keys() - before.keys() <= {f"{NAME}-lock"}


@EACH
def test_all_that_was_saved_can_be_saved_elsewhere(
    db: JournalDB, path: Path, tmp_path: Path, happen: Happen
) -> None:
    """It is still held open."""
    happen(path)
    storage(db).backup(tmp_path / "saved.json")

    assert read_by_stock(tmp_path / "saved.json") == ALL


@EACH
def test_what_was_put_there_is_as_it_was_put(db: JournalDB, path: Path, happen: Happen) -> None:
    """Also after an attempt to write, to fold the journal and to close."""
    happen(path)
    before = listing(path.parent)
    for work in (lambda: db.table("events").insert({}), storage(db).checkpoint, db.close):
        try:
            work()
        except JournalError:
            continue
    after = listing(path.parent)

    assert before.items() <= after.items()


def test_a_deleted_journal_is_missed_by_who_opens_next(db: JournalDB, path: Path) -> None:
    """What is left is read, and it is said what is not."""
    delete_journal(path)
    with JournalDB(path) as other:
        found, notices = read(other), storage(other).notices

    assert found == {"events": {1: {"n": 1}, 2: {"n": 2}}}
    assert len(notices) == 1
    assert f"{NAME}-journal-2" in notices[0]


def test_the_snapshot_before_is_put_in_its_place(db: JournalDB, path: Path) -> None:
    """The journal was not begun on it, and holds changes: nothing is merged."""
    storage(db).checkpoint()
    db.table("events").insert({"n": 5})
    path.write_bytes(path.with_name(f"{NAME}.bak").read_bytes())
    before = listing(path.parent)
    with JournalDB(path) as other:
        found, read_only = read(other), storage(other).read_only
        with pytest.raises(ReadOnly):
            other.table("events").insert({})

    assert found == {"events": {1: {"n": 1}, 2: {"n": 2}}}
    assert read_only == f"{NAME} was edited outside while changes to it were pending"
    assert listing(path.parent) == before


def test_the_snapshot_before_is_put_in_its_place_where_nothing_waits(
    db: JournalDB, path: Path
) -> None:
    """It is taken as it is, and no id is given twice."""
    storage(db).checkpoint()
    db.close()
    path.write_bytes(path.with_name(f"{NAME}.bak").read_bytes())
    with JournalDB(path) as other:
        notices = storage(other).notices
        given = other.table("events").insert({"n": 5})
        found = read(other)

    assert notices == [f"{NAME} was edited outside; it is taken as it is"]
    assert given == 5
    assert found == {"events": {1: {"n": 1}, 2: {"n": 2}, 5: {"n": 5}}}
