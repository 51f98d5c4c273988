"""Reads a snapshot however damaged it is: whatever can be found, and where what cannot be is."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from stat import S_ISREG

from store.journal.disk import Disk
from store.journal.errors import Missing
from store.journal.salvage_behind import go_on
from store.journal.salvage_json import JsonReader
from store.journal.salvage_lines import Found, LineReader
from store.journal.salvage_rows import opens, row
from store.journal.state import readable

_HEAD = 1 << 16
"""Bytes that are looked at."""
_ALONE = re.compile(rb'[^\n]*"store_id":"[^\n]*\n')
"""The first line, where there is no table."""


def opened(disk: Disk, path: Path) -> int:
    """Return the descriptor of a file; raises Missing."""
    with readable(path):
        descriptor = disk.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if S_ISREG(disk.status(descriptor).st_mode):
        return descriptor
    disk.close(descriptor)
    raise Missing(f"{path.name} is no regular file")


def laid_out(disk: Disk, descriptor: int) -> bool:
    """Whether a file has a document on each line, as ours have, even if it is damaged."""
    head = disk.read(descriptor, _HEAD, 0)
    _, *lines = head.split(b"\n")
    return any(row(line) or opens(line) is not None for line in lines) or bool(
        _ALONE.fullmatch(head)
    )


def salvaged(disk: Disk, descriptor: int) -> Iterator[Found]:
    """Yield all tables and documents of a snapshot, and what cannot be read, in order."""
    if laid_out(disk, descriptor):
        return LineReader(disk, descriptor).found()
    data = disk.read(descriptor, disk.status(descriptor).st_size, 0)
    reader = JsonReader(data)
    if data and not reader.read():
        reader.items = go_on(reader)
    return reader.found()
