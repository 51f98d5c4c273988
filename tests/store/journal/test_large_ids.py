"""Ids that somebody chose: each that is taken is read again, the others are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tinydb.table import Document

from store.journal.table import JournalDB
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock

LARGEST = 2**63 - 1
"""More than anybody counts to; it takes no more than 64 bits."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


def insert(db: JournalDB, doc_id: int) -> None:
    """Choose the id of a new document."""
    db.table("events").insert(Document({}, doc_id=doc_id))


def insert_together(db: JournalDB, doc_id: int) -> None:
    """Choose that of one among others."""
    db.table("events").insert_multiple([Document({}, doc_id=doc_id), {}])


def put(db: JournalDB, doc_id: int) -> None:
    """Choose it in a transaction."""
    with storage(db).transaction() as transaction:
        transaction.table("events")[doc_id] = {}


def write_all(db: JournalDB, doc_id: int) -> None:
    """Choose it as a storage that is given all tables."""
    storage(db).write({"events": {str(doc_id): {}}})


EACH = pytest.mark.parametrize("work", [insert, insert_together, put, write_all])
Work = Callable[[JournalDB, int], None]


@EACH
@pytest.mark.parametrize("doc_id", [-1, 0, 1, 2**31, 2**53 + 1, 10**17])
def test_what_is_taken_is_read(path: Path, work: Work, doc_id: int) -> None:
    """From the journal, from the snapshot, and by stock TinyDB."""
    with JournalDB(path) as db:
        work(db, doc_id)
        before = read(db)
        storage(db).checkpoint()
    with JournalDB(path) as db:
        after = read(db)

    assert doc_id in before["events"]
    assert before == after == read_by_stock(path)


@EACH
@pytest.mark.parametrize("doc_id", [LARGEST + 1, 2**64, 10**30, -LARGEST - 2])
def test_what_nobody_could_read_is_refused(path: Path, work: Work, doc_id: int) -> None:
    """Before anything is written."""
    with JournalDB(path) as db:
        db.table("events").insert({})
        before = listing(path.parent)
        with pytest.raises(ValueError, match=str(doc_id)):
            work(db, doc_id)

        assert listing(path.parent) == before
        assert read(db) == {"events": {1: {}}}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-(2**70), 2**70) | st.integers(-3, 9), max_size=6))
@example([LARGEST, LARGEST - 1])
def test_whatever_was_taken_is_there(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[int]
) -> None:
    """In the order in which it was put, and with an id that is new for who wants none."""
    path = tmp_path_factory.mktemp("ids") / NAME
    taken: list[int] = []
    with JournalDB(path, disk=WatchedDisk()) as db:
        for doc_id in [*wanted, None]:
            document = {} if doc_id is None else Document({}, doc_id=doc_id)
            try:
                taken.append(db.table("events").insert(document))
            except ValueError:
                continue
        storage(db).checkpoint()
    with JournalDB(path, disk=WatchedDisk()) as db:
        found = [each.doc_id for each in db.table("events")]

    assert found == taken
    assert len(set(taken)) == len(taken)
