"""Every goal, and what measures it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks import (
    bench_add,
    bench_cold,
    bench_filter,
    bench_form,
    bench_modules,
    bench_others,
    bench_pauses,
    bench_search,
    bench_start,
    bench_step,
    bench_store,
)
from tests.benchmarks.rounds import Row
from tests.benchmarks.subjects import Stores

SIZES = (20, 10_000, 100_000, 1_000_000)
"""Events in the stores of a full run."""


class Benchmark(NamedTuple):
    """What measures some goals."""

    goals: tuple[str, ...]
    rows: Callable[[Stores, Sequence[int]], Iterator[Row]]


BENCHMARKS = (
    Benchmark(("G11", "G12"), bench_modules.rows),
    Benchmark(("G1", "G10"), bench_start.rows),
    Benchmark(("G2",), bench_cold.rows),
    Benchmark(("G3", "G4", "G5"), bench_step.rows),
    Benchmark(("G6",), bench_search.rows),
    Benchmark(("G7", "G8"), bench_filter.rows),
    Benchmark(("G9",), bench_add.rows),
    Benchmark(("G13",), bench_pauses.rows),
    Benchmark(("form",), bench_form.rows),
    Benchmark(("other",), bench_others.rows),
    Benchmark(bench_store.GOALS, bench_store.sized),
)
GOALS = tuple(goal for each in BENCHMARKS for goal in each.goals)


def rows(stores: Stores, sizes: Sequence[int], wanted: Sequence[str] = GOALS) -> Iterator[Row]:
    """Measure what is wanted, at each size."""
    for goals, measured in BENCHMARKS:
        if not set(goals).isdisjoint(wanted):
            yield from (row for row in measured(stores, sizes) if row.goal in wanted)
