"""TinyDB's documentation on tables, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, Fruit, types

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits and a nut."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        db.table("nuts").insert({"type": "almond", "count": 40})
        yield db


def test_a_table_works_like_the_database(db: TinyDB) -> None:
    """The documentation's own example: insert, all, iterate."""
    table = db.table("table_name")
    table.insert({"value": True})

    assert table.all() == list(table) == [{"value": True}]
    assert len(table) == 1


def test_a_table_is_a_world_of_its_own(db: TinyDB) -> None:
    """Ids, searches, updates and removals end at its border."""
    nuts = db.table("nuts")

    assert nuts.get(doc_id=1) == {"type": "almond", "count": 40}
    assert nuts.insert({"type": "walnut", "count": 9}) == 2
    assert types(nuts.search(Fruit.count > 5)) == ["almond", "walnut"]
    assert nuts.update({"count": 0}) == [1, 2]
    assert nuts.remove(Fruit.count == 0) == [1, 2]
    assert db.all() == FRUITS


def test_a_table_knows_its_name(db: TinyDB) -> None:
    """And where it is kept."""
    assert db.table("nuts").name == "nuts"
    assert db.table("nuts").storage is db.storage


@pytest.mark.parametrize("name", ["two words", "Nüsse", "a/b", "9", '"', "events"])
def test_a_table_may_have_any_name(
    db: TinyDB, kind: type[TinyDB], tmp_path: Path, name: str
) -> None:
    """It is found again under it."""
    db.table(name).insert({"type": "almond"})

    with kind(tmp_path / "db.json") as again:
        assert again.tables() == {"_default", "nuts", name}
        assert again.table(name).all() == [{"type": "almond"}]


def test_the_same_name_is_the_same_table(db: TinyDB) -> None:
    """Once opened, its settings stay as they were first."""
    nuts = db.table("nuts")

    assert db.table("nuts", cache_size=0) is nuts


def test_the_default_table_is_a_table(db: TinyDB) -> None:
    """It is called _default, and the database stands for it."""
    assert db.table("_default").all() == db.all() == FRUITS
    assert db.table(db.default_table_name).insert({"type": "fig"}) == 4
    assert len(db) == 4


def test_the_default_table_may_have_another_name(kind: type[TinyDB], tmp_path: Path) -> None:
    """For one database."""
    with kind(tmp_path / "other.json") as db:
        db.default_table_name = "my-default"
        db.insert({"type": "fig"})

        assert db.tables() == {"my-default"}
        assert db.table("my-default").all() == db.all() == [{"type": "fig"}]


def test_the_default_table_may_have_another_name_for_all(
    kind: type[TinyDB], tmp_path: Path
) -> None:
    """For a class of databases."""
    mine = type("Mine", (kind,), {"default_table_name": "my-default"})

    with mine(tmp_path / "other.json") as db:
        db.insert({"type": "fig"})

        assert db.tables() == {"my-default"}


def test_tables_are_those_with_something_in_them(db: TinyDB) -> None:
    """To look at one that is not there does not make it."""
    assert db.table("seeds").all() == []
    assert db.table("seeds").search(Fruit.noop()) == []
    assert db.tables() == {"_default", "nuts"}


def test_an_empty_table_may_be_kept(db: TinyDB, kind: type[TinyDB], tmp_path: Path) -> None:
    """With persist_empty it is there from the start, and after it."""
    assert db.table("seeds", persist_empty=True).all() == []
    assert db.tables() == {"_default", "nuts", "seeds"}

    with kind(tmp_path / "db.json") as again:
        assert again.tables() == {"_default", "nuts", "seeds"}


def test_a_table_emptied_is_still_there(db: TinyDB, kind: type[TinyDB], tmp_path: Path) -> None:
    """Only drop_table() takes it away."""
    db.table("nuts").truncate()

    with kind(tmp_path / "db.json") as again:
        assert again.tables() == {"_default", "nuts"}
