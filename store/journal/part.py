"""Writes snapshots: whole, in a file beside, and under a name that nobody else is writing to."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from store.journal.disk import NEW, Disk
from store.journal.documents import one_line
from store.journal.lines import BLOCK, name
from store.journal.snapshot import Meta, Rows, opening
from store.journal.tables import Table, Tables


class Part:
    """A file that becomes another one when it is whole; collects what is written to it."""

    def __init__(self, disk: Disk, path: Path, like: os.stat_result | None) -> None:
        self.path = path
        self.size = 0
        self.crc = 0
        self._disk = disk
        self._pending: list[bytes] = []
        self._waiting = 0
        disk.unlink(path)  # left by a process that was killed
        self.descriptor = disk.open(path, NEW)
        try:
            if like:
                disk.resemble(self.descriptor, like)
        except BaseException:
            self.close()
            raise

    @classmethod
    def alone(cls, disk: Disk, path: Path, like: os.stat_result | None) -> "Part | None":
        """Make a file that no other process makes at the same time, None where one does."""
        if not _abandoned(disk, path):
            return None
        part = cls(disk, path, like)
        kept = False
        try:
            kept = _locked(part.descriptor) and part.there
        finally:
            if not kept:
                part.close()
        return part if kept else None

    @property
    def there(self) -> bool:
        """Whether the path leads to this file still."""
        try:
            found = self._disk.stat(self.path, follow=False)
        except FileNotFoundError:
            return False
        return os.path.samestat(found, self._disk.status(self.descriptor))

    def add(self, data: bytes) -> None:
        """Write some more."""
        self._pending.append(data)
        self._waiting += len(data)
        if self._waiting >= BLOCK:
            self._flush()

    def finish(self) -> None:
        """Wait until all is on disk."""
        self._flush()
        self._disk.sync(self.descriptor)

    def close(self) -> None:
        """Let go of the file."""
        self._disk.close(self.descriptor)

    def _flush(self) -> None:
        data = b"".join(self._pending)
        self._disk.write(self.descriptor, data, self.size)
        self.size += len(data)
        self.crc = crc32(data, self.crc)
        self._pending, self._waiting = [], 0


class Source:
    """Reads the documents of one state of a database, for a snapshot of it."""

    def __init__(self, disk: Disk, snapshot: int | None, journal: int | None) -> None:
        self._disk = disk
        self._snapshot = snapshot
        self._journal = journal

    def write(self, part: Part, meta: Meta, tables: Tables) -> None:
        """Write a whole snapshot."""
        part.add(opening(meta, not tables))
        for number, (table, documents) in enumerate(tables.items(), 1):
            part.add(b"%b:{\n" % name(table))
            for lines in self._lines(documents):
                part.add(lines)
            part.add(b"}\n" if number == len(tables) else b"},\n")
        if tables:
            part.add(b"}\n")
        part.finish()

    def _lines(self, table: Table) -> Iterator[bytes]:
        """Yield the lines of the documents, many at once where the snapshot has them so."""
        first = True
        for lines in self._all(table):
            yield lines[1:] if first else lines
            first = False

    def _all(self, table: Table) -> Iterator[bytes]:
        """Yield lines that each begin with a comma."""
        base, changed = table.base, table.changed
        if isinstance(base, Rows):
            yield from self._kept(base, table)
        else:
            yield from (_line(doc_id, one_line(raw)) for doc_id, raw in base.items())
        for doc_id in changed:
            if doc_id not in base:
                yield from self._changed(doc_id, table)

    def _kept(self, base: Rows, table: Table) -> Iterator[bytes]:
        """Yield what the snapshot has, run by run between the documents that were changed."""
        rows = sorted(row for doc_id in table.changed if (row := base.row(doc_id)) is not None)
        begin = 0
        for row in rows:
            yield from self._run(base, begin, row)
            yield from self._changed(base.ids[row], table)
            begin = row + 1
        yield from self._run(base, begin, len(base))

    def _run(self, base: Rows, begin: int, end: int) -> Iterator[bytes]:
        """Yield the lines of some rows as they are."""
        if begin == end:
            return
        snapshot = self._snapshot
        assert snapshot is not None
        offset, stop = base.offsets[begin], base.offsets[end]
        comma = b"," if begin == 0 else b""
        while offset < stop:
            block = self._disk.read(snapshot, min(BLOCK, stop - offset), offset)
            if not block:
                raise OSError(errno.EIO, "the snapshot became shorter")
            yield comma + block
            comma = b""
            offset += len(block)

    def _changed(self, doc_id: int, table: Table) -> Iterator[bytes]:
        if place := table.changed[doc_id]:
            assert self._journal is not None
            yield _line(doc_id, self._disk.read(self._journal, place.length, place.offset))


def _abandoned(disk: Disk, path: Path) -> bool:
    """Whether nobody is writing to a file any more, if there is one."""
    try:
        descriptor = disk.open(path)
    except FileNotFoundError:
        return True
    try:
        return _locked(descriptor)
    finally:
        disk.close(descriptor)


def _locked(descriptor: int) -> bool:
    """Lock a file until it is closed, if no other process has."""
    from filelock import lock_descriptor

    return lock_descriptor(descriptor, blocking=False)


def _line(doc_id: int, raw: bytes) -> bytes:
    return b',"%d":%b\n' % (doc_id, raw)
