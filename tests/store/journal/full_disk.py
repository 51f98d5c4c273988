"""A database on a disk of its own that has become full, in a process that sees that disk alone."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from store.journal.errors import NotSaved
from store.journal.table import JournalDB
from tests.store.journal.children import tell
from tests.store.journal.recovery import folder as in_folder
from tests.store.journal.recovery import listing, tidy
from tests.store.journal.steps import storage
from tests.store.journal.workload import document, read, read_by_stock

SIZE = 512 << 10
EVENTS = "events"
FILLER = 64 << 10
LARGE = 3 << 20
"""More than there will ever be room for."""
_MOUNT = f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"'


def mounted(folder: Path) -> list[str]:
    """Return the command under which a folder is such a disk."""
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", _MOUNT, str(folder)]


def why_not(folder: Path) -> str:
    """Return why a folder cannot be one here, "" if it can."""
    if shutil.which("unshare") is None:
        return "there is no unshare"
    done = subprocess.run([*mounted(folder), "true"], capture_output=True, text=True, check=False)
    return done.stderr.strip() if done.returncode else ""


def work(folder: str) -> None:
    """Write until the disk is full, try all that there is, make room and go on; tell of it all."""
    path = in_folder(Path(folder), "db")
    filler = Path(folder) / "filler"
    filler.write_bytes(bytes(FILLER))
    with JournalDB(path) as db:
        db.table(EVENTS).insert_multiple(document(n) for n in range(100))
        storage(db).checkpoint()
        _tell_of("full", db, _fill(db))
        _try_all(db, path)
        filler.unlink()
        _go_on(db, path)


def _fill(db: JournalDB) -> dict[int, Any]:
    """Insert until nothing more is saved; return what was."""
    saved = dict(read(db)[EVENTS])
    events = db.table(EVENTS)
    for number in range(100_000):
        row = document(number, 1000)
        try:
            saved[events.insert(row)] = row
        except NotSaved:
            break
    return saved


def _tell_of(name: str, db: JournalDB, saved: dict[int, Any]) -> None:
    with JournalDB(storage(db).database.path) as other:
        alike = read(db) == read(other) == {EVENTS: saved}
    tell({"name": name, "saved": len(saved), "alike": alike})


def _try_all(db: JournalDB, path: Path) -> None:
    """Try what needs room; each is refused, and leaves everything as it is."""
    events = db.table(EVENTS)
    _refused("insert", path, lambda: events.insert(document(0, 4000)))
    _refused("insert many", path, lambda: events.insert_multiple([document(0, LARGE // 4)] * 4))
    _refused("update", path, lambda: events.update({"text": "b" * 4000}))
    _refused("checkpoint", path, storage(db).checkpoint)
    _refused("backup", path, lambda: storage(db).backup(path.with_name("backup.json")))

    other = in_folder(path.parent.parent, "another")
    _refused("another", other, lambda: JournalDB(other).insert({}))


def _refused(name: str, path: Path, work: Any) -> None:
    before = listing(path.parent)
    try:
        work()
    except NotSaved as error:
        changed = _differences(before, listing(path.parent))
        tell({"name": name, "errno": error.errno, "words": str(error), "changed": changed})
    else:
        tell({"name": name, "errno": 0, "words": "", "changed": []})


def _differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in sorted(one | other) if one.get(name) != other.get(name)]


def _go_on(db: JournalDB, path: Path) -> None:
    events = db.table(EVENTS)
    saved = dict(read(db)[EVENTS])
    saved[events.insert({"more": 1})] = {"more": 1}
    events.remove(doc_ids=[each for each in saved if each > 100])
    saved = {each: row for each, row in saved.items() if each <= 100}
    storage(db).checkpoint()
    _tell_of("after", db, saved)
    tell({"name": "stock", "alike": read_by_stock(path) == {EVENTS: saved}})
    tell({"name": "tidy", "alike": tidy(path.parent)})
