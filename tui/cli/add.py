"""`add`: an event with its claims, or claims to an event, from options or a JSON document."""

from collections.abc import Sequence
from contextlib import closing
from shlex import quote

from store.base import EventStore
from store.connect import MEMORY, connect
from store.edits import Stamp
from store.errors import StoreError
from store.history import perform, stored
from store.model import Document
from tui.cli.add_changes import MOST_FAULTS, Addition, Faulty
from tui.cli.arguments import Arguments
from tui.cli.configuration import configure
from tui.cli.filtering import require_no_filter
from tui.cli.missing import absent
from tui.cli.output import Output, complain, tell
from tui.cli.refusal import USAGE, Refusal
from tui.config import Settings

END = 8
"""Digits at the end of a uid that no other is likely to share; the events are not read for it."""


def add(arguments: Arguments) -> int:
    """Save what was written, and print what was understood; nothing is saved of what is wrong."""
    require_no_filter(arguments, "`add` takes no filter")
    settings = configure(arguments)
    tell(settings.notices, arguments.ascii)
    try:
        _add(arguments, settings)
    except Faulty as faulty:
        _complain(faulty.faults, arguments.ascii)
        return USAGE
    except StoreError as error:
        raise Refusal(_unsaved(str(error))) from None
    return 0


def _complain(faults: Sequence[str], ascii_only: bool) -> None:
    """Write the faults to standard error, as many as anybody reads."""
    more = ["… and more."] if len(faults) > MOST_FAULTS else []
    for fault in [*faults[:MOST_FAULTS], *more]:
        complain(fault, ascii_only)


def _add(arguments: Arguments, settings: Settings) -> None:
    output = Output(arguments.ascii)
    with closing(_known(settings, arguments)) as store:
        addition = _understood(arguments, store, settings.author)
        notices = [*addition.notices, *store.info().notices]
    if arguments.check:
        event = addition.event
    else:
        event, more = _saved(addition, settings, arguments.empty)
        notices += [notice for notice in more if notice not in notices]
    if arguments.json:
        output.json([event])
    else:
        end = "" if arguments.check else event["uid"][-END:]
        saved = f"Saved as …{end} ({event['uid']})" if end else "Nothing was saved."
        unclaimed = () if event.get("claims") else (_unclaimed(end),)
        output.lines(map(output.plain, [*addition.echo(), saved, *unclaimed]))
    tell(notices, arguments.ascii)


def _known(settings: Settings, arguments: Arguments) -> EventStore:
    """Open the store, or one in memory that is as the new one will be: none is made of a fault."""
    if absent(settings.db):
        return connect(MEMORY, empty=arguments.empty)
    return connect(settings.db)


def _understood(arguments: Arguments, store: EventStore, author: str) -> Addition:
    reason = " ".join(arguments.typed.get("reason", ())).strip()
    stamp = Stamp.now(author, reason)
    if not arguments.document:
        from tui.cli.add_typed import typed

        return typed(arguments, store, stamp)
    from tui.cli.add_input import from_standard_input

    return from_standard_input(arguments, store.index(), stamp)


def _saved(addition: Addition, settings: Settings, empty: bool) -> tuple[Document, tuple[str, ...]]:
    """Save it, and return the event as it is stored now, and what the store has to tell."""
    label = f"added “{addition.event['title']}”"
    with closing(connect(settings.db, create=True, empty=empty)) as store:
        perform(store, addition.changes, label)
        return stored(store, "event", addition.event["uid"]), store.info().notices


def _unclaimed(end: str) -> str:
    """Say how to add who says so, to the event that was saved or to the command."""
    how = f"syria-timeline add --to {quote(end)}" if end else "write"
    return f'Nobody claims it yet: {how} --claim "WHO said: WHAT"'


def _unsaved(fault: str) -> str:
    return fault if fault.startswith(("Not saved", "Saved")) else f"Not saved: {fault}"
