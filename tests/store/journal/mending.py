"""Repairs databases, and looks at what came of it."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from store.journal.repair import Repaired, repair
from store.journal.table import JournalDB
from tests.store.journal.damage import Documents
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock


class Mended(NamedTuple):
    """What a repair has made."""

    repaired: Repaired
    documents: Documents
    """All that the new file holds, for us and for stock TinyDB."""

    @property
    def lost(self) -> list[tuple[str, int | None, str, int | None, str]]:
        """Return what could not be read."""
        return [
            (each.path.name, each.offset, each.table, each.doc_id, each.reason)
            for each in self.repaired.lost
        ]

    @property
    def conflicts(self) -> list[tuple[str, int | None, Any, Any]]:
        """Return what has no place: table, id, ours and theirs."""
        return [
            (each.table, each.doc_id, _decoded(each.ours), _decoded(each.theirs))
            for each in self.repaired.conflicts
        ]

    @property
    def reasons(self) -> list[str]:
        """Return why there are conflicts."""
        return [each.reason for each in self.repaired.conflicts]


def mend(path: Path, *, renumber: bool = False, target: Path | None = None) -> Mended:
    """Repair a database into a folder of its own, and read the new file."""
    folder = path.parent / "mended"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    before = everything(path.parent)
    repaired = repair(path, target or folder / "new.json", renumber=renumber)

    assert everything(path.parent) == before
    assert conflicts_file(repaired) == [
        {
            "table": each.table,
            "doc_id": each.doc_id,
            "reason": each.reason,
            "ours": _decoded(each.ours),
            "theirs": _decoded(each.theirs),
        }
        for each in repaired.conflicts
    ]

    db = JournalDB(repaired.target)
    found = flat(read(db))
    storage(db).verify()
    notices, read_only = storage(db).notices, storage(db).read_only
    db.close()

    assert not notices
    assert not read_only
    assert found == flat(read_by_stock(repaired.target))
    assert len(found) == repaired.documents

    return Mended(repaired, found)


def conflicts_file(repaired: Repaired) -> list[Any]:
    """Return what stands in the file of conflicts, a line each."""
    if repaired.conflicts_file is None:
        return []
    lines = repaired.conflicts_file.read_bytes().splitlines(keepends=True)
    return [json.loads(line) for line in lines]


def flat(tables: dict[str, dict[int, dict[str, Any]]]) -> Documents:
    """Return documents by table and id."""
    return {
        (table, doc_id): document
        for table, documents in tables.items()
        for doc_id, document in documents.items()
    }


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def _decoded(raw: bytes | None) -> Any:
    return None if raw is None else json.loads(raw)
