"""Looks into a TinyDB file without tinydb."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from time import sleep

from store.backends.tables import Meta, Stamp, Tables, meta_of, parse
from store.errors import Corrupt, NotAStore, StoreBusy, StoreError, Unavailable
from store.text import clean

_META = re.compile(rb'\s*{\s*"_meta"\s*:\s*{\s*"1"\s*:\s*({[^{}]*})\s*}')
_META_ROOM = 4096
_SETTLING = 0.1
"""Seconds between two looks at a file that another process may be writing."""
_LOOKS = 20


def stamp(path: Path) -> Stamp:
    """Return what tells one state of a file from the next; raises StoreError."""
    try:
        return _stamp(path.stat())
    except (OSError, ValueError) as error:
        raise _unavailable(path, error) from None


def absent(path: Path) -> bool:
    """Whether there is nothing at a path, so that a store can be made there."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        return isinstance(error, FileNotFoundError)
    return False


def peek(path: Path) -> tuple[Meta, Stamp] | None:
    """Return what the two ends of a file say, or None where only `load` can tell."""
    with _opened(path) as file:
        start = file.read(_META_ROOM)
        file.seek(-min(len(start), 64), os.SEEK_END)
        whole = file.read().rstrip().endswith(b"}")
        found = _stamp(os.fstat(file.fileno()))
    match = _META.match(start)
    return (meta_of(named(path), match[1]), found) if match and whole else None


def load(path: Path) -> Tables:
    """Read all tables; raises StoreError that names the file and what to do.

    A file that is being written is read again once it is still: what was read would bear the
    stamp of what came after.
    """
    for _ in range(_LOOKS):
        with _opened(path) as file:
            before = _stamp(os.fstat(file.fileno()))
            data = file.read()
            found = _stamp(os.fstat(file.fileno()))
        try:
            if before == found:
                return parse(named(path), data, found)
        except Corrupt:
            sleep(_SETTLING)
            if stamp(path) == found:
                raise
        else:
            sleep(_SETTLING)
    raise StoreBusy(f"{named(path)} is being written all the time; try again later.")


def named(path: Path) -> str:
    """Return a path as it may stand in a message."""
    return clean(str(path))


def _unavailable(path: Path, error: OSError | ValueError) -> StoreError:
    name = named(path)
    if isinstance(error, FileNotFoundError):
        return Unavailable(f"There is no store at {name}; start the app with --db to make one.")
    reason = error.strerror if isinstance(error, OSError) else error
    return Unavailable(f"{name} cannot be read: {reason}; check the path and its permissions.")


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
        raise _unavailable(path, error) from None


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_size, found.st_mtime_ns, found.st_ino
