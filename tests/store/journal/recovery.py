"""What has to hold after any fault: for a new process, for more work, and for stock TinyDB."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store.journal.disks import WatchedDisk
from tests.store.journal.workload import MORE, Checkpoint, Reopen, Workload, read_by_stock

NAME = "events.json"
_BESIDE = re.compile(rf"{re.escape(NAME)}(-journal-\d+|-lock|\.bak|\.torn(-\d+)?)?")
"""What may lie in a folder while nobody works; exactly one of them is a journal."""


def survive(work: Workload) -> None:
    """Find in a new process what was acknowledged, and work on.

    What is pending may be there. Opening and reading write nothing.
    """
    before = listing(work.path.parent)
    work.open(WatchedDisk())
    work.settle()
    work.storage.verify()
    unchanged = listing(work.path.parent) == before
    read_only, notices = work.storage.read_only, work.storage.notices

    assert unchanged
    assert not read_only, notices

    go_on(work)


def go_on(work: Workload) -> None:
    """More work succeeds, and nothing is left over by then."""
    work.run(MORE)
    work.run((Reopen(), Checkpoint()))
    work.leave()

    assert read_by_stock(work.path) == work.saved.tables
    assert tidy(work.path.parent)


def listing(folder: Path) -> dict[str, bytes]:
    """Return all that is in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def tidy(folder: Path) -> bool:
    """Whether there is a database in a folder, and nothing temporary or outdated."""
    names = [path.name for path in folder.iterdir()]
    journals = [name for name in names if "-journal-" in name]
    return len(journals) == 1 and all(_BESIDE.fullmatch(name) for name in names)


@contextmanager
def noted(what: object) -> Iterator[None]:
    """Say with an error what was done when it came."""
    try:
        yield
    except Exception as error:
        error.add_note(str(what))
        raise


def folder(parent: Path, name: object) -> Path:
    """Return the path of a database that is not there, in a folder of its own."""
    (parent / str(name)).mkdir()
    return parent / str(name) / NAME
