"""A real limit to the size of files, as a quota sets it: “not saved”, and nothing is changed."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EFBIG
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.errors import NotSaved
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME, listing, tidy
from tests.store.journal.steps import storage
from tests.store.journal.workload import document, read, read_by_stock

resource = pytest.importorskip("resource", reason="no limits can be set here")

ROOM = 500
"""Bytes that the journal may still grow by."""
Work = Callable[[JournalDB], object]

TOO_MUCH: dict[str, Work] = {
    "insert": lambda db: db.table("events").insert(document(0, ROOM)),
    "insert many": lambda db: db.table("events").insert_multiple(document(n) for n in range(9)),
    "insert more than is kept in memory": lambda db: db.table("events").insert_multiple(
        document(n, 300_000) for n in range(5)
    ),
    "update": lambda db: db.table("events").update({"text": "b" * ROOM}),
    "remove": lambda db: db.table("events").remove(doc_ids=range(1, 30)),
    "truncate": lambda db: db.table("events").truncate(),
    "checkpoint": lambda db: storage(db).checkpoint(),
    "backup": lambda db: storage(db).backup(storage(db).database.path.with_name("backup.json")),
}


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database whose snapshot is larger than its journal."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple(document(n, 200) for n in range(30))
        storage(db).checkpoint()
        db.table("events").insert({"n": 31})
        yield db


@pytest.fixture
def limit(path: Path, db: JournalDB) -> int:
    """Return a size that the journal soon has."""
    return path.with_name(f"{NAME}-journal-2").stat().st_size + ROOM


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_exceeds_the_limit_is_not_saved(
    db: JournalDB, path: Path, limit: int, name: str
) -> None:
    """And changes no file, nor what is read."""
    before, tables = listing(path.parent), read(db)
    with limited(limit), pytest.raises(NotSaved) as refused:
        TOO_MUCH[name](db)

    assert refused.value.errno == EFBIG
    assert str(refused.value) == "not saved: File too large"
    assert listing(path.parent) == before
    assert read(db) == tables


@pytest.mark.parametrize("name", TOO_MUCH)
def test_it_is_saved_when_the_limit_is_gone(
    db: JournalDB, path: Path, limit: int, name: str
) -> None:
    """By the same handle."""
    with limited(limit), pytest.raises(NotSaved):
        TOO_MUCH[name](db)
    TOO_MUCH[name](db)
    storage(db).checkpoint()
    path.with_name("backup.json").unlink(missing_ok=True)

    assert read_by_stock(path) == read(db)
    assert tidy(path.parent)


def test_what_has_room_is_saved_in_between(db: JournalDB, limit: int) -> None:
    """Nothing is held against the handle."""
    with limited(limit):
        with pytest.raises(NotSaved):
            TOO_MUCH["insert"](db)
        given = db.table("events").insert({})

    assert given == 32


def test_others_read_on(db: JournalDB, path: Path, limit: int) -> None:
    """And nothing that was refused."""
    with limited(limit), JournalDB(path) as other:
        with pytest.raises(NotSaved):
            TOO_MUCH["insert many"](db)

        assert read(other) == read(db)


def test_where_there_is_room_for_no_file_none_is_made(path: Path) -> None:
    """Only the lock is there, and work begins when there is room."""
    with JournalDB(path) as db:
        with limited(10), pytest.raises(NotSaved):
            db.insert({})
        left = [*listing(path.parent)]
        given = db.insert({})

    assert left == [f"{NAME}-lock"]
    assert given == 1


def test_a_stock_file_that_cannot_be_upgraded_is_as_before(path: Path) -> None:
    """It is upgraded by the first write that has room."""
    with TinyDB(path) as stock:
        stock.insert_multiple(document(n, 200) for n in range(30))
    before = listing(path.parent)
    with JournalDB(path) as db:
        with limited(ROOM), pytest.raises(NotSaved):
            db.insert({})
        after = listing(path.parent)
        given = db.insert({})

    assert after == {**before, f"{NAME}-lock": after[f"{NAME}-lock"]}
    assert given == 31
    assert json.loads(path.with_name(f"{NAME}.before-upgrade").read_text()) == json.loads(
        before[NAME]
    )
