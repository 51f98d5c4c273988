"""TinyDB's documentation on removing, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, Fruit, types

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


def test_remove_takes_away_what_matches(db: TinyDB) -> None:
    """Getting started removes all fruits of fewer than five."""
    assert db.remove(Fruit.count < 5) == [2]
    assert types(db) == ["apple", "plum"]


def test_remove_without_a_match_removes_nothing(db: TinyDB) -> None:
    """No id is returned."""
    assert db.remove(Fruit.type == "fig") == []
    assert db.all() == FRUITS


def test_remove_takes_ids(db: TinyDB) -> None:
    """And returns which."""
    assert db.remove(doc_ids=[1, 2]) == [1, 2]
    assert types(db) == ["plum"]


def test_remove_passes_over_ids_that_are_not_there(db: TinyDB) -> None:
    """They are not among those returned."""
    assert db.remove(doc_ids=[99, 1]) == [1]
    assert db.remove(doc_ids=[1]) == []
    assert types(db) == ["peach", "plum"]


def test_remove_takes_any_iterable_of_ids(db: TinyDB) -> None:
    """A generator is read once."""
    assert db.remove(doc_ids=(number for number in (3, 1))) == [3, 1]


def test_remove_takes_ids_before_a_query(db: TinyDB) -> None:
    """Whoever gives both means the ids."""
    assert db.remove(Fruit.type == "plum", doc_ids=[1]) == [1]
    assert types(db) == ["peach", "plum"]


def test_remove_needs_to_know_what(db: TinyDB) -> None:
    """To remove all there is truncate()."""
    with pytest.raises(RuntimeError, match=r"Use truncate\(\) to remove all documents"):
        db.remove()

    assert db.all() == FRUITS


def test_remove_whose_query_fails_removes_nothing(db: TinyDB) -> None:
    """Its error comes through, and the database goes on."""
    db.insert({"type": "fig", "count": None})

    with pytest.raises(TypeError):
        db.remove(Fruit.count > 5)

    assert len(db) == 4
    assert db.remove(doc_ids=[4]) == [4]


def test_what_was_removed_is_no_longer_found(db: TinyDB) -> None:
    """By whichever way it is asked for."""
    assert db.contains(doc_id=3)
    db.remove(doc_ids=[3])

    assert db.get(doc_id=3) is None
    assert db.get(doc_ids=[3]) == []
    assert not db.contains(doc_id=3)
    assert db.search(Fruit.type == "plum") == []


def test_a_free_id_may_be_brought(db: TinyDB) -> None:
    """A document may come back under the id it had."""
    fruit = db.get(doc_id=1)
    db.remove(doc_ids=[1])

    assert db.insert(fruit) == 1
    assert db.get(doc_id=1) == FRUITS[0]


def test_truncate_removes_all(db: TinyDB) -> None:
    """Getting started: “throw away all data to start with an empty database”."""
    db.truncate()

    assert db.all() == []
    assert len(db) == 0


def test_truncate_leaves_other_tables(db: TinyDB) -> None:
    """It is a matter of one table."""
    db.table("nuts").insert({"type": "almond"})

    db.truncate()

    assert db.table("nuts").all() == [{"type": "almond"}]


def test_a_truncated_table_goes_on(db: TinyDB) -> None:
    """What is inserted now is all there is."""
    db.truncate()

    number = db.insert({"type": "fig"})

    assert [(fruit.doc_id, fruit["type"]) for fruit in db] == [(number, "fig")]
