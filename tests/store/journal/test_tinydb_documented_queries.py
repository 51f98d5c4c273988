"""TinyDB's documentation on queries, held against stock TinyDB and ours."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.queries import QueryInstance

from tests.store.journal.databases import BOTH, Fruit, types

pytestmark = BOTH

Found = tuple[QueryInstance | Callable[..., bool], list[str]]


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of fruits that do not all have the same fields."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(
            [
                {"type": "apple", "count": 7, "grown": {"land": "Chile", "organic": True}},
                {"type": "Äpfel", "count": None, "shelf-life": 90},
                {"type": "plum", "count": 12, "grown": {"land": "Peru", "organic": False}},
                {"type": "peach", "count": 3, "test": "ripe", "organic": True},
            ]
        )
        yield db


def is_between(value: Any, low: int, high: int) -> bool:
    """Whether a number lies between two."""
    return isinstance(value, int) and low <= value <= high


COMPARED: list[Found] = [
    (Fruit.count == 7, ["apple"]),
    (Fruit.count != 7, ["Äpfel", "plum", "peach"]),
    (Fruit.grown == {"organic": False, "land": "Peru"}, ["plum"]),
    (Fruit.count == None, ["Äpfel"]),  # noqa: E711 - a query, not a comparison
    (Fruit.nowhere == None, []),  # noqa: E711
    (Fruit.nowhere != 7, []),
    (Fruit.type < "b", ["apple"]),
    (Fruit.type <= "peach", ["apple", "peach"]),
    (Fruit.type > "peach", ["Äpfel", "plum"]),
    (Fruit.type >= "peach", ["Äpfel", "plum", "peach"]),
]

REACHED: list[Found] = [
    (Fruit["type"] == "plum", ["plum"]),
    (Fruit["shelf-life"] == 90, ["Äpfel"]),
    (Fruit["test"] == "ripe", ["peach"]),
    (Fruit.grown.land == "Peru", ["plum"]),
    (Fruit["grown"]["land"] == "Peru", ["plum"]),
    (where("type") == "plum", ["plum"]),
    (where("grown").land == "Peru", ["plum"]),
    (where("grown")["land"] == "Peru", ["plum"]),
    (Fruit.grown.land.exists(), ["apple", "plum"]),
    (Fruit.count.exists(), ["apple", "Äpfel", "plum", "peach"]),
    (Fruit.type.deeper.exists(), []),
]

TESTED: list[Found] = [
    (Fruit.type.matches("p.*"), ["plum", "peach"]),
    (Fruit.type.matches("lum"), []),
    (Fruit.type.matches("PLUM", flags=re.IGNORECASE), ["plum"]),
    (Fruit.type.search("l+"), ["apple", "Äpfel", "plum"]),
    (Fruit.type.search("^P", flags=re.IGNORECASE), ["plum", "peach"]),
    (Fruit.count.matches("7"), []),
    (Fruit.count.search("7"), []),
    (Fruit.type.test(str.islower), ["apple", "plum", "peach"]),
    (Fruit.count.test(is_between, 0, 7), ["apple", "peach"]),
    (Fruit.count.test(is_between, 7, 99), ["apple", "plum"]),
    (Fruit.type.map(str.lower) == "äpfel", ["Äpfel"]),
    (Fruit.grown.map(len) == 2, ["apple", "plum"]),
    (Fruit.type.map(str.upper).map(len) == 4, ["plum"]),
]

FRAGMENTS: list[Found] = [
    (Query().fragment({"organic": True}), ["peach"]),
    (Query().fragment({"type": "peach", "test": "ripe"}), ["peach"]),
    (Query().fragment({"type": "peach", "test": "hard"}), []),
    (Fruit.grown.fragment({"organic": True}), ["apple"]),
    (Fruit.grown.fragment({"land": "Peru", "organic": False}), ["plum"]),
    (Query().noop(), ["apple", "Äpfel", "plum", "peach"]),
    (lambda fruit: fruit["type"] == "plum", ["plum"]),
    (lambda fruit: fruit.get("test") == fruit.get("nowhere"), ["apple", "Äpfel", "plum"]),
]

MODIFIED: list[Found] = [
    (~(Fruit.type == "plum"), ["apple", "Äpfel", "peach"]),
    (~Fruit.grown.exists(), ["Äpfel", "peach"]),
    ((Fruit.type == "plum") & (Fruit.count > 5), ["plum"]),
    ((Fruit.type == "plum") & (Fruit.count < 5), []),
    ((Fruit.type == "plum") | (Fruit.type == "peach"), ["plum", "peach"]),
    (~((Fruit.type == "plum") | (Fruit.type == "peach")), ["apple", "Äpfel"]),
    (Query().noop() & (Fruit.type == "plum"), ["plum"]),
    ((Fruit.type == "plum") | (Fruit.type == "plum") & (Fruit.count == 0), ["plum"]),
]


@pytest.mark.parametrize(
    ("query", "expected"), [*COMPARED, *REACHED, *TESTED, *FRAGMENTS, *MODIFIED]
)
def test_a_query_finds(db: TinyDB, query: Any, expected: list[str]) -> None:
    """By search, by count and by get alike."""
    found = db.search(query)

    assert types(found) == expected
    assert db.count(query) == len(expected)
    assert db.contains(query) == bool(expected)
    assert db.get(query) in (found or [None])


def test_a_query_is_a_function(db: TinyDB) -> None:
    """It tells of one document whether it matches."""
    query = Fruit.type == "plum"

    assert [query(fruit) for fruit in db] == [False, False, True, False]


def test_a_comparison_of_what_cannot_be_compared_fails(db: TinyDB) -> None:
    """Python's own error comes through, and the database goes on."""
    with pytest.raises(TypeError, match="not supported between"):
        db.search(Fruit.count > 5)

    assert len(db) == 4


def test_an_empty_query_is_refused(db: TinyDB) -> None:
    """It asks for nothing; to match all there is noop()."""
    with pytest.raises(RuntimeError, match="Empty query"):
        db.search(Query())


def test_a_query_without_a_field_is_refused(db: TinyDB) -> None:
    """There is nothing to compare."""
    with pytest.raises(ValueError, match="no path"):
        db.search(Query() == {"type": "plum"})
