"""G1 and G10: from the command to the first events on screen, and what the app holds by then.

The index is warm. Every round starts the peer and the app on each size; what a round has in common
is in no ratio.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from math import inf
from statistics import median
from typing import NamedTuple

from tests.benchmarks.rounds import Row, counted, raced, timed
from tests.benchmarks.subjects import HELLO, PATIENT, Stores, Subject

ROUNDS = 15
AGAINST_HELLO = 1.25
MILLION, AGAINST_FEW = 1_000_000, 1.05
"""What so many may cost against the smallest size."""
GUARD = 1.6
"""How much slower than the peer a start never was, on the noisiest of machines."""
KIBIBYTE = 1_024
FACTOR, MORE, EACH = 1.15, 16 * KIBIBYTE * KIBIBYTE, 16
"""What may be held: of the peer's, bytes more, and bytes for each event."""


class Start(NamedTuple):
    """What one start found."""

    seconds: float
    held: int
    """Bytes of memory."""


def rows(
    stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS, *, guarded: bool = False
) -> Iterator[Row]:
    """Measure each size against the peer, and against the smallest one.

    The start stands at its goal, a little below or above by the machine and the hour. A short run
    cannot tell which: `guarded`, it prints the goals and fails only beyond the guard.
    """
    subjects = (HELLO, *(stores.app(events) for events in sizes))
    works = [partial(start, stores, subject) for subject in subjects]
    starts = raced(works, rounds, warm=1)
    hello, *ours = ([each.seconds for each in found] for found in starts)
    what = "first events, against hello"
    for events, found in zip(sizes, ours):
        yield timed("G1", what, found, hello, AGAINST_HELLO, events)._replace(known=guarded)
    for events, found in zip(sizes[1:], ours[1:]):
        bound = AGAINST_FEW if events >= MILLION and not guarded else inf
        yield timed(
            "G1", f"first of {events:,} events, against {sizes[0]:,}", found, ours[0], bound
        )
    if guarded:
        yield timed("G1", f"guard: first of {sizes[-1]:,} events", ours[-1], hello, GUARD)
    held, *each = (median(start.held for start in found) for found in starts)
    for events, memory in zip(sizes, each):
        yield counted("G10", "KiB held", _kibibytes(memory), most(held, events), events=events)


def start(stores: Stores, subject: Subject) -> Start:
    """Run a subject until it is ready."""
    with stores.run(subject) as terminal:
        found = Start(terminal.until(subject.ready, PATIENT), terminal.resident())
        terminal.quit(subject.quit)
        return found


def most(hello: float, events: int) -> int:
    """Return the KiB that the app may hold beside a peer that holds so many bytes."""
    return _kibibytes(FACTOR * hello + MORE + EACH * events)


def _kibibytes(size: float) -> int:
    return int(size) // KIBIBYTE
