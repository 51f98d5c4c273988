"""Reads a store in full, and saves what can be read of a damaged one in a new file."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from store.backends.spotting import offsets, uid_at
from store.backends.stored import head
from store.backends.tables import TABLES
from store.backends.tinydb_file import named, peek
from store.backends.tinydb_open import OpenStore
from store.backends.told import in_full, refusal, told
from store.base import Fault, Repaired
from store.errors import Corrupt, NotAStore, StoreBusy, StoreError, UnsupportedFormat
from store.journal import check as journal_check
from store.journal import names
from store.journal.reader import DISK
from store.journal.remains import Conflict
from store.model import Kind
from store.text import clean

_KINDS: dict[str, Kind] = {table: kind for kind, table in TABLES.items()}
_REPAIRED = ".repaired"
_CONFLICTS = ".conflicts"


def check(path: Path) -> list[Fault]:
    """Return what is wrong with a store; raises StoreError where there is none to be read."""
    peek(path)
    with told(path):
        found = journal_check.check(path)
    faults = [_fault(path, each) for each in found.faults]
    known = {(each.path.name, each.offset) for each in found.faults}
    try:
        with closing(OpenStore(path)) as store:
            more = _unreadable(path, store)
            return [*faults, *(each for place, each in more if place not in known)]
    except (NotAStore, UnsupportedFormat):
        raise
    except StoreError:  # what keeps it from being read is among the faults
        if not faults:
            raise
        return faults


def repair(path: Path) -> Repaired:
    """Save what can be read, with the changes that wait, in a new file; raises StoreError."""
    from store.journal.repair import repair as salvage

    peek(path)
    with suppress(Corrupt, StoreBusy):  # of something else there is nothing to save
        OpenStore(path).close()
    target = _free(path)
    try:
        with told(target, saving=True):
            found = salvage(path, target, renumber=True)
    except OSError as error:
        raise refusal(target, error) from error
    lost = [_line(_fault(path, each)) for each in found.lost]
    conflicts = [_conflict(each) for each in found.conflicts]
    file = named(found.conflicts_file) if found.conflicts_file else ""
    return Repaired(named(target), found.documents, (*lost, *conflicts), file)


def _free(path: Path) -> Path:
    """Return a path beside the store where nothing is, nor a list of conflicts."""
    taken = DISK.names(path.resolve().parent)
    return names.free(path, _REPAIRED, [name.removesuffix(_CONFLICTS) for name in taken])


def _fault(path: Path, found: journal_check.Fault) -> Fault:
    """Name the file as the user does, and the record as far as it is known."""
    kind = _KINDS.get(found.table)
    known = kind is not None and found.offset is not None
    uid = uid_at(found.path, found.offset or 0) if known else ""
    return Fault(
        in_full(path, found.path.name), found.offset, kind, uid, in_full(path, found.reason)
    )


def _line(fault: Fault) -> str:
    at = "" if fault.offset is None else f"byte {fault.offset}"
    record = f"{fault.kind} {fault.uid}" if fault.uid else fault.kind
    return ": ".join(filter(None, [fault.file, at, record, fault.reason]))


def _conflict(conflict: Conflict) -> str:
    """Name the record that two have changed, and say why only one of both was kept."""
    kind = _KINDS.get(conflict.table, conflict.table)
    try:
        which = head(msgspec.Raw(conflict.ours or conflict.theirs or b"")).uid
    except ValueError:
        which = f"{conflict.doc_id or ''}"
    return ": ".join(filter(None, [clean(f"{kind} {which}".strip()), clean(conflict.reason)]))


def _unreadable(path: Path, store: OpenStore) -> Iterator[tuple[tuple[str, int | None], Fault]]:
    """Yield name of the file and byte, and the fault, of each document that is no record."""
    whole = store.whole()
    unreadable = whole.unreadable()
    loose = offsets(path, {place for place, _ in unreadable}) if whole.loose else {}
    for place, each in unreadable:
        name, offset = whole.lies(place)
        offset = loose.get(place) if offset is None else offset
        fault = Fault(in_full(path, name), offset, each.kind, each.uid, each.reason)
        yield (name, offset), fault
