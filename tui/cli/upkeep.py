"""What the commands that look after a store have in common: it must be there, and what is next."""

from pathlib import Path
from shlex import quote

from store.base import StoreInfo
from store.connect import connect
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.configuration import configure
from tui.cli.filtering import require_no_filter
from tui.cli.missing import absent, missing
from tui.cli.output import tell
from tui.cli.refusal import Refusal


def present(arguments: Arguments) -> Path:
    """Return the path of the store; a missing one is made only if --empty asks.

    Nobody wants a copy of a chronology that was bundled a moment ago.
    """
    require_no_filter(arguments, f"`{arguments.command}` takes no filter")
    settings = configure(arguments)
    tell(settings.notices, arguments.ascii)
    if arguments.empty:
        connect(settings.db, create=True, empty=True).close()
    if absent(settings.db):
        raise Refusal(missing(settings.db, named=bool(arguments.db)))
    return settings.db


def but_the_reason(info: StoreInfo) -> tuple[str, ...]:
    """Return what a store has to tell, but not why it can only be read: that is a fault."""
    reason = info.read_only_reason
    return tuple(notice for notice in info.notices if not reason or reason not in notice)


def written(*words: str) -> str:
    """Return a command of ours as a shell takes it."""
    return " ".join(["syria-timeline", *(quote(clean(word)) for word in words)])
