"""TinyDB's documentation on upserting, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from tests.store.journal.databases import BOTH, FRUITS, Fruit, types

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


def test_upsert_updates_what_matches(db: TinyDB) -> None:
    """It returns which, and inserts nothing."""
    assert db.upsert({"type": "plum", "ripe": True}, Fruit.type == "plum") == [3]
    assert db.all() == [*FRUITS[:2], {"type": "plum", "count": 12, "ripe": True}]


def test_upsert_updates_all_that_match(db: TinyDB) -> None:
    """However many there are."""
    assert db.upsert({"ripe": True}, Fruit.count > 5) == [1, 3]
    assert db.count(Fruit.ripe == True) == 2  # noqa: E712 - a query
    assert len(db) == 3


def test_upsert_inserts_where_nothing_matches(db: TinyDB) -> None:
    """It returns the new id."""
    (number,) = db.upsert({"type": "fig", "ripe": True}, Fruit.type == "fig")

    assert db.get(doc_id=number) == {"type": "fig", "ripe": True}
    assert len(db) == 4


def test_upsert_into_an_empty_table_inserts(db: TinyDB) -> None:
    """The table is made by it."""
    assert db.table("nuts").upsert({"type": "almond"}, Fruit.type == "almond") == [1]
    assert db.table("nuts").all() == [{"type": "almond"}]


def test_upsert_takes_the_id_of_a_document(db: TinyDB) -> None:
    """It stands for the query."""
    assert db.upsert(Document({"ripe": True}, doc_id=2)) == [2]
    assert db.get(doc_id=2) == {"type": "peach", "count": 3, "ripe": True}
    assert len(db) == 3


def test_upsert_inserts_a_document_under_its_id(db: TinyDB) -> None:
    """The documentation's own example has 12."""
    assert db.upsert(Document({"type": "fig"}, doc_id=12)) == [12]
    assert db.get(doc_id=12) == {"type": "fig"}


def test_upsert_takes_the_id_before_the_query(db: TinyDB) -> None:
    """Ids come first, as everywhere."""
    assert db.upsert(Document({"ripe": True}, doc_id=1), Fruit.type == "plum") == [1]
    assert types(db.search(Fruit.ripe.exists())) == ["apple"]


def test_upsert_needs_to_know_what(db: TinyDB) -> None:
    """Neither id nor query: nothing happens."""
    with pytest.raises(ValueError, match="you must specify a doc_id"):
        db.upsert({"type": "fig"})

    assert db.all() == FRUITS
