"""Stock TinyDB reads what ours leaves: each snapshot, and each backup."""

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB
from tinydb.table import Document

from store.journal.table import JournalDB
from tests.store.journal.databases import FRUITS, Fruit, numbered

Work = Callable[[TinyDB], object]

_databases = count()


def tables(db: TinyDB) -> dict[str, Any]:
    """Return all there is of the user's; _meta is the journal's own."""
    return {name: numbered(db.table(name)) for name in db.tables() - {"_meta"}}


def read_by_stock(path: Path) -> dict[str, Any]:
    """Return what stock TinyDB finds."""
    with TinyDB(path, access_mode="r") as stock:
        return tables(stock)


def gaps(db: TinyDB) -> None:
    """Bring ids, not in their order, and remove some."""
    db.insert_multiple(
        [Document(fruit, doc_id=number) for fruit, number in zip(FRUITS, (29, 24, 27))]
    )
    db.remove(doc_ids=[24])


def several(db: TinyDB) -> None:
    """Fill tables, empty one, and drop another."""
    for name in ("nuts", "seeds", "two\nlines", "“herbs”"):
        db.table(name).insert_multiple(FRUITS)
    db.table("seeds").truncate()
    db.drop_table("nuts")


WORK: list[Work] = [
    lambda db: db.insert({}),
    lambda db: db.insert_multiple(FRUITS),
    lambda db: db.insert({"text": 'a "word"\n,"1":{}\n}, \u2028 ذكرى 🍎', "}": ["\\", "\n}"]}),
    lambda db: db.insert({"n": [0, -1, 1e300, 0.1, 10**30], "deep": {"a": [{"b": [[]]}]}}),
    lambda db: db.insert_multiple({"text": "x" * 1000} for _ in range(200)),
    lambda db: db.table("empty", persist_empty=True),
    gaps,
    several,
]


@pytest.mark.parametrize("work", WORK)
def test_stock_tinydb_reads_a_snapshot(tmp_path: Path, work: Work) -> None:
    """After a checkpoint it is complete, and in the same order."""
    path = tmp_path / "db.json"
    with JournalDB(path) as db:
        work(db)
        db.storage.checkpoint()

        assert read_by_stock(path) == tables(db)


@pytest.mark.parametrize("work", WORK)
def test_stock_tinydb_reads_a_backup(tmp_path: Path, work: Work) -> None:
    """It holds what was not in the snapshot yet, too."""
    copy = tmp_path / "copy.json"
    with JournalDB(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        db.storage.checkpoint()
        db.update({"count": 0}, Fruit.type == "plum")
        work(db.table("more") if work not in (several, WORK[5]) else db)
        db.storage.backup(copy)

        assert read_by_stock(copy) == tables(db)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50
)
@given(
    documents=st.dictionaries(
        st.integers(1, 10**12), st.dictionaries(st.text(), st.text() | st.lists(st.text()))
    )
)
def test_stock_tinydb_reads_any_text(tmp_path: Path, documents: dict[int, Any]) -> None:
    """Whatever signs there are in it, and whatever the ids."""
    path = tmp_path / f"{next(_databases)}.json"
    with JournalDB(path) as db:
        db.insert_multiple(Document(fields, number) for number, fields in documents.items())
        db.storage.checkpoint()

    with TinyDB(path) as stock:
        assert numbered(stock) == list(documents.items())


def test_each_snapshot_follows_the_work(tmp_path: Path) -> None:
    """Checkpoint after checkpoint."""
    path = tmp_path / "db.json"
    with JournalDB(path) as db:
        for work in (WORK[1], several, WORK[2], gaps, lambda db: db.remove(doc_ids=[29, 1])):
            work(db)
            db.storage.checkpoint()
            assert read_by_stock(path) == tables(db)


def test_a_backup_opens_like_any_database(tmp_path: Path) -> None:
    """It goes its own way from there."""
    copy = tmp_path / "copy.json"
    with JournalDB(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        db.storage.backup(copy)

        with JournalDB(copy) as other:
            assert other.insert({"type": "fig"}) == 4
            assert len(other) == 4
        assert db.all() == FRUITS


def test_a_backup_needs_a_free_path(tmp_path: Path) -> None:
    """What is there stays."""
    taken = tmp_path / "taken.json"
    taken.write_text("taken", encoding="utf-8")

    with JournalDB(tmp_path / "db.json") as db:
        db.insert_multiple(FRUITS)
        with pytest.raises(FileExistsError):
            db.storage.backup(taken)

    assert taken.read_text(encoding="utf-8") == "taken"


def test_what_stock_tinydb_wrote_into_a_snapshot_is_taken_in(tmp_path: Path) -> None:
    """As long as nothing else was pending."""
    path = tmp_path / "db.json"
    with JournalDB(path) as db:
        db.insert_multiple(FRUITS)
        db.storage.checkpoint()
    with TinyDB(path) as stock:
        stock.insert({"type": "fig"})

    with JournalDB(path) as again:
        assert again.all() == [*FRUITS, {"type": "fig"}]
        assert again.insert({"type": "date"}) == 5
