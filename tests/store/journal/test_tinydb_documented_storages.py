"""TinyDB's documentation on what a storage is, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, numbered

pytestmark = BOTH


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "db.json"


@pytest.fixture
def db(kind: type[TinyDB], path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(path) as db:
        db.insert_multiple(FRUITS)
        yield db


def test_leaving_the_context_closes(kind: type[TinyDB], path: Path) -> None:
    """The storage is told so, once."""
    closed = []

    class Closing(kind.default_storage_class):  # type: ignore[name-defined, misc]
        """A storage that tells when it is closed."""

        def close(self) -> None:
            """Close."""
            closed.append(True)
            super().close()

    with kind(path, storage=Closing) as db:
        assert isinstance(db, kind)
        assert not closed

    assert closed == [True]


def test_the_storage_holds_all_tables(db: TinyDB) -> None:
    """As a dict of tables of documents."""
    db.table("nuts").insert({"type": "almond"})

    data: Any = db.storage.read()

    assert data.keys() >= {"_default", "nuts"}
    assert {int(number): fruit for number, fruit in data["_default"].items()} == dict(
        enumerate(FRUITS, 1)
    )
    assert list(data["nuts"].values()) == [{"type": "almond"}]


def test_an_empty_storage_reads_as_none(kind: type[TinyDB], path: Path) -> None:
    """For TinyDB to begin with."""
    with kind(path) as db:
        assert db.storage.read() is None


def test_the_storage_takes_all_tables(db: TinyDB, kind: type[TinyDB], path: Path) -> None:
    """What is written to it is all there is."""
    data: Any = db.storage.read()
    del data["_default"]["1"]
    data["_default"]["2"]["count"] = 0
    data["nuts"] = {"5": {"type": "almond"}}
    db.storage.write(data)

    with kind(path) as again:
        assert numbered(again) == [(2, {"type": "peach", "count": 0}), (3, FRUITS[2])]
        assert numbered(again.table("nuts")) == [(5, {"type": "almond"})]


def test_a_storage_that_was_emptied_reads_as_no_tables(db: TinyDB) -> None:
    """It was begun, and there is nothing in it."""
    db.drop_tables()

    assert not db.storage.read()


def test_documents_that_were_read_may_be_changed_and_written(
    db: TinyDB, kind: type[TinyDB], path: Path
) -> None:
    """In every table, wherever they were reached from."""
    db.table("nuts").insert_multiple([{"type": "almond"}, {"type": "walnut"}])
    data: Any = db.storage.read()
    data["nuts"]["1"]["shelled"] = True
    for nut in data["nuts"].values():
        nut["type"] = nut["type"].upper()
    for _, fruit in data["_default"].items():
        fruit["count"] = 0
    db.storage.write(data)

    with kind(path) as again:
        assert again.table("nuts").all() == [
            {"type": "ALMOND", "shelled": True},
            {"type": "WALNUT"},
        ]
        assert [fruit["count"] for fruit in again] == [0, 0, 0]


def test_what_is_read_is_as_it_was_then(db: TinyDB) -> None:
    """What is written afterwards does not change it."""
    data: Any = db.storage.read()
    db.truncate()

    assert [*data["_default"].values()] == FRUITS
