"""The figures that must hold, from what was measured."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from tests.benchmarks.rounds import Row, counted, timed
from tests.benchmarks.store_opening import PENDING, Reports
from tests.benchmarks.store_probe import BARE
from tests.benchmarks.store_subjects import JOURNAL, SQLITE
from tests.benchmarks.store_work import FLOOR, Key, Times

KIBIBYTE = 1_024
RESIDENT, EACH = 16 * 1_024 * KIBIBYTE, 16
"""Bytes that an open database may hold, and for each event."""

GUARD = 4.0
"""How much slower than its bytes alone an insert never was."""


def inserts(times: Times, few: int, many: int, *, guarded: bool = False) -> Iterator[Row]:
    """Compare an insert with one beside fewer events, with sqlite3's, and with its bytes alone.

    The last stands near its goal, the nearer the faster the disk: `guarded`, it fails only beyond
    the guard.
    """
    ours = times[Key(JOURNAL.name, many, "insert")]
    for goal, what, peer, bound in (
        ("S1", f"{few:,}", Key(JOURNAL.name, few, "insert"), 1.25),
        ("S2", "sqlite3", Key(SQLITE.name, many, "insert"), 1.25),
        ("S3", "write and sync", Key(FLOOR, 0, "insert"), 2.0),
    ):
        row = timed(goal, f"insert, {many:,} events, against {what}", ours, times[peer], bound)
        yield row._replace(known=guarded and goal == "S3")
    if guarded:
        bare = times[Key(FLOOR, 0, "insert")]
        yield timed("S3", f"guard: insert, {many:,} events", ours, bare, GUARD)


def opening(reports: Reports, events: int) -> Iterator[Row]:
    """Compare opening with a bare decoding of the whole file."""
    bare = _seconds(reports, BARE)
    for goal, what, subject, bound in (
        ("S5", f"open {events:,} events", JOURNAL.name, 0.6),
        ("S6", f"open {events:,} and as many pending", PENDING, 1.0),
    ):
        yield timed(goal, f"{what}, against orjson", _seconds(reports, subject), bare, bound)


def taking(times: Times, events: int) -> Row:
    """Compare an import with sqlite3's."""
    ours, theirs = (times[Key(name, events, "import")] for name in (JOURNAL.name, SQLITE.name))
    return timed("S7", f"import {events:,} events, against sqlite3", ours, theirs, 1.0)


def memory(reports: Mapping[int, Reports], few: int, many: int) -> Row:
    """Compare what a process holds with one that has opened next to nothing."""
    small, large = (
        median(report.resident for report in reports[events][JOURNAL.name])
        for events in (few, many)
    )
    grown, most = int(large - small) // KIBIBYTE, (RESIDENT + EACH * many) // KIBIBYTE
    return counted("S8", f"KiB held by {many:,} open events", max(grown, 0), most)


def _seconds(reports: Reports, subject: str) -> Sequence[float]:
    return [report.opened for report in reports[subject]]
