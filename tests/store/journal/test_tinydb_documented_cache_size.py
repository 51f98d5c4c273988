"""TinyDB's documentation on the size of the query cache, held against stock TinyDB and ours."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.table import Table

from tests.store.journal.databases import BOTH, FRUITS, Asked

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


def of_size(db: TinyDB, size: int | None) -> Table:
    """Return a table of one fruit with room for so many answers."""
    table = db.table("sized", cache_size=size)
    table.insert(FRUITS[0])
    return table


def test_a_cache_of_no_size_is_none(db: TinyDB, asked: Asked) -> None:
    """With cache_size=0 each search is run."""
    table = of_size(db, 0)

    assert [table.search(asked.query()) for _ in range(3)] == [FRUITS[:1]] * 3
    assert asked.times == 3


def test_a_cache_has_a_size(db: TinyDB, asked: Asked) -> None:
    """The answer that was not asked for longest has to go."""
    table = of_size(db, 2)

    for number in (1, 2, 1, 3):
        table.search(asked.query(number))
    assert asked.times == 3

    table.search(asked.query(1))
    assert asked.times == 3
    table.search(asked.query(2))
    assert asked.times == 4


def test_a_cache_has_room_for_ten(db: TinyDB, asked: Asked) -> None:
    """Unless something else was said."""
    assert type(db).table_class.default_query_cache_capacity == 10
    table = db.table("ten")
    table.insert(FRUITS[0])

    for number in [*range(10), *range(10)]:
        table.search(asked.query(number))

    assert asked.times == 10


def test_a_cache_may_be_without_limit(db: TinyDB, asked: Asked) -> None:
    """With cache_size=None."""
    table = of_size(db, None)

    for number in [*range(50), *range(50)]:
        table.search(asked.query(number))

    assert asked.times == 50
