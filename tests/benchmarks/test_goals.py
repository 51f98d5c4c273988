"""Every goal has its benchmark, and a missed one is the exit status."""

from collections.abc import Iterator, Sequence

import pytest

from tests.benchmarks import __main__, goals
from tests.benchmarks.rounds import Row, counted
from tests.benchmarks.subjects import Stores


def measured(stores: Stores, sizes: Sequence[int]) -> Iterator[Row]:
    """Miss G1, and meet G10, at each size."""
    for events in sizes:
        yield counted("G1", "start", 2, 1, events=events)
        yield counted("G10", "KiB", 1, 1, events=events)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(goals, "BENCHMARKS", (goals.Benchmark(("G1", "G10"), measured),))


def test_every_goal_is_measured_once() -> None:
    """G1 to G13, and those of the store."""
    assert {f"G{number}" for number in range(1, 14)} < set(goals.GOALS)
    assert len(set(goals.GOALS)) == len(goals.GOALS)


@pytest.mark.parametrize(("goal", "status"), [("G1", 1), ("G10", 0)])
def test_a_missed_goal_is_the_exit_status(goal: str, status: int) -> None:
    """Unless it was not asked for."""
    assert __main__.main(["--goal", goal, "--sizes", "20"]) == status


def test_sizes_are_narrowed_and_sorted(capsys: pytest.CaptureFixture[str]) -> None:
    """Each has a line, the growth is told behind."""
    __main__.main(["--goal", "G10", "--sizes", "100", "20"])
    _, first, second, *others = capsys.readouterr().out.splitlines()

    assert ("20 events" in first, "100 events" in second) == (True, True)
    assert others[-1].split() == ["G10", "KiB", "100", ":", "20", "1.00"]
