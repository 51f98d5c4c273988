"""Six faults that the prototype of the journal had; none of them comes back."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE

import pytest
from tinydb import Query

from store.journal.errors import Replaced
from store.journal.table import JournalDB
from tests.store.journal.children import child
from tests.store.journal.disks import CountingDisk, Crash, CrashingDisk, WatchedDisk
from tests.store.journal.recovery import NAME, folder, noted, tidy
from tests.store.journal.steps import storage
from tests.store.journal.writers import ask


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


def fold(db: JournalDB) -> None:
    """Fold the journal into the snapshot."""
    storage(db).checkpoint()


def thinned(path: Path) -> None:
    """Make a database whose last document was removed again."""
    with JournalDB(path, disk=WatchedDisk()) as db:
        db.insert_multiple([{}, {}, {}])
        fold(db)
        db.remove(doc_ids=[3])


def folded_by(disk: CountingDisk, path: Path) -> None:
    """Fold its journal with a disk on which the process may die."""
    with suppress(Crash):
        fold(JournalDB(path, disk=disk))
    disk.die()


def test_ids_go_on_after_a_crash_in_a_checkpoint(tmp_path: Path) -> None:
    """The prototype counted from the highest that was left."""
    whole = CountingDisk()
    thinned(folder(tmp_path, "whole"))
    folded_by(whole, tmp_path / "whole" / NAME)
    for nth in range(1, len(whole.changes) + 1):
        path = folder(tmp_path, nth)
        thinned(path)
        folded_by(CrashingDisk(nth), path)
        with noted(f"dead before {whole.changes[nth - 1]}"):
            with JournalDB(path, disk=WatchedDisk()) as db:
                given = db.insert({})

            assert given == 4

    assert len(whole.changes) > 10


def test_no_insert_is_acknowledged_into_a_deleted_journal(path: Path) -> None:
    """The prototype wrote to the file that nobody would find again."""
    with JournalDB(path) as db:
        db.insert({})
        path.with_name(f"{NAME}-journal-1").unlink()
        with pytest.raises(Replaced):
            db.insert({})

        assert len(db) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes are others there")
def test_a_checkpoint_keeps_link_and_mode(path: Path, tmp_path: Path) -> None:
    """The prototype put a new file in the place of the link."""
    link = tmp_path / "link.json"
    link.symlink_to(path)
    with JournalDB(link) as db:
        db.insert({})
        path.chmod(0o640)
        fold(db)

    assert link.is_symlink()
    assert link.samefile(path)
    assert S_IMODE(os.lstat(path).st_mode) == 0o640


def test_a_follower_goes_on_when_the_journal_shrinks(path: Path) -> None:
    """The prototype waited for it to become longer than it had been."""
    with JournalDB(path) as db, JournalDB(path) as follower:
        db.insert_multiple({"n": n} for n in range(100))
        seen = [len(follower)]
        fold(db)
        db.insert({})
        seen.append(len(follower))
        storage(follower).database.take_news()
        fold(db)
        db.insert({})
        storage(follower).refresh()

        assert seen == [100, 101]
        assert storage(follower).database.take_news() == [("_default", 102)]


def test_a_cached_query_is_not_answered_from_what_was(path: Path) -> None:
    """The prototype forgot its cache only when it wrote itself."""
    with JournalDB(path) as db:
        events = db.table("events")
        events.insert({"asked": 1})
        query = Query().asked == 2
        before = events.search(query)
        with child(ask, path, 2) as other:
            other.end()

        assert before == []
        assert events.search(query) == [{"asked": 2}]


def test_no_temporary_file_is_left(tmp_path: Path) -> None:
    """The prototype kept what a crash in a checkpoint had left."""
    whole = CountingDisk()
    thinned(folder(tmp_path, "whole"))
    folded_by(whole, tmp_path / "whole" / NAME)
    for nth in range(1, len(whole.changes) + 1):
        path = folder(tmp_path, nth)
        thinned(path)
        folded_by(CrashingDisk(nth, partly=True), path)
        with noted(f"dead within {whole.changes[nth - 1]}"):
            with JournalDB(path, disk=WatchedDisk()) as db:
                db.insert({})
                fold(db)

            assert tidy(path.parent)
