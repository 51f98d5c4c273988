"""One snapshot and the journal that was begun on it, as far as they were read."""

import errno
import os
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from time import sleep

import msgspec

from store.journal import loose, names, snapshot
from store.journal.disk import Disk
from store.journal.errors import Busy, Damaged, Missing, NewerFormat
from store.journal.lines import BLOCK, FORMAT, VERSION, Checkpoint, Header, header, lines
from store.journal.loose import Loose
from store.journal.scan import Change, Scan
from store.journal.snapshot import Meta, Rows
from store.journal.tables import Table, Tables

Identity = tuple[int, int, int]
"""Size in bytes, mtime in nanoseconds and inode of a file: tells one state of it from the next."""

REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBADF)
"""How a system says that a file is only to be read; the last one once it was opened for that."""
_LOOKS = 20
_SETTLING = 0.1
"""Seconds between two looks at a file that another program may be writing."""


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
        raise Missing(f"{path.name} cannot be read: {error}") from error


def opened(disk: Disk, path: Path, since: int | None = None) -> "State":
    """Read a database; raises Missing, Damaged, NewerFormat, or Busy.

    With `since`, changes after that lsn are kept in `news`.

    What is replaced meanwhile, or written in place as stock TinyDB does, is read again.
    """
    for _ in range(_LOOKS):
        before = identity_at(disk, path)
        try:
            with readable(path):
                state = State(disk, path, since)
        except Damaged:
            sleep(_SETTLING)
            if identity_at(disk, path) == before:
                raise
            continue
        try:
            if state.identity == identity_at(disk, path):
                return state
        except BaseException:
            state.close()
            raise
        state.close()
    raise Busy(f"{path.name} is being written all the time", None)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Raise Missing where the system refuses to read what belongs to a database."""
    try:
        yield
    except OSError as error:
        raise Missing(f"{path.name} cannot be read: {error.strerror or error}") from error


class State:
    """What lies on disk; nothing here writes."""

    def __init__(self, disk: Disk, path: Path, since: int | None = None) -> None:
        self._disk = disk
        self.path = path
        self.snapshot: int | None = None
        """Descriptor, None where there is no file yet."""
        self.identity: Identity | None = None
        self.meta = Meta()
        self.loose: dict[str, Loose] | None = {}
        """The documents, where another program wrote the file."""
        self.journal: int | None = None
        """Descriptor, None where there is none yet."""
        self.journal_path: Path | None = None
        self.header: Header | None = None
        self.lsn = self.end = 0
        """Of the last record taken in, and where it ends in the journal."""
        self.size = 0
        """Bytes of the journal, at the last look."""
        self.pending = 0
        """Records taken in that are not in the snapshot."""
        self.carried = 0
        """Where the first of them begins in the journal."""
        self.news: list[Change] = []
        """Changes that nobody has asked for yet."""
        self.edited = False
        """Whether others changed the snapshot since; it is taken as it is."""
        self.missing = ""
        """Name of the journal that should lie beside the snapshot, and does not."""
        self.locked = ""
        """Why the system lets nobody write here."""
        self.fault = ""
        """Why nothing may be written: what is on disk is not what was written."""
        self._rows: dict[str, Rows] = {}
        self._left: Iterator[tuple[str, Rows]] | None = None
        """Tables of the snapshot that nobody has asked for yet."""
        self._scanning = Lock()
        self._since = since
        """Changes after this lsn are news, none if None."""
        self.tables = Tables({})
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        self._since = self.lsn

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
                self._disk.close(descriptor)
        self.snapshot = self.journal = None

    def find_all(self) -> None:
        """Find every document; raises Damaged where that cannot be done."""
        for table in self.tables.values():
            _ = table.base

    def raw(self, table: str, doc_id: int) -> bytes | None:
        """Return the JSON of a document, None where there is none; raises Damaged."""
        found = self.tables.get(table)
        if found is None:
            return None
        if doc_id in found.changed:
            place = found.changed[doc_id]
            return self._read(self.journal, place.offset, place.length) if place else None
        base = found.base
        if not isinstance(base, Rows):
            return base.get(doc_id)
        row = base.row(doc_id)
        if row is None:
            return None
        offset, length = base.place(row)
        return self._read(self.snapshot, offset, length)

    def raws(self, table: Table) -> Iterator[tuple[int, bytes]]:
        """Yield id and JSON of the documents of a table in order, read in blocks."""
        base, changed = table.base, table.changed
        old = self._rows_raws(base) if isinstance(base, Rows) else iter(base.items())
        for doc_id, raw in old:
            if doc_id not in changed:
                yield doc_id, raw
            elif place := changed[doc_id]:
                yield doc_id, self._read(self.journal, place.offset, place.length)
        for doc_id, place in changed.items():
            if place and doc_id not in base:
                yield doc_id, self._read(self.journal, place.offset, place.length)

    def _rows_raws(self, rows: Rows) -> Iterator[tuple[int, bytes]]:
        ids, offsets, row = rows.ids, rows.offsets, 0
        while row < len(ids):
            end = max(bisect_right(offsets, offsets[row] + BLOCK) - 1, row + 1)
            block = self._read(self.snapshot, offsets[row], offsets[end] - offsets[row])
            for doc_id, line in zip(ids[row:end], block.split(b"\n")):
                yield doc_id, line[line.find(b'":') + 2 :]
            row = end

    def place(self, table: str, doc_id: int) -> tuple[str, int]:
        """Return the name of the file in which a document lies, and the byte."""
        found = self.tables[table]
        changed = found.changed.get(doc_id)
        if changed and self.journal_path:
            return self.journal_path.name, changed.offset
        base = found.base
        row = base.row(doc_id) if isinstance(base, Rows) else None
        return self.path.name, 0 if row is None else base.place(row)[0]  # type: ignore[union-attr]

    def take_more(self) -> bool:
        """Take in the transactions that were appended; whether there were any, or any damage."""
        if self.journal is None or self.fault:
            return False
        self.size = self._disk.status(self.journal).st_size
        before = self.lsn, self.fault
        scan = self._scan(self.lsn)
        try:
            for transaction in scan.transactions():
                self.take(transaction)
        except Damaged as damage:
            self.fault = str(damage)
        self.end, self.lsn = scan.end, scan.lsn
        return (self.lsn, self.fault) != before

    def take(self, transaction: list[Change], end: int | None = None) -> None:
        """Take in one transaction, which ends there in the journal; raises Damaged."""
        try:
            for change in transaction:
                self.tables.take(change)
        except KeyError as error:
            raise Damaged(f"{self._journal_name} changes no table {error}") from None
        self.pending += len(transaction)
        if self._since is not None:
            self.news += [change for change in transaction if change.lsn > self._since]
        if end is not None:
            self.size, self.end, self.lsn = max(self.size, end), end, transaction[-1].lsn

    @property
    def _journal_name(self) -> str:
        return self.journal_path.name if self.journal_path else ""

    def _read(self, descriptor: int | None, offset: int, length: int) -> bytes:
        assert descriptor is not None
        try:
            return self._disk.read(descriptor, length, offset)
        except OSError as error:
            raise Missing(f"{self.path.name} cannot be read: {error.strerror}") from error

    def _open(self) -> None:
        try:
            self.snapshot = self._disk.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        except FileNotFoundError:
            pass
        except ValueError as error:
            raise Missing(f"{self.path.name} cannot be read: {error}") from error
        if self.snapshot is not None:
            self._read_snapshot(self.snapshot)
        if not self._disk.writable(self.path if self.identity else self.path.parent):
            self.locked = f"{self.path.name} is read-only"
        elif not self._disk.writable(self.path.parent):
            self.locked = f"the folder of {self.path.name} is read-only"
        self._find_journal()

    def _read_snapshot(self, descriptor: int) -> None:
        found = self._disk.status(descriptor)
        if not S_ISREG(found.st_mode):
            raise Missing(f"{self.path.name} is no regular file")
        self.identity = identity(found)
        about = snapshot.first_line(self._disk, descriptor, self.path)
        if about is None:
            data = self._disk.read(descriptor, found.st_size, 0)
            about, self.loose = loose.parse(self.path.name, data)
        else:
            self.loose = None
        self._begin(about)

    def _begin(self, about: Meta) -> None:
        """Start from what the snapshot holds."""
        self.meta, self.lsn = about, about.lsn
        next_ids = dict(about.next_id)
        for name, documents in (self.loose or {}).items():
            next_ids[name] = max(next_ids.get(name, 1), max(documents, default=0) + 1)
        self._tabulate(next_ids)

    def _tabulate(self, next_ids: dict[str, int]) -> None:
        self.tables = Tables(next_ids)
        for name in self.meta.tables if self.loose is None else self.loose:
            self.tables.begun(name, partial(self._base, name))

    def _base(self, table: str) -> Rows | Loose:
        if self.loose is not None:
            return self.loose[table]
        with self._scanning, readable(self.path):
            try:
                while table not in self._rows:
                    name, rows = next(self._tables_left(), ("", None))
                    if rows is None:
                        raise Damaged(f"{self.path.name} has lost a table: {table}")
                    self._rows[name] = rows
            except BaseException:
                self._left = None  # whoever asks next begins anew
                raise
        return self._rows[table]

    def _tables_left(self) -> Iterator[tuple[str, Rows]]:
        if self._left is None:
            assert self.snapshot is not None
            self._left = snapshot.rows(self._disk, self.snapshot, self.path)
        return self._left

    def _find_journal(self) -> None:
        """Open the journal of this snapshot, or the one before it where that is not yet there."""
        generation = self.meta.generation
        for each in (generation, generation - 1):
            if each > 0 and self._open_journal(names.journal(self.path, each)):
                break
        else:
            self._look_for_another()
        if self.journal is not None:
            self._replay()
        elif generation and not self.meta.alone:
            self.missing = names.journal(self.path, generation).name
        if self.journal is None or self.edited:
            self.tables.doubt()

    def _look_for_another(self) -> None:
        """Open a later journal, where an older file was put in the place of its snapshot."""
        try:
            found = names.generations(self.path, self._disk.names(self.path.parent))
        except OSError:
            return
        if found and found[0] > self.meta.generation:
            self._open_journal(names.journal(self.path, found[0]))

    def _open_journal(self, path: Path) -> bool:
        try:
            self.journal = self._descriptor(path)
        except FileNotFoundError:
            return False
        self.journal_path = path
        return True

    def _descriptor(self, path: Path) -> int:
        """Open a file to be written as well, or only read where it must not be written."""
        try:
            return self._disk.open(path, os.O_RDWR)
        except OSError as error:
            if error.errno not in REFUSED:
                raise
            self.locked = self.locked or f"{path.name} is read-only"
            return self._disk.open(path)

    def _replay(self) -> None:
        assert self.journal is not None
        name = self._journal_name
        self.size = self._disk.status(self.journal).st_size
        first = next(lines(self._disk, self.journal), (0, None))[1]
        self.header = header(first) if first else None
        if first is None or self.header is None or self.header.format != FORMAT:
            self.fault = f"{name} is damaged at byte 0"
            return
        if self.header.version > VERSION:
            raise NewerFormat(f"{name} has format {self.header.version}, newer than {VERSION}")
        self.end = len(first) + 1
        if self._fits(self.header):
            self._take_all(self.header)
        else:
            self._accept(self.header)

    def _fits(self, found: Header) -> bool:
        """Whether a journal was begun on this snapshot, or names it as the one that takes over."""
        if self.loose is not None or self.identity is None:
            return False
        if found.store_id != self.meta.store_id:
            return False
        if found.generation == self.meta.generation:
            return found.base_size == self.identity[0]
        named = self._checkpoint(found)
        return named is not None and (named.generation, named.size) == (
            self.meta.generation,
            self.identity[0],
        )

    def _checkpoint(self, found: Header) -> Checkpoint | None:
        """Return what the last checkpoint of a journal names."""
        scan = self._scan(found.lsn)
        try:
            for _ in scan.transactions():
                pass
            return msgspec.json.decode(scan.checkpoint or b"", type=Checkpoint)
        except (Damaged, msgspec.DecodeError):
            return None

    def _scan(self, lsn: int) -> Scan:
        assert self.journal is not None
        return Scan(self._disk, self.journal, self._journal_name, self.end, lsn)

    def _take_all(self, found: Header) -> None:
        """Take in all records that are not in the snapshot yet."""
        scan = self._scan(found.lsn)
        in_snapshot = self.meta.lsn
        self.carried = scan.end
        try:
            for transaction in scan.transactions():
                if scan.lsn > in_snapshot:
                    self.take(transaction)
                else:
                    self.carried = scan.end
        except Damaged as damage:
            self.fault = str(damage)
        self.end, self.lsn = scan.end, max(scan.lsn, in_snapshot)

    def _accept(self, found: Header) -> None:
        """Take a snapshot as it is that others changed, unless changes of ours wait for it."""
        scan = self._scan(found.lsn)
        try:
            waiting = any(True for _ in scan.transactions())
        except Damaged:
            waiting = True
        self.end = scan.end
        if not waiting and self.identity is None:
            return  # a crash left it, before its snapshot had got its name
        self.edited = True
        self.lsn = max(self.lsn, found.lsn)
        ours = self.tables.next_ids
        self._tabulate({**ours, **{k: max(v, ours.get(k, 1)) for k, v in found.next_id.items()}})
        if waiting:
            self.fault = f"{self.path.name} was edited outside while changes to it were pending"
