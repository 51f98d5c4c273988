"""The largest size is held against the smallest, kind by kind."""

from tests.benchmarks import growth
from tests.benchmarks.rounds import counted, timed


def test_ends_are_compared() -> None:
    """Whatever lies between them, and in whatever order they were measured."""
    rows = [timed("G3", "step", [ours], [1.0], 2.0, events) for events, ours in SECONDS]
    heading, line = growth.lines(rows)

    assert heading == growth.HEADING
    assert line.split() == ["G3", "step", "1,000,000", ":", "20", "1.50"]


def test_one_size_has_not_grown() -> None:
    """Nor has what does not depend on it, or was nothing."""
    rows = [
        counted("G3", "rows", 2, 2, events=20),
        counted("G11", "modules", 9, 10),
        counted("G1", "documents", 0, 0, events=20),
        counted("G1", "documents", 0, 0, events=100),
    ]

    assert list(growth.lines(rows)) == [growth.HEADING]


SECONDS = ((100, 7.0), (1_000_000, 3.0), (20, 2.0))
