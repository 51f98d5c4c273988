"""What is read without TinyDB: documents by their places, and what changed since."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.errors import Damaged, JournalError
from store.journal.lines import BLOCK
from store.journal.reader import Reader
from store.journal.table import JournalDB
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture
def db(path: Path) -> Iterator[JournalDB]:
    """Return a database of three documents in the snapshot, one of them changed since."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 1}, {"n": 2}, {"n": 3}])
        storage(db).checkpoint()
        db.table("events").update({"n": 20}, doc_ids=[2])
        db.table("events").remove(doc_ids=[3])
        yield db


@pytest.fixture
def reader(db: JournalDB, path: Path) -> Iterator[Reader]:
    """Return a reader of it."""
    reader = Reader(path)
    yield reader
    reader.close()


def test_documents_are_read_by_id(reader: Reader) -> None:
    """From the snapshot or the journal, as JSON or not."""
    assert [reader.raw("events", doc_id) for doc_id in (1, 2)] == [b'{"n":1}', b'{"n":20}']
    assert reader.document("events", 2) == {"n": 20}


def test_there_is_no_such_document(reader: Reader) -> None:
    """It was deleted, or never was, or its table is not there."""
    assert [reader.raw("events", 3), reader.raw("events", 9), reader.raw("actors", 1)] == [None] * 3
    with pytest.raises(KeyError):
        reader.document("events", 3)


def test_tables_are_counted(reader: Reader) -> None:
    """Their ids, and which ids are there."""
    assert reader.tables() == ["events"]
    assert (reader.ids("events"), reader.ids("actors")) == ([1, 2], [])
    assert (reader.count("events"), reader.count("actors")) == (2, 0)
    assert [reader.holds("events", doc_id) for doc_id in (1, 3)] == [True, False]
    assert (reader.next_id("events"), reader.next_id("actors")) == (4, 1)


def test_all_are_read_in_order(reader: Reader) -> None:
    """As JSON or not; of a table that is not there, none."""
    assert list(reader.raws("events")) == [(1, b'{"n":1}'), (2, b'{"n":20}')]
    assert list(reader.documents("events")) == [(1, {"n": 1}), (2, {"n": 20})]
    assert list(reader.raws("actors")) == []


def test_text_is_found_in_the_files(reader: Reader, db: JournalDB) -> None:
    """In the snapshot or the journal, also across the blocks in which they are read."""
    db.table("events").insert({"long": "x" * (2 * BLOCK)})
    storage(db).checkpoint()

    assert [reader.mentions(text) for text in (b'{"n":1}', b'{"n":9}')] == [True, False]
    assert reader.mentions(b"x" * 100 + b'"}')


def test_anything_may_be_found_in_a_file_of_another_program(path: Path) -> None:
    """It may spell a text in several ways."""
    with TinyDB(path) as db:
        db.insert({})
    reader = Reader(path)

    assert reader.mentions(b"anything")

    reader.close()


def of(path: Path, reader: Reader) -> tuple[int, ...]:
    """Return what can be told from outside of a snapshot and its journal."""
    files = path, path.with_name(f"{path.name}-journal-{reader.state.meta.generation}")
    found = [file.stat() for file in files]
    return tuple(part for each in found for part in (each.st_size, each.st_mtime_ns, each.st_ino))


def test_a_stamp_tells_states_apart(reader: Reader, db: JournalDB, path: Path) -> None:
    """It can be told from outside as well, and is the same while nothing happens."""
    before, same = reader.stamp(), of(path, reader)
    db.table("events").insert({})
    reader.refresh()

    assert before == same
    assert reader.stamp() != before
    assert reader.stamp() == of(path, reader)


def test_a_stamp_of_nothing(path: Path) -> None:
    """Zeros stand for files that are not there."""
    reader = Reader(path)

    assert reader.stamp() == (0,) * 6

    reader.close()


def test_news_are_told_once(reader: Reader, db: JournalDB) -> None:
    """Table and id of each change, also across a checkpoint."""
    db.table("events").insert({})
    storage(db).checkpoint()
    db.table("actors").insert({})
    reader.refresh()

    assert reader.take_news() == [("events", 4), ("actors", 0), ("actors", 1)]
    assert reader.take_news() == []


def test_too_many_news_are_not_kept(
    reader: Reader, db: JournalDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody may ever ask for them; whoever does reads all again."""
    monkeypatch.setattr("store.journal.state._MOST", 3)
    db.table("events").insert_multiple([{}, {}])
    reader.refresh()
    db.table("events").insert_multiple([{}, {}])
    reader.refresh()

    assert reader.state.news == []
    assert reader.take_news() is None
    assert reader.take_news() == []


def test_what_is_being_read_stays_as_it_was(reader: Reader, db: JournalDB) -> None:
    """Also while others replace the files, and somebody else refreshes."""
    reading = reader.documents("events")
    first = next(reading)
    db.table("events").insert({"n": 5})
    storage(db).checkpoint()
    reader.refresh()
    second = list(reading)

    assert [first, *second] == [(1, {"n": 1}), (2, {"n": 20})]
    assert list(reader.documents("events"))[-1] == (4, {"n": 5})


def test_a_reader_is_closed_that_reads_what_is_over(path: Path, db: JournalDB) -> None:
    """It lets go of that as well."""
    disk = WatchedDisk()
    reader = Reader(path, disk=disk)
    reading = reader.documents("events")
    next(reading)
    storage(db).checkpoint()
    reader.refresh()
    reader.close()

    assert not disk.held

    del reading


def test_a_closed_reader_says_so(reader: Reader) -> None:
    """Whatever it is asked, also what it was just reading."""
    reading = reader.raws("events")
    next(reading)
    reader.close()
    for ask in (reader.refresh, lambda: reader.raw("events", 1), lambda: list(reading)):
        with pytest.raises(JournalError, match="is closed"):
            ask()


def test_a_document_is_damaged(db: JournalDB, path: Path) -> None:
    """The file and the byte are named, however it is read; the others are read."""
    with JournalDB(path.with_name("other.json")) as other:
        other.table("events").insert_multiple([{"n": 1}, {"n": 2}])
        storage(other).checkpoint()
    content = path.with_name("other.json").read_bytes()
    path.with_name("other.json").write_bytes(content.replace(b'{"n":2}', b'{"n":2]'))
    reader, at = Reader(path.with_name("other.json")), content.index(b'{"n":2}')
    for ask in (lambda: reader.document("events", 2), lambda: list(reader.documents("events"))):
        with pytest.raises(Damaged, match=f"other.json is damaged at byte {at}: "):
            ask()

    assert reader.document("events", 1) == {"n": 1}

    reader.close()
