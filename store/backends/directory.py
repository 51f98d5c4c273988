"""Which document is which record, as the index beside a store tells it: nothing is held of it."""

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from store.index.blobs import Uids, crc_of, numbers, write_uids
from store.index.sidecar import Sections, Writer
from store.journal.snapshot import Rows
from store.model import Kind


class Slot(NamedTuple):
    """Where a record lies in its table, and its version."""

    doc_id: int
    version: int


class Directory:
    """The records of one kind: the uid of each, and the id of its document."""

    def __init__(self, sections: Sections, kind: Kind) -> None:
        self._sections = sections
        self._names = [
            f"{kind} {what}" for what in ("uids", "uids.at", "uids.crc", "ids", "versions", "by id")
        ]
        self._uids = Uids(sections, f"{kind} uids")
        self._ids = numbers(sections, f"{kind} ids", "q")
        self._versions = numbers(sections, f"{kind} versions", "q")
        self._by_id = numbers(sections, f"{kind} by id", "I")

    @property
    def sound(self) -> bool:
        """Whether it is what was written; others write by it, so it is read through, once."""
        return self._sections.sound(*self._names)

    def find(self, uid: str) -> Slot | None:
        """Return where a record lies, None where there is none."""
        number = self._uids.find(uid)
        return None if number is None else Slot(self._ids[number], self._versions[number])

    def uid(self, doc_id: int) -> str | None:
        """Return the uid of a document, None where it is no record."""
        order, ids = self._by_id, self._ids
        found = bisect_left(order, doc_id, key=ids.__getitem__)
        if found < len(order) and ids[order[found]] == doc_id:
            return self._uids[order[found]]
        return None


def write_directory(writer: Writer, kind: Kind, slots: Mapping[str, Slot]) -> None:
    """Write the sections of a directory."""
    uids = sorted(slots, key=crc_of)
    ids = array("q", [slots[uid].doc_id for uid in uids])
    write_uids(writer, f"{kind} uids", uids)
    writer.add(f"{kind} ids", [ids.tobytes()])
    writer.add(f"{kind} versions", [array("q", [slots[uid].version for uid in uids]).tobytes()])
    by_id = array("I", sorted(range(len(ids)), key=ids.__getitem__))
    writer.add(f"{kind} by id", [by_id.tobytes()])


def rows(sections: Sections, table: str) -> Rows | None:
    """Return where the documents of a table lie in the snapshot, None where that is not known.

    Others write by it, so it is read through.
    """
    names = f"{table} rows", f"{table} places"
    if not all(name in sections for name in names) or not sections.sound(*names):
        return None
    ids, offsets = (numbers(sections, name, "q") for name in names)
    return Rows(ids, offsets, ascending=True)


def write_rows(writer: Writer, table: str, found: Rows) -> None:
    """Write where the documents of a table lie, where they lie in the order of their ids."""
    if found.ascending:
        writer.add(f"{table} rows", [memoryview(found.ids).cast("B")])
        writer.add(f"{table} places", [memoryview(found.offsets).cast("B")])
