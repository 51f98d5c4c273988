"""TinyDB's documentation on getting data, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB, where
from tinydb.table import Document

from tests.store.journal.databases import BOTH, FRUITS, Fruit, types

pytestmark = BOTH


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


def test_all_returns_every_document(db: TinyDB) -> None:
    """In the order they came."""
    assert db.all() == FRUITS


def test_iterating_goes_over_every_document(db: TinyDB) -> None:
    """A database is iterated like its default table."""
    assert list(db) == list(iter(db)) == FRUITS


def test_the_length_is_the_number_of_documents(db: TinyDB) -> None:
    """Of the default table alone."""
    db.table("nuts").insert({"type": "almond"})

    assert len(db) == 3
    assert len(db.table("nuts")) == 1


def test_an_empty_database_has_nothing(kind: type[TinyDB], tmp_path: Path) -> None:
    """Whatever is asked."""
    with kind(tmp_path / "empty.json") as db:
        assert (len(db), db.all(), list(db), db.tables()) == (0, [], [], set())
        assert (db.search(Fruit.type.exists()), db.count(Fruit.noop())) == ([], 0)
        assert (db.get(Fruit.noop()), db.get(doc_id=1), db.get(doc_ids=[1])) == (None, None, [])
        assert not db.contains(doc_id=1)


def test_search_returns_all_that_match(db: TinyDB) -> None:
    """Getting started's own two questions."""
    assert db.search(Fruit.type == "peach") == [{"type": "peach", "count": 3}]
    assert types(db.search(Fruit.count > 5)) == ["apple", "plum"]


def test_search_without_a_match_is_an_empty_list(db: TinyDB) -> None:
    """No error, no None."""
    assert db.search(Fruit.type == "fig") == []


def test_documents_are_dicts_that_know_their_id(db: TinyDB) -> None:
    """By whichever way they come."""
    ways = [
        db.all()[1],
        list(db)[1],
        db.search(Fruit.type == "peach")[0],
        db.get(Fruit.type == "peach"),
        db.get(doc_id=2),
        db.get(doc_ids=[2])[0],
    ]

    assert all(isinstance(fruit, Document) and isinstance(fruit, dict) for fruit in ways)
    assert [fruit.doc_id for fruit in ways] == [2] * 6
    assert ways == [FRUITS[1]] * 6


def test_get_returns_one_that_matches(db: TinyDB) -> None:
    """Where several do, any of them."""
    assert db.get(Fruit.type == "plum") == {"type": "plum", "count": 12}
    assert db.get(Fruit.count > 5)["type"] in ("apple", "plum")


def test_get_without_a_match_is_none(db: TinyDB) -> None:
    """By query and by id."""
    assert db.get(Fruit.type == "fig") is None
    assert db.get(doc_id=99) is None


def test_get_by_ids_returns_a_list(db: TinyDB) -> None:
    """Also of one, or of none."""
    assert db.get(doc_ids=[1, 2]) == FRUITS[:2]
    assert db.get(doc_ids=[3]) == FRUITS[2:]
    assert db.get(doc_ids=[]) == []


def test_get_by_ids_leaves_out_what_is_not_there(db: TinyDB) -> None:
    """No None in between."""
    assert sorted(types(db.get(doc_ids=[3, 99, 1]))) == ["apple", "plum"]


def test_an_id_counts_before_a_query(db: TinyDB) -> None:
    """Whoever gives both gets the document of that id."""
    assert db.get(Fruit.type == "plum", doc_id=1)["type"] == "apple"
    assert types(db.get(Fruit.type == "plum", doc_ids=[2])) == ["peach"]
    assert not db.contains(Fruit.type == "plum", doc_id=99)


def test_get_needs_to_know_what(db: TinyDB) -> None:
    """It does not guess."""
    with pytest.raises(RuntimeError, match="cond or doc_id or doc_ids"):
        db.get()


def test_contains_tells_by_query(db: TinyDB) -> None:
    """A plain yes or no."""
    assert db.contains(Fruit.type == "plum") is True
    assert db.contains(Fruit.type == "fig") is False


def test_contains_tells_by_id(db: TinyDB) -> None:
    """A plain yes or no."""
    assert db.contains(doc_id=3) is True
    assert db.contains(doc_id=4) is False


def test_contains_needs_to_know_what(db: TinyDB) -> None:
    """It does not guess."""
    with pytest.raises(RuntimeError, match="cond or doc_id"):
        db.contains()


def test_count_counts_what_matches(db: TinyDB) -> None:
    """Nought is a number, too."""
    assert db.count(Fruit.count > 5) == 2
    assert db.count(where("type") == "fig") == 0


def test_what_was_read_is_the_readers(db: TinyDB) -> None:
    """To change a document that was returned changes nothing in the database."""
    for fruit in (db.get(doc_id=1), db.get(Fruit.type == "apple"), *db.all(), *db):
        fruit.clear()

    assert db.all() == FRUITS


def test_a_loop_may_remove_what_it_goes_over(db: TinyDB) -> None:
    """It goes over what was there when it began."""
    seen = [fruit["type"] for fruit in db if db.remove(doc_ids=[fruit.doc_id])]

    assert seen == types(FRUITS)
    assert len(db) == 0


def test_a_loop_may_insert_into_what_it_goes_over(db: TinyDB) -> None:
    """It comes to its end."""
    for fruit in db:
        db.insert({"type": f"dried {fruit['type']}"})

    assert len(db) == 6
