"""The index kept beside the store file: named sections, mapped as they lie on disk.

It is derived, and dropped whenever it does not fit. Rows are drawn from it without a second look,
so one that others could have written is not read.

```
magic, offset, length and crc32 of the head | sections, each from a multiple of 8 | head
```
The head tells what the index belongs to, and offset, length and crc32 of every section. Its own
crc32 is checked on opening; those of the sections, a second's work at a million events, later.
"""

import os
import struct
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from stat import S_IMODE, S_ISREG, S_IWGRP, S_IWOTH
from typing import BinaryIO
from weakref import finalize
from zlib import crc32

import msgspec

from store.errors import Corrupt
from store.text import clean

FORMAT = 13
"""Grows when the sections or the way they are computed change."""

OTHERS = S_IWGRP | S_IWOTH
"""Permissions that would let others write."""

_MAGIC = b"events-%b-%d" % (sys.byteorder[:1].encode(), FORMAT)
_START = struct.Struct("<16sQQI")
_ALIGNED = 8
_PIECE = 1 << 20
"""Bytes that are checked at once."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """What an index belongs to: a state of the files of one store."""

    store_id: str
    snapshot: tuple[int, int, int]
    """Size, mtime in nanoseconds and inode of the store file."""
    journal: tuple[int, int, int]
    """Those of its journal, zeros where there is none."""
    end: int
    """Where in the journal begins what the index does not hold."""
    mark: tuple[int, bytes] | None = None
    """Where the last transaction begins that it holds, and what that begins with."""


class Head(msgspec.Struct, frozen=True, array_like=True):
    """What stands at the end of the file."""

    stamp: Stamp
    sections: dict[str, tuple[int, int, int]]
    """Offset, length and crc32 of each."""


class Sections:
    """What a sidecar holds, by name; the file stays mapped as long as any of it is in use."""

    def __init__(
        self, head: Head, data: "mmap | bytes", file: int | None = None, path: Path | None = None
    ) -> None:
        """Take a head and what it tells of, and the descriptor of the file, which is closed."""
        self.stamp = head.stamp
        self.head = head
        self._view = memoryview(data)
        self._file = file
        self._path = path
        if file is not None:
            finalize(self, os.close, file)
        self._read: dict[str, bool] = {}
        """Whether each section that was read through is sound."""

    def __contains__(self, name: str) -> bool:
        return name in self.head.sections

    def __getitem__(self, name: str) -> memoryview:
        offset, length, _ = self.head.sections[name]
        return self._view[offset : offset + length]

    def read(self, name: str, start: int, end: int) -> bytes:
        """Return a copy of a part of a section; no more of the file stays in memory for it."""
        offset = self.head.sections[name][0]
        if self._file is None:
            return bytes(self._view[offset + start : offset + end])
        return os.pread(self._file, end - start, offset + start)

    def sound(self, *names: str) -> bool:
        """Whether sections are what was written, all if none is named; each is read once."""
        return all(map(self._is_sound, names or self.head.sections))

    def damaged(self) -> Corrupt:
        """Return what to raise where something cannot be as it was written; the file goes."""
        name = clean(str(self._path))
        if self._path:
            with suppress(OSError):
                self._path.unlink()
        return Corrupt(f"{name} was damaged and is removed; start again, to have it made anew.")

    def _is_sound(self, name: str) -> bool:
        if name not in self._read:
            _, length, expected = self.head.sections[name]
            crc = 0
            for start in range(0, length, _PIECE):
                crc = crc32(self.read(name, start, min(start + _PIECE, length)), crc)
            self._read[name] = crc == expected
        return self._read[name]


class Writer:
    """Writes sections one after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = _START.size
        self._sections: dict[str, tuple[int, int, int]] = {}
        file.write(bytes(_START.size))

    def add(self, name: str, pieces: Iterable[bytes | memoryview]) -> None:
        """Write a section."""
        padding = -self._end % _ALIGNED
        self._file.write(bytes(padding))
        offset = end = self._end + padding
        crc = 0
        for piece in pieces:
            self._file.write(piece)
            crc = crc32(piece, crc)
            end += len(piece)
        self._end = end
        self._sections[name] = offset, end - offset, crc

    def finish(self, stamp: Stamp) -> None:
        """Write the head, by which the file becomes one that is believed."""
        head = msgspec.msgpack.encode(Head(stamp, self._sections))
        self._file.write(head)
        self._file.seek(0)
        self._file.write(_START.pack(_MAGIC, self._end, len(head), crc32(head)))
        self._file.flush()


def load(path: Path) -> Sections | None:
    """Return the sections of a file that only this user can have written, None if it is none."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError):
        return None
    found = None
    try:
        found = _opened(file)
    except OSError:
        pass
    finally:
        if found is None:
            os.close(file)
    return found and Sections(*found, file, path)


def held(data: bytes) -> Sections:
    """Return the sections of what a Writer has just written; raises ValueError for others."""
    head = _head(data)
    if head is None:
        raise ValueError("this is no index")
    return Sections(head, data)


@contextmanager
def published(path: Path, like: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of the one at the path when it is complete.

    Those may read it who may read the store file, which it is `like`. Raises OSError.
    """
    from tempfile import mkstemp  # the first paint writes nothing

    descriptor, name = mkstemp(dir=path.parent, prefix=".syria-timeline-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        part.chmod(S_IMODE(like.stat().st_mode) & ~OTHERS)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def renew(path: Path, before: Stamp, after: Stamp) -> None:
    """Say of a file that it belongs to another state of the store; raises OSError.

    The new head is written behind the old one, which holds until it is there.
    """
    with path.open("r+b") as file:  # others may put another one in its place meanwhile
        kept = _opened(file.fileno())
        if kept is None or kept[0].stamp != before:
            return
        head = msgspec.msgpack.encode(msgspec.structs.replace(kept[0], stamp=after))
        end = file.seek(0, os.SEEK_END)
        file.write(head)
        file.flush()  # or raises, and the old head holds
        file.seek(0)
        file.write(_START.pack(_MAGIC, end, len(head), crc32(head)))


def _opened(file: int) -> tuple[Head, mmap] | None:
    """Return the head of a file and what it tells of; raises OSError."""
    found = os.fstat(file)
    own = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    if not S_ISREG(found.st_mode) or not own or found.st_mode & OTHERS or not found.st_size:
        return None
    data = mmap(file, 0, access=ACCESS_READ)
    head = _head(data)
    return None if head is None else (head, data)


def _head(data: "mmap | bytes") -> Head | None:
    try:
        magic, offset, length, crc = _START.unpack_from(data)
        raw = data[offset : offset + length]
        if (magic.rstrip(b"\0"), len(raw), crc32(raw)) != (_MAGIC, length, crc):
            return None
        return msgspec.msgpack.decode(raw, type=Head)
    except (struct.error, msgspec.DecodeError, OverflowError):
        return None
