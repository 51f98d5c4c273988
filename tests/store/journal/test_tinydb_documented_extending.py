"""TinyDB's documentation on hooks and subclasses, held against stock TinyDB and ours."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document
from tinydb.utils import LRUCache

from tests.store.journal.databases import BOTH, FRUITS, Asked, Fruit, types

pytestmark = BOTH


class Named(Document):
    """A document that can do something."""

    def name(self) -> str:
        """Return what it is and its number."""
        return f"{self['type']} {self.doc_id}"


class Answers(LRUCache[Any, Any]):
    """A cache that is told from TinyDB's."""

    sizes: list[int | None] = []

    def __init__(self, capacity: int | None = None) -> None:
        self.sizes.append(capacity)
        super().__init__(capacity)


def tables_with(kind: type[TinyDB], **members: Any) -> type[TinyDB]:
    """Return a kind of database whose tables have members of their own."""
    table = type("MyTable", (kind.table_class,), members)
    return type("MyDB", (kind,), {"table_class": table})


def all_ways(db: TinyDB) -> Iterator[Any]:
    """Return the document of id 2 by each way of getting it that makes the id itself."""
    yield db.all()[1]
    yield list(db)[1]
    yield db.search(Fruit.type == "peach")[0]
    yield db.get(Fruit.type == "peach")
    yield db.get(doc_ids=[2])[0]


def test_documents_may_have_a_class_of_their_own(kind: type[TinyDB], tmp_path: Path) -> None:
    """By document_class."""
    with tables_with(kind, document_class=Named)(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)

        assert [fruit.name() for fruit in all_ways(db)] == ["peach 2"] * 5
        assert db.get(doc_id=2).name() == "peach 2"


def test_documents_of_that_class_bring_their_id(kind: type[TinyDB], tmp_path: Path) -> None:
    """To insert and to upsert."""
    with tables_with(kind, document_class=Named)(tmp_path / "db.json") as db:
        assert db.insert(Named(FRUITS[0], doc_id=12)) == 12
        assert db.insert_multiple([Named(FRUITS[1], doc_id=7)]) == [7]
        assert db.upsert(Named({"ripe": True}, doc_id=7)) == [7]
        assert db.get(doc_id=7) == {**FRUITS[1], "ripe": True}


def test_the_query_cache_may_be_of_another_class(kind: type[TinyDB], tmp_path: Path) -> None:
    """By query_cache_class; it is told its size."""
    Answers.sizes.clear()
    asked = Asked()
    with tables_with(kind, query_cache_class=Answers)(tmp_path / "db.json") as db:
        db.table("fruits", cache_size=3).insert(FRUITS[0])
        found = [db.table("fruits").search(asked.query()) for _ in range(2)]

    assert found == [FRUITS[:1]] * 2
    assert (Answers.sizes, asked.times) == ([3], 1)


def test_a_table_may_do_a_thing_differently(kind: type[TinyDB], tmp_path: Path) -> None:
    """By a subclass that overrides a method and calls the one before."""

    def insert(self: Any, document: Mapping[str, Any]) -> Any:
        return super(type(self), self).insert({**document, "washed": True})

    with tables_with(kind, insert=insert)(tmp_path / "db.json") as db:
        assert db.insert(FRUITS[0]) == 1
        assert db.table("nuts").insert({"type": "almond"}) == 1

        assert db.all() == [{**FRUITS[0], "washed": True}]
        assert db.table("nuts").all() == [{"type": "almond", "washed": True}]


def test_tables_may_be_of_another_class_for_one_database(
    kind: type[TinyDB], tmp_path: Path
) -> None:
    """Set before the first one is opened."""

    class MyTable(kind.table_class):  # type: ignore[name-defined, misc]
        """A table that is told from others."""

    with kind(tmp_path / "db.json") as db:
        db.table_class = MyTable
        db.insert_multiple(FRUITS)

        assert isinstance(db.table("_default"), MyTable)
        assert types(db) == types(FRUITS)


def test_a_database_may_do_a_thing_differently(kind: type[TinyDB], tmp_path: Path) -> None:
    """By a subclass that settles how its tables are opened."""

    class Uncached(kind):  # type: ignore[valid-type, misc]
        """A database that caches no query."""

        def table(self, name: str, **options: Any) -> Any:
            """Return a table without a query cache."""
            return super().table(name, **{"cache_size": 0, **options})

    asked = Asked()
    with Uncached(tmp_path / "db.json") as db:
        db.insert(FRUITS[0])

        assert db.search(asked.query()) == db.search(asked.query()) == FRUITS[:1]
        assert asked.times == 2


@pytest.mark.parametrize("name", ["document_class", "document_id_class", "query_cache_class"])
def test_the_hooks_are_there(kind: type[TinyDB], name: str) -> None:
    """As the reference lists them, and with its defaults."""
    defaults = {
        "document_class": Document,
        "document_id_class": int,
        "query_cache_class": LRUCache,
    }

    assert getattr(kind.table_class, name) is defaults[name]
    assert kind.default_table_name == "_default"
