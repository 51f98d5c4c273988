"""Tells where the lines of a journal do not stand as they were written, and what they come to."""

from pathlib import Path

import msgspec

from store.journal.lines import CREATE, DELETE, DROP, MARKS, META, PUT, Record
from store.journal.salvage_rows import readable
from store.journal.scan import follows
from store.journal.trail import Line


class Fault(msgspec.Struct, frozen=True):
    """Something that is not as it was written."""

    path: Path
    offset: int | None
    """The byte at which it begins, None where there is none."""
    table: str
    """Empty where it is of no table, or cannot be told."""
    doc_id: int | None
    """None where it is no document, or cannot be told."""
    reason: str


class Counts:
    """By how many documents each table grows."""

    def __init__(self) -> None:
        self._dropped: set[str] = set()
        self._added: dict[str, int] = {}

    def take(self, record: Record) -> None:
        """Take in a change."""
        table = record.table or ""
        if record.op == DROP:
            self._dropped.add(table)
            self._added.pop(table, None)
        elif record.op in (CREATE, PUT, DELETE):
            new = record.op == PUT and record.prev_crc is None
            self._added[table] = self._added.get(table, 0) + new - (record.op == DELETE)

    def add_to(self, documents: dict[str, int]) -> None:
        """Change the number of documents of each table."""
        for table in self._dropped:
            documents.pop(table, None)
        for table, number in self._added.items():
            documents[table] = documents.get(table, 0) + number


class Sequence:
    """One pass over the lines of a journal behind its header."""

    def __init__(self, path: Path) -> None:
        self.faults: list[Fault] = []
        self.lsn: int | None = None
        """Of the last record, None before the first one unless the header tells."""
        self.transactions: list[tuple[int, Counts]] = []
        """The lsn of each that counts, and what it comes to."""
        self._path = path
        self._end = self._size = 0
        """Where the last whole transaction ends, or mark; and the last line."""
        self._txn = 0
        """The transaction that has begun, 0 if none has."""
        self._over = False
        """Whether its last record was there, although something of it is wrong."""
        self._counts = Counts()
        self._doubts: list[Fault] = []
        """What is wrong since; it may be what a crash has left of a change."""
        self._blind = False
        """Whether the line before cannot be read."""

    def take(self, line: Line) -> None:
        """Take in the next line."""
        self._end = self._end or line.offset
        self._size = line.end
        record = line.record if line.whole else None
        if record is None:
            self._blind = True
            self._doubts.append(Fault(self._path, line.offset, *line.about, "it is damaged"))
            return
        if line.joined:
            self._doubts.append(self._fault(line, record, "the line break behind it is missing"))
        if self.lsn is None:
            self.lsn = record.lsn - (record.op not in MARKS)
        if record.op == PUT and not readable(bytes(record.document)):
            self.faults.append(self._fault(line, record, "it cannot be read"))
        if self._doubts or not follows(record, self._txn, self.lsn):
            self._doubt(line, record, self.lsn)
        else:
            self._advance(line, record)
        self._blind = False

    def finish(self) -> list[Fault]:
        """Return all faults; what is wrong at the end is of a change that was never confirmed."""
        if self._end < self._size:
            self.faults.append(unfinished(self._path, self._end, self._size))
        return self.faults

    def _advance(self, line: Line, record: Record) -> None:
        """Take in a record that stands where it should."""
        self.lsn = record.lsn
        if record.op in MARKS:
            self._end = line.end
            return
        if not self._txn:
            self._txn, self._counts = record.txn, Counts()
        self._counts.take(record)
        if record.last:
            self._end, self._txn = line.end, 0
            self.transactions.append((record.lsn, self._counts))

    def _doubt(self, line: Line, record: Record, lsn: int) -> None:
        """Take in a record behind something that is wrong, or that is wrong itself."""
        open_txn = 0 if self._over else self._txn
        if not self._blind and (reason := _out_of_place(record, lsn, open_txn)):
            self._doubts.append(self._fault(line, record, reason))
        txn = self._txn or lsn + 1
        if record.op in MARKS or record.txn != txn:
            self._confirm(line)
            if _ahead(record, lsn) >= 0:
                self._leave(line)
                self._advance(line, record)
        elif record.lsn > lsn:
            self._counts = self._counts if self._txn else Counts()
            self._counts.take(record)
            self.lsn, self._txn, self._over = record.lsn, txn, record.last

    def _confirm(self, line: Line) -> None:
        """Know that what is wrong before a line is damage, and not what a crash has left."""
        self.faults += self._doubts
        self._doubts = []
        if not self._txn:
            self._end = line.end

    def _leave(self, line: Line) -> None:
        """Know that the transaction before a line was whole once."""
        if self._txn and self.lsn:
            self.transactions.append((self.lsn, self._counts))
        self._end, self._txn, self._over = line.offset, 0, False

    def _fault(self, line: Line, record: Record, reason: str) -> Fault:
        return Fault(self._path, line.offset, record.table or "", record.doc_id, reason)


def unfinished(path: Path, begin: int, end: int) -> Fault:
    """Return the fault of what stands at the end of a journal, and is no whole change."""
    reason = f"the last {end - begin} bytes are of a change that was never confirmed"
    return Fault(path, begin, "", None, reason)


def missing(number: int) -> str:
    """Return why it is a fault that the numbers of two records are so far apart."""
    return "a line is missing before it" if number == 1 else f"{number} lines are missing before it"


def _out_of_place(record: Record, lsn: int, txn: int) -> str:
    """Return why a record cannot stand behind one with this lsn, "" if it can."""
    ahead = _ahead(record, lsn)
    if follows(record, txn, lsn):
        return ""
    if ahead > 0:
        return missing(ahead)
    if ahead < 0:
        return "it stands there twice, or in the wrong place"
    if record.op in (*MARKS, META):
        return "the change before it is not whole"
    return "the beginning of the change is missing"


def _ahead(record: Record, lsn: int) -> int:
    """Return how many records are missing before one, less than 0 if it comes too late."""
    return record.lsn - lsn - (record.op not in MARKS)
