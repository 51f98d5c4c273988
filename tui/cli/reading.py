"""What the commands that read have in common: the store, the events asked for, one of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from store.base import EventStore, Record
from store.connect import connect
from store.index import Index, Timeline
from store.model import Event, Unreadable, view
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.configuration import configure
from tui.cli.filtering import read_filter
from tui.cli.refusal import Refusal
from tui.presentation.words import count

NAMED = 5
"""Candidates named where an end of a uid is ambiguous."""


@contextmanager
def reading(arguments: Arguments) -> Iterator[EventStore]:
    """Open the store; a missing one is made if it is the default one, or if --empty asks."""
    create = arguments.empty or not arguments.db
    store = connect(configure(arguments).db, create=create, empty=arguments.empty)
    try:
        yield store
    finally:
        store.close()


def asked(arguments: Arguments, store: EventStore, index: Index) -> Record:
    """Return the one event that was asked for; raises Refusal where there is none, or several."""
    passed = Timeline(index).select(read_filter(arguments, index.names))
    broken = {item.uid: item for item in index.unreadable if item.kind == "event"}
    uid = _ending(arguments.uid, [*(index.uid[row] for row in passed), *broken], index)
    found = broken[uid] if uid in broken else store.get("event", [uid])[0]
    if isinstance(found, Unreadable):
        raise Refusal(f"Event {uid} could not be read: {found.reason}")
    return found


def viewed(record: Record) -> Event:
    """Return the record as an event."""
    return view(Event, record.document)


def _ending(text: str, uids: Iterable[str], index: Index) -> str:
    """Return the uid that is the text, or ends with it."""
    text = clean(text).strip()
    found = [uid for uid in uids if text and uid.endswith(text)]
    if text in found or len(found) == 1:
        return text if text in found else found[0]
    if not found:
        raise Refusal(f"No event's uid ends with “{text}”; `list` shows the ends of uids.")
    named = [f"{uid} ({_title(index, uid)})" for uid in found[:NAMED]]
    more = [f"{count(len(found) - NAMED, 'other')}"] if len(found) > NAMED else []
    raise Refusal(f"“{text}” may be any of these; write more of it: {', '.join(named + more)}.")


def _title(index: Index, uid: str) -> str:
    row = index.rows.get(uid)
    return "could not be read" if row is None else clean(index.title[row][:60])
