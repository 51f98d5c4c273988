"""What CI runs in a minute: counts, which no other process changes, and short races.

Counted: modules loaded before the first paint, documents decoded by a start and by a step, rows
drawn and bytes written by a step, memory held by a start, writes and syncs of a transaction. Timed:
the start against its peer, six rounds in turn, the letters typed into a form against those typed
into its peer, eight each at two places, and the journal against its peers, in six rounds and more.
On a shared machine of two cores a ratio of one round is off by half as often as not, the median of
six by an eighth. So the median alone fails nothing: missed is what is above the bound even at the
lower end of the median's confidence interval, here the smallest ratio. By the sign test that
happens to a start that just keeps the bound in one run of sixty.
"""

import asyncio
from collections.abc import Iterator

from tests.benchmarks import (
    bench_form,
    bench_modules,
    bench_start,
    bench_step,
    bench_store,
    headless,
)
from tests.benchmarks.rounds import Row, counted
from tests.benchmarks.subjects import Stores

SIZES = FEW, MANY = 10_000, 100_000
ROUNDS = 6
TURNS, LETTERS = 2, 4


def rows(stores: Stores) -> Iterator[Row]:
    """Count, then race."""
    yield from bench_modules.modules(stores)
    yield from _work(stores)
    yield from _bytes(stores)
    yield from bench_start.rows(stores, SIZES, ROUNDS, guarded=True)
    yield from bench_form.short(stores, FEW, TURNS, LETTERS)
    yield from bench_store.rows(stores, bench_store.SHORT)


def _work(stores: Stores) -> Iterator[Row]:
    found = asyncio.run(headless.count(stores.path(MANY)))
    for goal, what, many, most in (
        ("G1", "documents decoded by a start", found.decoded_by_start, 0),
        ("G3", "documents decoded by a step", found.decoded_by_step, 1),
        ("G3", "rows drawn by a step", found.drawn_by_step, 2),
    ):
        yield counted(goal, what, many, most, events=MANY)


def _bytes(stores: Stores) -> Iterator[Row]:
    (found,) = bench_step.visits(stores, [stores.app(MANY)], 1, 1)
    yield from bench_step.written(MANY, found)
