"""G7 and G8, in this process: a filter of faction and dates, and a full text count.

A filter that is asked again is held against the least that can be done with two sets of rows: to
intersect them, and to count what is left in each block. A search is held against one look through
the same bytes.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from math import inf
from time import perf_counter

from store.connect import connect
from store.index import Timeline
from store.index.selection import BLOCK
from store.query import Filter, Term
from tests.benchmarks.phrases import COMMON, RARE
from tests.benchmarks.records import actors
from tests.benchmarks.rounds import Row, raced, timed
from tests.benchmarks.subjects import Stores

ROUNDS = 30
SCANS = 9
SCAN = 2.0
"""What a count may take, against a look through the bytes."""
FACTION = next(actor["uid"] for actor in actors() if actor.get("rank"))
QUERY = Filter((Term("participant", FACTION),), since="2013-02", until="2016-10-10")
FLOOR = 10.0
"""What a filter may take, against the least; 3 ms at a million events, where that is 0.3."""
MANY = 100_000
"""Of fewer events the rows and the bytes are not what takes time, and the figures are only told."""


def rows(stores: Stores, sizes: Sequence[int], rounds: int = ROUNDS) -> Iterator[Row]:
    """Measure each size by itself."""
    for events in sizes:
        with closing(connect(stores.path(events))) as store:
            timeline = Timeline(store.index())
            yield _filtered(timeline, events, rounds)
            yield from _counted(timeline, events)


def intersect(one: int, other: int, rows: int) -> int:
    """Do the least: return how many rows are in both, counted block by block."""
    both = (one & other).to_bytes(rows // 8 + 1, "little")
    size = BLOCK // 8
    blocks = (both[at : at + size] for at in range(0, len(both), size))
    return sum(int.from_bytes(block, "little").bit_count() for block in blocks)


def select(timeline: Timeline) -> int:
    """Filter, and find the row in the middle of what is left."""
    selection = timeline.select(QUERY)
    return selection.position(len(selection) // 2) if len(selection) else 0


def bound(factor: float, events: int) -> float:
    """Return what so many events may take."""
    return factor if events >= MANY else inf


def text(timeline: Timeline) -> bytes:
    """Return what a search looks through."""
    base = timeline.index.base
    return "\n".join(map(base.text, range(len(base)))).encode()


def _filtered(timeline: Timeline, events: int, rounds: int) -> Row:
    halves = (1 << events) // 3, (1 << events) // 5  # every second bit, every second pair of bits
    ours = partial(_seconds, partial(select, timeline))
    floor = partial(_seconds, partial(intersect, *halves, events))
    found, least = raced([ours, floor], rounds, warm=1)
    return timed(
        "G7", "faction and dates, against intersecting", found, least, bound(FLOOR, events), events
    )


def _counted(timeline: Timeline, events: int) -> Iterator[Row]:
    data = text(timeline)
    for name, word in (("common", COMMON), ("rare", RARE)):
        ours = partial(_seconds, partial(_search, timeline, word))
        bare = partial(_seconds, partial(data.count, word.encode()))
        found, least = raced([ours, bare], SCANS, warm=1)
        yield timed(
            "G8",
            f"count of a {name} word, against a scan",
            found,
            least,
            bound(SCAN, events),
            events,
        )


def _search(timeline: Timeline, word: str) -> int:
    """Count in a timeline that has kept nothing."""
    return len(Timeline(timeline.index).found(word))


def _seconds(work: partial[int]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
