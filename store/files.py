"""Files that are replaced whole, and files that one process holds alone."""

import errno
import os
from pathlib import Path
from stat import S_ISREG
from time import monotonic, sleep

from store.journal.disk import Disk
from store.text import clean

OTHERS = 0o022
"""Permissions that would let others write."""

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)
"""A pipe would keep its reader waiting."""
_PAUSE = 0.01
"""Seconds between two tries to lock."""
_WORDS = {
    errno.ENOSPC: "no space left",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be too large",
    errno.EIO: "the disk reports an error",
}


class Unsynced(OSError):
    """The new file is in its place, and the disk did not confirm that it will stay there."""


def words(error: OSError) -> str:
    """Say in a few words what the system refused."""
    return _WORDS.get(error.errno or 0) or error.strerror or "the disk refuses"


def replace(path: Path, content: bytes) -> None:
    """Put a whole private file at a path, on disk before it returns; one caller at a time.

    Raises Unsynced; after any other OSError the path is as it was.
    """
    part = path.with_name(f"{path.name}-part")
    part.unlink(missing_ok=True)  # a process was killed
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    try:
        Disk().sync_folder(path.parent)
    except OSError as error:
        raise Unsynced(error.errno, error.strerror) from None


def own_content(path: Path) -> bytes:
    """Return what stands in a regular file that only this user can have written, else nothing."""
    descriptor = os.open(path, os.O_RDONLY | _NO_LINK | _NO_WAIT)
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
        sound = S_ISREG(found.st_mode) and own and not found.st_mode & OTHERS
        return file.read() if sound else b""


def lock(path: Path, patience: float = 0) -> int | None:
    """Return a descriptor that holds the lock file at a path until it is closed.

    None where another process, or thread, has held it for `patience` seconds. The file is made
    where it is missing; only its holder may remove it. Raises OSError.
    """
    end = monotonic() + patience
    while (descriptor := _try_lock(path)) is None and monotonic() < end:
        sleep(_PAUSE)
    return descriptor


def _try_lock(path: Path) -> int | None:
    from filelock import lock_descriptor

    _require_regular(path)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
    held = False
    try:
        held = lock_descriptor(descriptor, blocking=False) and _leads_to(path, descriptor)
    finally:
        if not held:
            os.close(descriptor)
    return descriptor if held else None


def _require_regular(path: Path) -> None:
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    if not S_ISREG(mode):
        raise OSError(errno.EEXIST, f"{clean(path.name)} is no regular file; move it away")


def _leads_to(path: Path, descriptor: int) -> bool:
    """Whether a lock file is still the one that others will find."""
    try:
        return os.path.samestat(path.lstat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
