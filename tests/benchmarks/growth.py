"""How much what was measured grows with the number of events: a line for each kind of row."""

from collections.abc import Iterable, Iterator

from tests.benchmarks.rounds import Row

HEADING = "growth"


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Compare the largest size with the smallest, wherever both were measured."""
    kinds: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if row.events and row.figure:
            kinds.setdefault((row.goal, row.what), []).append(row)
    yield HEADING
    for (goal, what), measured in kinds.items():
        small, large = min(measured, key=_events), max(measured, key=_events)
        if small.events < large.events:
            sizes = f"{large.events:,} : {small.events:,}"
            yield f"{goal:<6}{what:<52}{sizes:>24}{large.figure / small.figure:>9.2f}"


def _events(row: Row) -> int:
    return row.events
