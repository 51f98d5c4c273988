"""TinyDB's documentation on dropping tables, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, Fruit

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits and a nut."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        db.table("nuts").insert({"type": "almond", "count": 40})
        yield db


def test_drop_table_takes_it_away(db: TinyDB, kind: type[TinyDB], tmp_path: Path) -> None:
    """The others stay."""
    db.drop_table("nuts")

    assert db.tables() == {"_default"}
    assert db.all() == FRUITS
    with kind(tmp_path / "db.json") as again:
        assert again.tables() == {"_default"}


def test_drop_table_takes_the_default_table_too(db: TinyDB) -> None:
    """It is one like the others."""
    db.drop_table("_default")

    assert db.tables() == {"nuts"}
    assert len(db) == 0


def test_drop_table_of_none_does_nothing(db: TinyDB, kind: type[TinyDB], tmp_path: Path) -> None:
    """Nor in a database that is empty."""
    db.drop_table("seeds")

    assert db.tables() == {"_default", "nuts"}
    with kind(tmp_path / "empty.json") as empty:
        empty.drop_table("nuts")
        assert empty.tables() == set()


def test_a_table_dropped_may_be_made_again(db: TinyDB) -> None:
    """Nothing of what was in it comes back, not from the query cache either."""
    assert db.table("nuts").search(Fruit.count > 5)
    db.drop_table("nuts")

    assert db.table("nuts").search(Fruit.count > 5) == []
    number = db.table("nuts").insert({"type": "walnut"})
    assert [(nut.doc_id, nut["type"]) for nut in db.table("nuts")] == [(number, "walnut")]


def test_drop_tables_takes_all_away(db: TinyDB, kind: type[TinyDB], tmp_path: Path) -> None:
    """The default table, too."""
    db.drop_tables()

    assert (db.tables(), db.all(), db.table("nuts").all()) == (set(), [], [])
    with kind(tmp_path / "db.json") as again:
        assert again.tables() == set()


def test_a_database_without_tables_goes_on(db: TinyDB) -> None:
    """What is inserted now is all there is."""
    db.drop_tables()

    db.insert({"type": "fig"})

    assert db.tables() == {"_default"}
    assert db.all() == [{"type": "fig"}]
