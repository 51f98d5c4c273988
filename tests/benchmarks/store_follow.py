"""How soon a process that waits on a store sees what another adds, and what the waiting costs.

`python -m tests.benchmarks.store_follow PATH SECONDS MANY` waits on a store, first in vain for so
many seconds, then for so many changes; it prints the share of a processor that each piece of the
first took, and the moment at which it knew of each change.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from statistics import median
from time import monotonic, process_time, sleep
from typing import IO

from store.backends.tinydb import TinyDbStore
from store.base import Change, Token
from tests.benchmarks.generate import chronology, write
from tests.benchmarks.rounds import Row, least, percentile, shown
from tests.benchmarks.subjects import Stores

PATIENCE = 0.25
"""Seconds of one wait, as the app waits."""
DELAY = 0.3
"""Seconds within which 19 of 20 changes are seen."""
SHARE = 0.002
"""Of a processor, that waiting may take."""
BATCH = 10
"""Changes of which one percentile is taken."""
PIECE = 0.5
"""Seconds of waiting of which one share is taken: something else may run in some of them."""
MOST = 10_000
"""Events in the store: beyond, nothing changes but the time to make it."""


def rows(stores: Stores, events: int, batches: int, idle: float) -> Iterator[Row]:
    """Follow a store while nothing happens, then while events are added one by one."""
    events = min(events, MOST)
    path = stores.folder / f"followed-{events}.json"
    write(path, events)
    shares, seen = _followed(stores, path, batches * BATCH, idle)
    late = [percentile(seen[at : at + BATCH]) / DELAY for at in range(0, len(seen), BATCH)]
    ratio, what = percentile(seen) / DELAY, f"foreign event seen p95, {events:,} events"
    yield Row("S11", what, shown([ratio * DELAY]), shown([DELAY]), ratio, least(late), 1.0)
    share, what = median(shares), f"processor while waiting, {events:,} events"
    lower = least([each / SHARE for each in shares])
    yield Row("S12", what, f"{share:.3%}", f"{SHARE:.3%}", share / SHARE, lower, 1.0)


def _followed(
    stores: Stores, path: Path, many: int, idle: float
) -> tuple[list[float], list[float]]:
    """Return the shares of a processor that waiting took, and the seconds until each was seen."""
    command = [sys.executable, "-m", __name__, str(path), str(idle), str(many + 1)]
    with subprocess.Popen(
        command, env=stores.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        shares = [float(each) for each in process.stdout.readline().split()]
        seen = _seen(path, process.stdout, many + 1)
    return shares, seen[1:]  # the first change makes the files


def _seen(path: Path, told: IO[str], many: int) -> list[float]:
    """Add events at any moment of the other's wait."""
    random, found = Random(many), []
    with closing(TinyDbStore(path)) as store:
        for event in chronology(many, many)["event"]:
            sleep(random.uniform(0, PATIENCE))
            store.apply([Change("event", event["uid"], None, event)], "added")
            saved = monotonic()
            found.append(max(float(told.readline()) - saved, 0.0))
    return found


def follow(path: Path, idle: float, many: int) -> None:
    """Wait in vain, then tell of changes."""
    with closing(TinyDbStore(path)) as store:
        token = store.index().token
        store.wait(token, PATIENCE)  # the first wait reads ahead
        pieces = [_share(store, token) for _ in range(max(round(idle / PIECE), 1))]
        print(*pieces, flush=True)
        for _ in range(many):
            while not store.wait(token, PATIENCE) or store.changes(token) == []:
                pass
            seen = monotonic()
            token = store.apply((), "")
            print(seen, flush=True)


def _share(store: TinyDbStore, token: Token) -> float:
    """Return the share of a processor that waiting in vain takes."""
    begun, worked = monotonic(), process_time()
    while monotonic() < begun + PIECE:
        store.wait(token, PATIENCE)
    return (process_time() - worked) / (monotonic() - begun)


if __name__ == "__main__":
    follow(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
