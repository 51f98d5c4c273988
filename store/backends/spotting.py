"""Where documents lie in a file, and whose a damaged one was, as far as its text still tells."""

import re
from pathlib import Path

import msgspec

from store.backends.records import Place
from store.journal.reader import DISK
from store.journal.salvage import opened, salvaged
from store.text import clean

_ROOM = 1 << 16
_UID = re.compile(rb'"uid"\s*:\s*("(?:[^"\\\n]|\\.)*")')
_NEXT = re.compile(rb'\n|\}\s*,\s*"-?\d+"\s*:')
"""What stands between a document and the next one."""


def uid_at(path: Path, offset: int) -> str:
    """Return the uid of a document that begins at a byte, "" where none is to be seen."""
    descriptor = opened(DISK, path)
    try:
        text = DISK.read(descriptor, _ROOM, offset)
    finally:
        DISK.close(descriptor)
    match = _UID.search(_NEXT.split(text, maxsplit=1)[0])
    try:
        return clean(msgspec.json.decode(match[1], type=str)) if match else ""
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def offsets(path: Path, places: set[Place]) -> dict[Place, int]:
    """Return where documents begin in a file that another program wrote, as far as they are found.

    One that has no number there cannot be found by it.
    """
    descriptor = opened(DISK, path.resolve())
    try:
        found = ((each.table, each.doc_id, each.offset) for each in salvaged(DISK, descriptor))
        return {
            (table, doc_id): offset
            for table, doc_id, offset in found
            if table is not None and doc_id is not None and (table, doc_id) in places
        }
    finally:
        DISK.close(descriptor)
