"""TinyDB's documentation on updating, held against stock TinyDB and ours."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, Fruit, counts

pytestmark = BOTH

Operation = Callable[[Any], None]


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


def test_update_changes_what_matches(db: TinyDB) -> None:
    """Getting started makes ten of the apples; all else stays."""
    assert db.update({"count": 10}, Fruit.type == "apple") == [1]
    assert db.all() == [{"type": "apple", "count": 10}, *FRUITS[1:]]


def test_update_adds_fields(db: TinyDB) -> None:
    """Beside those that are there."""
    db.update({"ripe": True}, Fruit.count > 5)

    assert db.get(doc_id=3) == {"type": "plum", "count": 12, "ripe": True}
    assert db.get(doc_id=2) == FRUITS[1]


def test_update_without_a_query_changes_all(db: TinyDB) -> None:
    """The documentation's “leave out the query”."""
    assert db.update({"count": 0}) == [1, 2, 3]
    assert counts(db) == [0, 0, 0]


def test_update_by_ids_changes_those(db: TinyDB) -> None:
    """And returns which."""
    assert db.update({"count": 0}, doc_ids=[3, 1]) == [3, 1]
    assert counts(db) == [0, 3, 0]


def test_update_passes_over_ids_that_are_not_there(db: TinyDB) -> None:
    """They are not among those returned."""
    assert db.update({"count": 0}, doc_ids=[99, 1, 98]) == [1]
    assert db.update({"count": 0}, doc_ids=[99]) == []
    assert counts(db) == [0, 3, 12]


def test_update_takes_any_iterable_of_ids(db: TinyDB) -> None:
    """A generator is read once."""
    assert db.update({"count": 0}, doc_ids=(number for number in (1, 2))) == [1, 2]


def test_ids_count_before_a_query(db: TinyDB) -> None:
    """Whoever gives both means the ids."""
    assert db.update({"count": 0}, Fruit.type == "plum", [1]) == [1]
    assert counts(db) == [0, 3, 12]


def test_update_without_a_match_changes_nothing(db: TinyDB) -> None:
    """No id is returned."""
    assert db.update({"count": 0}, Fruit.type == "fig") == []
    assert db.all() == FRUITS


def test_update_takes_any_mapping(db: TinyDB) -> None:
    """Not only a dict."""
    db.update(MappingProxyType({"count": 0}), doc_ids=[1])

    assert counts(db) == [0, 3, 12]


def test_update_keeps_ids_and_order(db: TinyDB) -> None:
    """What was changed stays where it was."""
    db.update({"count": 0}, doc_ids=[2])

    assert [(fruit.doc_id, fruit["type"]) for fruit in db] == [
        (1, "apple"),
        (2, "peach"),
        (3, "plum"),
    ]
