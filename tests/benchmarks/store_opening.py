"""Databases as they are found, opened in fresh processes, round by round."""

from collections import defaultdict
from contextlib import closing
from pathlib import Path
from shutil import copy

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB
from tests.benchmarks.store_probe import BARE, Report, probe
from tests.benchmarks.store_subjects import EVENTS, JOURNAL, SUBJECTS
from tests.benchmarks.store_work import Shelf, in_turn
from tests.benchmarks.subjects import Stores

PENDING = "pending"
"""The journal's database with as many changes that no snapshot has as there are events."""
AT_ONCE = 1_000
"""Events changed in one transaction."""

Reports = defaultdict[str, list[Report]]
"""Of each subject, round by round."""


def fold(shelf: Shelf, events: int) -> None:
    """Let the journal's snapshot be complete, as it is after the app has ended."""
    with closing(JournalStorage(shelf.path(JOURNAL.name, events))) as storage:
        storage.checkpoint()


def change_all(shelf: Shelf, events: int) -> None:
    """Make a copy of the journal's database in which each event is changed, and nothing folded."""
    path = shelf.path(PENDING, events)
    copy(shelf.path(JOURNAL.name, events), path)
    with closing(JournalDB(path)) as database:
        table = database.table(EVENTS)
        for first in range(1, events + 1, AT_ONCE):
            keys = range(first, min(first + AT_ONCE, events + 1))
            table.update({"notes": "Read again."}, doc_ids=list(keys))
    if sum(file.stat().st_size for file in _journals(path)) < path.stat().st_size:
        raise ValueError("The changes were folded into the snapshot")


def opened(shelf: Shelf, stores: Stores, events: int, rounds: int) -> Reports:
    """Open every database of a size, and decode the journal's snapshot bare."""
    paths = [(subject.name, subject.name, shelf.path(subject.name, events)) for subject in SUBJECTS]
    paths.append((BARE, BARE, shelf.path(JOURNAL.name, events)))
    if (pending := shelf.path(PENDING, events)).exists():
        paths.append((PENDING, JOURNAL.name, pending))
    reports: Reports = defaultdict(list)
    for number in range(rounds):
        for name, subject, path in in_turn(number, paths):
            reports[name].append(probe(subject, path, stores.environment))
    return reports


def _journals(path: Path) -> list[Path]:
    return [file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}-journal")]
