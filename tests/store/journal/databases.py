"""Stock TinyDB and ours side by side: what its documentation promises must hold for both."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from tinydb import Query, TinyDB
from tinydb.queries import QueryInstance

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB

KINDS: list[type[TinyDB]] = [TinyDB, JournalDB]

BOTH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
"""Runs a test, or all of a module, with `kind`, the class of the database."""

ON_STORAGE = pytest.mark.parametrize(
    ("storage", "above"),
    [
        (TinyDB.default_storage_class, TinyDB),
        (JournalStorage, TinyDB),
        (JournalStorage, JournalDB),
    ],
    ids=["stock", "stock-on-ours", "ours"],
)
"""Runs all of a module with a class of storages and one of databases to put on it."""

FRUITS = [
    {"type": "apple", "count": 7},
    {"type": "peach", "count": 3},
    {"type": "plum", "count": 12},
]

Fruit = Query()


def types(documents: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return which fruits these are."""
    return [document["type"] for document in documents]


def counts(documents: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return how many there are of each fruit."""
    return [document["count"] for document in documents]


def numbered(table: Iterable[Any]) -> list[tuple[int, dict[str, Any]]]:
    """Return the documents of a table with their ids."""
    return [(document.doc_id, dict(document)) for document in table]


class Asked:
    """Matches everything, and counts the documents it was shown."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, value: Any, *_: Any) -> bool:
        """Match."""
        self.times += 1
        return True

    def query(self, number: int = 0) -> QueryInstance:
        """Return a query that is like none with another number."""
        query: QueryInstance = Fruit.type.test(self, number)
        return query
