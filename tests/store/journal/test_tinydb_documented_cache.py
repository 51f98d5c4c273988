"""TinyDB's documentation on query caching, held against stock TinyDB and ours."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.operations import increment
from tinydb.queries import Query

from tests.store.journal.databases import BOTH, FRUITS, Asked, Fruit, types

pytestmark = BOTH


@pytest.fixture
def asked() -> Asked:
    """Return a count that begins at nought."""
    return Asked()


@pytest.fixture
def db(kind: type[TinyDB], tmp_path: Path) -> Iterator[TinyDB]:
    """Return a database of three fruits."""
    with kind(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        yield db


def test_the_same_query_is_run_once(db: TinyDB, asked: Asked) -> None:
    """As long as nothing was changed, the answer is known."""
    first = db.search(asked.query())

    assert db.search(asked.query()) == first == FRUITS
    assert asked.times == 3


def test_an_answer_of_none_is_known_too(db: TinyDB, asked: Asked) -> None:
    """To find nothing is an answer."""
    query = asked.query() & (Fruit.type == "fig")

    assert db.search(query) == db.search(query) == []
    assert asked.times == 3


def test_an_answer_is_the_askers(db: TinyDB) -> None:
    """To empty the list that was returned does not change the next one."""
    db.search(Fruit.count > 5).clear()
    db.search(Fruit.count > 5).clear()

    assert types(db.search(Fruit.count > 5)) == ["apple", "plum"]


@pytest.mark.parametrize(
    "write",
    [
        lambda db: db.insert({"type": "fig"}),
        lambda db: db.insert_multiple([{"type": "fig"}]),
        lambda db: db.update({"count": 0}),
        lambda db: db.update({"count": 0}, Fruit.type == "plum"),
        lambda db: db.update(increment("count"), doc_ids=[1]),
        lambda db: db.update_multiple([({"count": 0}, Fruit.type == "plum")]),
        lambda db: db.upsert({"type": "fig"}, Fruit.type == "fig"),
        lambda db: db.remove(Fruit.type == "plum"),
        lambda db: db.remove(doc_ids=[1]),
        lambda db: db.truncate(),
        lambda db: db.drop_table("_default"),
        lambda db: db.drop_tables(),
    ],
)
def test_a_change_makes_the_query_run_again(
    db: TinyDB, asked: Asked, write: Callable[[TinyDB], object]
) -> None:
    """The answer is that of now."""
    db.search(asked.query())
    write(db)

    assert db.search(asked.query()) == db.all()
    assert asked.times == 3 + len(db)


def test_an_answer_shows_the_documents_as_they_are(db: TinyDB) -> None:
    """Also where the same ones match after a change."""
    assert db.search(Fruit.type == "plum") == [{"type": "plum", "count": 12}]
    db.update({"count": 1}, Fruit.type == "plum")

    assert db.search(Fruit.type == "plum") == [{"type": "plum", "count": 1}]


def test_clear_cache_makes_the_query_run_again(db: TinyDB, asked: Asked) -> None:
    """For one who knows better."""
    db.search(asked.query())
    db.clear_cache()
    db.search(asked.query())

    assert asked.times == 6


def test_a_query_with_map_is_run_each_time(db: TinyDB) -> None:
    """What its function returns may differ."""
    answers = iter([1, 2, 3, 4, 5, 6])
    query = Fruit.type.map(lambda _: next(answers)) == 4

    assert db.search(query) == []
    assert types(db.search(query)) == ["apple"]


def test_a_query_may_refuse_to_be_kept(db: TinyDB) -> None:
    """By is_cacheable(), for one that looks elsewhere."""

    class Elsewhere(Asked):
        def is_cacheable(self) -> bool:
            return False

    query = Elsewhere()

    assert db.search(query) == db.search(query) == FRUITS
    assert query.times == 6


def test_a_function_is_kept_like_a_query(db: TinyDB) -> None:
    """It has a hash that lasts."""
    query = Asked()

    assert db.search(query) == db.search(query) == FRUITS
    assert query.times == 3


def test_queries_that_mean_the_same_are_the_same(db: TinyDB, asked: Asked) -> None:
    """AND and OR know no order."""
    one, two = asked.query(), Query().count > 5

    assert db.search(one & two) == db.search(two & one)
    assert asked.times == 3


def is_plum(value: Mapping[str, Any]) -> bool:
    """Whether it is a plum."""
    return bool(value["type"] == "plum")


def test_each_table_has_its_answers(db: TinyDB) -> None:
    """The same question to another table is another one."""
    db.table("more").insert({"type": "plum", "count": 1})

    assert db.search(is_plum) == [{"type": "plum", "count": 12}]
    assert db.table("more").search(is_plum) == [{"type": "plum", "count": 1}]
