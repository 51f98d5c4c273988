"""One writer at a time, among all processes and threads: the lock beside the file."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from stat import S_ISREG
from threading import Lock
from time import monotonic, sleep

from store.journal.disk import Disk
from store.journal.errors import Busy

_PAUSE = 0.01
"""Seconds between two tries."""
_LINK = getattr(os, "O_NOFOLLOW", 0)
_NOT_EXECUTABLE = 0o666
_NOT_OTHERS = ~0o002
_OWNER = 0o600

Like = Callable[[], os.stat_result | None]
"""What the lock's file is to have the owner and mode of."""


class FileLock:
    """The file stays for good, and tells the process of its latest holder."""

    def __init__(self, disk: Disk, path: Path, patience: float) -> None:
        self._disk = disk
        self._path = path
        self._patience = patience
        self._descriptor: int | None = None
        self._file = (0, 0)
        """Device and inode of the descriptor."""
        self._threads = Lock()

    @contextmanager
    def held(self, like: Like, patience: float | None = None) -> Iterator[None]:
        """Hold the lock, as `take` does, and let others have it in the end."""
        self.take(like, patience)
        try:
            yield
        finally:
            self.release()

    def take(self, like: Like, patience: float | None = None) -> None:
        """Hold the lock; raises Busy after some seconds, and OSError where it cannot be made."""
        end = monotonic() + (self._patience if patience is None else patience)
        if not self._threads.acquire(timeout=max(end - monotonic(), 0)):
            raise Busy(f"{self._path.name} is held by another thread", os.getpid())
        try:
            while not self._taken(like):
                if monotonic() >= end and self._descriptor is not None:
                    raise Busy(f"{self._path.name} is held by another process", self._holder())
                sleep(_PAUSE)
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        """Let others have it."""
        _, unlock_descriptor = _calls()
        try:
            if self._descriptor is not None:
                unlock_descriptor(self._descriptor)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor is not None:
            self._disk.close(self._descriptor)
            self._descriptor = None

    def _taken(self, like: Like) -> bool:
        """Whether the lock is held now, of the file that others find as well."""
        lock_descriptor, _ = _calls()
        if self._descriptor is None:
            self._descriptor = self._opened(like())
            found = self._disk.status(self._descriptor)
            self._file = found.st_dev, found.st_ino
        if not lock_descriptor(self._descriptor, blocking=False):
            return False
        taken = False
        try:
            taken = self._leads_here()
        finally:
            if not taken:
                self.close()
        if taken:
            self._sign()
        return taken

    def _opened(self, like: os.stat_result | None) -> int:
        self._require_regular()
        mode = like.st_mode & _NOT_EXECUTABLE & _NOT_OTHERS | _OWNER if like else _OWNER
        descriptor = self._disk.open(self._path, os.O_RDWR | os.O_CREAT | _LINK, mode)
        if like:
            with suppress(OSError):
                self._disk.resemble(descriptor, like, mode)
        return descriptor

    def _require_regular(self) -> None:
        """Raise OSError for what would keep its reader waiting, as a pipe does."""
        try:
            mode = self._disk.stat(self._path, follow=False).st_mode
        except FileNotFoundError:
            return
        if not S_ISREG(mode):
            raise FileExistsError(17, f"{self._path.name} is no regular file; move it away")

    def _leads_here(self) -> bool:
        try:
            found = self._disk.stat(self._path, follow=False)
        except FileNotFoundError:
            return False
        return (found.st_dev, found.st_ino) == self._file

    def _sign(self) -> None:
        """Write before truncating: the first line is a whole number at any time."""
        assert self._descriptor is not None
        own = b"%d\n" % os.getpid()
        with suppress(OSError):  # a full disk takes no number, and the lock holds all the same
            if self._disk.read(self._descriptor, 32, 0) != own:
                self._disk.write(self._descriptor, own, 0)
                self._disk.truncate(self._descriptor, len(own))

    def _holder(self) -> int | None:
        assert self._descriptor is not None
        with suppress(OSError, ValueError):
            number, end, _ = self._disk.read(self._descriptor, 32, 0).partition(b"\n")
            return int(number) if end else None
        return None


@cache
def _calls() -> tuple[Callable[..., bool], Callable[[int], None]]:
    from filelock import lock_descriptor, unlock_descriptor

    return lock_descriptor, unlock_descriptor
