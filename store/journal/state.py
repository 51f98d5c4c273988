"""One snapshot and the journal that was begun on it, as far as they were read."""

import errno
import os
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from store.journal import snapshot
from store.journal.disk import Disk
from store.journal.errors import Damaged, JournalError, NotSaved, ReadOnly
from store.journal.lines import BLOCK
from store.journal.loose import Loose
from store.journal.scan import Change, Mark, Scan
from store.journal.snapshot import Meta, Rows
from store.journal.tables import Table, Tables
from store.journal.tail import Tail, unreadable

Identity = tuple[int, int, int]
"""Size in bytes, mtime in nanoseconds and inode of a file: tells one state of it from the next."""

_MOST = 16_384
"""Changes that are kept until somebody asks for them."""
REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBADF)
"""How a system says that a file is only to be read; the last one once it was opened for that."""


def identity(found: os.stat_result) -> Identity:
    """Return what tells one state of a file from the next."""
    return found.st_size, found.st_mtime_ns, found.st_ino


def identity_at(disk: Disk, path: Path) -> Identity | None:
    """Return the identity of a file, None where there is none; raises Missing."""
    try:
        return identity(disk.stat(path))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unwritable(path: Path, error: OSError) -> JournalError:
    """Return what to raise where the system refuses to write."""
    words = error.strerror or str(error)
    if error.errno in REFUSED:
        return ReadOnly(f"{path.name} cannot be written: {words}")
    return NotSaved(f"not saved: {words}", error.errno or errno.EIO)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raise Missing where the system refuses to read what belongs to a database."""
    try:
        yield
    except OSError as error:
        raise unreadable(path, error) from error


class News(NamedTuple):
    """A document that was changed, or with id 0 a table."""

    lsn: int
    table: str
    doc_id: int


class State(Tail):
    """What lies on disk; nothing here writes. `opening.opened` finds it."""

    snapshot: int | None = None
    """Descriptor, None where there is no file yet."""
    identity: Identity | None = None
    own_journal: Path | None = None
    """Where the journal of this snapshot is to lie, None where there is none for it."""
    pending = 0
    """Records taken in that are not in the snapshot."""
    carried = 0
    """Where the first of them begins in the journal."""
    since: int | None = None
    """Changes after this lsn are news, none if None."""
    lost_track = False
    """Whether more has changed than the news tell."""
    edited = False
    """Whether others changed the snapshot since; it is taken as it is."""
    missing = ""
    """Name of the journal that should lie beside the snapshot, and does not."""
    locked = ""
    """Why the system lets nobody write here."""
    fault = ""
    """Why nothing may be written: what is on disk is not what was written."""
    _left: Iterator[tuple[str, Rows]] | None = None
    """Tables of the snapshot that nobody has asked for yet."""

    def __init__(self, disk: Disk, path: Path) -> None:
        super().__init__(disk, path)
        self.meta = Meta()
        self.loose: dict[str, Loose] | None = {}
        """The documents, where another program wrote the file."""
        self.rows: dict[str, Rows] = {}
        """Where the documents lie in a file of ours, as far as anybody has asked."""
        self.tables = Tables({})
        self.news: list[News] = []
        """What changed, and nobody has asked for yet."""
        self._scanning = Lock()

    @property
    def unfinished(self) -> int:
        """Bytes at the end of the journal that belong to no whole transaction."""
        return 0 if self.journal is None or self.fault else max(self.size - self.end, 0)

    @property
    def begun(self) -> bool:
        """Whether the journal is that of this snapshot, so that it can be continued."""
        found = self.header
        same = found is not None and found.generation == self.meta.generation
        return same and not self.edited

    def close(self) -> None:
        """Let go of the files."""
        for descriptor in (self.snapshot, self.journal):
            if descriptor is not None:
                self.disk.close(descriptor)
        self.snapshot = self.journal = None

    def known(self, rows: Mapping[str, Rows], identity: Identity) -> None:
        """Take where the documents of tables lie in a snapshot, if it is this one."""
        if self.loose is None and not self.edited and self.identity == identity:
            with self._scanning:
                self.rows = {**rows, **self.rows}

    def find_all(self) -> None:
        """Find every document; raises Damaged where that cannot be done."""
        for table in self.tables.values():
            _ = table.base

    def raw(self, table: str, doc_id: int) -> bytes | None:
        """Return the JSON of a document, None where there is none; raises Damaged and Missing."""
        found = self.tables.get(table)
        if found is None:
            return None
        if doc_id in found.changed:
            place = found.changed[doc_id]
            return self.read_journal(place) if place else None
        base = found.base
        if not isinstance(base, Rows):
            return base.get(doc_id)
        row = base.row(doc_id)
        if row is None:
            return None
        offset, length = base.place(row)
        return self.read(self.snapshot, offset, length)

    def raws(self, table: Table) -> Iterator[tuple[int, bytes]]:
        """Yield id and JSON of the documents of a table in order, read in blocks."""
        base, changed = table.base, table.changed
        old = self._rows_raws(base) if isinstance(base, Rows) else iter(base.items())
        for doc_id, raw in old:
            if doc_id not in changed:
                yield doc_id, raw
            elif place := changed[doc_id]:
                yield doc_id, self.read_journal(place)
        for doc_id, place in changed.items():
            if place and doc_id not in base:
                yield doc_id, self.read_journal(place)

    def place(self, table: str, doc_id: int) -> tuple[str, int]:
        """Return the name of the file in which a document lies, and the byte."""
        found = self.tables[table]
        if changed := found.changed.get(doc_id):
            return self.journal_name, changed.offset
        base = found.base
        row = base.row(doc_id) if isinstance(base, Rows) else None
        return self.path.name, 0 if row is None else base.place(row)[0]  # type: ignore[union-attr]

    def base(self, table: str) -> Rows | Loose:
        """Return what the snapshot holds of a table, which is read when it is first asked for."""
        if self.loose is not None:
            return self.loose[table]
        with self._scanning, readable(self.path):
            while table not in self.rows:
                self._read_on(table)
        return self.rows[table]

    def take_more(self) -> bool:
        """Take in the transactions that were appended; whether there were any, or any damage."""
        if self.journal is None or self.fault:
            return False
        self.look()
        before = self.lsn, self.fault
        self.take_all(self.scan(self.lsn))
        return (self.lsn, self.fault) != before

    def take_all(self, scan: Scan) -> None:
        """Take in what a pass finds, but for what is in the snapshot; damage becomes a fault."""
        in_snapshot = self.meta.lsn
        try:
            for transaction in scan.transactions():
                if scan.lsn > in_snapshot:
                    self._take(transaction, scan.lsn)
                else:
                    self.carried = scan.end
        except Damaged as damage:
            self.fault = str(damage)
        self.end, self.lsn = scan.end, max(scan.lsn, in_snapshot)
        if scan.mark:
            self.mark, self.confirmed = scan.mark, False

    def appended(self, transaction: list[Change], lsn: int, end: int, mark: Mark) -> None:
        """Take in a transaction of ours, which the disk has confirmed."""
        self._take(transaction, lsn)
        self.lsn, self.end, self.size = lsn, end, max(self.size, end)
        self.mark, self.confirmed = mark, True

    def _take(self, transaction: list[Change], lsn: int) -> None:
        try:
            self.tables.take(transaction)
        except KeyError as error:
            raise Damaged(f"{self.journal_name} changes no table {error}") from None
        self.pending += len(transaction)
        if self.since is not None and lsn > self.since:
            self._tell(transaction, lsn)

    def _tell(self, transaction: list[Change], lsn: int) -> None:
        """Keep what changed for whoever asks, but no more than anybody would read one by one."""
        if len(self.news) + len(transaction) > _MOST:
            self.news, self.lost_track = [], True
            return
        lsns = count(lsn - len(transaction) + 1)
        self.news += [News(at, each.table, each.doc_id) for at, each in zip(lsns, transaction)]

    def _rows_raws(self, rows: Rows) -> Iterator[tuple[int, bytes]]:
        ids, offsets, row = rows.ids, rows.offsets, 0
        while row < len(ids):
            end = max(bisect_right(offsets, offsets[row] + BLOCK) - 1, row + 1)
            block = self.read(self.snapshot, offsets[row], offsets[end] - offsets[row])
            for doc_id, line in zip(ids[row:end], block.split(b"\n")):
                yield doc_id, line[line.find(b'":') + 2 :]
            row = end

    def _read_on(self, wanted: str) -> None:
        """Find the documents of one more table of the snapshot; after an error it begins anew."""
        left, self._left = self._left, None
        if left is None:
            assert self.snapshot is not None
            left = snapshot.rows(self.disk, self.snapshot, self.path)
        found = next(left, None)
        if found is None:
            raise Damaged(f"{self.path.name} has lost a table: {wanted}")
        self._left = left
        self.rows[found[0]] = found[1]
