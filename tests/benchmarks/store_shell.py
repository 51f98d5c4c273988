"""What a shell command costs that adds one event: from its start to its end, at two sizes."""

from collections.abc import Iterator, Sequence

from tests.benchmarks.bench_modules import run
from tests.benchmarks.generate import write
from tests.benchmarks.rounds import Row, timed
from tests.benchmarks.store_subjects import JOURNAL
from tests.benchmarks.store_work import Shelf, in_turn
from tests.benchmarks.subjects import Stores

BOUND = 1.2
CODE = """
import sys
from pathlib import Path
from store.journal.table import JournalDB
database = JournalDB(Path(sys.argv[1]))
database.table("events").insert({"title": "Something happened"})
database.close()
"""
"""The least that such a command does."""
TYPED = ("--what", "Something happened", "--when", "10 Dec 2016")


def rows(shelf: Shelf, stores: Stores, sizes: Sequence[int], rounds: int) -> Iterator[Row]:
    """Compare the larger size with the smaller: first with nothing but the journal, then all."""
    bare = [("-c", CODE, str(shelf.path(JOURNAL.name, events))) for events in sizes]
    whole = [("-m", "tui", "add", *TYPED, "--db", _store(stores, events)) for events in sizes]
    few, many = sizes
    for goal, name, commands in (("S9", "bare add", bare), ("S10", "syria-timeline add", whole)):
        small, large = _raced(stores, commands, rounds)
        yield timed(goal, f"{name}, {many:,} events, against {few:,}", large, small, BOUND)


def _store(stores: Stores, events: int) -> str:
    """Make a store of its own: others count what is in theirs."""
    path = stores.folder / f"added-{events}.json"
    write(path, events)
    return str(path)


def _raced(stores: Stores, commands: Sequence[tuple[str, ...]], rounds: int) -> list[list[float]]:
    """Return the seconds of each command, round by round; the first round warms and upgrades."""
    found: list[list[float]] = [[] for _ in commands]
    for number in range(rounds + 1):
        for took, command in in_turn(number, list(zip(found, commands))):
            passed = run(stores, *command)
            if number:
                took.append(passed)
    return found
