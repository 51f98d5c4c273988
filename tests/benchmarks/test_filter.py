"""Filters and searches are held against work that gives the same result."""

from store.index import Index, Timeline
from store.index.selection import BLOCK
from tests.benchmarks.bench_filter import QUERY, intersect, select, text
from tests.benchmarks.generate import chronology
from tests.benchmarks.phrases import RARE, SELDOM

EVENTS = 2 * SELDOM


def made() -> Timeline:
    """Return a timeline of some events."""
    records = chronology(EVENTS)
    return Timeline(
        Index.build(records["event"], records["actor"], records["place"], records["source"], 0)
    )


def test_the_floor_counts_what_both_hold() -> None:
    """Over all blocks, the last one being cut."""
    rows = BLOCK + 3
    everything = (1 << rows) - 1

    assert intersect(everything, everything, rows) == rows
    assert intersect(0b1100, 0b0110, rows) == 1


def test_the_filter_leaves_something() -> None:
    """It finds a row in the middle of some, not of all."""
    timeline = made()

    assert 0 < len(timeline.select(QUERY)) < EVENTS
    assert select(timeline) in timeline.select(QUERY)


def test_a_scan_sees_what_a_search_sees() -> None:
    """The words that are looked for stand in the texts, folded."""
    timeline = made()

    assert text(timeline).count(RARE.encode()) == len(timeline.found(RARE)) == 2
