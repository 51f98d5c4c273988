"""`paths`: where configuration, store and drafts lie, and whether they are sound."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from store.base import Fault
from store.connect import check, connect
from store.errors import StoreError
from store.index import Index
from store.text import clean
from tui import VERSION
from tui.cli.arguments import Arguments
from tui.cli.configuration import checked, configure
from tui.cli.missing import absent
from tui.cli.output import Output, tell
from tui.cli.refusal import FAILURE, USAGE
from tui.cli.upkeep import but_the_reason
from tui.config import Settings, user_paths
from tui.presentation.summary import unreadable
from tui.presentation.words import count


class Read(msgspec.Struct, frozen=True):
    """What `--check` found in the store."""

    events: int | None = None
    """How many could be read; None where there is no store, or it was not looked into."""
    unreadable: tuple[str, ...] = ()
    """What could not be read, a sentence each."""
    fault: str = ""
    """Why the store cannot be used, or only be read."""
    told: tuple[str, ...] = ()
    """What the store has to tell."""


def paths(arguments: Arguments) -> int:
    """Print what this run would use; with --check, 2 or 1 for a fault in configuration or store."""
    output = Output(arguments.ascii)
    settings = checked(arguments) if arguments.check else configure(arguments)
    if arguments.empty:
        connect(settings.db, create=True, empty=True).close()
    read = _read(settings.db) if arguments.check else Read()
    if arguments.json:
        output.json([_values(settings, read)])
    else:
        output.lines(map(output.plain, _lines(settings, read)))
    told = (*settings.notices, *read.told, *filter(None, [read.fault]), *read.unreadable)
    tell(told, arguments.ascii)
    if arguments.check and settings.notices:
        return USAGE
    return FAILURE if read.fault else 0


def _read(path: Path) -> Read:
    """Read the whole store and change nothing in it; one that is not there yet has no fault."""
    if absent(path):
        return Read()
    try:
        store = connect(path)
        index, info = store.index(), store.info()
        store.close()
        faults = check(path)  # the file itself: `index` may trust what is kept beside it
    except StoreError as error:
        return Read(fault=str(error))
    unread = tuple(unreadable([item]) for item in index.unreadable)
    fault = info.read_only_reason or _damage(path, faults, index)
    return Read(len(index), unread, fault, but_the_reason(info))


def _damage(path: Path, faults: Sequence[Fault], index: Index) -> str:
    """Say that there are faults beside what could not be read, "" where there are none."""
    known = {(item.kind, item.uid) for item in index.unreadable}
    number = sum((fault.kind, fault.uid) not in known for fault in faults)
    name = clean(str(path))
    return f"{name} has {count(number, 'fault')}: see `syria-timeline check`." if number else ""


def _places(settings: Settings) -> dict[str, Path]:
    user = user_paths()
    return {"config": user.config, "store": settings.db.absolute(), "state": user.state}


def _lines(settings: Settings, read: Read) -> Iterator[str]:
    for name, path in _places(settings).items():
        yield f"{name:<8}{path}" + (" (not there yet)" if absent(path) else "")
    if read.events is not None:
        faults = f" · {len(read.unreadable):,} unreadable" if read.unreadable else ""
        yield f"{'holds':<8}{count(read.events, 'event')}{faults}"
    yield f"{'theme':<8}{settings.theme or '(not set)'}"
    yield f"{'mouse':<8}{'on' if settings.mouse else 'off'}"
    yield f"{'version':<8}{VERSION}"


def _values(settings: Settings, read: Read) -> dict[str, object]:
    return {
        **{name: clean(str(path)) for name, path in _places(settings).items()},
        "theme": settings.theme,
        "mouse": settings.mouse,
        "version": VERSION,
        "notices": settings.notices,
        **(msgspec.structs.asdict(read) if read != Read() else {}),
    }
