"""Where ours differs from stock TinyDB on purpose."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.databases import FRUITS, Asked, Fruit, counts

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


def test_a_change_from_elsewhere_is_seen(db: JournalDB, path: Path) -> None:
    """By every way of reading, the query cache included; stock TinyDB's may be stale."""
    asked = Asked()
    assert db.search(asked.query()) == FRUITS
    with JournalDB(path) as other:
        other.insert({"type": "fig", "count": 1})

        assert db.search(asked.query()) == [*FRUITS, {"type": "fig", "count": 1}]
        assert db.all() == list(db) == other.all()
        assert (len(db), db.count(Fruit.count == 1)) == (4, 1)
        assert db.contains(doc_id=4)
        assert db.get(Fruit.type == "fig") == db.get(doc_id=4) == db.get(doc_ids=[4])[0]


def test_a_query_is_run_once_though_another_looks(db: JournalDB, path: Path) -> None:
    """To look for changes does not throw the answers away."""
    asked = Asked()
    db.search(asked.query())
    with JournalDB(path) as other:
        assert other.all() == FRUITS

    db.search(asked.query())

    assert asked.times == 3


@pytest.mark.parametrize(
    "write",
    [
        lambda db, number: db.insert({"count": number}),
        lambda db, number: db.insert_multiple([{"type": "fig"}, {"deep": [number]}]),
        lambda db, number: db.update({"count": number}),
        lambda db, number: db.upsert({"count": number}, Fruit.type == "plum"),
    ],
)
@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(
    db: JournalDB, path: Path, write: Callable[[TinyDB, float], object], number: float
) -> None:
    """Stock TinyDB writes a file that is no JSON then."""
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}

    with pytest.raises(ValueError, match=r"."):
        write(db, number)

    assert db.all() == FRUITS
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_opening_and_reading_makes_no_file(path: Path) -> None:
    """Stock TinyDB makes one by being opened."""
    with JournalDB(path) as db:
        assert (len(db), db.all(), db.tables(), db.search(Fruit.noop())) == (0, [], set(), [])

    assert list(path.parent.iterdir()) == []


def test_a_loop_goes_on_whatever_is_done(db: JournalDB, path: Path) -> None:
    """It sees what was there when it began, also when the journal is folded in meanwhile."""
    seen = []
    with JournalDB(path) as other:
        for fruit in db:
            seen.append(fruit)
            other.update({"count": 0})
            other.storage.checkpoint()
            db.table("nuts").insert({"type": "almond"})

    assert seen == FRUITS
    assert counts(db) == [0, 0, 0]


def test_a_loop_may_be_left(db: JournalDB) -> None:
    """Nothing is kept open by it."""
    assert next(iter(db)) == FRUITS[0]


def test_what_is_inserted_may_be_told_by_another_insert(db: JournalDB) -> None:
    """Stock TinyDB loses what is written while it writes."""
    seeds = db.table("seeds")

    assert db.insert_multiple({"seed": seeds.insert({})} for _ in range(2)) == [4, 5]
    db.update(lambda fruit: fruit.update(seed=seeds.insert({})), doc_ids=[1])

    assert [fruit.get("seed") for fruit in db] == [3, None, None, 1, 2]
    assert len(seeds) == 3


@pytest.mark.parametrize("fold", [False, True])
def test_what_can_be_no_id_is_passed_over(db: JournalDB, fold: bool) -> None:
    """The documentation: ids of no document are “silently skipped”."""
    if fold:
        fold_in(db)
    ids: list[Any] = ["x", 2, None, 1.5, -1, 2**70]

    assert db.update({"count": 0}, doc_ids=ids) == [2]
    assert db.get(doc_ids=ids) == [{"type": "peach", "count": 0}]
    assert db.remove(doc_ids=ids) == [2]
