"""The two ends of the filter's period, as people type them."""

from datetime import date

from msgspec.structs import replace

from store.dates import DateError, When, parse
from store.query import Filter
from tui.presentation.dates import long


def with_period(query: Filter, since: str, until: str, today: date) -> Filter:
    """Return the filter with the period typed; raises DateError with what to write instead."""
    from store.dates_typed import read

    first, last = (read(text, today) if text.strip() else None for text in (since, until))
    if first and last and backwards(first, last):
        raise DateError(f"{first.text} is after {last.text}: write the earlier date first.")
    return replace(query, since=first.text if first else "", until=last.text if last else "")


def period_words(query: Filter, undated: int) -> str:
    """Return how the period was understood, and what it leaves out; empty without one."""
    since = f"from {long(parse(query.since))}" if query.since else ""
    until = f"to {long(parse(query.until))}" if query.until else ""
    said = " ".join(filter(None, (since, until)))
    return f"{said}; undated events are left out" if said and undated else said


def backwards(first: When, last: When) -> bool:
    """Whether a period from the first to the last date would end before it begins."""
    start, end = first.earliest, last.latest
    return start is not None and end is not None and start >= end
