"""The index kept beside the store file: derived, and dropped whenever it does not fit."""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from store.index.index import Index

FORMAT = 1
"""Grows when the columns or the way they are computed change."""

Stamp = tuple[int, int, int]
"""Size, mtime_ns and inode of the store file it was computed from."""


class Sidecar(msgspec.Struct, array_like=True):
    """What stands in the file."""

    format: int
    stamp: Stamp
    index: msgspec.Raw


def load(path: Path, stamp: Stamp) -> Index | None:
    """Return the index kept for exactly this store file, None where there is none."""
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=Sidecar)
        if (kept.format, kept.stamp) == (FORMAT, stamp):
            return msgspec.msgpack.decode(kept.index, type=Index)
    except (OSError, msgspec.DecodeError):
        pass
    return None


def save(path: Path, stamp: Stamp, index: Index) -> None:
    """Keep the index; where it cannot be written, the next start is slower and nothing else."""
    raw = msgspec.Raw(msgspec.msgpack.encode(index))
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        part.write_bytes(msgspec.msgpack.encode(Sidecar(FORMAT, stamp, raw)))
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
