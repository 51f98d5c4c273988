"""G2: the first start on a store that has no index yet, until the reader is told and shown."""

from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from typing import NamedTuple

from tests.benchmarks.bench_start import start
from tests.benchmarks.rounds import Row, raced, timed
from tests.benchmarks.subjects import HELLO, PATIENT, Stores

ROUNDS = 7
COUNTED = r"Reading events[^\d\n]*\d"
"""What the screen shows while the index is being made."""
TOLD = 1.25
SHOWN = ((10_000, 1.3), (100_000, 2.5), (1_000_000, 15.0))
"""What up to so many events may cost, against the peer."""


class Opening(NamedTuple):
    """Seconds since the command."""

    told: float
    """Until the screen counts events, or shows them."""
    shown: float


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure each size against the peer."""
    ours = [partial(opening, stores, events) for events in sizes]
    raced([partial(start, stores, HELLO)], 1)
    for events, measure in zip(sizes, ours):
        hello = partial(_hello, stores)
        peer, found = raced([hello, measure], rounds)
        starts = [each.shown for each in peer]
        told, shown = ([each[at] for each in found] for at in (0, 1))
        yield timed("G2", "no index: a count is shown", told, starts, TOLD, events)
        yield timed("G2", "no index: first events", shown, starts, bound(events), events)


def opening(stores: Stores, events: int) -> Opening:
    """Start without an index."""
    app, path = stores.app(events), stores.path(events)
    path.with_name(f"{path.name}-index").unlink(missing_ok=True)
    with stores.run(app) as terminal:
        found = Opening(*terminal.stages(COUNTED, app.ready, patience=PATIENT))
        terminal.quit(app.quit)
    return found


def bound(events: int) -> float:
    """Return what so many events may cost."""
    return next((factor for most, factor in SHOWN if events <= most), inf)


def _hello(stores: Stores) -> Opening:
    seconds = start(stores, HELLO).seconds
    return Opening(seconds, seconds)
