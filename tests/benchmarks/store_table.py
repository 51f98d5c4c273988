"""The figures of all subjects at one size side by side, as a table in Markdown."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from tests.benchmarks.rounds import percentile, shown
from tests.benchmarks.store_opening import Reports
from tests.benchmarks.store_subjects import SUBJECTS
from tests.benchmarks.store_work import Key, Size, Times

MEGABYTE = 1_000_000
HEADINGS = (
    "open and count",
    "insert, durable p50 / p95",
    "update",
    "get",
    "full scan",
    "memory after open (peak)",
    "on disk",
    "import",
)


class Sheet(NamedTuple):
    """All that was found at one size."""

    events: int
    times: Times
    reports: Reports
    sizes: dict[str, Size]
    """On disk, of each subject."""


def lines(sheet: Sheet) -> Iterator[str]:
    """Return the table, a line at a time."""
    yield f"| at {sheet.events:,} events | {' | '.join(HEADINGS)} |"
    yield "|---" * (len(HEADINGS) + 1) + "|"
    for subject in SUBJECTS:
        yield f"| {' | '.join((subject.title, *_cells(sheet, subject.name)))} |"
    yield ""


def _cells(sheet: Sheet, subject: str) -> Iterator[str]:
    def took(work: str) -> str:
        return shown(sheet.times[Key(subject, sheet.events, work)])

    reports = sheet.reports[subject]
    yield shown([report.opened for report in reports])
    slow = percentile(sheet.times[Key(subject, sheet.events, "insert")])
    yield f"{took('insert')} / {shown([slow])}"
    yield took("update")
    yield took("get")
    yield shown([report.scanned for report in reports])
    resident = median(report.resident for report in reports)
    yield f"{_size(resident)} ({_size(median(report.peak for report in reports))})"
    live, spare = sheet.sizes[subject]
    yield f"{_size(live)} + {_size(spare)} .bak" if spare else _size(live)
    yield took("import")


def _size(size: float) -> str:
    return f"{size / MEGABYTE:,.1f} MB" if size < 10 * MEGABYTE else f"{size / MEGABYTE:,.0f} MB"
