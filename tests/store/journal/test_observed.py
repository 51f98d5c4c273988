"""Somebody looks at every moment, between any two calls of a writer and in the midst of one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from store.journal.table import JournalDB
from tests.store.journal.disks import Call, WatchedDisk
from tests.store.journal.recovery import NAME, noted
from tests.store.journal.steps import storage
from tests.store.journal.workload import LARGE, STEPS, Step, Tables, Workload, read, read_by_stock

Look = Callable[[], None]


def _nothing() -> None: ...


class ObservedDisk(WatchedDisk):
    """Lets somebody look before each change, and when half of it is done."""

    def __init__(self) -> None:
        super().__init__()
        self.look_now: Look = _nothing

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Let them look."""
        with noted(f"before {call.name} of {call.path.name}"):
            self.look_now()
        if part is not _nothing and "journal" in call.path.name:
            part()
            with noted(f"in the midst of {call.name} of {call.path.name}"):
                self.look_now()


class Newcomer:
    """Opens the database at every look."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def sees(self) -> Tables:
        """Return what there is, and find nothing to be told."""
        with JournalDB(self.path, disk=WatchedDisk()) as db:
            found, notices, read_only = read(db), storage(db).notices, storage(db).read_only
        if notices or read_only:
            raise AssertionError(notices or read_only)
        return found


class Companion(Newcomer):
    """Has opened it once, and looks again and again."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.db = JournalDB(path, disk=WatchedDisk())

    def sees(self) -> Tables:
        """Return what there is, and find nothing to be told."""
        found = read(self.db)
        if storage(self.db).notices or storage(self.db).read_only:
            raise AssertionError(storage(self.db).notices or storage(self.db).read_only)
        return found


class Stock(Newcomer):
    """Reads the snapshot with stock TinyDB, where there is one."""

    def sees(self) -> Tables:
        """Return what is folded in."""
        return read_by_stock(self.path) if self.path.exists() else {}


def observed(path: Path, observer: Newcomer, steps: tuple[Step, ...], spool: int) -> list[Tables]:
    """Do some work, and return what an observer saw of it."""
    disk = ObservedDisk()
    work = Workload(path, disk, spool=spool)
    seen: list[Tables] = []

    def look() -> None:
        disk.look_now = _nothing
        found = observer.sees()
        disk.look_now = look
        pending = work.pending or work.saved
        if not isinstance(observer, Stock) and found not in (work.saved.tables, pending.tables):
            raise AssertionError(f"{found} is not {work.saved.tables} nor {pending.tables}")
        if not seen or seen[-1] != found:
            seen.append(found)

    disk.look_now = look
    work.run(steps)
    look()
    return seen


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


KINDS = pytest.mark.parametrize("kind", [Newcomer, Companion])


@KINDS
def test_whoever_looks_sees_each_state_whole(path: Path, kind: type[Newcomer]) -> None:
    """What is saved, or what is about to be; and is told nothing."""
    seen = observed(path, kind(path), STEPS, 4096)

    assert len(seen) > 10


@KINDS
def test_nobody_sees_a_part_of_a_large_transaction(path: Path, kind: type[Newcomer]) -> None:
    """However many writes it takes."""
    seen = observed(path, kind(path), LARGE, 1 << 20)

    assert [len(tables.get("events", {})) for tables in seen] == [0, 1, 5, 6]


def test_stock_finds_a_whole_snapshot_at_any_moment(path: Path) -> None:
    """One for each time that something new was folded in."""
    seen = observed(path, Stock(path), STEPS, 4096)

    assert len(seen) == 3
