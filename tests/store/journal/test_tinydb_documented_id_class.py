"""TinyDB's documentation on the class of ids, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, Fruit

pytestmark = BOTH


class Number(int):
    """An id that is told from a plain number."""


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits whose ids have a class of their own."""
    table = type("MyTable", (kind.table_class,), {"document_id_class": Number})
    with type("MyDB", (kind,), {"table_class": table})(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


@pytest.mark.parametrize(
    "get",
    [
        lambda db: db.all()[1],
        lambda db: next(iter(db)),
        lambda db: db.search(Fruit.type == "peach")[0],
        lambda db: db.get(Fruit.type == "peach"),
        lambda db: db.get(doc_ids=[2])[0],
    ],
)
def test_ids_may_have_a_class_of_their_own(db: TinyDB, get: Any) -> None:
    """By document_id_class, wherever TinyDB says the id."""
    assert type(get(db).doc_id) is Number


def test_ids_of_that_class_are_ids(db: TinyDB) -> None:
    """To get, to update and to remove by."""
    assert db.get(doc_id=Number(2)) == FRUITS[1]
    assert db.update({"count": 0}, doc_ids=[Number(2)]) == [2]
    assert db.remove(doc_ids=[Number(2)]) == [2]
    assert len(db) == 2
