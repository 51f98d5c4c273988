"""Saves what can be read of a damaged database, or of one edited outside, into a new file."""

import errno
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec

from store.journal import names
from store.journal.disk import Disk
from store.journal.documents import one_line
from store.journal.files import Files
from store.journal.lines import NOTHING, name
from store.journal.part import Part, Source
from store.journal.reader import DISK
from store.journal.remains import Conflict
from store.journal.rescue import Rescue, rescued
from store.journal.sequence import Fault
from store.journal.state import unwritable
from store.journal.tables import Tables

__all__ = ["Conflict", "Repaired", "repair"]


class Repaired(msgspec.Struct, frozen=True):
    """What was made, and what could not be."""

    target: Path
    documents: int
    """How many it holds."""
    applied: int
    """How many changes of the journal came along."""
    lost: list[Fault]
    """What could not be read."""
    conflicts: list[Conflict]
    """What could be read, and has no place."""
    conflicts_file: Path | None
    """Where all of that stands, None if there is none."""


def repair(
    path: str | Path, target: str | Path, *, renumber: bool = False, disk: Disk = DISK
) -> Repaired:
    """Write all that can be saved to a file, and what cannot be placed to one beside it.

    Both must be free: raises FileExistsError. Raises Missing, NewerFormat, Busy, and NotSaved or
    ReadOnly where nothing can be written; then nothing was. What was there stays as it is.

    With `renumber`, a document whose id was given outside to another one gets a fresh id.
    """
    target = Path(target)
    beside = names.beside(target, ".conflicts")
    with _told(target):
        _require_free(disk, target, beside)
    real = disk.real(path)
    rescue = rescued(disk, real, renumber=renumber)
    tables, conflicts = rescue.remains.tables, rescue.conflicts
    with _told(target):
        like = Files(disk, real, "").like()
        if conflicts:
            _save(disk, beside, like, partial(_write_conflicts, conflicts))
        try:
            _save(disk, target, like, partial(_write_tables, disk, target, rescue))
        except OSError:
            with suppress(OSError):
                disk.unlink(beside)
            raise
    documents = sum(map(len, tables.values()))
    kept = beside if conflicts else None
    return Repaired(target, documents, rescue.applied, rescue.lost, conflicts, kept)


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Raise NotSaved or ReadOnly where the system refuses to write."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise unwritable(target, error) from error


def _require_free(disk: Disk, *paths: Path) -> None:
    for path in paths:
        if path.name in disk.names(path.parent):
            raise FileExistsError(errno.EEXIST, "there is a file already", str(path))


def _save(
    disk: Disk, path: Path, like: os.stat_result | None, write: Callable[[Part], None]
) -> None:
    """Write a file that gets its name when it is whole and on disk, or leave nothing."""
    part = Part.alone(disk, names.beside(path, "-part"), like)
    if part is None:
        raise FileExistsError(errno.EEXIST, "another process is writing it", str(path))
    try:
        write(part)
        Files(disk, path, "").name(part.path, path)
        try:
            disk.sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                disk.unlink(path)
            raise
    finally:
        part.close()
        with suppress(OSError):
            disk.unlink(part.path)


def _write_tables(disk: Disk, target: Path, rescue: Rescue, part: Part) -> None:
    meta = rescue.meta(names.generations(target, disk.names(target.parent)))
    tables = Tables.of(rescue.remains.tables, meta.next_id)
    Source(disk, None, None).write(part, meta, tables)


def _write_conflicts(conflicts: Sequence[Conflict], part: Part) -> None:
    for each in conflicts:
        part.add(
            b'{"table":%b,"doc_id":%b,"reason":%b,"ours":%b,"theirs":%b}\n'
            % (
                name(each.table),
                NOTHING if each.doc_id is None else b"%d" % each.doc_id,
                name(each.reason),
                one_line(each.ours or NOTHING),
                one_line(each.theirs or NOTHING),
            )
        )
    part.finish()
