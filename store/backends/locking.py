"""One writer at a time, among all processes and threads: the lock beside a store's file."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from stat import S_IMODE, S_IWOTH

from store import files
from store.backends.tinydb_file import named
from store.errors import StoreBusy

PATIENCE = 5.0
"""Seconds that a writer waits for another."""

_READ_AND_WRITE = 0o666
_OWNER = 0o600


@contextmanager
def locked(path: Path) -> Iterator[Path]:
    """Hold a store alone; yields the file that its path leads to.

    The lock file stays for good and tells the process of its latest holder. Raises StoreBusy, and
    OSError where it cannot be made.
    """
    file = path.resolve()
    found = file.stat()
    mode = S_IMODE(found.st_mode) & _READ_AND_WRITE & ~S_IWOTH | _OWNER
    lock = file.with_name(f"{file.name}-lock")
    descriptor = files.lock(lock, mode, PATIENCE)
    if descriptor is None:
        raise StoreBusy(
            f"Not saved: {named(path)} is in use by {_holder(lock)}."
            " Nothing was changed; try again."
        )
    try:
        with suppress(OSError):  # a full disk takes no number, and the lock holds all the same
            files.follow(descriptor, found, mode)
            _sign(descriptor)
        yield file
    finally:
        os.close(descriptor)


def _sign(descriptor: int) -> None:
    """Write before truncating: the first line is a whole number at any time."""
    os.truncate(descriptor, os.write(descriptor, b"%d\n" % os.getpid()))


def _holder(lock: Path) -> str:
    try:
        return f"pid {int(lock.read_text().partition(chr(10))[0])}"
    except (OSError, ValueError):
        return "another process"
