"""A process that dies at any call: what it acknowledged is there, and work goes on."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.store.journal.disks import Call, CountingDisk, Crash, CrashingDisk
from tests.store.journal.recovery import folder, go_on, noted, survive
from tests.store.journal.workload import DEFAULT, LARGE, MORE, STEPS, Workload

SHARES = 4
"""Parts that the calls are dealt into, so that they are tried in several processes."""


@cache
def changes() -> list[Call]:
    """Return all changes that the work makes."""
    with TemporaryDirectory() as found:
        disk = CountingDisk()
        work = Workload(folder(Path(found), "whole"), disk)
        work.run(STEPS)
        count = len(disk.changes)
        work.leave()
    return disk.changes[:count]


def crash(work: Workload, disk: CrashingDisk) -> None:
    """Work until the process dies."""
    with pytest.raises(Crash):
        work.run(STEPS)
    disk.die()


def writes() -> list[int]:
    """Return the numbers of those changes that may be done by half."""
    return [nth for nth, call in enumerate(changes(), 1) if "write" in call.name]


def test_without_a_crash_all_is_there(tmp_path: Path) -> None:
    """No descriptor stays open, and what is there now is there for others."""
    disk = CountingDisk()
    work = Workload(folder(tmp_path, "whole"), disk)
    work.run(STEPS)
    go_on(work)

    assert not disk.held


@pytest.mark.parametrize("share", range(SHARES))
def test_a_crash_before_any_change(tmp_path: Path, share: int) -> None:
    """The transaction that it was about is there whole or not at all."""
    for nth in range(1 + share, len(changes()) + 1, SHARES):
        with noted(f"dead before change {nth}, {changes()[nth - 1]}"):
            disk = CrashingDisk(nth)
            work = Workload(folder(tmp_path, nth), disk)
            crash(work, disk)
            survive(work)


@pytest.mark.parametrize("share", range(SHARES))
def test_a_crash_within_any_write(tmp_path: Path, share: int) -> None:
    """Half of the bytes are there, and are nowhere taken for a document."""
    for nth in writes()[share::SHARES]:
        with noted(f"dead within change {nth}, {changes()[nth - 1]}"):
            disk = CrashingDisk(nth, partly=True)
            work = Workload(folder(tmp_path, nth), disk)
            crash(work, disk)
            survive(work)


def test_a_crash_within_a_large_transaction(tmp_path: Path) -> None:
    """An import is there whole or not at all."""
    nth, dead = 1, True
    while dead:
        disk = CrashingDisk(nth, partly=True)
        with noted(f"dead within change {nth}"):
            work = Workload(folder(tmp_path, nth), disk, spool=DEFAULT)
            try:
                work.run(LARGE)
                work.leave()
            except Crash:
                disk.die()
            else:
                dead = False
            survive(work)
        nth += 1


@pytest.mark.parametrize("share", range(SHARES))
def test_a_crash_while_the_rest_of_a_crash_is_set_aside(tmp_path: Path, share: int) -> None:
    """The second process dies at any change of its first transaction."""
    for nth in writes()[share::SHARES]:
        again = 0
        alive = False
        while not alive:
            again += 1
            with noted(f"dead within change {nth}, {changes()[nth - 1]}, then before {again}"):
                disk = CrashingDisk(nth, partly=True)
                work = Workload(folder(tmp_path, f"{nth}-{again}"), disk)
                crash(work, disk)
                alive = _again(work, CrashingDisk(again, partly=True))
                survive(work)


def _again(work: Workload, disk: CrashingDisk) -> bool:
    """Whether a second process came to the end of its first transaction."""
    work.open(disk)
    work.settle()
    try:
        work.run(MORE[:1])
    except Crash:
        return False
    finally:
        disk.die()
    return True
