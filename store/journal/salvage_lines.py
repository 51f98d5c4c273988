"""Reads a snapshot of ours line by line, however damaged: one bad line costs one document."""

from collections.abc import Iterator
from typing import NamedTuple

from store.journal import salvage_rows as rows
from store.journal.disk import Disk
from store.journal.errors import Damaged, NewerFormat
from store.journal.lines import lines
from store.journal.salvage_rows import Row
from store.journal.snapshot import META_TABLE, meta

CUT = "the file is cut off here"


class Found(NamedTuple):
    """Something that stands in a snapshot, or should."""

    offset: int
    table: str | None
    """None where it cannot be told."""
    doc_id: int | None
    """None for the beginning of a table, and where it cannot be told."""
    raw: bytes | None
    """JSON of the document, None where there is none, or none that can be read."""
    reason: str
    """What is wrong; empty if nothing is."""
    lost: bool = False
    """Whether something stood there that cannot be read any more."""


class LineReader:
    """One pass over a snapshot."""

    def __init__(self, disk: Disk, descriptor: int) -> None:
        self._disk = disk
        self._descriptor = descriptor
        self._names: list[str] = []
        """Tables that are still to come, where they are known."""
        self._table: str | None = None
        self._inside = False
        """Whether a table has begun and not ended."""
        self._first = False
        """Whether its first document is still to come."""
        self._last = rows.SMALLEST
        """The id of the document before."""
        self._comma = True
        """Whether another table is to follow."""
        self._ended = False
        self._bad = False
        """Whether the line before could not be read."""
        self._strayed = False
        """Whether so much could not be read that another table may have begun."""

    def found(self) -> Iterator[Found]:
        """Yield all that can be found, tables and documents, and what cannot be read."""
        size = self._disk.status(self._descriptor).st_size
        whole = False
        for offset, line in lines(self._disk, self._descriptor):
            whole = line is not None
            if line is not None:
                yield from self._line(offset, line)
            else:
                yield from self._rest(offset, size - offset)
        if whole and not (self._ended or self._bad):
            yield Found(size, self._table, None, None, CUT, lost=True)

    def _rest(self, offset: int, size: int) -> Iterator[Found]:
        """Yield what a line holds that has no end."""
        line = self._disk.read(self._descriptor, size, offset)
        found = list(self._line(offset, line))
        yield from (each for each in found if each.raw or not each.reason)
        lost = not self._ended
        doc_id = next((each.doc_id for each in found if each.lost), None)
        yield Found(offset, self._table, doc_id, None, CUT, lost)

    def _line(self, offset: int, line: bytes) -> Iterator[Found]:
        if offset == 0:
            yield from self._begin(line)
        else:
            yield from self._take(offset, line)

    def _begin(self, line: bytes) -> Iterator[Found]:
        if match := rows.first(line):
            yield Found(0, META_TABLE, 1, match[1], "")
            self._names = _tables(match[1])
            self._comma = match[2] == b","
            self._ended = not self._comma
        elif at := rows.joint(line):
            yield from self._begin(line[:at])
            yield self._unbroken(at)
            yield from self._take(at + 1, line[at + 1 :])
        else:
            yield Found(0, META_TABLE, 1, None, "what the file says of itself is damaged", True)
            if rows.sound(line):
                yield from self._take(0, line)

    def _take(self, offset: int, line: bytes) -> Iterator[Found]:
        bad, self._bad = self._bad, False
        if self._ended:
            self._ended, self._comma = False, True
            yield Found(offset, None, None, None, "nothing should stand behind the end")
        if row := rows.row(line):
            yield self._document(offset, row)
        elif line == b"}" or (line == b"}," and self._inside):
            yield from self._close(offset, line, bad)
        elif (name := rows.opens(line)) is not None and self._may_open(name, bad):
            yield self._open(offset, name, bad)
        elif at := rows.joint(line):
            yield from self._take(offset, line[:at])
            yield self._unbroken(offset + at)
            yield from self._take(offset + at + 1, line[at + 1 :])
        else:
            yield self._unreadable(offset, line, bad)

    def _unbroken(self, offset: int) -> Found:
        return Found(offset, self._table, None, None, "the line break is missing")

    def _document(self, offset: int, row: Row) -> Found:
        if not self._inside:
            self._go_inside(row)
        if self._strayed and row.doc_id <= self._last:
            self._table = None
        reason = ""
        if self._first and row.lead:
            reason = "nothing should stand before it"
        elif not self._first and row.lead != b",":
            reason = "the comma before it is missing"
        self._first = self._strayed = False
        self._last = row.doc_id
        return Found(offset, self._table, row.doc_id, row.raw, reason)

    def _go_inside(self, row: Row) -> None:
        """Take in that a table has begun, or has not yet ended, where no line has said so."""
        if row.lead == b"," and self._table is not None:
            self._inside = True
        else:
            self._begin_table(self._names[0] if self._names else None)

    def _close(self, offset: int, line: bytes, bad: bool) -> Iterator[Found]:
        if self._inside:
            self._inside, self._comma = False, line == b"},"
            self._bad = bad  # it may have been the end of this table, and this that of the file
            return
        self._ended = True
        if self._comma:
            yield Found(offset, None, None, None, "another table should stand here")

    def _may_open(self, name: str, bad: bool) -> bool:
        """Whether a table begins here; the end of the one before may have been damaged."""
        return not self._inside or (name in self._names if self._names else bad)

    def _open(self, offset: int, name: str, bad: bool) -> Found:
        reason = ""
        if self._inside and not bad:
            reason = f"the end of the table “{self._table}” is missing"
        elif not self._inside and not self._comma:
            reason = "the comma before it is missing"
        self._begin_table(name)
        return Found(offset, name, None, None, reason)

    def _begin_table(self, name: str | None) -> None:
        self._table, self._inside, self._first, self._strayed = name, True, True, False
        self._last = rows.SMALLEST
        if name in self._names:
            self._names.remove(name)

    def _unreadable(self, offset: int, line: bytes, bad: bool) -> Found:
        self._bad, lost = True, len(line) > len("},")
        self._strayed = bad or b"\0" in line
        if self._inside:
            self._first = False
            doc_id, raw = rows.damaged_id(line), rows.ending(line)
            if doc_id is None and raw:
                return Found(offset, self._table, None, raw, "its id cannot be read")
            return Found(offset, self._table, doc_id, None, rows.why(line), lost)
        if self._comma:
            self._begin_table(self._names[0] if self._names else None)
            reason = "the name of the table cannot be read"
            return Found(offset, self._table, None, None, reason, self._table is None)
        return Found(offset, None, None, None, rows.UNREADABLE, lost)


def _tables(raw: bytes) -> list[str]:
    """Return the names of the tables that a snapshot says it has."""
    try:
        return list(meta("", raw).tables)
    except (Damaged, NewerFormat):
        return []
