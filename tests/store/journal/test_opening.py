"""What is found on opening: files that are none of ours, newer, damaged, or being written."""

import os
from collections.abc import Callable
from errno import EACCES, EIO
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.disk import Disk
from store.journal.errors import Busy, Damaged, JournalError, Missing, NewerFormat, ReadOnly
from store.journal.files import crc_of
from store.journal.lines import framed
from store.journal.opening import opened
from store.journal.reader import Reader
from store.journal.table import JournalDB
from tests.store.journal.disks import FailingDisk, WatchedDisk
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing a damaged file."""
    monkeypatch.setattr("store.journal.opening._SETTLING", 0)


@pytest.fixture
def made(path: Path) -> Path:
    """Where a database lies that has something in the snapshot, and something in the journal."""
    with JournalDB(path) as db:
        db.table("events").insert({"n": 1})
        db.table("actors").insert({"n": 2})
        storage(db).checkpoint()
        db.table("events").insert({"n": 3})
    return path


@pytest.fixture
def folded(made: Path) -> Path:
    """Where one lies with nothing but the snapshot: another has its journal."""
    with JournalDB(made) as db:
        storage(db).backup(made.with_name("copy.json"))
    return made.with_name("copy.json")


def test_a_name_that_no_file_can_have(path: Path) -> None:
    """There is nothing to be read."""
    with pytest.raises(Missing, match="cannot be read: embedded null"):
        Reader(f"{path}\0")


def test_a_folder_cannot_be_read(path: Path) -> None:
    """It is no file."""
    path.mkdir()
    with pytest.raises(Missing, match="no regular file"):
        Reader(path)


def test_a_pipe_cannot_be_read(path: Path) -> None:
    """And nobody waits for somebody to write to it."""
    os.mkfifo(path)
    with pytest.raises(Missing, match="no regular file"):
        Reader(path)


class Restless(WatchedDisk):
    """A disk on which another program writes at every look."""

    def look(self, call: object) -> None:
        """Let it write some more."""
        if self.held:
            with self.path.open("ab") as file:
                file.write(b" ")

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


@pytest.mark.parametrize("content", [b"{}", b'{"events":'])
def test_a_file_that_is_written_all_the_time_is_busy(path: Path, content: bytes) -> None:
    """Be it whole at some moments, or never."""
    path.write_bytes(content)
    disk = Restless(path)
    with pytest.raises(Busy, match=f"{NAME} is being written all the time"):
        opened(disk, path)

    assert not disk.held


def test_the_folder_cannot_be_listed(made: Path) -> None:
    """There may be another journal; without it the snapshot is read as it is."""
    (made.with_name(f"{NAME}-journal-2")).unlink()
    disk = FailingDisk(1, EACCES, looks=True, only=frozenset({"names"}))
    reader = Reader(made, disk=disk)

    assert reader.tables() == ["events", "actors"]
    assert reader.notices == [
        f"{NAME}-journal-2 is missing, and with it what was saved last",
    ]

    reader.close()


def newer(path: Path, change: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """Change the header of a journal, and return all files."""
    journal = path.with_name(f"{NAME}-journal-2")
    first, rest = journal.read_bytes().split(b"\n", 1)
    journal.write_bytes(framed(change(first[9:])) + rest)
    return listing(path.parent)


@pytest.mark.parametrize(
    "old", [b'"version":1', b'"version":1,"store_id"', b'"version":1,"store_id":"']
)
def test_a_newer_journal_is_refused(made: Path, old: bytes) -> None:
    """Whatever its header has become; nothing is written."""
    new = old.replace(b":1", b":2").replace(b"store_id", b"name")
    files = newer(made, lambda body: body.replace(old, new))
    with pytest.raises(NewerFormat, match=f"{NAME}-journal-2 has format 2, newer than 1"):
        JournalDB(made)

    assert listing(made.parent) == files


@pytest.mark.parametrize("new", [b'"version":2', b'"version":2,"tables":7', b'"version":2,"x":[]'])
def test_a_newer_snapshot_is_refused(made: Path, new: bytes) -> None:
    """Whatever it has come to say of itself; nothing is written."""
    made.write_bytes(made.read_bytes().replace(b'"version":1', new))
    files = listing(made.parent)
    with pytest.raises(NewerFormat, match=f"{NAME} has format 2, newer than 1"):
        JournalDB(made)

    assert listing(made.parent) == files


def test_another_kind_of_journal_is_damage(made: Path) -> None:
    """It is read as far as the snapshot goes, and nothing is written."""
    newer(made, lambda body: body.replace(b"tinydb-journal", b"any-journal"))
    with JournalDB(made) as db:
        assert read(db) == {"events": {1: {"n": 1}}, "actors": {1: {"n": 2}}}
        assert storage(db).read_only == f"{NAME}-journal-2 is damaged at byte 0"


def test_a_snapshot_was_edited_whose_journal_is_damaged(made: Path) -> None:
    """Nobody knows what waits there, so nothing is written."""
    journal = made.with_name(f"{NAME}-journal-2")
    content = journal.read_bytes()
    journal.write_bytes(content.replace(b"\n", b"\n!", 1))
    made.write_bytes(made.read_bytes().replace(b'{"n":1}', b'{"n":10}'))
    with JournalDB(made) as db:
        assert "edited outside while changes" in storage(db).read_only
        assert read(db)["events"] == {1: {"n": 10}}


@pytest.mark.parametrize("missing", [True, False], ids=["its journal is missing", "a copy"])
def test_a_table_was_added_by_hand(made: Path, folded: Path, missing: bool) -> None:
    """Where no journal tells of it; the next write keeps it, and gives none of its ids."""
    path = made if missing else folded
    made.with_name(f"{NAME}-journal-2").unlink()
    content = path.read_bytes().replace(b'"actors":{', b'"places":{\n"7":{"n":7}\n},\n"actors":{')
    path.write_bytes(content)
    with JournalDB(path) as db:
        given = db.table("places").insert({"n": 8})
    with JournalDB(path) as db:
        assert read(db)["places"] == {7: {"n": 7}, 8: {"n": 8}}
        assert read(db)["actors"] == {1: {"n": 2}}
    assert given == 8


@pytest.mark.parametrize("missing", [True, False], ids=["its journal is missing", "a copy"])
def test_a_damaged_snapshot_is_not_written_to(made: Path, folded: Path, missing: bool) -> None:
    """Where no journal was begun on it; what is whole is read."""
    path = made if missing else folded
    made.with_name(f"{NAME}-journal-2").unlink()
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b'"actors":{')] + b'"actors')
    with JournalDB(path) as db:
        with pytest.raises(ReadOnly, match=f"{path.name} is damaged at byte"):
            db.table("events").insert({})
        with pytest.raises(Damaged, match=f"{path.name} is damaged at byte"):
            len(db.table("actors"))

        assert db.table("events").get(doc_id=1) == {"n": 1}


def test_nobody_knows_the_next_id(made: Path) -> None:
    """Somebody took it from the first line: no id is given that a document has."""
    content = made.read_bytes()
    made.write_bytes(content.replace(b'"next_id":{', b'"next_xx":{'))
    made.with_name(f"{NAME}-journal-2").write_bytes(
        made.with_name(f"{NAME}-journal-2").read_bytes().splitlines(keepends=True)[0]
    )
    reader = Reader(made)

    assert reader.next_id("events") == 2

    reader.close()


def test_a_snapshot_has_lost_a_table(made: Path) -> None:
    """Its first line tells of one, and nothing else is wrong with it."""
    content = made.read_bytes()
    lost = content.replace(b'},\n"actors":{\n"1":{"n":2}\n}\n}', b"}\n}")
    made.write_bytes(lost.replace(b":1}\n", b":1" + b" " * (len(content) - len(lost)) + b"}\n"))
    with JournalDB(made) as db, pytest.raises(Damaged, match="has lost a table: actors"):
        len(db.table("actors"))


@pytest.mark.parametrize(("old", "new"), [(b'"events"', b'"places"'), (b'"put"', b'"pat"')])
def test_a_journal_changes_what_is_not_there(made: Path, old: bytes, new: bytes) -> None:
    """That is no journal of ours; what stands before it is read."""
    journal = made.with_name(f"{NAME}-journal-2")
    first, *rest = journal.read_bytes().splitlines()
    changed = [framed(line[9:].replace(old, new)) for line in rest]
    journal.write_bytes(b"\n".join([first, b""]) + b"".join(changed))
    with JournalDB(made) as db:
        assert f"{NAME}-journal-2 changes no table" in storage(db).read_only
        assert read(db)["events"] == {1: {"n": 1}}


def test_what_stock_tinydb_has_emptied_is_empty(path: Path) -> None:
    """A file of no bytes holds no tables."""
    with TinyDB(path):
        pass
    with JournalDB(path) as db:
        assert db.tables() == set()
        assert storage(db).read() == {}


def test_the_checksum_of_a_file(path: Path) -> None:
    """However many blocks it has."""
    path.write_bytes(b"x" * (3 << 20))
    disk = Disk()
    descriptor = disk.open(path)
    found = crc_of(disk, descriptor)
    disk.close(descriptor)

    assert found == crc_of_bytes(path.read_bytes())


def crc_of_bytes(content: bytes) -> int:
    """Return what `crc_of` must."""
    from zlib import crc32

    return crc32(content)


def test_a_disk_that_cannot_say_what_lies_there(made: Path) -> None:
    """It is not taken for nothing."""
    for nth in range(1, 9):
        with pytest.raises(JournalError):
            Reader(made, disk=FailingDisk(nth, EIO, looks=True))
