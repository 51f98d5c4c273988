"""`check` finds whatever is wrong, tells file and byte of it, and changes nothing."""

from contextlib import suppress
from errno import EIO
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.journal.check import Checked, check
from store.journal.disk import Disk
from store.journal.errors import Missing, NewerFormat
from store.journal.lines import framed
from store.journal.table import JournalDB
from tests.store.journal.damage import Files, database, edited, flipped
from tests.store.journal.disks import CountingDisk, Crash, CrashingDisk, FailingDisk
from tests.store.journal.recovery import NAME, folder, listing, noted
from tests.store.journal.steps import storage


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.check._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def reasons(found: Checked) -> list[str]:
    """Return why there are faults."""
    return [fault.reason for fault in found.faults]


def test_a_database_without_a_fault(files: Files) -> None:
    """Its documents are counted with all changes, and both files were read to the end."""
    size = len(files.snapshot) + len(files.journal)

    assert check(files.path) == Checked([], [], {"events": 4, "actors": 3, "places": 1}, size)


def test_nothing_is_written(files: Files) -> None:
    """Not even a lock."""
    files.path.with_name(f"{NAME}-lock").unlink()
    before = listing(files.path.parent)
    check(files.path)

    assert listing(files.path.parent) == before


def test_a_dropped_table_is_not_counted(tmp_path: Path) -> None:
    """It may have been made again since."""
    db = JournalDB(tmp_path / NAME)
    db.table("events").insert_multiple([{}, {}])
    db.table("actors").insert_multiple([{}, {}])
    storage(db).checkpoint()
    db.drop_table("events")
    db.drop_table("actors")
    db.table("events").insert({})
    db.table("events").remove(doc_ids=[3])
    db.table("events").insert({})

    assert check(tmp_path / NAME).documents == {"events": 1}

    db.close()


def test_links_are_followed(files: Files, tmp_path: Path) -> None:
    """The journal lies beside the file that they lead to."""
    link = tmp_path / "link.json"
    link.symlink_to(files.path)

    assert check(link) == check(files.path)


def test_there_is_no_file(tmp_path: Path) -> None:
    """Nor does it come to be."""
    with pytest.raises(Missing, match=r"events\.json cannot be read"):
        check(tmp_path / NAME)

    assert not listing(tmp_path)


def test_there_is_a_folder(tmp_path: Path) -> None:
    """It is no database."""
    with pytest.raises(Missing, match="is no regular file"):
        check(tmp_path)


def test_a_disk_that_reads_no_more(files: Files) -> None:
    """Whatever call it fails at."""
    counting = CountingDisk()
    check(files.path, counting)
    for nth in range(1, len(counting.calls) + 1):
        disk = FailingDisk(nth, EIO, looks=True)
        with noted(f"call {nth}"), pytest.raises(Missing, match="Input/output error"):
            check(files.path, disk)


@pytest.mark.parametrize("file", ["snapshot", "journal"])
def test_a_newer_format_is_refused(files: Files, file: str) -> None:
    """What is right there is not known here."""
    if file == "snapshot":
        files.put(snapshot=edited(files.snapshot, b'"version":1', b'"version":2'))
    else:
        header, *rest = files.lines
        newer = framed(edited(header[9:-1], b'"version":1', b'"version":2'))
        files.put(journal=newer + b"".join(rest))
    with pytest.raises(NewerFormat, match="has format 2, newer than 1"):
        check(files.path)


def test_a_stock_file(tmp_path: Path) -> None:
    """No journal is missing beside it."""
    db = TinyDB(tmp_path / NAME, indent=2)
    db.table("events").insert_multiple([{"a": float("nan")}, {"b": {"1": {}}}])
    db.table("actors").insert({"name": "سوريا"})
    db.close()

    assert check(tmp_path / NAME) == Checked(
        [], [], {"events": 2, "actors": 1}, (tmp_path / NAME).stat().st_size
    )


def test_a_file_without_anything(tmp_path: Path) -> None:
    """Stock TinyDB makes it so."""
    (tmp_path / NAME).touch()

    assert check(tmp_path / NAME) == Checked([], [], {}, 0)


def test_it_was_edited_outside_without_changes_pending(files: Files) -> None:
    """It is taken as it is, so there is no fault; but it is told."""
    db = JournalDB(files.path)
    storage(db).checkpoint()
    db.close()
    files.path.write_bytes(edited(files.path.read_bytes(), b'"one"', b'"eleven"'))
    found = check(files.path)

    assert not found.faults
    assert found.notes == ["events.json was edited outside; it is taken as it is"]


def test_it_was_edited_outside_with_changes_pending(files: Files) -> None:
    """They would not fit any more."""
    found = check(files.put(snapshot=edited(files.snapshot, b'"one"', b'"eleven"')))

    assert reasons(found) == ["it was edited outside while 4 changes to it were pending"]
    assert found.faults[0].path == files.path


