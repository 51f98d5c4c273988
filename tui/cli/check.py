"""`check`: reads the whole store and names every fault; `--repair` saves what can be read anew.

events.json: byte 812: event 34a8: title: expected text, got a number
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from store.base import Fault, Repaired
from store.connect import check as found_in
from store.connect import connect, repair
from store.errors import StoreError
from store.index import Index
from store.text import clean
from tui.cli.arguments import Arguments
from tui.cli.output import Output, tell
from tui.cli.refusal import FAILURE
from tui.cli.upkeep import but_the_reason, present, written
from tui.presentation.reasons import reason_words
from tui.presentation.words import count

Read = dict[str, int]
"""How many records could be read, by what they are called."""


def check(arguments: Arguments) -> int:
    """Print the faults and what was read; 1 for a fault, or for what could not be repaired."""
    output = Output(arguments.ascii)
    path = present(arguments)
    faults = found_in(path)
    read = _read(path, faults, arguments)
    if not arguments.json:
        output.lines(map(output.plain, _lines(faults, read, arguments)))
    repaired = repair(path) if faults and arguments.repair else None
    if arguments.json:
        output.json([_values(path, faults, read, repaired)])
    elif repaired:
        output.lines(map(output.plain, _outcome(repaired)))
    return FAILURE if (repaired.conflicts if repaired else faults) else 0


def _read(path: Path, faults: Sequence[Fault], arguments: Arguments) -> Read:
    """Count what can be read; nothing where the faults keep the store from being opened."""
    try:
        with closing(connect(path)) as store:
            read = _counted(store.index())
            tell(but_the_reason(store.info()), arguments.ascii)
    except StoreError:
        if not faults:
            raise
        return {}
    return read


def _counted(index: Index) -> Read:
    counted = {
        "event": len(index),
        "deleted event": len(index.deleted),
        "actor": len(index.actors),
        "place": len(index.places),
        "source": len(index.sources),
    }
    return {name: number for name, number in counted.items() if number or name != "deleted event"}


def _lines(faults: Sequence[Fault], read: Read, arguments: Arguments) -> Iterator[str]:
    """Return a line for each fault, what was read, and what can be done."""
    yield from map(_fault, faults)
    found = count(len(faults), "fault") if faults else "no fault"
    yield f"{_holds(read)}{found} found."
    if arguments.repair and not faults:
        yield "There is nothing to repair."
    if faults and not arguments.repair:
        named = ["--db", arguments.db] if arguments.db else []
        how = written("check", "--repair", *named)
        yield f"To save all that can be read into a new file: {how}"


def _holds(read: Read) -> str:
    """Return "21 events, 34 actors and 1 source read; ", empty where nothing could be."""
    *first, last = [count(number, name) for name, number in read.items()] or [""]
    return f"{', '.join(first)} and {last} read; " if first else ""


def _fault(fault: Fault) -> str:
    """Return file, byte and record at fault, as far as they are known, and what is wrong."""
    at = f"byte {fault.offset}" if fault.offset is not None else ""
    record = f"{fault.kind or 'record'} {fault.uid}" if fault.uid else fault.kind or ""
    return ": ".join(filter(None, [fault.file, at, record, reason_words(fault.reason)]))


def _outcome(repaired: Repaired) -> Iterator[str]:
    """Return what could not come along, where everything is, and how to open it."""
    yield from map("Not saved: {}".format, repaired.conflicts)
    yield f"{count(repaired.records, 'record')} saved into {repaired.file}"
    if lost := len(repaired.conflicts):
        at = f"; see {repaired.conflicts_file}" if repaired.conflicts_file else ""
        yield f"{lost:,} could not be saved{at}"
    yield "The old file stays as it is."
    if repaired.records:
        yield f"To open the new one: {written('--db', repaired.file)}"


def _values(
    path: Path, faults: Sequence[Fault], read: Read, repaired: Repaired | None
) -> dict[str, object]:
    return {
        "store": clean(str(path)),
        "faults": [msgspec.structs.asdict(fault) for fault in faults],
        "read": {name.replace(" ", "_"): number for name, number in read.items()},
        "repaired": msgspec.structs.asdict(repaired) if repaired else None,
    }
