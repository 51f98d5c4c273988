"""A sync that the disk refuses: what it was about is taken back, and whoever has read it hears."""

import shutil
from collections.abc import Callable
from errno import EIO
from os import strerror
from pathlib import Path
from random import Random

import pytest
from tinydb import where

from store.journal.errors import Unconfirmed
from store.journal.table import JournalDB
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.power import RefusingDisk, put
from tests.store.journal.recovery import NAME, folder
from tests.store.journal.steps import Insert, storage
from tests.store.journal.workload import STEPS, Save, Workload, document, read

pytestmark = pytest.mark.usefixtures("let_go")


@pytest.mark.parametrize("stubborn", [False, True], ids=["cut off", "not to be cut off"])
def test_what_is_saved_after_it_outlasts_the_power(tmp_path: Path, stubborn: bool) -> None:
    """No hole is left before it, for the disk may never take what it refused."""
    home = folder(tmp_path, "live")
    disk = RefusingDisk(home.parent, stubborn=stubborn)
    work = Workload(home, disk)
    work.run(STEPS[:3])
    disk.refuses = True
    with pytest.raises(Unconfirmed):
        work.save(Insert("events", document(8, 1200)), work.db)
    work.leave()
    work.open(disk)
    work.settle()
    work.run((Save(Insert("events", document(9))),))
    for seed in range(100):
        shutil.rmtree(tmp_path / "after", ignore_errors=True)
        put(disk.lost(Random(seed)), tmp_path / "after")
        found = Workload(tmp_path / "after" / NAME, WatchedDisk(), work.saved)
        found.holds()
        found.leave()


class Refusal(WatchedDisk):
    """Refuses one sync of a journal, having let others look at what was written."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], object] | None = None
        self.cuts = True

    def sync(self, descriptor: int) -> None:
        """Let the others look, and refuse."""
        if self.meanwhile and "-journal-" in self.at(descriptor).name:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
            raise OSError(EIO, strerror(EIO))
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Refuse that as well, if told to."""
        if not self.cuts:
            raise OSError(EIO, strerror(EIO))
        super().truncate(descriptor, size)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database lies that has one document."""
    with JournalDB(tmp_path / NAME) as db:
        db.table("events").insert({"n": 1})
    return tmp_path / NAME


def refused(path: Path, look: Callable[[], object], *, cuts: bool = True) -> None:
    """Try to save a document, let somebody look, and fail."""
    disk = Refusal()
    with JournalDB(path, disk=disk) as db:
        disk.meanwhile, disk.cuts = look, cuts
        with pytest.raises(Unconfirmed, match="could not confirm the save"):
            db.table("events").insert({"n": 2})

        assert "not confirm" in storage(db).read_only


@pytest.mark.parametrize("cuts", [True, False], ids=["cut off", "not to be cut off"])
def test_whoever_has_read_it_sees_it_go(path: Path, cuts: bool) -> None:
    """And is told that what changed is not known one by one."""
    with JournalDB(path) as follower:
        refused(path, lambda: len(follower.table("events")), cuts=cuts)
        news = storage(follower).database
        told = (news.refresh(), news.take_news())

        assert told == (True, None)
        assert read(follower) == {"events": {1: {"n": 1}}}


@pytest.mark.parametrize("other", [{"n": 3}, {"n": 30}, {"longer": "than that" * 9}, {}])
@pytest.mark.parametrize("cuts", [True, False], ids=["cut off", "not to be cut off"])
def test_others_have_written_in_its_place_since(path: Path, other: dict, cuts: bool) -> None:  # type: ignore[type-arg]
    """However long that is."""
    with JournalDB(path) as follower, JournalDB(path) as writer:
        found = follower.table("events")
        refused(path, lambda: found.search(where("n") == 2), cuts=cuts)
        writer.table("events").insert(other)

        assert found.search(where("n") == 2) == []
        assert storage(follower).database.take_news() is None
        assert read(follower) == {"events": {1: {"n": 1}, 2: other}}
        assert storage(follower).read_only == ""


def test_whoever_has_read_it_writes_in_its_place(path: Path) -> None:
    """With no gap, and nothing lost."""
    with JournalDB(path) as other:
        refused(path, lambda: len(other.table("events")))
        other.table("events").insert({"n": 3})
    with JournalDB(path) as again:
        assert read(again) == {"events": {1: {"n": 1}, 2: {"n": 3}}}
        assert storage(again).read_only == ""


def test_another_thread_of_the_same_handle_has_read_it(path: Path) -> None:
    """It goes from there as well."""
    disk = Refusal()
    with JournalDB(path, disk=disk) as db:
        disk.meanwhile = storage(db).refresh
        with pytest.raises(Unconfirmed):
            db.table("events").insert({"n": 2})

        assert read(db) == {"events": {1: {"n": 1}}}


def test_a_checkpoint_that_is_not_confirmed_is_taken_back(path: Path) -> None:
    """Work goes on with the old files."""
    disk = Refusal()
    with JournalDB(path, disk=disk) as db:
        db.table("events").insert({"n": 2})
        disk.meanwhile = storage(db).refresh
        with pytest.raises(Exception, match="not saved"):
            storage(db).checkpoint()
        db.table("events").insert({"n": 3})
    with JournalDB(path) as again:
        assert read(again) == {"events": {1: {"n": 1}, 2: {"n": 2}, 3: {"n": 3}}}
        assert storage(again).read_only == ""
