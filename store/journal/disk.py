"""The one way to the disk; whatever else the journal does, it does in memory."""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE, S_IRWXG, S_IRWXO
from threading import Lock
from typing import BinaryIO

NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL
"""Flags that open a file which must not be there."""
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_FULL_SYNC = 51
"""F_FULLFSYNC of macOS, where fsync stops at the drive's own cache."""
_NO_FOLDERS = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EISDIR)
"""How systems say that a folder cannot be synced, which those do by themselves."""
_seeking = Lock()


class Disk:
    """Calls the system; all methods raise OSError. Tests put others in its place."""

    def open(self, path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
        """Return a descriptor."""
        return os.open(path, flags | _BINARY, mode)

    def close(self, descriptor: int) -> None:
        """Let go of a descriptor."""
        os.close(descriptor)

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        """Return up to `size` bytes from a place, fewer only at the end of the file."""
        found = _read(descriptor, size, offset)
        while len(found) < size and (
            more := _read(descriptor, size - len(found), offset + len(found))
        ):
            found += more
        return found

    def write(self, descriptor: int, data: bytes, offset: int) -> None:
        """Put bytes at a place; after an error some of them may be there."""
        written = _write(descriptor, data, offset)
        while written < len(data):
            written += _write(descriptor, memoryview(data)[written:], offset + written)

    def sync(self, descriptor: int) -> None:
        """Wait until the content of a file, and its size, will outlast a power cut."""
        if sys.platform == "darwin":
            import fcntl

            fcntl.fcntl(descriptor, _FULL_SYNC)
        else:
            getattr(os, "fdatasync", os.fsync)(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut a file off."""
        os.ftruncate(descriptor, size)

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another name, at once and in place of any other."""
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """Give a file a second name, which must be free."""
        target.hardlink_to(source)

    def unlink(self, path: Path) -> None:
        """Take a name away, if it is there."""
        path.unlink(missing_ok=True)

    def sync_folder(self, folder: Path) -> None:
        """Wait until the names in a folder will outlast a power cut."""
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _NO_FOLDERS:
                raise

    def real(self, path: str | Path) -> Path:
        """Return where a path leads to, whatever links there are on the way."""
        return Path(os.path.realpath(path))

    def stat(self, path: Path, *, follow: bool = True) -> os.stat_result:
        """Return what a path leads to, or the link that it is."""
        return os.stat(path, follow_symlinks=follow)  # noqa: PTH116  # twice as fast as Path's

    def writable(self, path: Path) -> bool:
        """Whether this user may write to a file, or make one in a folder."""
        own = os.access in os.supports_effective_ids
        return os.access(path, os.W_OK, effective_ids=own)

    def status(self, descriptor: int) -> os.stat_result:
        """Return what a descriptor leads to."""
        return os.fstat(descriptor)

    def names(self, folder: Path) -> list[str]:
        """Return the names in a folder."""
        return [found.name for found in folder.iterdir()]

    def spool(self, folder: Path) -> BinaryIO:
        """Return a file without a name, gone when it is closed or the process ends."""
        from tempfile import TemporaryFile

        return TemporaryFile(dir=folder)

    def attributes(self, source: Path, descriptor: int) -> None:
        """Give a file what else is noted of another, access lists among it, where that is kept."""
        for name in os.listxattr(source) if hasattr(os, "listxattr") else ():
            with suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(source, name))

    def resemble(self, descriptor: int, like: os.stat_result, mode: int | None = None) -> None:
        """Give a file the owner and group of another, and its mode or this one.

        Where the group cannot be given, ours gets no more than everybody has.
        """
        found = os.fstat(descriptor)
        mode = S_IMODE(like.st_mode if mode is None else mode)
        same = (found.st_uid, found.st_gid) == (like.st_uid, like.st_gid)
        if not same and not _given(descriptor, like):
            mode = mode & ~S_IRWXG | mode & (mode & S_IRWXO) << 3
        if S_IMODE(found.st_mode) != mode:
            os.fchmod(descriptor, mode)


def _given(descriptor: int, like: os.stat_result) -> bool:
    """Whether a file has the group now; root gives it its owner, too."""
    for owner in (like.st_uid, -1):
        try:
            os.fchown(descriptor, owner, like.st_gid)
        except PermissionError:
            continue
        return True
    return False


def _seek_read(descriptor: int, size: int, offset: int) -> bytes:
    with _seeking:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, size)


def _seek_write(descriptor: int, data: bytes | memoryview, offset: int) -> int:
    with _seeking:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.write(descriptor, data)


_read: Callable[[int, int, int], bytes] = getattr(os, "pread", _seek_read)
_write: Callable[[int, bytes | memoryview, int], int] = getattr(os, "pwrite", _seek_write)
