"""Writers that are to be killed: what they do is known beforehand, by their seed."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from store.journal.table import JournalDB
from tests.store.journal.children import tell
from tests.store.journal.steps import Change, Drop, Insert, Operation, Remove, Together, storage
from tests.store.journal.workload import SPOOL, document

HUGE = 8_000_000
"""Bytes of a transaction that is written in several blocks."""


class Step(NamedTuple):
    """One thing that a writer does."""

    name: str
    operation: Operation | None
    """None where it folds the journal into the snapshot."""

    def do(self, db: JournalDB) -> list[int]:
        """Do it, and return the ids that were given."""
        if self.operation is None:
            storage(db).checkpoint()
            return []
        return self.operation.do(db)


def small(random: Random) -> Operation:
    """Return any small operation."""
    row, other = document(random.randrange(1000)), document(random.randrange(1000), 300)
    some = random.randrange(1, 60)
    return random.choice(
        (
            Insert("events", row),
            Insert("events", row, other),
            Change("events", some, text="changed"),
            Remove("events", some),
            Together(Insert("actors", row), Remove("events", some), Insert("events", other)),
            Together(Drop("actors"), Insert("places", row)),
        )
    )


def huge(random: Random) -> Operation:
    """Return an operation that takes a while to be written, and leaves little behind."""
    rows = (document(n, HUGE // 8) for n in range(8))
    return Together(Drop("imports"), Insert("imports", *rows))


def steps(seed: str) -> Iterator[Step]:
    """Yield what a writer does, without an end."""
    random = Random(seed)
    for number in count(1):
        yield Step("small", small(random))
        if number % 3 == 0:
            yield Step("huge", huge(random))
        if number % 4 == 0:
            yield Step("checkpoint", None)


def write(path: str, seed: str) -> None:
    """Do step after step; tell the name of each before it, and the ids that it gave after it."""
    db = JournalDB(Path(path), spool=SPOOL)
    for step in steps(seed):
        tell(step.name)
        tell(step.do(db))


def insert(path: str, writer: str) -> None:
    """Insert without an end, and tell the ids of each transaction."""
    db = JournalDB(Path(path), patience=30, spool=SPOOL)
    for number in count():
        rows = [document(number, 0 if number % 8 else 700_000) | {"writer": writer}] * 2
        tell(db.table("events").insert_multiple(rows))
