"""What ratios prove."""

from functools import partial
from math import inf

import pytest

from tests.benchmarks.rounds import Row, counted, least, percentile, raced, timed


@pytest.mark.parametrize(
    ("rounds", "bound"),
    [(3, 0), (5, 0), (6, 1), (8, 1), (9, 2), (12, 3), (15, 4)],
)
def test_lower_bound_of_the_median(rounds: int, bound: int) -> None:
    """Of n ratios the bound is the k-th smallest; of too few there is none."""
    assert least([float(each) for each in range(rounds, 0, -1)]) == bound


def test_one_slow_round_proves_nothing() -> None:
    """The median stands against an outlier, and the bound below it."""
    row = timed("G1", "start", [1.0] * 8 + [9.0], [1.0] * 9, 1.25)

    assert (row.ratio, row.verdict) == (1.0, "met")


@pytest.mark.parametrize(
    ("slow", "verdict"), [(0, "met"), (4, "met"), (5, "unclear"), (7, "unclear"), (8, "missed")]
)
def test_verdict(slow: int, verdict: str) -> None:
    """Of nine rounds, five above the bound raise a doubt, eight are proof."""
    ours = [2.0] * slow + [1.0] * (9 - slow)

    assert timed("G1", "start", ours, [1.0] * 9, 1.25).verdict == verdict


@pytest.mark.parametrize(
    ("found", "most", "verdict"),
    [(25, 25, "met"), (26, 25, "missed"), (0, 0, "met"), (1, 0, "missed")],
)
def test_counts_need_no_doubt(found: int, most: int, verdict: str) -> None:
    """One too many is missed."""
    assert counted("G11", "modules", found, most).verdict == verdict


def test_percentile() -> None:
    """Nearest rank: of twenty values, the second largest is not exceeded by 95 %."""
    assert percentile(list(range(1, 21))) == 20
    assert percentile([5.0]) == 5.0


def test_row_is_one_line() -> None:
    """All that is known of a goal fits into a line."""
    text = str(Row("G1", "start", "1.0 ms", "2.0 ms", 0.5, 0.4, 1.25))

    assert text.split() == ["G1", "start", "1.0", "ms", "2.0", "ms", "0.50", "1.25", "met"]


def test_works_take_turns() -> None:
    """Nobody is always first, and what warms caches is left out."""
    done: list[str] = []
    works = [partial(_noted, done, name) for name in "ab"]
    found = raced(works, 2, warm=1)

    assert "".join(done) == "baabba"
    assert found == [[3, 6], [4, 5]]


def test_what_has_no_bound_is_told() -> None:
    """However large it is."""
    row = timed("G1", "start", [9.0], [1.0], inf, 20)

    assert row.verdict == "told"
    assert str(row).split()[-3:] == ["9.00", "-", "told"]


def _noted(done: list[str], name: str) -> int:
    done.append(name)
    return len(done)
