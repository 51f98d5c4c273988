"""Reads a store in full, and saves what can be read of a damaged one in a new file."""

from collections.abc import Iterator
from pathlib import Path

from store.backends.tables import TABLES
from store.backends.tinydb_file import named, peek
from store.backends.tinydb_open import OpenStore
from store.backends.told import in_full, refusal, told
from store.base import Fault, Repaired
from store.errors import StoreError
from store.journal import check as journal_check
from store.journal import names
from store.journal.reader import DISK
from store.model import Kind
from store.text import clean

_KINDS: dict[str, Kind] = {table: kind for kind, table in TABLES.items()}


def check(path: Path) -> list[Fault]:
    """Return what is wrong with a store; raises StoreError where there is none to be read."""
    peek(path)
    with told(path):
        found = journal_check.check(path)
    faults = [_fault(path, each) for each in found.faults]
    try:
        store = OpenStore(path)
    except StoreError:
        if not faults:
            raise
        return faults
    try:
        return [*faults, *_unreadable(path, store, {fault.offset for fault in faults})]
    except StoreError:  # what keeps it from being read is among the faults
        return faults
    finally:
        store.close()


def repair(path: Path) -> Repaired:
    """Save what can be read, with the changes that wait, in a new file; raises StoreError."""
    from store.journal.repair import repair as salvage

    target = free(path, ".repaired")
    try:
        with told(path):
            found = salvage(path, target, renumber=True)
    except OSError as error:
        raise refusal(target, error) from error
    lost = [f"{each.path.name}: byte {each.offset}: {each.reason}" for each in found.lost]
    conflicts = [
        f"{each.table} {each.doc_id or ''}: {each.reason}".strip() for each in found.conflicts
    ]
    file = named(found.conflicts_file) if found.conflicts_file else ""
    told_of = tuple(map(clean, [*lost, *conflicts]))
    return Repaired(named(target), found.documents, told_of, file)


def free(path: Path, ending: str) -> Path:
    """Return a path beside the store where nothing is."""
    return names.free(path, ending, DISK.names(path.resolve().parent))


def _fault(path: Path, found: journal_check.Fault) -> Fault:
    """Name the file as the user does, and the record as far as it is known."""
    file = named(path.with_name(found.path.name))
    place = f"{found.table} {found.doc_id}" if found.doc_id is not None else ""
    return Fault(
        file, found.offset, _KINDS.get(found.table), clean(place), in_full(path, found.reason)
    )


def _unreadable(path: Path, store: OpenStore, known: set[int | None]) -> Iterator[Fault]:
    for each in store.index().unreadable:
        file, offset = store.place(each.kind, each.uid)
        if offset is None or offset not in known:
            yield Fault(named(path.with_name(file)), offset, each.kind, each.uid, each.reason)
