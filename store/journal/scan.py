"""Reads a journal transaction by transaction, and tells an unfinished end from damage.

A transaction counts only whole. What is wrong at the end may be what a crash left of one that was
never confirmed; with a valid record of another transaction behind it, it is damage.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import msgspec

from store.journal.disk import Disk
from store.journal.errors import Damaged
from store.journal.lines import CHECKPOINT, MARKS, META, Entry, Record, lines, record


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where the JSON of a document lies in the journal."""

    offset: int
    length: int


class Change(msgspec.Struct, frozen=True, gc=False):
    """One record of a transaction; its document is left where it lies."""

    op: str
    table: str
    doc_id: int
    new: bool
    """Whether there was no such document before."""
    place: Place


class Mark(NamedTuple):
    """Where a transaction begins, and by what it can be told from any other in its place."""

    offset: int
    checksum: bytes
    """Of its first line, which says when it was written."""


class Scan:
    """One pass over a journal, from a place where a transaction may begin."""

    def __init__(self, disk: Disk, descriptor: int, name: str, offset: int, lsn: int) -> None:
        self._disk = disk
        self._descriptor = descriptor
        self._name = name
        self.end = offset
        """Where the last whole transaction ended, or a mark outside of transactions."""
        self.lsn = lsn
        """Of the last record up to there."""
        self.mark: Mark | None = None
        """Of the last whole transaction."""
        self.checkpoint: bytes | None = None
        """The document of the last checkpoint."""

    def transactions(self) -> Iterator[list[Change]]:
        """Yield the changes of each whole transaction; raises Damaged."""
        begun: list[Change] = []
        txn, lsn, mark = 0, self.lsn, self.mark
        each = lines(self._disk, self._descriptor, self.end)
        for offset, line in each:
            found = record(line) if line else None
            if line is None or found is None or not follows(found, txn, lsn):
                self._require_unfinished(txn or lsn + 1, offset, found, each)
                return
            after = offset + len(line) + 1
            if found.op in MARKS:
                self._take_mark(found, after)
                continue
            txn, lsn = found.txn, found.lsn
            if found.op == META:
                mark = marked(offset, line)
            else:
                begun.append(_change(found, after))
            if found.last:
                self.end, self.lsn, self.mark, txn = after, lsn, mark, 0
                yield begun
                begun = []

    def _take_mark(self, found: Record, after: int) -> None:
        self.end = after
        if found.op == CHECKPOINT:
            self.checkpoint = bytes(found.document)

    def _require_unfinished(
        self, txn: int, offset: int, found: Record | None, rest: Iterator[tuple[int, bytes | None]]
    ) -> None:
        """Raise Damaged where what is wrong is not the unfinished end of transaction `txn`."""
        valid = chain([found], (record(line) for _, line in rest if line))
        if any(each and (each.op in MARKS or each.txn != txn) for each in valid):
            raise Damaged(f"{self._name} is damaged at byte {offset}")


def follows(found: Record, txn: int, lsn: int) -> bool:
    """Whether a record may stand behind one with this lsn, in a transaction if one has begun."""
    if found.op in MARKS:
        return not txn and found.lsn == lsn
    if found.lsn != lsn + 1:
        return False
    return found.txn == txn if txn else found.op == META and found.txn == found.lsn


def marked(offset: int, line: bytes) -> Mark:
    """Return the mark of a transaction that begins with this line."""
    return Mark(offset, line[: len("01234567")])


def change(entry: Entry, after: int) -> Change:
    """Return what a record changes whose line ends before `after`."""
    length = len(entry.raw)
    place = Place(after - len("]\n") - length, length)
    return Change(entry.op, entry.table or "", entry.doc_id or 0, entry.prev_crc is None, place)


def _change(found: Record, after: int) -> Change:
    length = len(found.document)
    place = Place(after - len("]\n") - length, length)
    return Change(found.op, found.table or "", found.doc_id or 0, found.prev_crc is None, place)
