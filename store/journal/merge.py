"""Replays the records of a journal on what is left of a snapshot."""

import json
from collections import defaultdict
from collections.abc import Iterable

from store.journal.documents import checksum, decoded
from store.journal.lines import CREATE, DELETE, DROP, PUT, Record
from store.journal.remains import Conflict, Remains
from store.journal.salvage_rows import readable

CHANGES = (PUT, DELETE)
"""What is done to a document."""
UNCONFIRMED = "it was never confirmed"
DAMAGED = "it is not what was written, as its line in the journal is damaged"


class Merge:
    """Changes the documents of a snapshot, or tells why not."""

    def __init__(self, remains: Remains, next_ids: dict[str, int], *, renumber: bool) -> None:
        self.applied = 0
        """How many documents were changed, or tables dropped."""
        self._remains = remains
        self._tables = remains.tables
        self._next_ids = next_ids
        self._renumber = renumber
        self._moved: dict[tuple[str, int], int] = {}
        """Ids that were given anew, by table and id in the journal."""
        self._open: dict[tuple[str, int | None], Conflict] = {}
        """The last change of each document, or table, that could not be made."""
        self._refused: list[Conflict] = []
        self._states: dict[tuple[str, int], set[int | None]] = defaultdict(set)
        """Checksums of all that a document has been in the journal."""

    @property
    def conflicts(self) -> list[Conflict]:
        """Return what could not be changed."""
        return [*self._open.values(), *self._refused]

    def follow(self, records: Iterable[Record]) -> None:
        """Make changes to the very snapshot that they were made to."""
        for record in records:
            table, doc_id, ours = _change(record)
            if record.op == CREATE:
                self._tables.setdefault(table, {})
            elif record.op == DROP:
                self.applied += self._tables.pop(table, None) is not None
            elif record.op in CHANGES:
                self._set(table, doc_id, ours)

    def attempt(self, records: Iterable[Record]) -> None:
        """Make changes to a snapshot that others have changed, where they still fit."""
        records = list(records)
        if self._renumber:
            self._remember(records)
        for record in records:
            table, doc_id, ours = _change(record)
            if record.op == CREATE:
                self._tables.setdefault(table, {})
            elif record.op == DROP:
                self._drop(table)
            elif record.op in CHANGES:
                self._attempt(table, doc_id, record.prev_crc, ours)

    def refuse(self, records: Iterable[Record], reason: str) -> None:
        """Only tell of changes that must not be made."""
        for record in records:
            table, doc_id, ours = _change(record)
            if record.op in CHANGES and (ours is None or readable(ours)):
                theirs = self._tables.get(table, {}).get(doc_id)
                self._refused.append(Conflict(table, doc_id, reason, ours, theirs))

    def _attempt(self, table: str, doc_id: int, before: int | None, ours: bytes | None) -> None:
        now = self._moved.get((table, doc_id), doc_id)
        theirs = self._tables.get(table, {}).get(now)
        if not _alike(ours, theirs):
            if _crc(theirs) == before or (theirs is None and self._may_be_lost(table, now)):
                self._set(table, now, ours)
            elif self._is_taken(table, doc_id, before, theirs):
                self._moved[table, doc_id] = self._next_ids[table]
                self._set(table, self._next_ids[table], ours)
                self._next_ids[table] += 1
            else:
                reason = _reason(before, ours, theirs)
                self._open[table, doc_id] = Conflict(table, doc_id, reason, ours, theirs)
                return
        self._open.pop((table, doc_id), None)
        self._remains.lost.pop((table, now), None)

    def _set(self, table: str, doc_id: int, document: bytes | None) -> None:
        documents = self._tables.setdefault(table, {})
        if document is None:
            self.applied += documents.pop(doc_id, None) is not None
        else:
            self.applied += 1
            documents[doc_id] = document

    def _drop(self, table: str) -> None:
        """Drop a table if nothing is in it that the journal does not know to be gone."""
        if self._tables.get(table):
            reason = "the table was dropped, but there are documents in it"
            self._open[table, None] = Conflict(table, None, reason, None, None)
        else:
            self.applied += self._tables.pop(table, None) is not None

    def _may_be_lost(self, table: str, doc_id: int) -> bool:
        """Whether a document that is not there may have been damaged, and not deleted."""
        return self._remains.torn or (table, doc_id) in self._remains.lost

    def _is_taken(self, table: str, doc_id: int, before: int | None, theirs: bytes | None) -> bool:
        """Whether a new document has to give way to one that others have added."""
        added = self._renumber and before is None and theirs is not None
        return added and _crc(theirs) not in self._states[table, doc_id]

    def _remember(self, records: list[Record]) -> None:
        """Know what documents have been, so that a later state of one is not taken for another."""
        for record in records:
            if record.op == PUT:
                table, doc_id, ours = _change(record)
                self._states[table, doc_id] |= {record.prev_crc, _crc(ours)}


def _change(record: Record) -> tuple[str, int, bytes | None]:
    """Return table, id and document of a record; None for one that is deleted."""
    document = bytes(record.document) if record.op == PUT else None
    return record.table or "", record.doc_id or 0, document


def _crc(raw: bytes | None) -> int | None:
    return None if raw is None else checksum(decoded(raw))


def _alike(one: bytes | None, other: bytes | None) -> bool:
    """Whether two documents hold the same."""
    if one is None or other is None or one == other:
        return one == other
    return _crc(one) == _crc(other) and _sorted(one) == _sorted(other)


def _sorted(raw: bytes) -> str:
    return json.dumps(json.loads(raw), sort_keys=True)


def _reason(before: int | None, ours: bytes | None, theirs: bytes | None) -> str:
    if theirs is None:
        return "it was deleted outside, and changed in the journal"
    if ours is None:
        return "it was changed outside, and deleted in the journal"
    if before is None:
        return "its id was given outside to another"
    return "it was changed outside, and in the journal"
