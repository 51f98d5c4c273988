"""TinyDB's documentation on inserting, held against stock TinyDB and ours."""

from collections import ChainMap, OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from tinydb import TinyDB

from tests.store.journal.databases import BOTH, FRUITS, types

pytestmark = BOTH


class Basket(Mapping[str, Any]):
    """A mapping that is no dict."""

    def __getitem__(self, key: str) -> Any:
        return {"type": "fig", "count": 2}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(("type", "count"))

    def __len__(self) -> int:
        return 2


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return an empty database."""
    with kind(tmp_path / "db.json") as db:
        yield db


def test_insert_returns_the_id_from_one_on(db: TinyDB) -> None:
    """Getting started: 1, then 2."""
    assert [db.insert(fruit) for fruit in FRUITS] == [1, 2, 3]


def test_insert_multiple_returns_the_ids_in_order(db: TinyDB) -> None:
    """They go on after what is there."""
    db.insert({"type": "fig"})

    assert db.insert_multiple(FRUITS) == [2, 3, 4]
    assert types(db.get(doc_id=number) for number in (2, 3, 4)) == types(FRUITS)


def test_insert_multiple_takes_a_generator(db: TinyDB) -> None:
    """The documentation's own example is one."""
    assert db.insert_multiple({"int": 1, "value": value} for value in range(2)) == [1, 2]
    assert db.all() == [{"int": 1, "value": 0}, {"int": 1, "value": 1}]


def test_insert_multiple_of_nothing_is_nothing(db: TinyDB) -> None:
    """An empty list is as good as any."""
    assert db.insert_multiple([]) == []
    assert db.all() == []


def test_a_table_is_copied_into_another(db: TinyDB) -> None:
    """What is inserted may come from the database itself while it is written."""
    db.insert_multiple(FRUITS)

    db.table("copy").insert_multiple(dict(fruit) for fruit in db)

    assert db.table("copy").all() == db.all() == FRUITS


@pytest.mark.parametrize(
    "fruit",
    [
        OrderedDict(type="fig", count=2),
        MappingProxyType({"type": "fig", "count": 2}),
        ChainMap[str, Any]({"count": 2}, {"type": "fig"}),
        Basket(),
    ],
    ids=lambda fruit: type(fruit).__name__,
)
def test_any_mapping_is_a_document(db: TinyDB, fruit: Mapping[str, Any]) -> None:
    """It is kept as a dict."""
    db.insert(fruit)
    db.insert_multiple([fruit])

    assert db.all() == [{"type": "fig", "count": 2}] * 2


@pytest.mark.parametrize("fruit", [["type", "fig"], "fig", 7, None, {"fig"}])
def test_what_is_no_mapping_is_refused(db: TinyDB, fruit: Any) -> None:
    """Nothing comes of it."""
    with pytest.raises(ValueError, match="Mapping"):
        db.insert(fruit)

    assert db.all() == []


def test_one_that_is_no_mapping_refuses_all(db: TinyDB) -> None:
    """Those before it are not inserted either."""
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"type": "fig"}, "fig"])

    assert db.all() == []


def test_a_refused_insert_is_no_obstacle(db: TinyDB) -> None:
    """The next one goes through."""
    with pytest.raises(ValueError, match="Mapping"):
        db.insert_multiple([{"type": "fig"}, "fig"])

    (number,) = db.insert_multiple([{"type": "fig"}])

    assert db.get(doc_id=number) == {"type": "fig"}


def test_a_generator_that_fails_inserts_nothing(db: TinyDB) -> None:
    """Its error comes through."""

    def figs() -> Iterator[dict[str, str]]:
        yield {"type": "fig"}
        raise LookupError("no more figs")

    with pytest.raises(LookupError, match="no more figs"):
        db.insert_multiple(figs())

    assert db.all() == []
    assert db.insert({"type": "apple"})


def test_what_was_inserted_is_no_longer_the_callers(db: TinyDB) -> None:
    """To change the dict afterwards changes nothing in the database."""
    fruit = {"type": "fig", "colours": ["green"]}
    db.insert(fruit)

    fruit["type"] = "date"
    fruit["colours"] = []

    assert db.all() == [{"type": "fig", "colours": ["green"]}]
