"""A small database with a journal, and what each of its transactions made of it."""

from pathlib import Path
from typing import NamedTuple

from store.journal.errors import JournalError
from store.journal.table import JournalDB
from tests.store.journal.disks import WatchedDisk
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import Change, Insert, Operation, Remove, Together, storage
from tests.store.journal.workload import Checkpoint, Save, Tables, Workload, document, read

BEFORE = (
    Save(Insert("events", document(1), document(2))),
    Save(Insert("actors", document(3))),
    Checkpoint(),
)
"""What is in the snapshot."""

AFTER: tuple[Operation, ...] = (
    Insert("events", document(4)),
    Together(Change("events", 1, mood="a"), Insert("actors", document(5)), Remove("events", 2)),
    Change("events", 3, mood="b"),
)
"""The transactions in the journal."""


class History(NamedTuple):
    """Files of a database, and its states: that of the snapshot, then after each transaction."""

    files: dict[str, bytes]
    journal: str
    """The name of the journal."""
    states: list[Tables]
    ends: list[int]
    """The bytes of the journal that each state is made of."""

    @property
    def lines(self) -> list[bytes]:
        """Return the lines of the journal; the first is its header."""
        return self.files[self.journal].splitlines(keepends=True)


class Found(NamedTuple):
    """What somebody sees who opens a database."""

    tables: Tables | None
    """All documents, None where they were refused."""
    told: str
    """What was said of it on opening, or when something was written; "" if nothing.

    An unfinished end is not told before: another process may be about to finish it.
    """
    read_only: str


def history(path: Path, *, closed: bool) -> History:
    """Return a database, made in a folder; an unclosed one was killed."""
    work = Workload(path, WatchedDisk())
    work.run(BEFORE)
    states, ends = [work.saved.tables], [_size(path)]
    for operation in AFTER:
        work.run((Save(operation),))
        states.append(work.saved.tables)
        ends.append(_size(path))
    if closed:
        work.leave()
    files = listing(path.parent)
    work.leave()
    return History(files, _journal(path).name, states, ends)


def copy(found: History, path: Path, **changed: bytes) -> Path:
    """Write the files of a database, with another journal or snapshot, and return its path."""
    names = {"journal": found.journal, "snapshot": NAME}
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink()
    files = found.files | {names[key]: content for key, content in changed.items()}
    for name, content in files.items():
        (path.parent / name).write_bytes(content)
    return path


def look(path: Path) -> Found:
    """Open a database, read all of it and verify it."""
    try:
        db = JournalDB(path, disk=WatchedDisk())
    except JournalError as error:
        return Found(None, str(error), str(error))
    kept = storage(db)
    try:
        tables = read(db)
        kept.verify()
        if not kept.read_only:
            db.table("probe").insert({})
    except JournalError as error:
        return Found(None, str(error), kept.read_only)
    finally:
        db.close()
    return Found(tables, " ".join([*kept.notices, kept.read_only]).strip(), kept.read_only)


def silently_wrong(found: Found, states: list[Tables]) -> bool:
    """Whether there is a document that never was, or one is missing without a word."""
    if found.tables is None:
        return not found.told
    return found.tables not in states or (found.tables != states[-1] and not found.told)


def _journal(path: Path) -> Path:
    (journal,) = path.parent.glob(f"{NAME}-journal-*")
    return journal


def _size(path: Path) -> int:
    return _journal(path).stat().st_size
