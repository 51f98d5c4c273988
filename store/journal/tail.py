"""A journal, as far as it was read."""

import os
from pathlib import Path

from store.journal.disk import Disk
from store.journal.errors import JournalError, Missing
from store.journal.lines import Header
from store.journal.scan import Mark, Place, Scan


class Tail:
    """Knows where the last transaction ends, and whether there is more behind it."""

    journal: int | None = None
    """Descriptor, None where there is none yet."""
    journal_path: Path | None = None
    """That of the snapshot, or of the one before where a crash came between."""
    journal_file = (0, 0)
    """Its device and inode."""
    header: Header | None = None
    lsn = 0
    """Of the last record taken in."""
    end = 0
    """Where that ends in the journal."""
    size = 0
    """Bytes of the journal, at the last look."""
    mtime = 0
    """When it had been written to by then, in nanoseconds."""
    mark: Mark | None = None
    """Of the last transaction taken in, None where there is none."""
    confirmed = False
    """Whether that is one of ours, so that nobody takes it back."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self.disk = disk
        self.path = path
        """Of the snapshot."""

    @property
    def journal_name(self) -> str:
        """The name of the journal, "" where there is none."""
        return self.journal_path.name if self.journal_path else ""

    def look(self) -> None:
        """Note how large the journal is now."""
        assert self.journal is not None
        found = self.disk.status(self.journal)
        self.size, self.mtime = found.st_size, found.st_mtime_ns
        self.journal_file = found.st_dev, found.st_ino

    def forget_journal(self) -> None:
        """Let go of a journal that has nothing to do with the snapshot."""
        assert self.journal is not None
        self.disk.close(self.journal)
        self.journal = self.journal_path = self.header = None
        self.end = self.size = 0

    def seen(self, found: os.stat_result) -> bool:
        """Whether nobody can have written to the journal since the last look."""
        if found.st_size != self.size:
            return False
        return found.st_mtime_ns == self.mtime or (self.confirmed and self.size == self.end)

    def scan(self, lsn: int) -> Scan:
        """Return a pass over what stands in the journal behind what was taken in."""
        assert self.journal is not None
        return Scan(self.disk, self.journal, self.journal_name, self.end, lsn)

    def stands(self, found: os.stat_result) -> bool:
        """Whether all that was taken in stands in the journal still.

        A transaction that the disk did not confirm is taken back, and others may be written there.
        """
        if found.st_size < self.end:
            return False
        if self.mark is None or self.confirmed:
            return True
        offset, checksum = self.mark
        return self.read(self.journal, offset, len(checksum)) == checksum

    def read_journal(self, place: Place) -> bytes:
        """Return the JSON of a document; raises Missing."""
        return self.read(self.journal, place.offset, place.length)

    def read(self, descriptor: int | None, offset: int, length: int) -> bytes:
        """Return bytes of snapshot or journal; raises Missing, and JournalError once closed."""
        if descriptor is None:
            raise JournalError(f"{self.path.name} is closed")
        try:
            return self.disk.read(descriptor, length, offset)
        except OSError as error:
            raise unreadable(self.path, error) from error


def unreadable(path: Path, error: OSError | ValueError) -> Missing:
    """Return what to raise where the system refuses to read."""
    return Missing(f"{path.name} cannot be read: {getattr(error, 'strerror', None) or error}")
