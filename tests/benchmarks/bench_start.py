"""G1: from the command to the first events on screen, the index being warm.

Every round starts the peer and the app on each size; what a round has in common is in no ratio.
"""

from collections.abc import Iterator

from tests.benchmarks.rounds import Row, timed
from tests.benchmarks.subjects import HELLO, Stores, Subject

FEW, MANY = 20, 10_000
ROUNDS = 15


GUARD = 1.6
"""How much slower than the peer a start never was, on the noisiest of machines."""


def rows(stores: Stores, rounds: int = ROUNDS, *, guarded: bool = False) -> Iterator[Row]:
    """Measure both sizes against the peer, and against each other.

    The start stands at its goal, a little below or above by the machine and the hour. A short run
    cannot tell which: `guarded`, it prints the goals and fails only beyond the guard.
    """
    few, many = stores.app(FEW), stores.app(MANY)
    hello, small, large = starts(stores, (HELLO, few, many), rounds)
    goals = (
        timed("G1", f"first of {FEW:,} events, against hello", small, hello, 1.25),
        timed("G1", f"first of {MANY:,} events, against hello", large, hello, 1.25),
        timed("G1", f"first of {MANY:,} events, against {FEW:,}", large, small, 1.10),
    )
    for goal in goals:
        yield goal._replace(known=guarded)
    if guarded:
        yield timed("G1", f"guard: first of {MANY:,} events", large, hello, GUARD)


def starts(stores: Stores, subjects: tuple[Subject, ...], rounds: int) -> list[list[float]]:
    """Return the seconds to ready of each subject, round by round, in turn from either end."""
    seconds: list[list[float]] = [[] for _ in subjects]
    for number in range(rounds + 1):
        order = list(enumerate(subjects))
        for which, subject in order if number % 2 else reversed(order):
            found = start(stores, subject)
            if number:  # the first round warms caches
                seconds[which].append(found)
    return seconds


def start(stores: Stores, subject: Subject) -> float:
    """Return the seconds until a subject is ready."""
    with stores.run(subject) as terminal:
        found = terminal.until(subject.ready)
        terminal.quit(subject.quit)
        return found
