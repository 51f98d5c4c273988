"""The journal beside its peers: `python -m tests.benchmarks.bench_store`.

They are stock TinyDB, sqlite3, orjson, and a bare write and sync. All is done on one disk, and in
rounds in which every one has its turn. Printed are a table for each size, then a row for each
figure that must hold; the exit status is 1 if one is missed.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks import store_counts, store_figures, store_follow, store_shell
from tests.benchmarks.rounds import HEADING, Row
from tests.benchmarks.store_opening import Reports, change_all, fold, opened
from tests.benchmarks.store_subjects import JOURNAL, SUBJECTS
from tests.benchmarks.store_table import Sheet, lines
from tests.benchmarks.store_work import Shelf, Times, operate, shelf, take
from tests.benchmarks.subjects import Stores, stores


class Plan(NamedTuple):
    """How much is done."""

    sizes: tuple[int, ...]
    imports: int
    """Rounds, as all that follow."""
    opens: int
    operations: int
    adds: int
    stock: int
    """Events that stock TinyDB may write, one round aside."""
    follows: int
    """Batches of events."""
    idle: float
    """Seconds of waiting in vain."""
    guarded: bool = False
    """Whether so few rounds only tell when the narrowest figure is missed by far."""


FULL = Plan((10, 1_000, 10_000, 100_000), 9, 9, 250, 15, 200_000, 8, 20.0)
MILLION = FULL._replace(sizes=(*FULL.sizes, 1_000_000))
SHORT = Plan((10, 10_000), 6, 6, 60, 6, 0, 1, 2.0, guarded=True)

GOALS = tuple(f"S{number}" for number in range(1, 13))


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, and return 1 if a figure is missed."""
    name = "python -m tests.benchmarks.bench_store"
    parser = argparse.ArgumentParser(prog=name, description=__doc__)
    parser.add_argument("--short", action="store_true", help="up to 10,000 events, few rounds")
    parser.add_argument("--million", action="store_true", help="up to 1,000,000 events")
    arguments = parser.parse_args(argv)
    plan = SHORT if arguments.short else MILLION if arguments.million else FULL
    missed = False
    with stores() as made:
        for line in measured(made, plan):
            print(line, flush=True)
            missed |= isinstance(line, Row) and line.verdict == "missed"
    return int(missed)


def rows(stores: Stores, plan: Plan = FULL) -> Iterator[Row]:
    """Measure, and return the figures that must hold."""
    return (line for line in measured(stores, plan) if isinstance(line, Row))


def sized(stores: Stores, sizes: Sequence[int]) -> Iterator[Row]:
    """Measure up to the largest size that does not take an hour."""
    most = max(*sizes, FULL.sizes[1])
    return rows(stores, FULL._replace(sizes=tuple(each for each in FULL.sizes if each <= most)))


def measured(stores: Stores, plan: Plan) -> Iterator[str | Row]:
    """Measure, and yield the lines of the tables, then the figures that must hold."""
    times, ends = Times(list), (plan.sizes[0], plan.sizes[-1])
    with shelf(stores.folder, plan.sizes[-1], plan.operations) as made:
        for events in plan.sizes:
            take(made, times, events, plan.imports, plan.stock)
            fold(made, events)
        change_all(made, ends[1])
        reports = {
            events: opened(made, stores, events, _opens(plan, events)) for events in plan.sizes
        }
        operate(made, times, plan.sizes, plan.operations, plan.stock)
        yield from _tables(made, times, reports)
        yield HEADING
        yield from store_figures.inserts(times, *ends, guarded=plan.guarded)
        yield from _figures(times, reports, *ends)
        small, large = (made.path(JOURNAL.name, events) for events in ends)
        yield store_counts.added(small, large, ends[1])
        yield from store_counts.rows(large, ends[1], made.inserted[:10])
        yield from store_shell.rows(made, stores, ends, plan.adds)
    yield from store_follow.rows(stores, ends[1], plan.follows, plan.idle)


def _opens(plan: Plan, events: int) -> int:
    """Return how often a size is opened; of the smaller ones a short run only asks the memory."""
    return 1 if plan.guarded and events < plan.sizes[-1] else plan.opens


def _tables(made: Shelf, times: Times, reports: dict[int, Reports]) -> Iterator[str]:
    for events, found in reports.items():
        fold(made, events)
        sizes = {subject.name: made.size(subject.name, events) for subject in SUBJECTS}
        yield from lines(Sheet(events, times, found, sizes))


def _figures(times: Times, reports: dict[int, Reports], few: int, many: int) -> Iterator[Row]:
    yield from store_figures.opening(reports[many], many)
    yield store_figures.taking(times, many)
    yield store_figures.memory(reports, few, many)


if __name__ == "__main__":
    sys.exit(main())
