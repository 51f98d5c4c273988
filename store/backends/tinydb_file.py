"""Looks at a TinyDB file from outside: what it says of itself, and whether it changed."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from store.backends.tables import Meta, meta_of
from store.errors import Corrupt, NotAStore, StoreError, Unavailable
from store.text import clean

Stamp = tuple[int, int, int, int, int, int]
"""Size in bytes, mtime in nanoseconds and inode of the file, and those of its journal or zeros."""

_META = re.compile(
    rb'\s*{\s*"_meta"\s*:\s*{\s*"1"\s*:\s*({[^{}]*(?:{[^{}]*}[^{}]*)*})\s*}'  # as deep as ours
)
_META_ROOM = 4096
_NONE = (0, 0, 0)


def stamp(file: str, generation: int) -> Stamp:
    """Return what tells one state of a store from the next; raises StoreError.

    The path must lead through no link: the journal lies beside the file itself.
    """
    try:
        return _of(file) + _of(f"{file}-journal-{generation}", absent=True)
    except (OSError, ValueError) as error:
        raise unavailable(Path(file), error) from None


def absent(path: Path) -> bool:
    """Whether there is nothing at a path, so that a store can be made there."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        return isinstance(error, FileNotFoundError)
    return False


def blank(path: Path) -> bool:
    """Whether a file that is there holds nothing, as a crash may leave it."""
    try:
        with path.open("rb", buffering=0) as file:
            return not file.read(_META_ROOM).strip()
    except (OSError, ValueError):
        return False


def peek(path: Path) -> tuple[Meta, Stamp] | None:
    """Return what the two ends of a file say, or None where it must be read to tell."""
    with _opened(path) as file:
        start = file.read(_META_ROOM)
        file.seek(-min(len(start), 64), os.SEEK_END)
        whole = file.read().rstrip().endswith(b"}")
    match = _META.match(start)
    if not match or not whole:
        return None
    meta = meta_of(named(path), match[1])
    return meta, stamp(os.path.realpath(path), meta.generation)


def named(path: Path) -> str:
    """Return a path as it may stand in a message."""
    return clean(str(path))


def empty(path: Path) -> Corrupt:
    """Say that a file holds nothing."""
    name = named(path)
    return Corrupt(f"{name} is empty, perhaps after a crash; restore a copy or move it away.")


def no_store(path: Path) -> NotAStore:
    """Say that a file is something else."""
    return NotAStore(f"{named(path)} is no store of syria-timeline; name another file with --db.")


def unavailable(path: Path, error: OSError | ValueError) -> StoreError:
    """Say why a file cannot be read."""
    name = named(path)
    if isinstance(error, FileNotFoundError):
        return Unavailable(f"There is no store at {name}; start the app with --db to make one.")
    reason = error.strerror if isinstance(error, OSError) else error
    return Unavailable(f"{name} cannot be read: {reason}; check the path and its permissions.")


def _of(path: str, *, absent: bool = False) -> tuple[int, int, int]:
    try:
        found = os.stat(path)  # noqa: PTH116  # whoever waits does little else
    except FileNotFoundError:
        if absent:
            return _NONE
        raise
    return found.st_size, found.st_mtime_ns, found.st_ino


@contextmanager
def _opened(path: Path) -> Iterator[FileIO]:
    """Open a regular file, and nothing that could block or never end."""
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise NotAStore(f"{named(path)} is a folder; name a file in it.")
        if not S_ISREG(mode):
            raise NotAStore(f"{named(path)} is no regular file; name another with --db.")
        with path.open("rb", buffering=0) as file:
            yield file
    except (OSError, ValueError) as error:
        raise unavailable(path, error) from None
