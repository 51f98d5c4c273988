"""`repair` saves all that can be read, into a new file, and tells the rest."""

import json
from contextlib import suppress
from pathlib import Path

import pytest

from store.journal import errors
from store.journal.disk import Disk
from store.journal.errors import Missing, NewerFormat
from store.journal.lines import framed
from store.journal.repair import repair
from store.journal.table import JournalDB
from tests.store.journal.damage import WHOLE, Files, database, edited
from tests.store.journal.disks import Crash, CrashingDisk
from tests.store.journal.mending import flat, mend
from tests.store.journal.recovery import NAME, folder, noted
from tests.store.journal.steps import storage
from tests.store.journal.workload import read_by_stock


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.rescue._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database without a fault."""
    return database(tmp_path / NAME)


def about(path: Path) -> dict[str, object]:
    """Return what a file says of itself."""
    found: dict[str, object] = json.loads(path.read_bytes())["_meta"]["1"]
    return found


def test_nothing_is_wrong(files: Files) -> None:
    """All changes are in the new file then."""
    found = mend(files.path)

    assert found.documents == WHOLE
    assert found.repaired.applied == 5
    assert not found.lost
    assert not found.conflicts


def test_what_it_says_of_itself(files: Files) -> None:
    """It is the same database, later than all that lies there; no id is given twice."""
    old = about(files.path)
    new = about(mend(files.path).repaired.target)

    assert (new["store_id"], new["format"]) == (old["store_id"], old["format"])
    assert new["generation"] == 4
    assert new["lsn"] == 21
    assert new["next_id"] == {"events": 6, "actors": 4, "places": 2}


def test_journals_that_lie_beside_the_target(files: Files) -> None:
    """They are not taken for that of the new file, nor for the one before."""
    beside = files.path.with_name("new.json-journal-8")
    beside.write_bytes(files.journal)
    target = files.path.with_name("new.json")
    repair(files.path, target)

    assert about(target)["generation"] == 10

    db = JournalDB(target)

    assert not storage(db).notices
    assert len(db.table("events")) == 4

    db.close()


def test_ids_are_not_given_again(tmp_path: Path) -> None:
    """Neither those of deleted documents, nor of dropped tables, nor what was never confirmed."""
    db = JournalDB(tmp_path / NAME)
    db.table("a").insert_multiple([{}, {}, {}])
    db.table("b").insert_multiple([{}, {}])
    db.drop_table("b")
    storage(db).checkpoint()
    db.table("a").remove(doc_ids=[3])
    db.table("c").insert({})
    db.table("c").insert({})
    (journal,) = tmp_path.glob("*-journal-*")
    unfinished = journal.read_bytes()[:-1]
    db.close()
    journal.write_bytes(unfinished)
    target = repair(tmp_path / NAME, tmp_path / "new.json").target

    assert about(target)["next_id"] == {"a": 4, "b": 3, "c": 3}


def test_work_goes_on_with_the_new_file(files: Files) -> None:
    """As with any other."""
    target = mend(files.path).repaired.target
    db = JournalDB(target)

    assert db.table("events").insert({}) == 6

    storage(db).checkpoint()
    db.close()
    again = JournalDB(target)

    assert len(again.table("events")) == 5
    assert not storage(again).notices

    again.close()


def test_a_stock_file(tmp_path: Path) -> None:
    """It gets our layout, and an id."""
    path = tmp_path / NAME
    path.write_text('{"_default": {"1": {"a": NaN}, "2": {"b": [1,\n2]}}}')
    target = repair(path, tmp_path / "new.json").target

    assert b'\n,"2":{"b": [1, 2]}\n' in target.read_bytes()
    assert about(target)["store_id"]


def test_a_file_that_was_never_written_to(tmp_path: Path) -> None:
    """There is nothing in it."""
    (tmp_path / NAME).touch()
    found = mend(tmp_path / NAME)

    assert found.documents == {}
    assert found.lost == []


def test_there_is_nothing_to_repair(tmp_path: Path) -> None:
    """And nothing comes to be."""
    with pytest.raises(Missing, match="cannot be read"):
        repair(tmp_path / NAME, tmp_path / "new.json")
    with pytest.raises(Missing, match="no regular file"):
        repair(tmp_path, tmp_path / "new.json")

    assert list(tmp_path.iterdir()) == []


def test_the_file_is_gone_but_not_its_journal(files: Files) -> None:
    """What that holds is saved; a changed document stands there as a whole."""
    files.path.unlink()
    found = mend(files.path)

    assert found.documents.keys() == {
        *(("events", 2), ("events", 5), ("actors", 3), ("places", 1)),
    }
    assert found.lost == [(NAME, None, "", None, "the file is missing")]


def test_the_file_was_emptied(files: Files) -> None:
    """The same."""
    found = mend(files.put(snapshot=b""))

    assert found.documents.keys() == {
        *(("events", 2), ("events", 5), ("actors", 3), ("places", 1)),
    }
    assert found.lost == [
        (NAME, None, "", None, f"it is empty; {len(files.snapshot)} bytes were saved")
    ]


def test_the_journal_is_gone(files: Files) -> None:
    """Nobody knows what stood there."""
    files.beside.unlink()
    found = mend(files.path)

    assert len(found.documents) == 6
    assert found.lost == [
        (files.beside.name, None, "", None, "it is missing, and with it what was saved last")
    ]


def test_a_backup_has_no_journal(files: Files, tmp_path: Path) -> None:
    """It is complete."""
    db = JournalDB(files.path)
    storage(db).backup(tmp_path / "backup.json")
    db.close()
    found = mend(tmp_path / "backup.json")

    assert found.documents == WHOLE
    assert found.lost == []


def newer(text: bytes) -> bytes:
    """Return JSON that says that it is of a newer format."""
    return edited(text, b'"version":1', b'"version":2')


def test_a_newer_format_is_refused(files: Files) -> None:
    """What is right there is not known here."""
    files.beside.unlink()
    files.path.write_bytes(newer(files.snapshot))
    with pytest.raises(NewerFormat):
        repair(files.path, files.path.with_name("new.json"))


def test_a_newer_format_of_the_journal_is_refused(files: Files) -> None:
    """The snapshot may be of this one still."""
    header, *rest = files.lines
    files.put(journal=framed(newer(header[9:-1])) + b"".join(rest))
    with pytest.raises(NewerFormat):
        repair(files.path, files.path.with_name("new.json"))


def test_a_format_that_the_journal_belies(files: Files) -> None:
    """It was begun on this very snapshot, which was no newer then: a byte is damaged."""
    found = mend(files.put(snapshot=newer(files.snapshot)))

    assert found.documents == WHOLE


def test_an_interrupted_checkpoint(tmp_path: Path) -> None:
    """Wherever it was: the journal may name the snapshot that takes over, and is done once."""
    for nth in range(1, 60):
        files = database(folder(tmp_path, nth))
        disk = CrashingDisk(nth, partly=True)
        db = JournalDB(files.path, disk=disk)
        with suppress(Crash):
            storage(db).checkpoint()
        disk.die()
        with noted(f"at change {nth}"):
            found = mend(files.path)

            assert found.documents == WHOLE
            assert found.conflicts == []
            assert len(found.lost) <= 1

        if not disk.dead:
            break


class Busy(Disk):
    """Whenever the folder is looked at, a checkpoint has just been made."""

    def __init__(self, path: Path, times: int) -> None:
        self.path, self.times = path, times

    def names(self, folder: Path) -> list[str]:
        """Find what was there before it."""
        found = super().names(folder)
        if folder == self.path.parent and self.times:
            self.times -= 1
            db = JournalDB(self.path)
            db.table("actors").update({"times": self.times}, doc_ids=[1])
            storage(db).checkpoint()
            db.close()
        return found


def test_others_write_meanwhile(files: Files, tmp_path: Path) -> None:
    """It is read again, until snapshot and journal belong together."""
    target = tmp_path / "elsewhere" / "new.json"
    target.parent.mkdir()
    found = repair(files.path, target, disk=Busy(files.path, 5))
    one = WHOLE["actors", 1] | {"times": 0}

    assert flat(read_by_stock(target)) == WHOLE | {("actors", 1): one}
    assert not found.lost
    assert not found.conflicts


def test_others_never_cease_to_write(files: Files, tmp_path: Path) -> None:
    """Then it is told."""
    target = tmp_path / "elsewhere" / "new.json"
    target.parent.mkdir()
    with pytest.raises(errors.Busy, match="is being written all the time"):
        repair(files.path, target, disk=Busy(files.path, 1000))
