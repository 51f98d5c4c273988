"""Documents on their way into a transaction; many of them wait on disk, not in memory."""

from array import array
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from store.journal.disk import Disk


class Spool:
    """Keeps JSON in the order in which it came; a context manager."""

    def __init__(self, disk: Disk, folder: Path, room: int) -> None:
        self._disk = disk
        self._folder = folder
        self._room = room
        """Bytes that may stay in memory."""
        self._waiting: list[bytes] = []
        self._size = 0
        self._lengths = array("q")
        self._file: BinaryIO | None = None

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            with suppress(OSError):  # what did not get there is not wanted any more
                self._file.close()

    def __len__(self) -> int:
        return len(self._lengths)

    def add(self, raw: bytes) -> None:
        """Take one in; raises OSError."""
        self._lengths.append(len(raw))
        self._waiting.append(raw)
        self._size += len(raw)
        if self._size > self._room:
            if self._file is None:
                self._file = self._disk.spool(self._folder)
            self._file.write(b"".join(self._waiting))
            self._file.flush()
            self._waiting, self._size = [], 0

    def __iter__(self) -> Iterator[bytes]:
        if self._file:
            self._file.seek(0)
            for length in self._lengths[: len(self) - len(self._waiting)]:
                yield self._file.read(length)
            self._file.seek(0, 2)
        yield from self._waiting
