"""What is done to the databases, in rounds: in each every subject has its turn, in any order."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from itertools import product
from pathlib import Path
from random import Random
from shutil import rmtree
from time import perf_counter
from typing import NamedTuple, TypeVar

from store.model import Document
from tests.benchmarks.generate import chronology
from tests.benchmarks.store_counts import Floor, appended
from tests.benchmarks.store_subjects import JOURNAL, STOCK, SUBJECTS, Database

Work = Callable[[int, Document, bytes], None]
"""One turn in a round: its number, the event to insert, and that as a line of the journal."""

NEW = 7
"""Seed of the events that are inserted one by one."""
FLOOR = "floor"

Item = TypeVar("Item")


class Key(NamedTuple):
    """What was timed."""

    subject: str
    events: int
    work: str


Times = defaultdict[Key, list[float]]
"""Seconds, round by round."""


class Size(NamedTuple):
    """Bytes on disk."""

    live: int
    spare: int
    """Of the state before, which is kept in case."""


class Shelf:
    """A folder in which each subject keeps a database of each size, and the events for them."""

    def __init__(self, folder: Path, most: int, inserts: int) -> None:
        self.documents = chronology(most)["event"]
        self.inserted = chronology(inserts, NEW)["event"]
        self._folder = folder

    def path(self, subject: str, events: int, name: str = "") -> Path:
        """Return where the database lies, with no other files beside it than its own."""
        folder = self._folder / f"{subject}-{events}{name}"
        folder.mkdir(exist_ok=True)
        return folder / "events.json"

    def size(self, subject: str, events: int) -> Size:
        """Return the bytes of all its files."""
        live = spare = 0
        for file in self.path(subject, events).parent.iterdir():
            if file.suffix == ".bak":
                spare += file.stat().st_size
            else:
                live += file.stat().st_size
        return Size(live, spare)

    def clear(self, subject: str, events: int) -> None:
        """Remove a database."""
        rmtree(self.path(subject, events).parent)


@contextmanager
def shelf(folder: Path, most: int, inserts: int) -> Iterator[Shelf]:
    """Make the events, and let no collection of garbage ever walk through them."""
    made = Shelf(folder, most, inserts)
    gc.collect()
    gc.freeze()
    try:
        yield made
    finally:
        gc.unfreeze()


def seconds(work: Callable[[], object]) -> float:
    """Return what something takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def in_turn(number: int, items: Sequence[Item]) -> Sequence[Item]:
    """Return the items in the order of this round."""
    return items if number % 2 else items[::-1]


def take(shelf: Shelf, times: Times, events: int, rounds: int, stock: int) -> None:
    """Import so many events, again and again; the last database of each subject stays.

    Stock TinyDB may write so many `stock` events in all: it writes all that it has each time.
    """
    documents = shelf.documents[:events]
    for number in range(rounds):
        for subject in in_turn(number, SUBJECTS):
            if subject is STOCK and number and number * events >= stock:
                continue
            shelf.clear(subject.name, events)
            with closing(subject.open(shelf.path(subject.name, events))) as database:
                found = seconds(partial(database.take, documents))
            times[Key(subject.name, events, "import")].append(found)


def operate(shelf: Shelf, times: Times, sizes: Sequence[int], rounds: int, stock: int) -> None:
    """Get, update and insert an event in every database, and write the bytes of it bare.

    An insert follows an update, and a bare write another one: how cold the turn of somebody else
    has left the processor is in neither.
    """
    with ExitStack() as opened:
        floor = opened.enter_context(closing(Floor(shelf.path(FLOOR, 0))))
        works: list[Work] = [partial(_appended, times, floor)]
        for events, subject in product(sizes, SUBJECTS):
            database = subject.open(shelf.path(subject.name, events))
            opened.enter_context(closing(database))
            turns = stock // events + 1 if subject is STOCK else rounds
            works.append(partial(_operated, times, Key(subject.name, events, ""), database, turns))
        lines = appended(shelf.path(JOURNAL.name, 0), shelf.inserted[:rounds])
        for number, (document, line) in enumerate(zip(shelf.inserted, lines, strict=True)):
            for work in Random(number).sample(works, len(works)):  # nobody has a slower one before
                work(number, document, line)


def _appended(times: Times, floor: Floor, number: int, document: Document, line: bytes) -> None:
    floor.append(line)
    times[Key(FLOOR, 0, "insert")].append(seconds(partial(floor.append, line)))


def _operated(
    times: Times,
    of: Key,
    database: Database,
    turns: int,
    number: int,
    document: Document,
    line: bytes,
) -> None:
    if number >= turns:
        return
    key = Random(number).randint(1, of.events)
    for work, call in (
        ("get", partial(database.get, key)),
        ("update", partial(database.update, key, f"Read again, {number}.")),
        ("insert", partial(database.insert, document)),
    ):
        times[of._replace(work=work)].append(seconds(call))
