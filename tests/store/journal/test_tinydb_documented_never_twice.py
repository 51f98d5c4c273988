"""Ours never gives an id twice, and gives them in turn; stock TinyDB does neither."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from store.journal.table import JournalDB
from tests.store.journal.databases import FRUITS, Fruit, counts

Work = Callable[[TinyDB], object]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / "db.json"


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database of three fruits."""
    with JournalDB(path) as db:
        db.insert_multiple(FRUITS)
        yield db


def fold_in(db: TinyDB) -> None:
    """Make a snapshot of all there is."""
    storage: Any = db.storage
    storage.checkpoint()


AWAY: list[Work] = [
    lambda db: db.remove(doc_ids=[3]),
    lambda db: db.remove(Fruit.type == "plum"),
    lambda db: db.remove(Fruit.noop()),
    lambda db: db.truncate(),
    lambda db: db.drop_table("_default"),
    lambda db: db.drop_tables(),
]


@pytest.mark.parametrize("take_away", AWAY)
def test_an_id_is_not_given_twice(db: JournalDB, take_away: Work) -> None:
    """Stock TinyDB gives that of the last one again."""
    take_away(db)

    assert db.insert({"type": "fig"}) == 4
    assert db.insert_multiple([{"type": "date"}]) == [5]


@pytest.mark.parametrize("take_away", AWAY)
@pytest.mark.parametrize("fold", [False, True])
def test_an_id_is_not_given_twice_later(
    db: JournalDB, path: Path, take_away: Work, fold: bool
) -> None:
    """Nor by a database opened anew, be the journal folded in or not."""
    take_away(db)
    if fold:
        fold_in(db)

    with JournalDB(path) as again:
        assert again.insert({"type": "fig"}) == 4


@pytest.mark.parametrize("take_away", AWAY)
def test_an_id_is_not_given_twice_elsewhere(db: JournalDB, path: Path, take_away: Work) -> None:
    """Nor by another that was open before."""
    with JournalDB(path) as other:
        assert other.insert({"type": "fig"}) == 4
        take_away(db)
        other.remove(doc_ids=[4])

        assert other.insert({"type": "date"}) == 5
        assert db.insert({"type": "pear"}) == 6


def test_an_id_that_was_brought_is_not_given_twice(db: JournalDB) -> None:
    """Though it was removed."""
    db.insert(Document({"type": "fig"}, doc_id=12))
    db.remove(doc_ids=[12])

    assert db.insert({"type": "date"}) == 13


def test_an_id_that_was_brought_is_not_hit_upon(db: JournalDB) -> None:
    """Stock TinyDB overwrites or refuses after insert_multiple() with ids."""
    figs = [{"type": "fig"}, Document({"type": "fig"}, doc_id=6), *[{"type": "fig"}] * 3]

    assert db.insert_multiple(figs) == [4, 6, 7, 8, 9]
    assert db.insert_multiple([Document({"type": "date"}, doc_id=10)]) == [10]
    assert db.insert({"type": "pear"}) == 11
    assert len(db) == 10


def test_two_databases_give_ids_in_turn(db: JournalDB, path: Path) -> None:
    """Stock TinyDB gives each twice, and one document is lost."""
    with JournalDB(path) as other:
        turns = [handle.insert({"type": "fig"}) for handle in (db, other, other, db, other)]

    assert turns == [4, 5, 6, 7, 8]
    assert len(db) == 8


def test_threads_give_ids_in_turn(db: JournalDB) -> None:
    """Of one database, none is given twice and nothing is lost."""
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda number: db.insert({"count": number}), range(40)))

    assert sorted(given) == list(range(4, 44))
    assert sorted(counts(db)[3:]) == list(range(40))


def test_threads_with_databases_of_their_own_give_ids_in_turn(db: JournalDB, path: Path) -> None:
    """The lock is between handles, too."""

    def work(number: int) -> list[int]:
        with JournalDB(path, patience=30.0) as own:
            return [own.insert({"count": number}) for _ in range(10)]

    with ThreadPoolExecutor(4) as pool:
        given = [number for some in pool.map(work, range(4)) for number in some]

    assert sorted(given) == list(range(4, 44))
    assert sorted(counts(db)[3:]) == sorted([*range(4)] * 10)
