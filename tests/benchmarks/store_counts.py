"""What the journal asks of the disk, counted and kept; and the least that a durable insert is."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from store.journal.disk import Disk
from store.journal.table import JournalDB
from store.model import Document
from tests.benchmarks.rounds import Row, counted
from tests.benchmarks.store_subjects import EVENTS

BLOCK = 4_096
"""Bytes more that may be read of a larger database, whose header has longer numbers."""


class Counting(Disk):
    """Calls the system, and remembers what has to do with documents: the lock's file has not."""

    def __init__(self) -> None:
        self._locks: set[int] = set()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.written: list[bytes] = []
        self.syncs = 0
        self.read_bytes = 0

    def open(self, path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
        """Open, and note whether it is the lock."""
        descriptor = super().open(path, flags, mode)
        self._locks.discard(descriptor)
        if path.name.endswith("-lock"):
            self._locks.add(descriptor)
        return descriptor

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        """Read, and count the bytes."""
        found = super().read(descriptor, size, offset)
        if descriptor not in self._locks:
            self.read_bytes += len(found)
        return found

    def write(self, descriptor: int, data: bytes, offset: int) -> None:
        """Write, and keep a copy."""
        if descriptor not in self._locks:
            self.written.append(bytes(data))
        super().write(descriptor, data, offset)

    def sync(self, descriptor: int) -> None:
        """Sync, and count it."""
        self.syncs += 1
        super().sync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        """Sync, and count it."""
        self.syncs += 1
        super().sync_folder(folder)


class Floor:
    """A file to which bytes are appended, and nothing else done."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self, data: bytes) -> None:
        """Write, and wait until it is on disk."""
        os.write(self._descriptor, data)
        os.fdatasync(self._descriptor)

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._descriptor)


def appended(path: Path, documents: Sequence[Document]) -> list[bytes]:
    """Return the bytes by which a journal grows with each insert."""
    disk = Counting()
    lines = []
    with closing(JournalDB(path, disk=disk)) as database:
        table = database.table(EVENTS)
        table.insert({})  # the first one makes the files
        for document in documents:
            disk.forget()
            table.insert(document)
            lines.append(b"".join(disk.written))
    return lines


def rows(path: Path, events: int, documents: Sequence[Document]) -> Iterator[Row]:
    """Count what each kind of transaction asks of the disk, and what an insert reads."""
    disk = Counting()
    with closing(JournalDB(path, disk=disk)) as database:
        table = database.table(EVENTS)
        table.insert(documents[0])
        works = (
            lambda: table.insert(documents[1]),
            lambda: table.update({"notes": "Read again."}, doc_ids=[1]),
            lambda: table.remove(doc_ids=[2]),
            lambda: table.insert_multiple(documents[2:]),
        )
        writes, syncs, read = [], [], []
        for work in works:
            disk.forget()
            work()
            writes.append(len(disk.written))
            syncs.append(disk.syncs)
            read.append(disk.read_bytes)
    name = f"{events:,} events"
    yield counted("S4", f"writes of a transaction, {name}", max(writes), 1)
    yield counted("S4", f"syncs of a transaction, {name}", max(syncs), 1)
    yield counted("S4", f"bytes read by an insert, {name}", read[0], 0)


def added(small: Path, large: Path, events: int) -> Row:
    """Compare what is read to open a database and insert into it with that of a smaller one."""
    few, many = (_read(path) for path in (small, large))
    return counted("S4", f"bytes read by a bare add, {events:,} events", many, few + BLOCK)


def _read(path: Path) -> int:
    disk = Counting()
    with closing(JournalDB(path, disk=disk)) as database:
        database.table(EVENTS).insert({})
    return disk.read_bytes
