"""Reads a snapshot however damaged it is: whatever can be found, and where what cannot be is."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from stat import S_ISREG

from store.journal.disk import Disk
from store.journal.errors import Missing
from store.journal.salvage_behind import go_on
from store.journal.salvage_json import JsonReader
from store.journal.salvage_lines import Found, LineReader

_HEAD = 1 << 16
"""Bytes that are looked at."""
_OURS = re.compile(rb'^(?:"(?:[^"\\\n]|\\.)*":\{|,?"-?\d+":\{.*\})$', re.MULTILINE)
"""Lines of a snapshot of ours behind its first: they begin a table, or are documents."""


def opened(disk: Disk, path: Path) -> int:
    """Return the descriptor of a file; raises Missing."""
    try:
        descriptor = disk.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise Missing(f"{path.name} cannot be read: {error}") from error
    if S_ISREG(disk.status(descriptor).st_mode):
        return descriptor
    disk.close(descriptor)
    raise Missing(f"{path.name} is no regular file")


def laid_out(disk: Disk, descriptor: int) -> bool:
    """Whether a file has a document on each line, as ours have, even if it is damaged."""
    return bool(_OURS.search(disk.read(descriptor, _HEAD, 0)))


def salvaged(disk: Disk, descriptor: int, names: Sequence[str] = ()) -> Iterator[Found]:
    """Yield all tables and documents of a snapshot, and what cannot be read, in order.

    `names` are those of its tables, for one of ours that does not tell them itself any more.
    """
    if laid_out(disk, descriptor):
        return LineReader(disk, descriptor, names).found()
    data = disk.read(descriptor, disk.status(descriptor).st_size, 0)
    reader = JsonReader(data)
    if data and not reader.read():
        reader.items = go_on(reader)
    return reader.found()
