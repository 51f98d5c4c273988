"""Processes that write to one database at the same time, and one that follows them."""

from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tinydb.operations import increment

from store.journal.table import JournalDB
from tests.store.journal.children import Child, child, tell, wait
from tests.store.journal.steps import storage
from tests.store.journal.workload import Tables, document, read, read_by_stock

WRITERS = 4
TIMES = 25
BATCH = 8
"""Documents that are inserted together, with a transaction of their own."""
PATIENCE = 30.0
PAUSE = 0.002
"""Seconds between two looks of a follower."""


def write(path: str, writer: str) -> None:
    """Insert documents, one by one and many together, and tell their ids; raise a counter."""
    db = JournalDB(Path(path), patience=PATIENCE)
    wait()
    for number in range(TIMES):
        row = document(number) | {"writer": writer}
        if number % 5 == 0:
            tell(db.table("events").insert_multiple([row] * BATCH))
        else:
            tell([db.table("events").insert(row)])
        db.table("counters").update(increment("n"), doc_ids=[1])
    db.close()


def fold(path: str) -> None:
    """Fold the journal into the snapshot, again and again."""
    db = JournalDB(Path(path), patience=PATIENCE)
    wait()
    while True:
        tell(storage(db).checkpoint())


def ask(path: str, number: str) -> None:
    """Insert a document that a query asks for."""
    with JournalDB(Path(path)) as db:
        db.table("events").insert({"asked": int(number)})


def occupy(path: str) -> None:
    """Hold the database until we are let go, in a transaction."""
    db = JournalDB(Path(path))
    with storage(db).transaction():
        db.table("events").insert({"n": 1})
        wait()
    tell("saved")


class Follower:
    """Sees what others write, change by change."""

    def __init__(self, path: Path) -> None:
        self.db = JournalDB(path)
        self.lsns: list[int] = []
        self.seen: Counter[tuple[str, int]] = Counter()
        """How often each document was new or changed."""
        self.lost = 0
        """How often it had to read all again."""
        self.known = set(self._ids())

    def look(self) -> None:
        """Take in what is new, and read all again where that is not known."""
        database = storage(self.db).database
        database.refresh()
        lsns = [change.lsn for change in database.state.news]
        news = database.take_news()
        if news is None:
            self.lost += 1
            self.known |= set(self._ids())
            return
        self.lsns += lsns
        self.seen.update(news)
        self.known |= set(news)

    def _ids(self) -> list[tuple[str, int]]:
        return [(table, found) for table, rows in read(self.db).items() for found in rows]


class Outcome(NamedTuple):
    """What writers told, what there is, and what a follower saw."""

    given: list[list[int]]
    """The ids of each writer."""
    tables: Tables
    followed: Tables
    stock: Tables
    """What stock TinyDB finds in the snapshot at last."""
    follower: Follower
    folded: int
    """How often the journal was folded into the snapshot meanwhile."""


def outcome(path: Path, *, folding: bool) -> Outcome:
    """Let four processes write at the same time, another fold, and follow them."""
    with JournalDB(path) as db:
        db.table("counters").insert({"n": 0})
    follower = Follower(path)
    with ExitStack() as running:
        writers = [running.enter_context(child(write, path, n)) for n in range(WRITERS)]
        folder = running.enter_context(child(fold, path))
        _begin([*writers, folder] if folding else writers)
        for each in writers:
            while each.process.poll() is None:
                follower.look()
                each.live_on(PAUSE)
        folder.kill()
        given = [[doc_id for ids in each.rest() for doc_id in ids] for each in writers]
        folded = sum(told is True for told in folder.rest())
    follower.look()
    with JournalDB(path) as db:
        tables = read(db)
        storage(db).checkpoint()
    return Outcome(given, tables, read(follower.db), read_by_stock(path), follower, folded)


def _begin(waiting: list[Child]) -> None:
    for each in waiting:
        each.hear()
    for each in waiting:
        each.go()
