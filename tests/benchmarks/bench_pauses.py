"""G13: the worst answer of very many, and what the app takes while nothing happens."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from statistics import median
from time import sleep

from tests.benchmarks.rounds import Row, counted, least, shown
from tests.benchmarks.subjects import HELLO, Stores
from tests.benchmarks.terminal import Terminal

ROUNDS = 6
KEYS = 300
BACK_AND_FORTH = ("j",) * 10 + ("k",) * 10
WORST = 4.0
"""What the worst answer may cost, against the one in the middle."""
IDLE, WINDOWS = 10.0, 3
"""Seconds in which nothing happens, and how often."""
SHARE = 50
"""Milliseconds of a processor that these seconds may cost beyond the peer's."""


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure the smallest and the largest size."""
    ends = sorted({sizes[0], sizes[-1]})
    with ExitStack() as opened:
        hello = stores.ready(HELLO, opened)
        apps = [stores.ready(stores.app(events), opened) for events in ends]
        hello_idle, *idle = worked([hello, *apps])
        for events, found in zip(ends, idle):
            most = hello_idle + SHARE
            yield counted("G13", "ms of a processor in 10 idle s", found, most, events=events)
        yield _worst(apps[-1], ends[-1], rounds)


def worked(terminals: Sequence[Terminal]) -> list[int]:
    """Return the milliseconds of a processor that each takes while nothing happens."""
    found: list[list[float]] = [[] for _ in terminals]
    for _ in range(WINDOWS):
        before = [terminal.worked() for terminal in terminals]
        sleep(IDLE)
        for each, terminal, earlier in zip(found, terminals, before):
            each.append(terminal.worked() - earlier)
    return [round(median(each) * 1_000) for each in found]


def _worst(terminal: Terminal, events: int, rounds: int) -> Row:
    """Step to and fro in one pane, where each step is one answer."""
    terminal.press("z")
    worst, middle = [], []
    for _ in range(rounds):
        keys = BACK_AND_FORTH * (KEYS // len(BACK_AND_FORTH))
        seconds = [answer.first for key in keys if (answer := terminal.press(key)).lines]
        worst.append(max(seconds))
        middle.append(median(seconds))
    ratios = [one / other for one, other in zip(worst, middle)]
    what, ratio, lower = f"worst of {KEYS} steps, against the median", median(ratios), least(ratios)
    return Row("G13", what, shown(worst), shown(middle), ratio, lower, WORST, False, events)
