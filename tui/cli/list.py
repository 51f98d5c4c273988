"""`list`: the events, a line each, for people or as JSON."""

from collections.abc import Iterator

from store.base import EventStore, Record
from store.index import Listing, Timeline
from store.model import Document
from store.query import Filter
from tui.cli.arguments import Arguments
from tui.cli.filtering import hints, read_filter
from tui.cli.output import Output, complain
from tui.cli.reading import reading
from tui.cli.table import Table
from tui.presentation.filters import words
from tui.presentation.summary import shown, unreadable

CHUNK = 1_000
"""Documents read at a time."""


def list_events(arguments: Arguments) -> int:
    """Print the events that the filter lets through; name on stderr what could not be read."""
    output = Output(arguments.ascii)
    with reading(arguments) as store:
        index = store.index()
        query, timeline = read_filter(arguments, index.names), Timeline(index)
        advice = [*hints(query, timeline)]
        listing = Listing(timeline, timeline.select(query))
        if arguments.json:
            output.json(_documents(store, listing))
        else:
            output.lines(Table(listing, output).lines())
            output.lines(["", _counted(listing, query, output)])
    for line in [*advice, *(unreadable([item]) for item in index.unreadable)]:
        complain(line, arguments.ascii)
    return 0


def _counted(listing: Listing, query: Filter, output: Output) -> str:
    """Return how many events are listed, of how many, and what the filter says."""
    parts = (shown(listing), words(query, listing.index.names))
    return output.plain(" · ".join(filter(None, parts)))


def _documents(store: EventStore, listing: Listing) -> Iterator[Document]:
    uids = [listing.index.uid[row] for row in listing.selection]
    for start in range(0, len(uids), CHUNK):
        found = store.get("event", uids[start : start + CHUNK])
        yield from (record.document for record in found if isinstance(record, Record))
