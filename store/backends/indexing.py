"""Writes the index of a store: what the timeline keeps, and where every record lies."""

from tempfile import SpooledTemporaryFile
from typing import BinaryIO

import msgspec

from store.backends.changelog import KINDS
from store.backends.directory import write_directory, write_rows
from store.backends.tables import TABLES
from store.backends.whole import Whole
from store.base import Counted
from store.index import sidecar
from store.index.index import Aside, Index
from store.index.packing import Packer
from store.index.shelf import write_names
from store.index.sidecar import Writer
from store.names import Names

SPOOL = 64 << 20
"""Bytes of rows from which on they lie on disk until they are sorted."""


def write(whole: Whole, file: BinaryIO, stamp: sidecar.Stamp, told: Counted) -> None:
    """Compute the index of all records and write it; raises StoreError and OSError."""
    with SpooledTemporaryFile(SPOOL) as spool:
        packer = Packer(spool)
        names, deleted, unreadable = whole.enter(packer.add, told)
        aside = Aside.of([*unreadable, *whole.strays.values()], deleted)
        _write(Writer(file), packer, names, aside, whole).finish(stamp)


def rewrite(index: Index, whole: Whole, file: BinaryIO, stamp: sidecar.Stamp) -> None:
    """Write an index as that of the records which it was followed to; computes no entry anew."""
    with SpooledTemporaryFile(SPOOL) as spool:
        packer = Packer(spool)
        for entry in index.entries():
            packer.add(entry)
        _write(Writer(file), packer, index.names, index.aside, whole).finish(stamp)


def _write(writer: Writer, packer: Packer, names: Names, aside: Aside, whole: Whole) -> Writer:
    packer.write(writer)
    write_names(writer, names)
    writer.add("unreadable", [msgspec.msgpack.encode(aside.unreadable)])
    writer.add("deleted", [msgspec.msgpack.encode(aside.deleted)])
    if not whole.strays and not whole.loose:
        for kind in KINDS:
            write_directory(writer, kind, whole.slots[kind])
            if (rows := whole.rows(kind)) is not None:
                write_rows(writer, TABLES[kind], rows)
    return writer
