"""A small database to be damaged, and what stands where in its files."""

from pathlib import Path
from typing import Any, NamedTuple

import pytest

from store.journal.table import JournalDB
from tests.store.journal.steps import storage

Documents = dict[tuple[str, int], dict[str, Any]]
"""By table and id."""


STEPS = pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.long)])
"""Runs a test of all bytes with every fifth only, and with all in a long run."""


BASE: Documents = {
    **{("events", n): {"n": n, "text": "سوريا" * n} for n in range(1, 5)},
    ("actors", 1): {"name": "one"},
    ("actors", 2): {"name": "two"},
}
"""What is in the snapshot."""

WHOLE: Documents = {
    ("events", 1): {"n": 1, "text": "سوريا"},
    ("events", 2): {"n": 2, "text": "سوريا" * 2, "mood": "a"},
    ("events", 4): {"n": 4, "text": "سوريا" * 4},
    ("events", 5): {"n": 5},
    ("actors", 1): {"name": "one"},
    ("actors", 2): {"name": "two"},
    ("actors", 3): {"name": "three"},
    ("places", 1): {"name": "somewhere"},
}
"""What the database holds with all changes."""


class Files(NamedTuple):
    """The files of a database at one moment."""

    path: Path
    beside: Path
    """Where the journal lies."""
    snapshot: bytes
    journal: bytes

    @property
    def lines(self) -> list[bytes]:
        """Return the lines of the journal."""
        return self.journal.splitlines(keepends=True)

    def put(self, *, snapshot: bytes | None = None, journal: bytes | None = None) -> Path:
        """Write the files, with another snapshot or journal, and return the path."""
        self.path.write_bytes(self.snapshot if snapshot is None else snapshot)
        self.beside.write_bytes(self.journal if journal is None else journal)
        return self.path


def database(path: Path, *, closed: bool = True) -> Files:
    """Make a database with two tables in the snapshot, and four transactions in the journal."""
    db = JournalDB(path)
    db.table("events").insert_multiple({"n": n, "text": "سوريا" * n} for n in range(1, 5))
    db.table("actors").insert_multiple([{"name": "one"}, {"name": "two"}])
    storage(db).checkpoint()
    db.table("events").insert({"n": 5})
    db.table("events").update({"mood": "a"}, doc_ids=[2])
    with storage(db).transaction() as both:
        del both.table("events")[3]
        both.table("actors")[3] = {"name": "three"}
    db.table("places").insert({"name": "somewhere"})
    if closed:
        db.close()
    (beside,) = path.parent.glob(f"{path.name}-journal-*")
    files = Files(path, beside, path.read_bytes(), beside.read_bytes())
    if not closed:
        db.close()
    return files


def flipped(content: bytes, at: int, mask: int) -> bytes:
    """Return content with some bits of one byte changed."""
    return content[:at] + bytes([content[at] ^ mask]) + content[at + 1 :]


def edited(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return content with one thing in the place of another that it holds once."""
    before, found, after = content.partition(old)
    if not found or old in after:
        raise ValueError(old)
    return before + new + after


def start(content: bytes, at: int) -> int:
    """Return where the line begins that a byte is in."""
    return content.rfind(b"\n", 0, at) + 1
