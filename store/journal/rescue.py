"""Reads all that is left of a database, snapshot and journal, and puts it together."""

from contextlib import suppress
from itertools import chain
from pathlib import Path
from time import sleep
from uuid import uuid4

from store.journal import names
from store.journal.beside import Journal, Snapshot
from store.journal.disk import Disk
from store.journal.errors import Busy, Missing
from store.journal.history import History
from store.journal.lines import VERSION, Header
from store.journal.merge import CHANGES, DAMAGED, UNCONFIRMED, Merge
from store.journal.remains import Conflict, Remains
from store.journal.sequence import Fault
from store.journal.snapshot import Meta
from store.journal.state import identity_at, readable
from store.journal.trail import Line

_LOOKS = 20
_SETTLING = 0.1
"""Seconds between two looks at what others are writing."""


def rescued(disk: Disk, path: Path, *, renumber: bool) -> "Rescue":
    """Read a database; raises Missing, NewerFormat, or Busy while others replace it."""
    for _ in range(_LOOKS):
        with readable(path), suppress(FileNotFoundError):
            before = _stamp(disk, path)
            rescue = Rescue(disk, path, before[1])
            if _stamp(disk, path) == before:
                rescue.merge(renumber)
                return rescue
        sleep(_SETTLING)
    raise Busy(f"{path.name} is being written all the time", None)


def _stamp(disk: Disk, path: Path) -> tuple[object, list[int]]:
    """Return what is another one as soon as the files are others."""
    return identity_at(disk, path), names.generations(path, disk.names(path.parent))


class Rescue:
    """What is left of a database."""

    def __init__(self, disk: Disk, path: Path, there: list[int]) -> None:
        self.remains = Remains(path)
        self.applied = 0
        self.conflicts: list[Conflict] = []
        self._disk = disk
        self._there = there
        """Generations of the journals that lie there, the latest first."""
        self._read_snapshot()
        journal, lines = self._read_journal()
        self._fits = journal is not None and journal.fits
        self._header: Header | None = journal.header if journal else None
        self._require_known()
        self._journal = journal.path if journal else None
        self._history = History(self._journal or path, lines, self._before())

    @property
    def lost(self) -> list[Fault]:
        """Return what cannot be read, in the order of the files."""
        remains, history = self.remains, self._history
        faults = [remains.unsaid] if remains.unsaid and not self._header else []
        faults += sorted([*remains.faults, *remains.lost.values()], key=_place)
        faults += history.faults
        if history.unfinished and not any(each.op in CHANGES for each in history.unconfirmed):
            faults.append(history.unfinished)
        if self._missing:
            faults.append(self._missing)
        elif self._journal and not (self._header or history.confirmed):
            faults.append(Fault(self._journal, 0, "", None, "its first line is damaged"))
        if not self.conflicts and self._is_other():
            reason = "something in it is not what was saved, and it cannot be told what"
            faults.append(Fault(remains.path, None, "", None, reason))
        return faults

    def merge(self, renumber: bool) -> None:
        """Bring the snapshot up to what the journal tells."""
        remains, history = self.remains, self._history
        self.next_ids = self._seen()
        merge = Merge(remains, self.next_ids, renumber=renumber)
        if self._fits:
            merge.follow(each for each in history.confirmed if each.lsn > remains.meta.lsn)
        else:
            merge.attempt(history.confirmed)
        merge.refuse(history.unconfirmed, UNCONFIRMED)
        merge.refuse(history.doubtful, DAMAGED)
        self.applied = merge.applied
        self.conflicts = [*remains.conflicts, *merge.conflicts]

    def meta(self, generations: list[int]) -> Meta:
        """Return what a snapshot of all that says of itself, later than any of these."""
        about, header = self.remains.meta, self._header
        known = [about.generation, *self._there, *generations]
        return Meta(
            format=about.format,
            version=VERSION,
            store_id=about.store_id or (header.store_id if header else str(uuid4())),
            generation=max(known) + 2,  # so that none of these journals is that before it
            lsn=max(about.lsn, self._history.lsn) + 1,
            tables=list(self.remains.tables),
            next_id={**dict.fromkeys(self.remains.tables, 1), **self.next_ids},
            more=about.more,
            alone=True,
        )

    def _read_snapshot(self) -> None:
        remains = self.remains
        try:
            with readable(remains.path):
                remains.read(self._disk)
        except Missing:
            if not self._there or identity_at(self._disk, remains.path) is not None:
                raise
            remains.empty("the file is missing")

    def _read_journal(self) -> tuple[Journal | None, list[Line]]:
        """Read the journal of the snapshot, or the one that names it, or else the latest."""
        remains, there = self.remains, self._there
        own = remains.meta.generation
        snapshot = Snapshot(remains.meta, remains.size, remains.crc)
        for each in (own, own - 1, *there[:1]):
            if each in there:
                journal = Journal(self._disk, names.journal(remains.path, each), snapshot)
                lines = list(journal.lines())
                if journal.fits or each != own - 1 or each == there[0]:
                    return journal, lines
        return None, []

    def _require_known(self) -> None:
        """Raise NewerFormat, unless the journal shows that it is damage that says so."""
        remains, header = self.remains, self._header
        if remains.newer and (
            header is None or self._fits or _origin(header) != _origin(remains.meta)
        ):
            raise remains.newer
        if header and header.base_size and not remains.size and not remains.torn:
            remains.empty(f"it is empty; {header.base_size} bytes were saved")

    def _before(self) -> int | None:
        """Return the number of the record before the first one, None if it is not known."""
        if self._header:
            return self._header.lsn
        about = self.remains.meta
        own = names.journal(self.remains.path, about.generation)
        return about.lsn if self._journal == own else None

    @property
    def _missing(self) -> Fault | None:
        """Return the fault that there is no journal."""
        about = self.remains.meta
        if self._journal or about.alone or not about.generation:
            return None
        path = names.journal(self.remains.path, about.generation)
        return Fault(path, None, "", None, "it is missing, and with it what was saved last")

    def _is_other(self) -> bool:
        """Whether the snapshot is as long as it was, but no longer the same."""
        header, remains = self._header, self.remains
        if header is None or remains.hurt or _origin(header) != _origin(remains.meta):
            return False
        return header.base_size == remains.size and header.base_crc != remains.crc

    def _seen(self) -> dict[str, int]:
        """Return the id that each table gives next, above all that were ever seen."""
        about, header, remains = self.remains.meta, self._header, self.remains
        told = chain(about.next_id.items(), header.next_id.items() if header else ())
        records = chain(self._history.confirmed, self._history.unconfirmed)
        ids = chain(
            ((name, doc_id) for name, documents in remains.tables.items() for doc_id in documents),
            remains.lost,
            ((each.table or "", each.doc_id or 0) for each in records if each.table is not None),
        )
        seen: dict[str, int] = {}
        for name, following in chain(told, ((name, doc_id + 1) for name, doc_id in ids)):
            seen[name] = max(following, seen.get(name, 1))
        return seen


def _origin(about: Header | Meta) -> tuple[str, int]:
    return about.store_id, about.generation


def _place(fault: Fault) -> int:
    return fault.offset or 0
