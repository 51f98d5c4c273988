"""The power is cut at any moment: what was acknowledged is there, whatever the cache has lost."""

import shutil
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from store.journal.errors import JournalError
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.inodes import Inode
from tests.store.journal.power import (
    NoFolderSync,
    NoSyncOfHeader,
    NoSyncOfSnapshot,
    NoSyncOnCommit,
    PowerLossDisk,
    put,
)
from tests.store.journal.recovery import NAME, folder, survive
from tests.store.journal.steps import State
from tests.store.journal.workload import LARGE, MORE, STEPS, Step, Workload

pytestmark = pytest.mark.usefixtures("let_go")


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing a damaged file."""
    monkeypatch.setattr("store.journal.opening._SETTLING", 0)


class Left(NamedTuple):
    """What a power cut left, and what must and may be in it."""

    files: dict[str, Inode]
    saved: State
    pending: State | None


class Cuts:
    """Cuts the power before any change of some work, each time with many outcomes."""

    def __init__(self, parent: Path, seeds: range, *, work_on: bool = True) -> None:
        self.parent, self.seeds, self.work_on = parent, seeds, work_on
        self.some: list[Left] = []
        """A few of the outcomes."""
        self.moments = 0
        self.tried = 0
        self.wrong: list[str] = []

    def run(
        self,
        home: Path,
        kind: type[PowerLossDisk],
        steps: tuple[Step, ...],
        begin: Left | None = None,
    ) -> None:
        """Work, and judge what each cut leaves."""
        disk = kind(home.parent)
        work = Workload(home, disk)
        if begin:
            work.saved, work.pending = begin.saved, begin.pending
            work.settle()
        disk.cut = lambda: self.cut(work, disk)
        work.run(steps)
        self.cut(work, disk)
        work.leave()

    def cut(self, work: Workload, disk: PowerLossDisk) -> None:
        """Cut the power now; the same outcome is judged once."""
        self.moments += 1
        met = set()
        for seed in self.seeds:
            left = disk.lost(Random(f"{self.moments} {seed}"))
            outcome = tuple((name, bytes(inode.now)) for name, inode in left.items())
            if outcome not in met:
                met.add(outcome)
                self.judge(left, work, f"cut {self.moments} seed {seed}")

    def judge(self, left: dict[str, Inode], work: Workload, said: str) -> None:
        """Note what is wrong with an outcome; work on with one of ten, and keep one of twenty."""
        self.tried += 1
        if self.tried % 20 == 0:
            self.some.append(Left(left, work.saved, work.pending))
        after = self.parent / "after"
        shutil.rmtree(after, ignore_errors=True)
        put(left, after)
        try:
            found = Workload(after / NAME, WatchedDisk(), work.saved, work.pending)
            found.settle()
            found.storage.verify()
            if found.storage.read_only:
                self.wrong.append(f"{said}: {found.storage.read_only}")
            found.leave()
            if self.work_on and self.tried % 10 == 0:
                survive(found)
        except (AssertionError, JournalError) as error:
            self.wrong.append(f"{said}: {error!r} in {sorted(left)}")


@pytest.mark.parametrize("share", range(4))
def test_what_was_acknowledged_outlasts_the_power(tmp_path: Path, share: int) -> None:
    """And what was not is there whole or not at all."""
    cuts = Cuts(tmp_path, range(share * 50, share * 50 + 50))
    cuts.run(folder(tmp_path, "live"), PowerLossDisk, STEPS)

    assert not cuts.wrong
    assert cuts.tried > cuts.moments


def test_a_large_transaction_outlasts_the_power(tmp_path: Path) -> None:
    """Or is not there at all: its blocks reach the disk in any order."""
    cuts = Cuts(tmp_path, range(20))
    cuts.run(folder(tmp_path, "live"), PowerLossDisk, LARGE)

    assert not cuts.wrong


def test_the_power_is_cut_again(tmp_path: Path) -> None:
    """Also what is done about the rest of the first cut outlasts the second."""
    first = Cuts(tmp_path, range(10), work_on=False)
    first.run(folder(tmp_path, "live"), PowerLossDisk, STEPS)
    again = Cuts(tmp_path, range(5))
    for number, left in enumerate(first.some):
        put(left.files, tmp_path / str(number))
        again.run(tmp_path / str(number) / NAME, PowerLossDisk, MORE, left)

    assert len(first.some) > 5
    assert not again.wrong


@pytest.mark.long
@pytest.mark.parametrize("share", range(20))
def test_what_was_acknowledged_outlasts_the_power_in_thousands(tmp_path: Path, share: int) -> None:
    """The same, longer."""
    cuts = Cuts(tmp_path, range(1000 + share * 500, 1500 + share * 500))
    cuts.run(folder(tmp_path, "live"), PowerLossDisk, STEPS)

    assert not cuts.wrong


@pytest.mark.parametrize("mutant", [NoSyncOnCommit, NoSyncOfSnapshot, NoSyncOfHeader, NoFolderSync])
def test_without_a_sync_the_proof_fails(tmp_path: Path, mutant: type[PowerLossDisk]) -> None:
    """It would else prove nothing."""
    cuts = Cuts(tmp_path, range(20), work_on=False)
    cuts.run(folder(tmp_path, "live"), mutant, STEPS)

    assert cuts.wrong
