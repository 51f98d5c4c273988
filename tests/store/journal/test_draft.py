"""A transaction as its updater sees it: documents by id, to be read, put, changed and deleted."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database of three documents."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        yield db


@pytest.fixture
def kept(db: JournalDB) -> JournalStorage:
    """Return its storage."""
    return storage(db)


def test_a_deleted_document_is_gone(kept: JournalStorage) -> None:
    """For whoever asks for it, looks for it, counts, or deletes it again."""
    with kept.transaction() as transaction:
        events = transaction.table("events")
        del events[2]

        assert (2 in events, len(events), list(events)) == (False, 2, [1, 3])
        for ask in (events.__getitem__, events.__delitem__, events.stored):
            with pytest.raises(KeyError):
                ask(2)


def test_there_never_was_one(kept: JournalStorage) -> None:
    """Of that id, in a table that is there or not."""
    with kept.transaction() as transaction:
        for table in ("events", "actors"):
            with pytest.raises(KeyError):
                transaction.table(table)[9]


def test_what_was_put_is_there(kept: JournalStorage, db: JournalDB) -> None:
    """Behind the others; a second one replaces the first."""
    with kept.transaction() as transaction:
        events = transaction.table("events")
        events[9] = {"n": 9}
        events[1] = {"n": 10}
        events[9] = {"n": 90}

        assert [(each, events[each]["n"]) for each in events] == [(1, 10), (2, 2), (3, 3), (9, 90)]
    assert [each["n"] for each in db.table("events")] == [10, 2, 3, 90]


def test_what_was_only_looked_at_is_not_changed(kept: JournalStorage, db: JournalDB) -> None:
    """Be it from the file or of this transaction."""
    with kept.transaction() as transaction:
        events = transaction.table("events")
        events[4] = {"n": 4}
        for doc_id in (1, 4):
            events.stored(doc_id)["n"] = "else"

    assert [each["n"] for each in db.table("events")] == [1, 2, 3, 4]


def test_nothing_is_written_of_what_was_only_read(path: Path, kept: JournalStorage) -> None:
    """An empty transaction makes no record."""
    journal = path.with_name(f"{NAME}-journal-1")
    before = journal.read_bytes()
    with kept.transaction() as transaction:
        dict(transaction.table("events"))

    assert journal.read_bytes() == before


@pytest.mark.parametrize("drop", [True, False], ids=["drop", "remove"])
@pytest.mark.parametrize("table", ["events", "actors"])
@pytest.mark.parametrize("again", [True, False], ids=["in the same process", "in another"])
def test_an_id_that_was_given_within_is_not_given_again(
    path: Path, db: JournalDB, drop: bool, table: str, again: bool
) -> None:
    """Although its document was gone before it was saved."""
    with storage(db).transaction():
        first = db.table(table).insert({})
        if drop:
            db.drop_table(table)
        else:
            db.table(table).remove(doc_ids=[first])
    if again:
        second = db.table(table).insert({})
    else:
        with JournalDB(path) as other:
            second = other.table(table).insert({})

    assert second == first + 1


def test_a_table_is_dropped_and_made_again(db: JournalDB, path: Path) -> None:
    """With what is put into it then, and no id of the one before."""
    with storage(db).transaction():
        db.table("events").insert({"n": 4})
        db.drop_table("events")
        given = db.table("events").insert({"n": 5})
    with JournalDB(path) as other:
        assert read(other) == {"events": {5: {"n": 5}}}
    assert given == 5


def test_a_table_that_is_not_there_is_dropped(db: JournalDB) -> None:
    """Nothing happens."""
    db.drop_table("actors")

    assert db.tables() == {"events"}


def insert_within(db: JournalDB, *tables: str) -> None:
    """Insert a document into each table, in one transaction."""
    with storage(db).transaction():
        for table in tables:
            db.table(table).insert({})


@pytest.mark.parametrize("name", ["_meta", "half \ud83d"])
def test_some_names_are_refused(db: JournalDB, path: Path, name: str) -> None:
    """Alone and in a transaction; nothing is written then."""
    before = read(db)
    with pytest.raises(ValueError, match="The name"):
        db.table(name).insert({})
    with pytest.raises(ValueError, match="The name"):
        insert_within(db, "events", name)

    assert read(db) == before


@pytest.mark.parametrize("doc_id", ["1", True, 1.0])
def test_an_id_is_a_whole_number(kept: JournalStorage, doc_id: int) -> None:
    """Nothing else stands for one."""
    with pytest.raises(TypeError, match="no whole number"), kept.transaction() as transaction:
        transaction.table("events")[doc_id] = {}


def next_id(db: JournalDB, table: str) -> int:
    """Return what a subclass of the table is told."""
    found: int = db.table(table)._get_next_id()  # type: ignore[no-untyped-call]
    return found


def test_the_next_id_is_told_within(db: JournalDB) -> None:
    """Of a table that was changed, and of one that was not."""
    with storage(db).transaction():
        before = next_id(db, "actors")
        db.table("events").insert({})
        after = [next_id(db, name) for name in ("events", "actors")]

    assert (before, after) == (1, [5, 1])
