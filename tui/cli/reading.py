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
from tui.cli.missing import absent, missing
from tui.cli.output import tell
from tui.cli.refusal import Refusal
from tui.presentation.filters import words
from tui.presentation.reasons import reason_words
from tui.presentation.words import count

NAMED = 5
"""Candidates named where an end of a uid is ambiguous."""


@contextmanager
def reading(arguments: Arguments) -> Iterator[EventStore]:
    """Open the store; a missing one is made if it is the default one, or if --empty asks."""
    settings = configure(arguments)
    tell(settings.notices, arguments.ascii)
    create = arguments.empty or not arguments.db
    if not create and absent(settings.db):
        raise Refusal(missing(settings.db))
    store = connect(settings.db, create=create, empty=arguments.empty)
    try:
        yield store
    finally:  # by now it was read, and has told all that there is
        tell(store.info().notices, arguments.ascii)
        store.close()


def asked(
    arguments: Arguments, store: EventStore, index: Index, *, deleted: bool = False
) -> Record:
    """Return the one event that was asked for; raises Refusal where there is none, or several.

    A deleted one is meant only where no other is, and refused unless `deleted`.
    """
    broken = {
        item.uid: item
        for item in index.unreadable
        if item.kind == "event" and index.row(item.uid) is None
    }
    uid = _resolved(arguments, index, [*index.uids(), *broken])
    found = broken[uid] if uid in broken else store.get("event", [uid])[0]
    if isinstance(found, Unreadable):
        raise Refusal(f"Event {uid} could not be read: {reason_words(found.reason)}")
    if not deleted and (mark := viewed(found).deleted):
        from tui.cli.deleted import RESTORE
        from tui.presentation.days import day_of

        day = clean(day_of(mark.at))
        raise Refusal(f"Event {uid} was deleted on {day}; to restore it, {RESTORE}.")
    return found


def viewed(record: Record) -> Event:
    """Return the record as an event."""
    return view(Event, record.document)


def _resolved(arguments: Arguments, index: Index, uids: Iterable[str]) -> str:
    """Return the uid meant: the filter chooses among several, but makes no event unknown."""
    text, query = clean(arguments.uid).strip(), read_filter(arguments, index.names)
    shown = Timeline(index).select(query)
    ending = _ending(text, uids, [each.uid for each in index.deleted])
    passed = [uid for uid in ending if (row := index.row(uid)) is None or row in shown]
    if not passed:
        events, are = ("Event", "is") if len(ending) == 1 else ("Events", "are")
        raise Refusal(
            f"{events} {_named(ending, index)} {are} left out by the filter"
            f" ({words(query, index.names)}); write the command without it."
        )
    if len(passed) > 1:
        named = _named(passed, index)
        raise Refusal(f"“{text}” may be any of these; write more of it: {named}.")
    return passed[0]


def _ending(text: str, uids: Iterable[str], deleted: Iterable[str]) -> list[str]:
    """Return the uid that is the text, else all that end with it; deleted ones if no others do."""
    for group in (uids, deleted):
        if found := [uid for uid in group if text and uid.endswith(text)]:
            return [text] if text in found else found
    raise Refusal(f"No event's uid ends with “{text}”; `list` shows the ends of uids.")


def _named(uids: list[str], index: Index) -> str:
    """Return the first few uids with their titles, and how many there are beside."""
    named = [f"{uid} ({_title(index, uid)})" for uid in uids[:NAMED]]
    more = [f"{count(len(uids) - NAMED, 'other')}"] if len(uids) > NAMED else []
    return ", ".join(named + more)


def _title(index: Index, uid: str) -> str:
    titles = {each.uid: each.title for each in index.deleted}
    if (row := index.row(uid)) is not None:
        titles[uid] = index.kept(row).title
    return clean(titles[uid][:60]) if uid in titles else "could not be read"
