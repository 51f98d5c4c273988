"""A transaction over TinyDB's operations, of our tables and of stock ones on our storage."""

from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.operations import delete

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB
from tests.store.journal.databases import FRUITS, Fruit, types

pytestmark = pytest.mark.parametrize("above", [TinyDB, JournalDB], ids=lambda kind: kind.__name__)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "db.json"


def test_each_operation_sees_those_before_it(above: type[TinyDB], path: Path) -> None:
    """By every way of reading."""
    with above(path, storage=JournalStorage) as db, db.storage.transaction():
        db.insert_multiple(FRUITS)
        db.update({"count": 0}, Fruit.type == "plum")
        db.remove(doc_ids=[1])
        db.table("nuts").insert({"type": "almond"})

        plum = {"type": "plum", "count": 0}
        assert (db.get(doc_id=3), db.get(Fruit.count == 0)) == (plum, plum)
        assert db.all() == db.search(Fruit.noop()) == [FRUITS[1], plum]
        assert (len(db), db.count(Fruit.count == 0), db.contains(doc_id=1)) == (2, 1, False)
        assert db.tables() == {"_default", "nuts"}


def test_what_was_done_within_is_kept(above: type[TinyDB], path: Path) -> None:
    """All of it, beside what was there."""
    with above(path, storage=JournalStorage) as db:
        db.insert({"type": "fig"})
        with db.storage.transaction():
            db.table("nuts").insert({"type": "almond"})
            db.insert_multiple(FRUITS)
            db.insert({"type": "date"})
            db.remove(doc_ids=[2])

    with above(path, storage=JournalStorage) as again:
        assert types(again) == ["fig", "peach", "plum", "date"]
        assert again.table("nuts").all() == [{"type": "almond"}]


def fail(db: TinyDB) -> None:
    """Change this and that in a transaction that comes to nothing."""
    with db.storage.transaction():  # type: ignore[attr-defined]
        db.update({"count": db.insert({"type": "fig"})})
        db.drop_table("_default")
        db.update(delete("nowhere"), doc_ids=[db.insert({"type": "date"})])


def test_what_fails_leaves_all_as_it_was(above: type[TinyDB], path: Path) -> None:
    """Also what had been done by then."""
    with above(path, storage=JournalStorage) as db:
        db.insert_multiple(FRUITS)
        with pytest.raises(KeyError, match="nowhere"):
            fail(db)

        assert db.all() == FRUITS
    with above(path, storage=JournalStorage) as again:
        assert again.all() == FRUITS
