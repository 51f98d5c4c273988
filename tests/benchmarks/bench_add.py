"""G9: an event typed into the form, from the key that saves it to its row on screen.

All stores lie on one disk, and their apps run at once and are typed into in turn.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial

from tests.benchmarks.bench_form import FORM
from tests.benchmarks.rounds import Row, raced, timed
from tests.benchmarks.subjects import Stores
from tests.benchmarks.terminal import Terminal

ROUNDS = 9
FEW = 10
COPY = "added-to-"
"""Name of stores that are changed; what is added is taken back, but the journal tells of it."""
ADDED = "Something happened"
MILLION, BOUND, BOUND_OF_MILLION = 1_000_000, 1.1, 1.3
"""What an event may cost in the larger store, against one in the smallest."""


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Compare each size with a store of next to no events."""
    every = (FEW, *sizes)
    with ExitStack() as opened:
        apps = [stores.app(events, COPY) for events in every]
        terminals = [stores.ready(app, opened) for app in apps]
        works = [partial(add, *each) for each in zip(terminals, every)]
        few, *ours = raced(works, rounds, warm=1)  # the first change makes the journal
        for terminal, app in zip(terminals, apps):
            terminal.quit(app.quit)
    for events, found in zip(sizes, ours):
        bound = BOUND if events < MILLION else BOUND_OF_MILLION
        yield timed("G9", f"added event to its row, against {FEW}", found, few, bound, events)


def add(terminal: Terminal, events: int) -> float:
    """Add an event to so many and take it back; return the seconds from saving to its row."""
    terminal.reach("a", FORM)
    terminal.press("tab")
    terminal.press(ADDED)
    found = terminal.reach("ctrl+s", f"› .*{ADDED}")
    terminal.reach("u", f"{events:,} of {events:,} events")
    return found
