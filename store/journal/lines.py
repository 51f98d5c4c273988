"""The lines of a journal: a checksum and JSON each.

The first is the header, the others are records: `[lsn, txn, last, op, table, doc_id, prev_crc,
document]`, where lsn grows by one from record to record, txn is the lsn of the transaction's
first and `last` marks its last.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

import msgspec

from store.journal.disk import Disk
from store.journal.errors import NewerFormat

FORMAT = "tinydb-journal"
VERSION = 1
META, PUT, DELETE, CREATE, DROP = "meta", "put", "del", "create", "drop"
CHECKPOINT, CLOSE = "checkpoint", "close"
MARKS = (CHECKPOINT, CLOSE)
"""Records outside of transactions; they bear the lsn of the record before them."""
NOTHING = b"null"
BLOCK = 1 << 20
"""Bytes written at once, or read of many documents."""
PIECE = 1 << 17
"""Bytes read at once where each line is looked at: no more than the processor has at hand."""

_FIELDS = re.compile(
    rb'\[\d+,\d+,(?:true|false),"[a-z]+",(?:"(?:[^"\\]|\\.)*"|null)(?:,(?:-?\d+|null)){2},'
)
"""The beginning of a record, up to its document."""


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What a journal says of itself, and of the snapshot that it was begun on."""

    format: str
    version: int
    store_id: str
    generation: int
    base_size: int
    """Bytes of the snapshot."""
    base_crc: int
    """crc32 of the snapshot."""
    lsn: int
    """Of the last record that is in the snapshot."""
    next_id: dict[str, int]
    """Table to the id that its next document gets."""
    previous: tuple[int, int] | None
    """Generation of the journal before, and the offset up to which it is in the snapshot."""


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One change of one document or table, or a mark."""

    lsn: int
    txn: int
    last: bool
    op: str
    table: str | None
    doc_id: int | None
    prev_crc: int | None
    """Checksum of the document that is replaced or deleted, as `checksum` has it."""
    document: msgspec.Raw


class Entry(NamedTuple):
    """What a record says, before it has its place in a journal."""

    op: str
    table: str | None = None
    doc_id: int | None = None
    prev_crc: int | None = None
    raw: bytes = NOTHING


class Checkpoint(msgspec.Struct, frozen=True):
    """The document of a checkpoint: names the snapshot that takes over."""

    generation: int
    size: int
    crc: int


class _Versioned(msgspec.Struct):
    """What every version tells, whatever else."""

    version: int = VERSION


_VERSIONED = msgspec.json.Decoder(_Versioned)
_HEADER = msgspec.json.Decoder(Header)
_RECORD = msgspec.json.Decoder(Record)


def framed(body: bytes) -> bytes:
    """Return a line: the checksum of its body in eight hexadecimal digits, and the body."""
    return b"%08x %b\n" % (crc32(body), body)


def unframed(text: bytes) -> bytes | None:
    """Return the body of a line without its line break, None where it is not what was written."""
    body = text[9:]
    return body if text[:9] == b"%08x " % crc32(body) else None


def require_known(name: str, raw: bytes) -> None:
    """Raise NewerFormat for a header, or the record of a snapshot, of a later version."""
    try:
        found = _VERSIONED.decode(raw).version
    except (msgspec.DecodeError, UnicodeDecodeError):
        return
    if found > VERSION:
        raise NewerFormat(f"{name} has format {found}, newer than {VERSION}")


def header(text: bytes) -> Header | None:
    """Read the first line of a journal, None where it is none."""
    body = unframed(text)
    try:
        return None if body is None else _HEADER.decode(body)
    except msgspec.DecodeError:
        return None


def record(text: bytes) -> Record | None:
    """Read any other line, None where it is not what was written."""
    body = text[9:]
    if text[:9] != b"%08x " % crc32(body):
        return None
    try:
        return _RECORD.decode(body)
    except msgspec.DecodeError:
        return _with_halves(body)


def _with_halves(body: bytes) -> Record | None:
    """Read a record whose document holds half a character: msgspec refuses what Python wrote."""
    fields = _FIELDS.match(body)
    if fields is None:
        return None
    lsn, txn, last, op, table, doc_id, prev_crc = json.loads(fields[0][:-1] + b"]")
    document = msgspec.Raw(body[fields.end() : -1])
    return Record(lsn, txn, last, op, table, doc_id, prev_crc, document)


def line(lsn: int, txn: int, last: bool, entry: Entry) -> bytes:
    """Return a record as a line; the document comes last, so that its place can be told."""
    op, table, doc_id, prev_crc, raw = entry
    return framed(
        b'[%d,%d,%b,"%b",%b,%b,%b,%b]'
        % (
            lsn,
            txn,
            b"true" if last else b"false",
            op.encode(),
            NOTHING if table is None else name(table),
            NOTHING if doc_id is None else b"%d" % doc_id,
            NOTHING if prev_crc is None else b"%d" % prev_crc,
            raw,
        )
    )


@lru_cache(64)
def name(table: str) -> bytes:
    """Return the name of a table as JSON."""
    return json.dumps(table).encode()


def lines(disk: Disk, descriptor: int, offset: int = 0) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line of a file with its offset, without its line break; None for one without."""
    read, parts = offset, list[bytes]()
    while block := disk.read(descriptor, PIECE, read):
        read += len(block)
        parts.append(block)
        if b"\n" in block:
            *whole, rest = b"".join(parts).split(b"\n")
            parts = [rest]
            for each in whole:
                yield offset, each
                offset += len(each) + 1
    if offset < read:
        yield offset, None


def found_in(disk: Disk, descriptor: int, text: bytes) -> bool:
    """Whether some bytes stand in a file."""
    offset, rest = 0, b""
    while block := disk.read(descriptor, PIECE, offset):
        if text in block or text in rest + block[: len(text)]:
            return True
        rest = block[-len(text) :]
        offset += len(block)
    return False