def test_it_was_edited_outside_with_one_change_pending(tmp_path: Path) -> None:
    """It is told in the singular."""
    db = JournalDB(tmp_path / NAME)
    db.table("events").insert({"n": 1})
    db.close()
    (tmp_path / NAME).write_text('{"events": {}}')

    assert reasons(check(tmp_path / NAME)) == [
        "it was edited outside while a change to it was pending"
    ]


def test_another_of_the_same_size_is_there(files: Files) -> None:
    """An open database does not see at once that a letter is another."""
    found = check(files.put(snapshot=edited(files.snapshot, b'"one"', b'"own"')))

    assert reasons(found) == ["it is not what was saved: damaged, or edited outside"]


def test_the_file_was_emptied(files: Files) -> None:
    """No editor does that, and TinyDB neither."""
    found = check(files.put(snapshot=b""))

    assert reasons(found) == [f"it is empty; {len(files.snapshot)} bytes were saved"]


def test_an_older_file_was_put_there(files: Files) -> None:
    """The only journal is of a later state, and there are changes in it."""
    older = files.path.with_name(f"{NAME}.bak").read_bytes()

    assert reasons(check(files.put(snapshot=older))) == [
        "it was edited outside while 4 changes to it were pending"
    ]


def test_there_is_no_journal(files: Files, tmp_path: Path) -> None:
    """Only a backup has none from the beginning."""
    db = JournalDB(files.path)
    storage(db).backup(tmp_path / "backup.json")
    db.close()
    files.beside.unlink()

    assert check(files.path).notes == [
        "events.json-journal-2 is missing, and with it what was saved last"
    ]
    assert not check(tmp_path / "backup.json").notes


def test_a_journal_of_another_time_lies_there(files: Files) -> None:
    """An open database would not look into it, although it holds something."""
    later = files.path.with_name(f"{NAME}-journal-9")
    db = JournalDB(files.path)
    db.table("events").insert({})
    db.close()
    later.write_bytes(files.beside.read_bytes())
    files.beside.write_bytes(files.journal)
    found = check(files.path)

    assert [(fault.path, fault.reason) for fault in found.faults] == [
        (later, "it holds changes that are not in events.json, which is of another time")
    ]


def test_an_earlier_journal_was_changed(files: Files) -> None:
    """A wrong generation in the snapshot must not hide the changes that belong to it."""
    found = check(files.put(snapshot=edited(files.snapshot, b'"generation":2', b'"generation":7')))

    assert reasons(found) == [
        "it holds changes that are not in events.json, which is of another time"
    ]


def test_a_checkpoint_that_was_interrupted_is_no_fault(tmp_path: Path) -> None:
    """Each state of the files is whole, but for the line that names the new snapshot."""
    told: list[str] = []
    for nth in range(1, 60):
        files = database(folder(tmp_path, nth))
        disk = CrashingDisk(nth, partly=True)
        db = JournalDB(files.path, disk=disk)
        with suppress(Crash):
            storage(db).checkpoint()
        disk.die()
        with noted(f"at change {nth}"):
            found = check(files.path)
            told += [*reasons(found), *found.notes]

            assert found.documents == {"events": 4, "actors": 3, "places": 1}

        if not disk.dead:
            break

    unfinished, *left = told

    assert unfinished.endswith("bytes are of a change that was never confirmed")
    assert left == ["events.json-journal-2 is left over, and holds nothing of its own"] * 3


class Busy(Disk):
    """Whenever a journal is looked for, somebody has written."""

    def __init__(self, *journals: bytes) -> None:
        self.journals = list(journals)

    def names(self, folder: Path) -> list[str]:
        """Write first."""
        if self.journals:
            next(folder.glob("*-journal-*")).write_bytes(self.journals.pop(0))
        return super().names(folder)


def test_a_change_that_is_being_written_is_no_fault(files: Files) -> None:
    """At the second look it is whole."""
    found = check(files.path, Busy(files.journal[:-80], files.journal))

    assert not found.faults
    assert not found.notes


def test_a_change_that_stays_unfinished_is_a_fault(files: Files) -> None:
    """Nobody is writing it any more."""
    cut = files.journal[:-80]

    assert check(files.path, Busy(cut)) == check(files.put(journal=cut))
    assert len(check(files.path).faults) == 1


def test_changes_that_are_written_all_the_time_are_no_faults(files: Files) -> None:
    """What was there at every look is one."""
    size = len(files.journal)
    damaged = flipped(files.journal, 300, 1)
    found = check(files.path, Busy(*(damaged[: size - left] for left in (70, 60, 65, 62))))

    assert reasons(found) == ["it is damaged"]
    assert found.notes == ["events.json is being written to"]


class Vanishing(Disk):
    """A journal that was just there is none any more."""

    def names(self, folder: Path) -> list[str]:
        """Find more than there is."""
        return [*super().names(folder), f"{NAME}-journal-7", f"{NAME}-journal-9"]


def test_a_journal_vanishes(files: Files) -> None:
    """A checkpoint has put another in its place meanwhile, and it need not be read."""
    assert check(files.path, Vanishing()) == check(files.path)

    files.path.write_bytes(edited(files.snapshot, b'"generation":2', b'"generation":7'))
    files.beside.unlink()

    assert not check(files.path, Vanishing()).faults
