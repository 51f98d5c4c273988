"""Makes the files of a database, each whole before it gets its name."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

import msgspec

from store.journal import names
from store.journal.disk import Disk
from store.journal.lines import BLOCK, FORMAT, VERSION, Header, framed
from store.journal.part import Part, Source
from store.journal.snapshot import Meta
from store.journal.state import State
from store.journal.tables import Tables

_NEW = "-new"
"""Ending of a snapshot that only the holder of the lock makes."""


class Files:
    """Only whoever holds the lock may call what writes."""

    def __init__(self, disk: Disk, path: Path, application: str) -> None:
        self._disk = disk
        self._path = path
        self._application = application

    def like(self) -> os.stat_result | None:
        """Return owner and mode that all files get, None where there is no file yet."""
        try:
            return self._disk.stat(self._path)
        except FileNotFoundError:
            return None

    def set_aside(self, state: State) -> Path:
        """Move what is unfinished at the end of the journal to a file, and return that."""
        assert state.journal is not None
        kept = names.free(self._path, ".torn", self._disk.names(self._path.parent))
        part = Part(self._disk, kept, self.like())
        try:
            self._copy(state.journal, state.end, state.size, part)
            part.finish()
        finally:
            part.close()
        self._disk.sync_folder(self._path.parent)
        self._disk.truncate(state.journal, state.end)
        self._disk.sync(state.journal)
        return kept

    def begin_journal(self, state: State) -> None:
        """Begin the journal of a snapshot that has none, with what the one before has beyond it."""
        assert state.snapshot is not None
        assert state.identity is not None
        header = _header(state.meta, state.identity[0], crc_of(self._disk, state.snapshot), None)
        self._journal(header, state, state.carried, state.end if state.pending else state.carried)
        self._tidy(state.meta.generation)

    def begin_snapshot(self, state: State) -> None:
        """Put a snapshot of ours in the place of another program's file, or of none.

        The original of a file that was never ours stays as `X.before-upgrade`.
        """
        newest = max(state.header.generation if state.header else 0, state.meta.generation)
        tables = state.tables.by_length()  # whoever needs the small ones reads no further
        meta = self.meta(state, tables, newest + 1)
        if state.identity is not None:  # what others changed has no number that readers know
            meta = msgspec.structs.replace(meta, lsn=meta.lsn + 1)
        with self._part(names.beside(self._path, _NEW)) as part:
            Source(self._disk, state.snapshot, state.journal).write(part, meta, tables)
            # Its journal comes first: nobody is to miss that beside it.
            self._journal(_header(meta, part.size, part.crc, None), state, 0, 0)
            if state.identity is None:
                self.name(part.path, self._path)
            else:
                self.keep(".bak" if state.meta.generation else ".before-upgrade")
                self._take_place(part)
        self._disk.sync_folder(self._path.parent)
        self._tidy(meta.generation)

    def take_over(self, part: Part, meta: Meta, state: State, offset: int) -> None:
        """Put a finished snapshot in the place of the one before, and begin its journal.

        What stands in the old journal from `offset` on is not in the snapshot and comes along.
        """
        self.keep(".bak")
        self._take_place(part)
        self._disk.sync_folder(self._path.parent)
        previous = state.meta.generation, offset
        self._journal(_header(meta, part.size, part.crc, previous), state, offset, state.end)
        self._tidy(meta.generation)

    def meta(self, state: State, tables: Tables, generation: int, *, alone: bool = False) -> Meta:
        """Return what the next snapshot says of itself."""
        return Meta(
            format=state.meta.format or self._application,
            version=state.meta.version,
            store_id=state.meta.store_id or _new_id(),
            generation=generation,
            lsn=state.lsn,
            tables=list(tables),
            next_id=tables.next_ids,
            alone=alone,
            more=state.meta.more,
        )

    def name(self, source: Path, target: Path) -> None:
        """Give a finished file its name, which must be free; raises FileExistsError."""
        try:
            self._disk.link(source, target)
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if target.name in self._disk.names(target.parent):
                raise FileExistsError(errno.EEXIST, "there is a file already") from None
            self._disk.replace(source, target)
        else:
            with suppress(OSError):  # the next one tidies up
                self._disk.unlink(source)

    def keep(self, ending: str) -> None:
        """Keep the snapshot under another name, as the only one of that ending for `.bak`."""
        if ending == ".bak":
            kept = names.beside(self._path, ending)
            self._disk.unlink(kept)
        else:
            kept = names.free(self._path, ending, self._disk.names(self._path.parent))
        try:
            self._disk.link(self._path, kept)
        except OSError:
            self._copied(kept)

    def _take_place(self, part: Part) -> None:
        """Put a finished snapshot in the place of the one before, with all that is noted of it."""
        with suppress(OSError):
            self._disk.attributes(self._path, part.descriptor)
        self._disk.replace(part.path, self._path)

    def _copied(self, kept: Path) -> None:
        """Copy the snapshot, on a file system without links."""
        part = Part(self._disk, kept, self.like())
        source = self._disk.open(self._path)
        try:
            self._copy(source, 0, self._disk.status(source).st_size, part)
            part.finish()
        finally:
            self._disk.close(source)
            part.close()

    @contextmanager
    def _part(self, path: Path) -> Iterator[Part]:
        """Make a file that is closed in the end, and removed where it did not get its name."""
        part = Part(self._disk, path, self.like())
        try:
            yield part
        except OSError:
            with suppress(OSError):
                self._disk.unlink(path)
            raise
        finally:
            part.close()

    def _journal(self, header: Header, old: State, begin: int, end: int) -> None:
        """Begin a journal, with what stands in the old one between two offsets."""
        path = names.journal(self._path, header.generation)
        with self._part(names.beside(path, "-part")) as part:
            part.add(framed(msgspec.json.encode(header)))
            if begin < end:
                assert old.journal is not None
                self._copy(old.journal, begin, end, part)
            part.finish()
            self._disk.replace(part.path, path)
        self._disk.sync_folder(path.parent)

    def _copy(self, descriptor: int, begin: int, end: int, part: Part) -> None:
        while begin < end and (data := self._disk.read(descriptor, min(BLOCK, end - begin), begin)):
            part.add(data)
            begin += len(data)

    def _tidy(self, generation: int) -> None:
        """Remove the journals before this one: all that they hold is in the snapshot."""
        self._disk.unlink(names.beside(self._path, _NEW))
        for each in names.generations(self._path, self._disk.names(self._path.parent)):
            if each < generation:
                self._disk.unlink(names.journal(self._path, each))


def crc_of(disk: Disk, descriptor: int) -> int:
    """Return the crc32 of a whole file."""
    crc = offset = 0
    while block := disk.read(descriptor, BLOCK, offset):
        crc = crc32(block, crc)
        offset += len(block)
    return crc


def _new_id() -> str:
    from uuid import uuid4

    return str(uuid4())


def _header(meta: Meta, size: int, crc: int, previous: tuple[int, int] | None) -> Header:
    return Header(
        format=FORMAT,
        version=VERSION,
        store_id=meta.store_id,
        generation=meta.generation,
        base_size=size,
        base_crc=crc,
        lsn=meta.lsn,
        next_id=meta.next_id,
        previous=previous,
    )
