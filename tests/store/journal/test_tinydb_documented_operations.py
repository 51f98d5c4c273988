"""TinyDB's documentation on operations, held against stock TinyDB and ours."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add, decrement, delete, increment, set, subtract  # noqa: A004

from tests.store.journal.databases import BOTH, FRUITS, Fruit, counts

pytestmark = BOTH

Operation = Callable[[Any], None]


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (delete("count"), {"type": "apple"}),
        (increment("count"), {"type": "apple", "count": 8}),
        (decrement("count"), {"type": "apple", "count": 6}),
        (add("count", 5), {"type": "apple", "count": 12}),
        (
            add("type", "s"),  # type: ignore[arg-type] # “also works for strings”
            {"type": "apples", "count": 7},
        ),
        (subtract("count", 5), {"type": "apple", "count": 2}),
        (set("count", None), {"type": "apple", "count": None}),
        (set("colours", ["red"]), {"type": "apple", "count": 7, "colours": ["red"]}),
    ],
)
def test_an_operation_changes_what_matches(
    db: TinyDB, operation: Operation, expected: dict[str, Any]
) -> None:
    """The six that TinyDB brings along; here by query and by id."""
    other = {**FRUITS[0], "type": "apple"}
    db.insert(other)

    assert db.update(operation, where("type") == "apple") == [1, 4]
    assert db.get(doc_id=1) == db.get(doc_id=4) == expected
    assert db.get(doc_ids=[2, 3]) == FRUITS[1:]


def test_an_operation_goes_over_all_without_a_query(db: TinyDB) -> None:
    """One more of each."""
    assert db.update(increment("count")) == [1, 2, 3]
    assert counts(db) == [8, 4, 13]


def test_an_operation_takes_ids(db: TinyDB) -> None:
    """One more of some."""
    assert db.update(increment("count"), doc_ids=[2]) == [2]
    assert counts(db) == [7, 4, 12]


def test_an_operation_may_be_ones_own(db: TinyDB) -> None:
    """It changes the document in place, deep inside, too."""
    db.update({"grown": {"land": "Peru", "years": [2019]}}, doc_ids=[1])

    db.update(lambda fruit: fruit["grown"]["years"].append(2020), Fruit.grown.exists())

    assert db.get(doc_id=1)["grown"] == {"land": "Peru", "years": [2019, 2020]}


@pytest.mark.parametrize("operation", [delete("ripe"), increment("type")])
def test_an_operation_that_fails_changes_nothing(db: TinyDB, operation: Operation) -> None:
    """Its error comes through, and the database goes on."""
    db.update({"ripe": True}, doc_ids=[1])
    before = db.all()

    with pytest.raises((KeyError, TypeError)):
        db.update(operation)

    assert db.all() == before
    assert db.update({"count": 0}, doc_ids=[1]) == [1]


def test_update_multiple_makes_each_change_where_it_matches(db: TinyDB) -> None:
    """The documentation's own example has two of them."""
    changed = db.update_multiple(
        [({"count": 2}, Fruit.type == "apple"), ({"count": 4}, Fruit.type == "plum")]
    )

    assert changed == [1, 3]
    assert counts(db) == [2, 3, 4]


def test_update_multiple_mixes_fields_and_operations(db: TinyDB) -> None:
    """As the documentation does."""
    db.update_multiple(
        [({"count": 2}, Fruit.type == "apple"), (delete("count"), Fruit.type == "plum")]
    )

    assert db.all() == [{"type": "apple", "count": 2}, FRUITS[1], {"type": "plum"}]


def test_update_multiple_without_a_match_changes_nothing(db: TinyDB) -> None:
    """Nor without any change to make."""
    assert db.update_multiple([({"count": 0}, Fruit.type == "fig")]) == []
    assert db.update_multiple([]) == []
    assert db.all() == FRUITS


def test_update_multiple_that_fails_changes_nothing(db: TinyDB) -> None:
    """The one before is not made either."""
    with pytest.raises(KeyError, match="ripe"):
        db.update_multiple(
            [({"count": 0}, Fruit.type == "apple"), (delete("ripe"), Fruit.type == "plum")]
        )

    assert db.all() == FRUITS
