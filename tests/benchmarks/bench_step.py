"""G3 and G4: one step, a page, the first and the last event, from the key to the screen.

A step is answered when the two rows are painted, and the detail follows in a frame of its own; in
one pane (`z`) there is nothing but the answer, and there its bytes are counted.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.benchmarks.rounds import Row, counted, percentile, timed
from tests.benchmarks.subjects import BARE, Stores, Subject
from tests.benchmarks.terminal import Answer, Terminal

FEW, MANY = 20, 10_000
ROUNDS = 8
STEPS = ("j",) * 4 + ("k",) * 4
PAGES = ("pagedown", "pagedown", "pageup", "end", "home")
TIMES = 3
"""How often a visit presses each of them."""
KILOBYTE = 1_024
LIKE_A_PAGE = 1.25
"""What a step may cost with the detail, which is a page, against a page of the peer."""


class Visit(NamedTuple):
    """What a subject answered in one run."""

    beside: list[Answer]
    """To steps as it starts."""
    alone: list[Answer]
    """To steps with nothing but the list."""
    pages: list[Answer]
    """To pages, Home and End, likewise."""


def rows(stores: Stores, rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure steps and pages at both sizes against the peer."""
    few, many = stores.app(FEW), stores.app(MANY)
    visits: list[list[Visit]] = [[], [], []]
    for number in range(rounds):
        order = list(zip(visits, (BARE, few, many)))
        for found, subject in order if number % 2 else reversed(order):
            found.append(visit(stores, subject))
    bare, *ours = visits
    for events, found in zip((FEW, MANY), ours):
        yield from _compared(events, found, bare)


def visit(stores: Stores, subject: Subject, times: int = TIMES) -> Visit:
    """Run a subject once through all keys."""
    with stores.run(subject) as terminal:
        terminal.until(subject.ready)
        beside = answers(terminal, STEPS * times)
        for key in ("z", "j", "k"):  # the first step in a new layout is no step like the others
            terminal.press(key)
        found = Visit(beside, answers(terminal, STEPS * times), answers(terminal, PAGES * times))
        terminal.quit(subject.quit)
        return found


def answers(terminal: Terminal, keys: Sequence[str]) -> list[Answer]:
    """Return what each key did, the keys without effect left out."""
    return [answer for key in keys if (answer := terminal.press(key)).lines]


def written(events: int, ours: list[Visit]) -> Iterator[Row]:
    """Compare the bytes of a step with a kilobyte."""
    alone = percentile([answer.written for run in ours for answer in run.alone])
    yield counted("G3", f"bytes of a step p95, list alone, {events:,} events", int(alone), KILOBYTE)
    first = percentile([answer.first_written for run in ours for answer in run.beside])
    yield counted("G3", f"bytes of a step's rows p95, {events:,} events", int(first), KILOBYTE)


def _compared(events: int, ours: list[Visit], bare: list[Visit]) -> Iterator[Row]:
    name = f"{events:,} events"
    step, page = _p95(bare, "alone", "last"), _p95(bare, "pages", "last")
    yield timed("G3", f"step p95, its rows, {name}", _p95(ours, "beside", "first"), step, 1.25)
    yield timed("G3", f"step p95, list alone, {name}", _p95(ours, "alone", "last"), step, 1.25)
    yield timed("G4", f"page, Home, End p95, {name}", _p95(ours, "pages", "last"), page, 1.25)
    yield from written(events, ours)


def _p95(runs: list[Visit], keys: str, when: str) -> list[float]:
    """Return the percentile of each run."""
    return [percentile([getattr(one, when) for one in getattr(run, keys)]) for run in runs]
