"""Made the golden files, once, with version 1 of the format; they are never made again.

`python -m tests.store.journal.golden.make FOLDER` writes a folder for each case and what is to be
read from it. Store ids and times differ from run to run, everything else does not. Whatever a
later version writes, it must read the files that lie here.
"""

import json
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.disks import Call, CountingDisk, Crash
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import Tables, document, read

FIRST = {
    "text": 'سوريا “quoted” "\\\n\t\x7f\u2028 💧',
    "half": "\ud83d",
    "numbers": [0, -1, 1.5, 1e300, 10**25, True, False, None],
    "nested": {"": {"a": [[], {}]}, "1": [{"b": None}]},
}


class DyingDisk(CountingDisk):
    """Dies before a call about a file."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self.last = Call(name, path)

    def change(self, call: Call, part: object = None) -> None:
        """Die, and stay dead."""
        super().change(call)
        if self.last in self.changes:
            raise Crash(str(call))


class OvertakenDisk(DyingDisk):
    """Lets another process write before the part of a snapshot is on disk."""

    def __init__(self, path: Path, work: Callable[[], object]) -> None:
        super().__init__("open", path.with_name(f"{NAME}-journal-3-part"))
        self.work = work
        self.moment = Call("sync", path.with_name(f"{NAME}-part"))

    def change(self, call: Call, part: object = None) -> None:
        """Let it write."""
        if call == self.moment:
            self.work()
        super().change(call)


def begin(folder: Path) -> Path:
    """Make a database with a snapshot of three tables."""
    folder.mkdir(parents=True)
    path = folder / NAME
    with JournalDB(path, application="golden", by="tester") as db:
        db.table("events").insert_multiple([FIRST, document(2), document(3)])
        db.table("actors").insert(document(1))
        db.table("empty", persist_empty=True)
        storage(db).checkpoint()
    return path


def work(path: Path) -> None:
    """Write records of every kind that a transaction has."""
    with JournalDB(path, by="tester") as db:
        db.table("events").insert(document(4))
        with storage(db).transaction("several", "another tester"):
            db.table("events").update({"name": "غير"}, doc_ids=[2])
            db.table("events").remove(doc_ids=[3, 4])
            db.table("places").insert(FIRST)
        db.drop_table("actors")
        db.table("places").insert(document(2))
        db.table("places").truncate()
        db.table("مكان").insert(document(1))


def die_at(path: Path, name: str, about: Path) -> None:
    """Fold the journal, and die at a call."""
    disk = DyingDisk(name, about)
    with suppress(Crash):
        storage(JournalDB(path, disk=disk)).checkpoint()
    disk.die()


def whole(folder: Path) -> Path:
    """Make records of every kind, behind a checkpoint that came to nothing."""
    path = begin(folder)
    with JournalDB(path) as db:
        db.table("events").insert(document(0))
        db.table("events").remove(doc_ids=[4])
    die_at(path, "replace", path)
    path.with_name(f"{NAME}-part").unlink()
    work(path)
    return path


def torn(folder: Path) -> Path:
    """Make a journal that is cut off within the last transaction."""
    path = begin(folder)
    with JournalDB(path) as db:
        db.table("events").insert(document(4))
        db.table("events").insert_multiple([document(5), document(6)])
        journal = path.with_name(f"{NAME}-journal-2")
        content = journal.read_bytes()
    journal.write_bytes(content[: content.rindex(b'"text"')])
    return path


def folded(folder: Path) -> Path:
    """Make a new snapshot beside the journal before it, all of which is in it."""
    path = begin(folder)
    work(path)
    die_at(path, "open", path.with_name(f"{NAME}-journal-3-part"))
    return path


def overtaken(folder: Path) -> Path:
    """Make the same, but another process wrote while the snapshot was made."""
    path = begin(folder)
    with JournalDB(path) as db:
        db.table("events").insert(document(4))
    with JournalDB(path) as other:
        disk = OvertakenDisk(path, lambda: other.table("events").insert(document(5)))
        with suppress(Crash):
            storage(JournalDB(path, disk=disk)).checkpoint()
        disk.die()
    return path


def stock(folder: Path) -> Path:
    """Make a file of stock TinyDB."""
    folder.mkdir(parents=True)
    with TinyDB(folder / NAME) as db:
        db.table("events").insert_multiple([FIRST, document(2), document(3)])
        db.table("events").remove(doc_ids=[2])
        db.table("actors").insert(document(1))
    return folder / NAME


def newer(folder: Path) -> None:
    """Make snapshot and journal of version 2, with the fields of version 1 and with others."""
    for name, value in (("snapshot", b""), ("odd-snapshot", rb"{[^{}]*}(?=,.alone)")):
        path = begin(folder / name)
        path.write_bytes(_newer(path.read_bytes(), value))
    for name, value in (("journal", b""), ("odd-journal", rb"(?<=base_size.:)\d+")):
        path = begin(folder / name).with_name(f"{NAME}-journal-2")
        first, _, rest = path.read_bytes().partition(b"\n")
        path.write_bytes(_framed(_newer(first[9:], value)) + rest)


def _newer(content: bytes, value: bytes) -> bytes:
    """Return content of version 2, in which the value of a field has become a list."""
    newer = content.replace(b'"version":1', b'"version":2', 1)
    return re.sub(value, b"[[1]]", newer, count=1) if value else newer


def _framed(body: bytes) -> bytes:
    return b"%08x %b\n" % (crc32(body), body)


CASES = [whole, torn, folded, overtaken, stock]


def main(folder: Path) -> None:
    """Make all cases, and note what is read from them."""
    expected: dict[str, Tables] = {}
    for case in CASES:
        path = case(folder / case.__name__)
        with JournalDB(path) as db:
            expected[case.__name__] = read(db)
    newer(folder / "newer")
    for each in (*folder.rglob("*-lock"), *folder.rglob("*.bak")):
        each.unlink()
    text = json.dumps(expected, indent=1, sort_keys=True)
    (folder / "expected.json").write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
