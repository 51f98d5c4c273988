"""A disk that refuses any call: nothing that was saved is lost, and nothing else is there."""

from errno import EIO, ENOSPC
from pathlib import Path

import pytest

from store.journal.errors import JournalError, NotSaved, Unconfirmed
from tests.store.journal.disks import Call, FailingDisk
from tests.store.journal.recovery import folder, noted, survive
from tests.store.journal.workload import MORE, STEPS, Elsewhere, Reopen, Step, Workload

SHARES = 4
"""Parts that the calls are dealt into, so that they are tried in several processes."""

MATTERS = frozenset({"open", "write", "spool", "spool.write", "sync", "sync_folder", "replace"})
"""Calls without which nothing is saved, unless they are about the lock."""

NEEDS_SPACE = (MATTERS | {"link"}) - {"sync", "sync_folder", "replace"}
"""Calls that a full disk refuses."""


def work_on(work: Workload, disk: FailingDisk) -> None:
    """Work with the same handle whatever is refused, as long as it can be written with."""
    for step in STEPS:
        met = len(disk.refused)
        try:
            step.run(work)
        except JournalError as error:
            _take(work, step, error, disk.errno)
        else:
            swallowed = [call for call in disk.refused[met:] if _matters(call, step)]
            assert not swallowed
        work.settle()


def _take(work: Workload, step: Step, error: JournalError, errno: int) -> None:
    """Hear that a step failed; reopen where nothing more can be written."""
    if not isinstance(error, Unconfirmed):
        work.abandon()
    if isinstance(error, NotSaved):
        assert error.errno == errno
    if work.storage.read_only or isinstance(step, Reopen):
        work.leave()
        work.open(work.disk)


def _matters(call: Call, step: Step) -> bool:
    """Whether a step cannot be done without a call; that it was closed in peace is no such step."""
    lock = call.path.name.endswith("-lock")
    return call.name in MATTERS and not lock and not isinstance(step, Reopen | Elsewhere)


def _end(work: Workload, disk: FailingDisk) -> None:
    """Work on when the disk is well again, with the same handle and with another."""
    disk.heal()
    if work.storage.read_only:
        work.leave()
        work.open(disk)
        work.settle()
    work.run(MORE)
    work.leave()

    assert not disk.held

    survive(work)


@pytest.mark.parametrize("errno", [ENOSPC, EIO])
@pytest.mark.parametrize("share", range(SHARES))
def test_one_change_is_refused(tmp_path: Path, share: int, errno: int) -> None:
    """Whatever it was: the next thing that is saved is saved."""
    nth, met = 1 + share, True
    while met:
        disk = FailingDisk(nth, errno)
        with noted(f"change {nth} refused"):
            work = Workload(folder(tmp_path, nth), disk)
            work_on(work, disk)
            with noted(disk.refused):
                _end(work, disk)
        met = bool(disk.refused)
        nth += SHARES


@pytest.mark.parametrize("share", range(SHARES))
def test_the_disk_is_full_from_any_change_on(tmp_path: Path, share: int) -> None:
    """Until there is space again nothing is saved, and all is read."""
    nth, met = 1 + share, True
    while met:
        disk = FailingDisk(nth, ENOSPC, lasting=True, only=NEEDS_SPACE)
        with noted(f"full from the {nth}th call that needs space"):
            work = Workload(folder(tmp_path, nth), disk)
            work_on(work, disk)
            _end(work, disk)
        met = bool(disk.refused)
        nth += SHARES


@pytest.mark.parametrize("share", range(SHARES))
def test_the_disk_refuses_every_change_from_any_on(tmp_path: Path, share: int) -> None:
    """Not even what was begun can be taken back."""
    nth, met = 1 + share, True
    while met:
        disk = FailingDisk(nth, EIO, lasting=True)
        with noted(f"no change from {nth} on"):
            work = Workload(folder(tmp_path, nth), disk)
            work_on(work, disk)
            _end(work, disk)
        met = bool(disk.refused)
        nth += SHARES


@pytest.mark.parametrize("share", range(SHARES))
def test_one_call_is_refused_that_may_only_look(tmp_path: Path, share: int) -> None:
    """What cannot be looked at is not taken for gone."""
    nth, met = 1 + share, True
    while met:
        disk = FailingDisk(nth, EIO, looks=True)
        with noted(f"call {nth} refused"):
            work = _begun(folder(tmp_path, nth), disk)
            for step in STEPS:
                with noted(f"{step.__class__.__name__}, {disk.refused}"):
                    _once_more(work, step)
            _end(work, disk)
        met = bool(disk.refused)
        nth += SHARES


def _begun(path: Path, disk: FailingDisk) -> Workload:
    try:
        return Workload(path, disk)
    except JournalError:
        return Workload(path, disk)


def _once_more(work: Workload, step: Step) -> None:
    """Do a step, and what it left undone when it is refused; no second call is."""
    try:
        step.run(work)
        work.settle()
    except JournalError as error:
        if not isinstance(error, Unconfirmed):
            work.abandon()
        if work.storage.read_only or isinstance(step, Reopen):
            work.leave()
            work.open(work.disk)
        work.settle()
