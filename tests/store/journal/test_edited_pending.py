"""A file that others rewrote while changes waited for it, or so that nobody sees it."""

import os
from pathlib import Path

import pytest

from store.journal.errors import Damaged, ReadOnly
from store.journal.table import JournalDB
from tests.store.journal.edits import AFTER, EACH, PENDING, Edit, make
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@EACH
def test_an_edit_is_not_merged_with_changes_that_wait(path: Path, edit: Edit) -> None:
    """One line is said, all that is there can be read, and nothing is written."""
    make(path, pending=True)
    edit(path)
    before = listing(path.parent)
    with JournalDB(path) as db:
        found, read_only = read(db), storage(db).read_only
        with pytest.raises(ReadOnly) as refused:
            db.table("events").insert({})

    assert found == AFTER
    assert read_only == str(refused.value) == PENDING
    assert listing(path.parent) == before


@EACH
def test_an_edit_while_it_is_open_is_not_merged_with_changes_that_wait(
    path: Path, edit: Edit
) -> None:
    """The handle that wrote them is read-only from then on."""
    make(path, pending=True)
    with JournalDB(path) as db:
        edit(path)
        before = listing(path.parent)
        with pytest.raises(ReadOnly, match=PENDING):
            db.table("events").insert({})
        after = listing(path.parent)

    assert after.keys() - before.keys() <= {f"{NAME}-lock"}
    assert before.items() <= after.items()


def test_another_database_of_the_same_size_is_not_merged_with_changes_that_wait(
    path: Path, tmp_path: Path
) -> None:
    """Each has an id of its own, whatever else is alike."""
    make(path, pending=True)
    (tmp_path / "other").mkdir()
    make(tmp_path / "other" / NAME)
    size = path.stat().st_size
    (tmp_path / "other" / NAME).replace(path)
    with JournalDB(path) as db:
        found, read_only = read(db), storage(db).read_only

    assert path.stat().st_size == size
    assert found == {"events": {1: {"n": 1}, 2: {"n": 2}}}
    assert read_only == PENDING


def _turned(path: Path) -> None:
    """Change a byte, and leave size and time as they were."""
    found = path.stat()
    content = path.read_bytes().replace(b'"2":{"n":2}', b'"2":{"n":7}')
    with path.open("r+b") as file:
        file.write(content)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_an_edit_of_the_same_size_is_found_by_a_second_look(path: Path) -> None:
    """From then on nothing is written."""
    make(path)
    _turned(path)
    with JournalDB(path) as db:
        with pytest.raises(Damaged) as damage:
            storage(db).verify()
        before = listing(path.parent)
        with pytest.raises(ReadOnly) as refused:
            db.table("events").insert({})

        assert storage(db).read_only == str(damage.value) == str(refused.value)
        assert NAME in str(damage.value)
        assert listing(path.parent) == before


def test_a_second_look_finds_nothing_where_nothing_is(path: Path) -> None:
    """Nor does it write."""
    make(path, pending=True)
    before = listing(path.parent)
    with JournalDB(path) as db:
        storage(db).verify()

        assert storage(db).read_only == ""

    assert listing(path.parent) == before
    assert read_by_stock(path) == {"events": {1: {"n": 1}, 2: {"n": 2}}}
