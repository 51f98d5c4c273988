"""Reads all of a database and tells what is wrong; changes nothing, and takes no lock."""

from pathlib import Path
from time import sleep

import msgspec

from store.journal import names
from store.journal.beside import Journal, Snapshot, sequence
from store.journal.contents import Contents
from store.journal.disk import Disk
from store.journal.files import crc_of
from store.journal.lines import Header
from store.journal.reader import DISK
from store.journal.salvage import laid_out, opened, salvaged
from store.journal.sequence import Fault, Sequence
from store.journal.snapshot import Meta
from store.journal.state import readable

__all__ = ["Checked", "Fault", "check"]

_LOOKS = 3
_SETTLING = 0.1
"""Seconds between two looks at what others may be writing."""


class Checked(msgspec.Struct, frozen=True):
    """What was found."""

    faults: list[Fault]
    notes: list[str]
    """What is no fault, but worth to be known."""
    documents: dict[str, int]
    """How many there are in each table, with all changes that could be read."""
    bytes_read: int


def check(path: str | Path, disk: Disk = DISK) -> Checked:
    """Read everything and return what is wrong; raises Missing or NewerFormat.

    What is only there at one look is no fault: others were writing it.
    """
    real = disk.real(path)
    found, seen = _look(disk, real), set[Fault]()
    for _ in range(_LOOKS):
        if seen.issuperset(found.faults):
            return found
        seen = set(found.faults)
        sleep(_SETTLING)
        found = _look(disk, real)
    faults = [fault for fault in found.faults if fault in seen]
    notes = [*found.notes, f"{real.name} is being written to"]
    return Checked(faults, notes, found.documents, found.bytes_read)


def _look(disk: Disk, path: Path) -> Checked:
    with readable(path):
        return Look(disk, path).checked()


class Look:
    """Reads a snapshot, then its journal, then those that should not be there."""

    def __init__(self, disk: Disk, path: Path) -> None:
        self._disk = disk
        self._path = path
        self._faults: list[Fault] = []
        self._differences: list[Fault] = []
        """Where the tables are others than the snapshot says; that may have been edited, too."""
        self._notes: list[str] = []
        self._documents: dict[str, int] = {}
        self._read = 0
        self._lsn = 0
        """Of the last record in what was read."""

    def checked(self) -> Checked:
        """Return all that was found."""
        snapshot = self._snapshot()
        generation = snapshot.meta.generation
        there = names.generations(self._path, self._disk.names(self._path.parent))
        own = self._of(generation, there)
        for each in own:
            self._journal(each, snapshot)
            there.remove(each)
        if generation and not own:
            self._without_journal(snapshot.meta)
        for other in there:
            self._stray(other, snapshot)
        return Checked(self._faults, self._notes, self._documents, self._read)

    def _snapshot(self) -> Snapshot:
        descriptor = opened(self._disk, self._path)
        try:
            contents = Contents(self._path, laid_out(self._disk, descriptor))
            for found in salvaged(self._disk, descriptor):
                contents.take(found)
            size, crc = self._disk.status(descriptor).st_size, crc_of(self._disk, descriptor)
        finally:
            self._disk.close(descriptor)
        self._faults += contents.faults
        if contents.faults:
            self._faults += contents.differences()
        else:
            self._differences = contents.differences()
        self._documents = contents.documents
        self._read, self._lsn = size, contents.meta.lsn
        return Snapshot(contents.meta, size, crc)

    def _without_journal(self, about: Meta) -> None:
        """Tell that a journal is missing; only a backup has none from the beginning."""
        if about.alone:
            self._faults += self._differences
        else:
            name = names.journal(self._path, about.generation).name
            self._notes.append(f"{name} is missing, and with it what was saved last")

    def _of(self, generation: int, there: list[int]) -> list[int]:
        """Return the generation of the journal that an open database would go on with."""
        for each in (generation, generation - 1):
            if each in there:
                return [each]
        return [each for each in there[:1] if each > generation]

    def _journal(self, generation: int, snapshot: Snapshot) -> None:
        """Read the journal of the snapshot, or what lies there in its place."""
        damaged = bool(self._faults)
        journal = Journal(self._disk, names.journal(self._path, generation), snapshot)
        lines = self._lines(journal)
        if lines is None:
            return
        self._faults += lines.finish()
        if journal.fits:
            self._faults += self._differences
            for lsn, counts in lines.transactions:
                if lsn > snapshot.meta.lsn:
                    counts.add_to(self._documents)
        elif journal.header and not damaged:
            self._edited(journal.header, len(lines.transactions), snapshot)

    def _stray(self, generation: int, snapshot: Snapshot) -> None:
        """Read a journal that nobody would look into."""
        journal = Journal(self._disk, names.journal(self._path, generation), snapshot)
        known = self._lsn
        lines = self._lines(journal)
        if lines is None:
            return
        if lines.transactions and lines.transactions[-1][0] > known:
            reason = f"it holds changes that are not in {self._path.name}, which is of another time"
            self._faults.append(Fault(journal.path, None, "", None, reason))
        else:
            self._notes.append(f"{journal.path.name} is left over, and holds nothing of its own")

    def _lines(self, journal: Journal) -> Sequence | None:
        try:
            lines = sequence(journal)
        except FileNotFoundError:  # a checkpoint has just put another in its place
            return None
        self._read += journal.size
        self._lsn = max(self._lsn, lines.lsn or 0)
        if not journal.sound:
            self._faults.append(Fault(journal.path, 0, "", None, "its first line is damaged"))
        return lines

    def _edited(self, header: Header, changes: int, snapshot: Snapshot) -> None:
        """Tell of a snapshot that is not what its journal was begun on."""
        name = self._path.name
        known = header.generation, header.base_size
        if known == (snapshot.meta.generation, snapshot.size):
            self._faulty("it is not what was saved: damaged, or edited outside")
        elif not snapshot.size and header.base_size:
            self._faulty(f"it is empty; {header.base_size} bytes were saved")
        elif changes:
            waiting = f"{changes} changes to it were" if changes > 1 else "a change to it was"
            self._faulty(f"it was edited outside while {waiting} pending")
        else:
            self._notes.append(f"{name} was edited outside; it is taken as it is")

    def _faulty(self, reason: str) -> None:
        """Tell of a snapshot as a whole, and what is seen of it."""
        self._faults += self._differences
        self._faults.append(Fault(self._path, None, "", None, reason))
