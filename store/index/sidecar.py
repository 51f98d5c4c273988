"""The index kept beside the store file: derived, and dropped whenever it does not fit.

Rows are drawn from it without a second look, so one that others could have written is not read.
"""

import os
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_ISREG, S_IWGRP, S_IWOTH
from tempfile import mkstemp
from zlib import crc32

import msgspec

from store.index.index import Index

FORMAT = 5
"""Grows when the columns or the way they are computed change."""

OTHERS = S_IWGRP | S_IWOTH
"""Permissions that would let others write."""

Stamp = tuple[int, int, int, int, int, int]
"""Size, mtime_ns and inode of the store file it was computed from, and those of its journal."""


class Sidecar(msgspec.Struct, array_like=True):
    """What stands in the file."""

    format: int
    stamp: Stamp
    checksum: int
    """crc32 of the index."""
    index: msgspec.Raw


def load(path: Path, stamp: Stamp) -> Index | None:
    """Return the index kept for exactly this store file, None where there is none to believe."""
    try:
        kept = msgspec.msgpack.decode(_content(path), type=Sidecar)
        if (kept.format, kept.stamp, kept.checksum) == (FORMAT, stamp, crc32(kept.index)):
            return msgspec.msgpack.decode(kept.index, type=Index)
    except (OSError, msgspec.DecodeError, RecursionError):
        pass
    return None


def save(path: Path, stamp: Stamp, index: Index, *, like: Path) -> None:
    """Keep the index, for those to read who may read the store file, which it is `like`.

    Where it cannot be written, the next start is slower and nothing else.
    """
    raw = msgspec.Raw(msgspec.msgpack.encode(index))
    kept = msgspec.msgpack.encode(Sidecar(FORMAT, stamp, crc32(raw), raw))
    with suppress(OSError):
        _publish(path, kept, S_IMODE(like.stat().st_mode) & ~OTHERS)


def _content(path: Path) -> bytes:
    """Read a regular file that only this user can have written."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        sound = S_ISREG(found.st_mode) and own and not found.st_mode & OTHERS
        return file.read() if sound else b""


def _publish(path: Path, content: bytes, mode: int) -> None:
    """Write beside the path under a name that nobody can guess, then take its place."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".syria-timeline-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
