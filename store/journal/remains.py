"""What is left of a snapshot: all documents that can be read, and what is known of the others."""

from operator import ne
from pathlib import Path

import msgspec

from store.journal.disk import Disk
from store.journal.errors import Damaged, NewerFormat
from store.journal.files import crc_of
from store.journal.lines import VERSION
from store.journal.loose import Loose
from store.journal.salvage import opened, salvaged
from store.journal.salvage_lines import CUT, Found
from store.journal.sequence import Fault
from store.journal.snapshot import META_TABLE, Meta, meta

_TWICE = "its id stands there twice"


class Conflict(msgspec.Struct, frozen=True):
    """Two versions of a document of which only one can be kept; or one that has no place."""

    table: str
    """Empty where it cannot be told."""
    doc_id: int | None
    """None for a whole table, and where it cannot be told."""
    reason: str
    ours: bytes | None
    """JSON of what the journal says, None if that is nothing."""
    theirs: bytes | None
    """JSON of what stands in the file, None if that is nothing."""


class Remains:
    """The documents of a snapshot, as far as they are left."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.meta = Meta()
        self.newer: NewerFormat | None = None
        """Why it may not be read, if it is true what it says of itself."""
        self.unsaid: Fault | None = None
        """Why nothing is known of what it says of itself."""
        self.tables: dict[str, Loose] = {}
        self.size = self.crc = 0
        self.lost: dict[tuple[str, int], Fault] = {}
        """Documents that were there, and cannot be read."""
        self.faults: list[Fault] = []
        """What else cannot be read."""
        self.hurt = False
        """Whether anything in it is seen to be wrong."""
        self.torn = False
        """Whether documents may be missing of which not even the id is known."""
        self.conflicts: list[Conflict] = []
        self._last: int | None = None
        """The id of the document before, in the same table."""

    def read(self, disk: Disk) -> None:
        """Read a file; raises Missing or OSError."""
        descriptor = opened(disk, self.path)
        try:
            for found in salvaged(disk, descriptor):
                self._take(found)
            self.size, self.crc = disk.status(descriptor).st_size, crc_of(disk, descriptor)
        finally:
            disk.close(descriptor)
        self._rename()

    def empty(self, reason: str) -> None:
        """Know that nothing is left of what was there."""
        self.torn = True
        self.faults.append(Fault(self.path, None, "", None, reason))

    def _take(self, found: Found) -> None:
        self.hurt |= bool(found.reason)
        if found.table == META_TABLE:
            self._describe(found)
        elif found.raw is not None:
            self._keep(found, found.raw)
        elif found.lost:
            self._lose(found)
        elif found.table is not None:
            self.tables.setdefault(found.table, {})
            self._last = None

    def _describe(self, found: Found) -> None:
        """Take in what the snapshot says of itself."""
        if found.raw is None:
            self.unsaid = self._fault(found, found.reason) if found.lost else None
            return
        name = self.path.name
        try:
            self.meta = meta(name, found.raw)
        except Damaged:
            self.unsaid = self._fault(found, "what the file says of itself makes no sense")
        except NewerFormat as newer:
            self.newer = newer
            about = msgspec.json.decode(found.raw, type=dict[str, msgspec.Raw])
            older = {**about, "version": VERSION}
            self.meta = meta(name, msgspec.json.encode(older))

    def _keep(self, found: Found, raw: bytes) -> None:
        """Keep a document, or what two of one id leave over: the one out of order."""
        table, doc_id, before = found.table, found.doc_id, self._last
        self._last = doc_id
        if table is None or doc_id is None:
            self._set_aside(found, found.reason, raw)
            return
        documents = self.tables.setdefault(table, {})
        if doc_id in documents and before is not None and before >= doc_id:
            self._set_aside(found, _TWICE, raw)
        elif doc_id in documents:
            self._set_aside(found, _TWICE, documents[doc_id])
            documents[doc_id] = raw
        else:
            documents[doc_id] = raw

    def _set_aside(self, found: Found, reason: str, raw: bytes) -> None:
        self.torn = True  # it may be the one that is looked for under another id
        self.conflicts.append(Conflict(found.table or "", found.doc_id, reason, None, raw))

    def _lose(self, found: Found) -> None:
        fault = self._fault(found, found.reason)
        if found.table is None or found.doc_id is None or found.reason == CUT:
            self.torn = True
            self.faults.append(fault)
        else:
            self.lost[found.table, found.doc_id] = fault

    def _fault(self, found: Found, reason: str) -> Fault:
        return Fault(self.path, found.offset, found.table or "", found.doc_id, reason)

    def _rename(self) -> None:
        """Give tables back the name that the file says it has, where a letter of it was hit."""
        about = self.meta
        missing = [each for each in about.tables if each in about.next_id.keys() - self.tables]
        unknown = [each for each in self.tables if each not in about.tables]
        right = {
            wrong: name
            for wrong in unknown
            for name in missing
            if wrong not in about.next_id and _one_letter_apart(wrong, name)
        }
        self.hurt |= bool(right)
        self.tables = {right.get(name, name): each for name, each in self.tables.items()}
        for (wrong, doc_id), fault in [*self.lost.items()]:
            if name := right.get(wrong):
                del self.lost[wrong, doc_id]
                self.lost[name, doc_id] = msgspec.structs.replace(fault, table=name)


def _one_letter_apart(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(map(ne, one, other)) == 1
