"""What CI runs in a minute and a half: counts, which no other process changes, and short races.

Counted: modules loaded before the first paint, documents decoded by a start and by a step, rows
drawn and bytes written by a step, writes and syncs of a transaction. Timed: the start against its
peer, nine rounds in turn, the letters typed into a form against those typed into its peer, sixteen
each at two places, and what the journal does against its peers, in six rounds and more. On a
shared machine of two cores a ratio of one round is off by half as often as not, the median of nine
by a tenth. So the median alone fails nothing: missed is what is above the bound even at the lower
end of the median's confidence interval, here the second smallest ratio of nine. By the sign test
that happens to a start that just keeps the bound in one run of fifty, to a faster one more rarely.
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

EVENTS = 10_000
ROUNDS = 9
TURNS, LETTERS = 2, 8


def rows(stores: Stores) -> Iterator[Row]:
    """Count, then race."""
    yield from bench_modules.modules(stores)
    yield from _work(stores)
    yield from _bytes(stores)
    yield from bench_start.rows(stores, ROUNDS, guarded=True)
    yield from bench_form.short(stores, TURNS, LETTERS)
    yield from bench_store.rows(stores, bench_store.SHORT)


def _work(stores: Stores) -> Iterator[Row]:
    found = asyncio.run(headless.count(stores.path(EVENTS)))
    start, step = "documents decoded by a start", "documents decoded by a step"
    yield counted("G1", f"{start}, {EVENTS:,} events", found.decoded_by_start, 0)
    yield counted("G3", f"{step}, {EVENTS:,} events", found.decoded_by_step, 1)
    yield counted("G3", f"rows drawn by a step, {EVENTS:,} events", found.drawn_by_step, 2)


def _bytes(stores: Stores) -> Iterator[Row]:
    yield from bench_step.written(EVENTS, [bench_step.visit(stores, stores.app(EVENTS), 1)])
