"""Ratios of paired measurements, and what they prove on a machine that others use too."""

from collections.abc import Callable, Sequence
from math import comb, inf
from statistics import median
from typing import NamedTuple, TypeVar

Found = TypeVar("Found")

SURE = 0.02
"""Chance at most that a row is called missed although its true median keeps the bound."""


class Row(NamedTuple):
    """One goal as measured: the medians of both sides and of their ratios round by round."""

    goal: str
    what: str
    ours: str
    peer: str
    ratio: float
    least: float
    """Lower confidence bound of the ratio; the ratio itself where it was counted."""
    bound: float
    known: bool = False
    """A miss that is explained where it is measured, and guarded by another row."""
    events: int = 0
    """How many there were, 0 where that matters to nothing."""
    figure: float = 0.0
    """What was measured, in any unit."""

    @property
    def verdict(self) -> str:
        """Met, or missed; unclear where the ratio is above the bound by what may be chance."""
        if self.bound == inf:
            return "told"
        if self.ratio <= self.bound:
            return "met"
        if self.known:
            return "missed, as known"
        return "missed" if self.least > self.bound else "unclear"

    def __str__(self) -> str:
        what = f"{self.what}, {self.events:,} events" if self.events else self.what
        bound = "-" if self.bound == inf else f"{self.bound:.2f}"
        return (
            f"{self.goal:<6}{what:<52}{self.ours:>12}{self.peer:>12}"
            f"{self.ratio:>9.2f}{bound:>8}  {self.verdict}"
        )


HEADING = f"{'goal':<6}{'':<52}{'ours':>12}{'peer':>12}{'ratio':>9}{'bound':>8}"


def raced(works: Sequence[Callable[[], Found]], rounds: int, warm: int = 0) -> list[list[Found]]:
    """Do every work in each round, in turn from either end; return what each found in each.

    What is found in the first rounds is left out where they are to warm caches.
    """
    found: list[list[Found]] = [[] for _ in works]
    for number in range(warm + rounds):
        order = list(zip(found, works))
        for each, work in order if number % 2 else reversed(order):
            result = work()
            if number >= warm:
                each.append(result)
    return found


def timed(
    goal: str,
    what: str,
    ours: Sequence[float],
    peer: Sequence[float],
    bound: float,
    events: int = 0,
) -> Row:
    """Compare seconds, paired by round."""
    ratios = [one / other for one, other in zip(ours, peer, strict=True)]
    middle, lower = median(ratios), least(ratios)
    figure = median(ours)
    return Row(goal, what, shown(ours), shown(peer), middle, lower, bound, False, events, figure)


def shown(seconds: Sequence[float]) -> str:
    """Return the median, to a tenth of a millisecond or, below one, to a microsecond."""
    milliseconds = median(seconds) * 1000
    return f"{milliseconds:,.1f} ms" if milliseconds >= 1 else f"{milliseconds:.3f} ms"


def counted(
    goal: str, what: str, ours: int, most: int, *, known: bool = False, events: int = 0
) -> Row:
    """Compare a count with the most it may be; beside 0, one is twice as much."""
    ratio = (ours + 1) / (most + 1) if most == 0 else ours / most
    return Row(goal, what, f"{ours:,}", f"{most:,}", ratio, ratio, 1.0, known, events, ours)


def least(ratios: Sequence[float]) -> float:
    """Return the lower bound of the median by the sign test: it asks nothing of the noise.

    The k-th smallest, for the largest k with so small a chance that k - 1 or fewer lie below.
    """
    ordered, chance, found = sorted(ratios), 0.0, 0.0
    for k, ratio in enumerate(ordered):
        chance += comb(len(ordered), k) / 2 ** len(ordered)
        if chance > SURE:
            break
        found = ratio
    return found


def percentile(values: Sequence[float], part: float = 0.95) -> float:
    """Return the value below which that part lies, by nearest rank."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]
