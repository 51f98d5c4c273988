"""Where ours is stricter than stock TinyDB on purpose: it loses nothing, and says why."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from store.journal.errors import JournalError
from store.journal.table import JournalDB
from tests.store.journal.databases import FRUITS, Fruit, numbered


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


def test_persist_empty_empties_no_table(db: JournalDB, path: Path) -> None:
    """The documentation speaks of a new table; stock TinyDB empties one that is there."""
    with JournalDB(path) as again:
        assert again.table("_default", persist_empty=True).all() == FRUITS

    assert db.all() == FRUITS


@pytest.mark.parametrize("number", ["x", "9", 1.5, 9.0, True, False])
@pytest.mark.parametrize(
    "write",
    [
        lambda db, document: db.insert(document),
        lambda db, document: db.insert_multiple([{"type": "fig"}, document]),
        lambda db, document: db.table("nuts").upsert(document),
    ],
)
def test_an_id_is_a_whole_number(
    db: JournalDB, path: Path, write: Callable[[TinyDB, Document], object], number: Any
) -> None:
    """Another is refused; rounded, it would lie upon that of another document."""
    with pytest.raises((TypeError, ValueError), match="whole number"):
        write(db, Document({"type": "date"}, number))

    with JournalDB(path) as again:
        assert numbered(again) == numbered(db) == list(enumerate(FRUITS, 1))
        assert len(again.table("nuts")) == 0


def test_the_name_meta_is_taken(db: JournalDB, path: Path) -> None:
    """A file with two tables of that name would not outlast the next program that writes it."""
    with pytest.raises(ValueError, match="_meta"):
        db.table("_meta").insert({"type": "almond"})

    with JournalDB(path) as again:
        assert again.tables() == {"_default"}


@pytest.mark.parametrize(
    "use",
    [
        lambda db: db.insert({"type": "fig"}),
        lambda db: db.update({"count": 0}),
        lambda db: db.remove(Fruit.noop()),
        lambda db: db.drop_tables(),
        lambda db: db.all(),
        lambda db: db.get(doc_id=1),
        lambda db: db.search(Fruit.noop()),
        len,
        lambda db: db.storage.checkpoint(),
        lambda db: db.storage.transaction().__enter__(),
    ],
)
def test_a_closed_database_says_so(path: Path, use: Callable[[JournalDB], object]) -> None:
    """And does nothing any more."""
    with JournalDB(path) as db:
        db.insert_multiple(FRUITS)

    with pytest.raises((JournalError, ValueError), match="closed"):
        use(db)

    with JournalDB(path) as again:
        assert again.all() == FRUITS
