"""G3 to G5: a step, a page, the first and the last event, and a burst, from the key to the screen.

A key is answered when the rows are painted; the detail and, where the month changes, the density
strip follow in a frame of their own. In one pane (`z`) there is no detail, and there all bytes of a
step are counted. All subjects run at once, and the same keys are pressed in each in turn.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import NamedTuple

from tests.benchmarks.answers import Answer
from tests.benchmarks.rounds import Row, counted, percentile, raced, timed
from tests.benchmarks.subjects import BARE, Stores, Subject
from tests.benchmarks.terminal import Terminal

ROUNDS = 6
STEPS = ("j",) * 4 + ("k",) * 4
PAGES = ("pagedown", "pagedown", "pageup", "end", "home")
BURSTS = ("j" * 50, "k" * 50)
"""Each is sent in one write."""
TIMES = 3
"""How often a round presses each of the steps and pages."""
KILOBYTE = 1_024
STRIP = (1,)
"""The line of the density strip."""
FRAMES = 2
"""Of a page: the rows at once, then the strip."""
BOUND, BURST = 1.25, 1.5
"""What an answer may cost, and the last one to a burst, against those of the peer."""

Rounds = list[list[Answer]]
"""Answers round by round."""


class Visit(NamedTuple):
    """What a subject answered."""

    beside: Rounds
    """To steps as it starts."""
    alone: Rounds
    """To steps with nothing but the list."""
    pages: Rounds
    """To pages, Home and End, likewise."""
    bursts: Rounds
    """To many steps at once, likewise."""


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure every size against the peer."""
    apps = [stores.app(events) for events in sizes]
    bare, *ours = visits(stores, (BARE, *apps), rounds)
    for events, found in zip(sizes, ours):
        yield from _compared(events, found, bare)
        yield from written(events, found)


def visits(
    stores: Stores, subjects: Sequence[Subject], rounds: int, times: int = TIMES
) -> list[Visit]:
    """Run all subjects, and press the keys in turn."""
    with ExitStack() as opened:
        terminals = [stores.ready(subject, opened) for subject in subjects]
        beside = _pressed(terminals, STEPS * times, rounds)
        for terminal in terminals:
            for key in ("z", "j", "k"):  # the first step in a new layout is no step like the others
                terminal.press(key)
        alone = (
            _pressed(terminals, keys, rounds) for keys in (STEPS * times, PAGES * times, BURSTS)
        )
        found = [Visit(*each) for each in zip(beside, *alone)]
        for terminal, subject in zip(terminals, subjects):
            terminal.quit(subject.quit)
    return found


def answers(terminal: Terminal, keys: Sequence[str]) -> list[Answer]:
    """Return what each key did, the keys without effect left out."""
    return [answer for key in keys if (answer := terminal.press(key)).lines]


def written(events: int, ours: Visit) -> Iterator[Row]:
    """Compare the bytes of a step with a kilobyte."""
    for what, runs, part in (
        ("bytes of a step p95, list alone", ours.alone, "written"),
        ("bytes of a step's rows p95", ours.beside, "first_written"),
    ):
        found = percentile([getattr(answer, part) for run in runs for answer in run])
        yield counted("G3", what, int(found), KILOBYTE, events=events)


def _pressed(terminals: Sequence[Terminal], keys: Sequence[str], rounds: int) -> list[Rounds]:
    return raced([partial(answers, terminal, keys) for terminal in terminals], rounds)


def _compared(events: int, ours: Visit, bare: Visit) -> Iterator[Row]:
    step, page = _p95(bare.alone), _p95(bare.pages)
    yield timed("G3", "step p95, its rows", _p95(ours.beside), step, BOUND, events)
    yield timed("G3", "step p95, list alone", _p95(ours.alone), step, BOUND, events)
    yield timed("G4", "page, Home, End p95", _p95(ours.pages), page, BOUND, events)
    frames = percentile([len(answer.frames) for run in ours.pages for answer in run])
    yield counted("G4", "frames of a page p95", int(frames), FRAMES, events=events)
    burst, peer = _settled(ours.bursts), _settled(bare.bursts)
    yield timed("G5", "fifty steps at once", burst, peer, BURST, events)


def _p95(rounds: Rounds) -> list[float]:
    """Return the percentile of each round."""
    return [percentile([answer.first for answer in answers]) for answers in rounds]


def _settled(rounds: Rounds) -> list[float]:
    """Return how long the slowest of each round took until the rows came to rest."""
    return [max(answer.settled(STRIP) for answer in answers) for answers in rounds]
