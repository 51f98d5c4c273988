"""Work that knows, at each moment, what must be on disk and what may be."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from store.journal.disk import Disk
from store.journal.errors import JournalError
from store.journal.storage import JournalStorage
from store.journal.table import JournalDB
from tests.store.journal.steps import (
    Change,
    Drop,
    Insert,
    Operation,
    Remove,
    State,
    Together,
    storage,
)

Tables = dict[str, dict[int, dict[str, Any]]]

SPOOL = 4096
"""Bytes above which a transaction is spooled here, so that a small one is."""

DEFAULT = 1 << 20
"""Bytes above which it is without a word of ours."""


def document(n: int, size: int = 20) -> dict[str, Any]:
    """Return a document that no other is equal to, with a text of a size."""
    return {"n": n, "name": f"وثيقة {n}", "when": [2012, n, None], "text": chr(97 + n % 26) * size}


class Checkpoint:
    """Folds the journal into the snapshot."""

    def run(self, work: "Workload") -> None:
        """Nothing changes by it."""
        work.storage.checkpoint()


class Reopen:
    """Closes the database, and opens it again."""

    def run(self, work: "Workload") -> None:
        """Nothing changes by it."""
        work.db.close()
        work.open(work.disk)


class Save:
    """Saves an operation as one transaction."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def run(self, work: "Workload") -> None:
        """Do it with the handle of the work."""
        work.save(self.operation, work.db)


class Elsewhere(Save):
    """Saves an operation with a second handle while the first is open."""

    def run(self, work: "Workload") -> None:
        """Do it; the first handle is to see it."""
        other = JournalDB(work.path, disk=work.disk, spool=work.spool)
        try:
            work.save(self.operation, other)
            work.storage.refresh()
        finally:
            with suppress(JournalError):
                other.close()


Step = Checkpoint | Reopen | Save

STEPS: tuple[Step, ...] = (
    Save(Insert("events", document(1))),
    Save(Insert("actors", document(2), document(3))),
    Save(Change("events", 1, mood="a")),
    Save(Together(Insert("events", document(4)), Remove("actors", 1), Change("actors", 2, x=[]))),
    Checkpoint(),
    Save(Insert("events", document(5, 900))),
    Save(Remove("events", 3)),
    Checkpoint(),
    Reopen(),
    Save(Insert("events", document(6))),
    Save(Insert("events", *(document(n, 1500) for n in range(7, 12)))),
    Elsewhere(Together(Insert("events", document(12)), Insert("places", document(13)))),
    Save(Change("events", 4, mood="b")),
    Reopen(),
    Save(Drop("actors")),
    Save(Insert("places", document(14))),
    Save(Remove("events", 9)),
    Checkpoint(),
    Save(Insert("events", document(15))),
)
"""All that a database does in its life, with an id or two whose document is gone."""

LARGE: tuple[Step, ...] = (
    Save(Insert("events", document(1))),
    Save(Insert("events", *(document(n, 300_000) for n in range(2, 6)))),
    Save(Insert("events", document(6))),
)
"""More in one transaction than is kept in memory by default."""

MORE: tuple[Step, ...] = (
    Save(Insert("events", document(21))),
    Save(Together(Change("events", 1, mood="c"), Insert("places", document(22)))),
    Reopen(),
    Save(Insert("events", document(23))),
    Checkpoint(),
    Save(Remove("events", 1)),
)
"""What is done after a fault."""


class Workload:
    """Works on a database, and notes what was acknowledged."""

    db: JournalDB

    def __init__(
        self,
        path: Path,
        disk: Disk,
        saved: State | None = None,
        pending: State | None = None,
        spool: int = SPOOL,
    ) -> None:
        self.path = path
        self.saved = saved or State()
        self.pending = pending
        self.spool = spool
        self.open(disk)

    def open(self, disk: Disk) -> None:
        """Open the database by a disk, as a new process would."""
        self.disk = disk
        self.db = JournalDB(self.path, disk=disk, spool=self.spool)

    @property
    def storage(self) -> JournalStorage:
        """Return the storage of the database."""
        return storage(self.db)

    def run(self, steps: Iterable[Step]) -> None:
        """Do one step after the other; after each everything is there."""
        for step in steps:
            step.run(self)
            self.holds()

    def save(self, operation: Operation, db: JournalDB) -> None:
        """Do one transaction; until it is acknowledged it is pending."""
        self.pending = self._after(operation, ())
        ids = operation.do(db)
        self.saved, self.pending = self._after(operation, ids), None

    def holds(self) -> None:
        """Everything acknowledged is there, and nothing else."""
        found = read(self.db)
        if found != self.saved.tables:
            raise AssertionError(f"{found} is not {self.saved.tables}")

    def settle(self) -> None:
        """After a fault what was pending is there whole or not at all, and nothing else."""
        found = read(self.db)
        if self.pending is not None and found == self.pending.tables:
            self.saved = self.pending
        self.pending = None
        self.holds()

    def abandon(self) -> None:
        """Expect nothing of what was pending, for it was refused."""
        self.pending = None

    def leave(self) -> None:
        """Close the database, whatever the disk says."""
        with suppress(JournalError):
            self.db.close()

    def _after(self, operation: Operation, ids: Iterable[int]) -> State:
        state, given = deepcopy(self.saved), iter(ids)
        operation.plan(state, given)
        return state


def read(db: TinyDB) -> Tables:
    """Return all documents of all tables that have any, but for the database's own."""
    return {name: rows for name in _tables(db) if (rows := _rows(db, name))}


def read_by_stock(path: Path) -> Tables:
    """Return what stock TinyDB sees in a snapshot, without writing to it."""
    with TinyDB(path, access_mode="r") as db:
        return read(db)


def _tables(db: TinyDB) -> Iterator[str]:
    return (name for name in sorted(db.tables()) if not name.startswith("_"))


def _rows(db: TinyDB, name: str) -> dict[int, dict[str, Any]]:
    return {found.doc_id: dict(found) for found in db.table(name, cache_size=0)}
