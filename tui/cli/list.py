"""`list`: the events, or the deleted ones, a line each, for people or as JSON."""

from collections.abc import Iterator, Sequence

from store.base import EventStore, Record
from store.index import Index, Listing, Timeline
from store.model import Document
from store.query import Filter
from tui.cli.arguments import Arguments
from tui.cli.filtering import hints, read_filter, require_no_filter
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
        listed = _list_deleted if arguments.deleted else _list
        advice = listed(arguments, store, index, output)
    for line in [*advice, *(unreadable([item]) for item in index.unreadable)]:
        complain(line, arguments.ascii)
    return 0


def _list(arguments: Arguments, store: EventStore, index: Index, output: Output) -> list[str]:
    """Print the events, and return what is to be advised."""
    query, timeline = read_filter(arguments, index.names), Timeline(index)
    advice = [*hints(query, timeline)]
    listing = Listing(timeline, timeline.select(query))
    if arguments.json:
        output.json(_documents(store, [index.kept(row).uid for row in listing.selection]))
    else:
        output.lines(Table(listing, output).lines())
        output.lines(["", _counted(listing, query, output)])
    return advice


def _list_deleted(
    arguments: Arguments, store: EventStore, index: Index, output: Output
) -> list[str]:
    """Print the deleted events; there is nothing to be advised."""
    from tui.cli.deleted import DeletedTable

    require_no_filter(arguments, "--deleted lists every deleted event")
    if arguments.json:
        output.json(_documents(store, [each.uid for each in index.deleted]))
    else:
        output.lines(DeletedTable(index, output).lines())
    return []


def _counted(listing: Listing, query: Filter, output: Output) -> str:
    """Return how many events are listed, of how many, and what the filter says."""
    parts = (shown(listing), words(query, listing.index.names))
    return output.plain(" · ".join(filter(None, parts)))


def _documents(store: EventStore, uids: Sequence[str]) -> Iterator[Document]:
    for start in range(0, len(uids), CHUNK):
        found = store.get("event", uids[start : start + CHUNK])
        yield from (record.document for record in found if isinstance(record, Record))
