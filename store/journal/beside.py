"""Reads the journal that lies beside a snapshot, and tells whether it was begun on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.journal.disk import Disk
from store.journal.errors import NewerFormat
from store.journal.lines import CHECKPOINT, VERSION, Checkpoint, Header, Record
from store.journal.sequence import Sequence
from store.journal.snapshot import Meta
from store.journal.trail import Line, trail


class Snapshot(NamedTuple):
    """What identifies a snapshot, and what it says of itself."""

    meta: Meta
    size: int
    crc: int


class Journal:
    """A journal, however damaged; it is read line by line."""

    def __init__(self, disk: Disk, path: Path, snapshot: Snapshot) -> None:
        self.path = path
        self.size = 0
        """Bytes read so far."""
        self.header: Header | None = None
        self.sound = False
        """Whether the line of the header is as it was written."""
        self.fits = False
        """Whether it was begun on the snapshot, or names it; known when all lines were read."""
        self._disk = disk
        self._snapshot = snapshot

    def lines(self) -> Iterator[Line]:
        """Yield all lines but the header; raises NewerFormat or OSError."""
        descriptor = self._disk.open(self.path)
        try:
            for line in trail(self._disk, descriptor):
                self.size = line.end
                if line.header:
                    self._begin(line.header)
                    self.sound = line.whole and not line.joined
                elif line.offset or line.record:
                    if line.record and line.record.op == CHECKPOINT:
                        self.fits |= self._names_it(line.record)
                    yield line
        finally:
            self._disk.close(descriptor)

    def _begin(self, header: Header) -> None:
        if header.version > VERSION:
            name = self.path.name
            raise NewerFormat(f"{name} has format {header.version}, newer than {VERSION}")
        self.header = header
        meta, size, crc = self._snapshot
        told = header.store_id, header.generation, header.base_size, header.base_crc
        self.fits = told == (meta.store_id, meta.generation, size, crc)

    def _names_it(self, checkpoint: Record) -> bool:
        """Whether a checkpoint says that the snapshot takes over."""
        meta, size, crc = self._snapshot
        try:
            named = msgspec.json.decode(checkpoint.document, type=Checkpoint)
        except msgspec.DecodeError:
            return False
        return named == Checkpoint(meta.generation, size, crc)


def sequence(journal: Journal) -> Sequence:
    """Read a journal, and return how its lines stand; raises NewerFormat or OSError."""
    found = Sequence(journal.path)
    for line in journal.lines():
        if found.lsn is None and journal.header:
            found.lsn = journal.header.lsn
        found.take(line)
    return found
