"""Databases in all layouts that a file may have, and what is found once they are damaged."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from store.journal.disk import Disk
from store.journal.salvage import salvaged
from store.journal.salvage_lines import Found
from store.journal.snapshot import META_TABLE, Meta, opening

Database = dict[str, dict[int, dict[str, Any]]]
Documents = dict[tuple[str, int], dict[str, Any]]
Layout = Callable[[Database], bytes]


def ours(database: Database) -> bytes:
    """Write a snapshot of ours."""
    names = list(database)
    meta = Meta(store_id="a", generation=3, tables=names, next_id=dict.fromkeys(names, 9))
    text = opening(meta, not names)
    for name, documents in database.items():
        lines = [b'"%d":%b\n' % (key, compact(each)) for key, each in documents.items()]
        end = b"}\n" if name == names[-1] else b"},\n"
        text += b"%b:{\n%b%b" % (json.dumps(name).encode(), b",".join(lines), end)
    return text + (b"}\n" if names else b"")


def stock(database: Database) -> bytes:
    """Write a file as stock TinyDB does."""
    return json.dumps(database).encode()


def utf8(database: Database) -> bytes:
    """Write a file as stock TinyDB does when it is told to write UTF-8, without spaces."""
    return json.dumps(database, ensure_ascii=False, separators=(",", ":")).encode()


def indented(database: Database) -> bytes:
    """Write a file as stock TinyDB does when it is told to indent."""
    return json.dumps(database, indent=2).encode()


LAYOUTS = (ours, stock, utf8, indented)


def compact(document: Any) -> bytes:
    """Write a document as we do."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


TEXT = st.text(alphabet='aé س"\\{}[],:1\n', max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-50, 50) | TEXT
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab0"), inner),
    max_leaves=5,
)
"""Some with objects under numbers; those are smaller than all ids."""
DOCUMENTS = st.dictionaries(st.sampled_from(["a", "b", "c", "0"]), VALUES, max_size=3)


@st.composite
def databases(draw: st.DrawFn) -> Database:
    """Return tables whose ids ascend, as those do that were given."""
    database: Database = {}
    for name in draw(st.lists(st.sampled_from(["events", "actors", "ä"]), unique=True, max_size=3)):
        ids = sorted(draw(st.sets(st.integers(1, 30), max_size=4)))
        database[name] = {doc_id: draw(DOCUMENTS) for doc_id in ids}
    return database


def find(folder: Path, content: bytes) -> list[Found]:
    """Return all that is found in a file."""
    disk, path = Disk(), folder / "file"
    path.write_bytes(content)
    descriptor = disk.open(path)
    try:
        return list(salvaged(disk, descriptor))
    finally:
        disk.close(descriptor)


class Whole:
    """Where everything stands in a file that is whole."""

    def __init__(self, folder: Path, database: Database, layout: Layout) -> None:
        self.folder = folder
        self.content = layout(database)
        self.database = database
        self.found = find(folder, self.content)
        self.places: dict[tuple[str, int], tuple[int, int]] = {}
        """By table and id, the bytes from the key to the end of the document."""
        self.openings: dict[str, tuple[int, int]] = {}
        """By table, the bytes from the document before to its first."""
        before, offsets = 0, [*(each.offset for each in self.found[1:]), len(self.content)]
        for each, following in zip(self.found, offsets):
            if each.raw is None:
                self.openings[each.table or ""] = before, following
            else:
                before = self.content.index(each.raw, each.offset) + len(each.raw)
                self.places[each.table or "", each.doc_id or 0] = each.offset, before

    def cut(self, size: int) -> "Damaged":
        """Cut the file off."""
        return Damaged(self, self.content[:size], range(size, len(self.content)))

    def flip(self, *flips: tuple[int, int]) -> "Damaged":
        """Put other bytes into places."""
        content = bytearray(self.content)
        for at, byte in flips:
            content[at] = byte
        return Damaged(self, bytes(content), {at for at, _ in flips})


class Damaged:
    """What is found in a file of which bytes were changed."""

    def __init__(self, whole: Whole, content: bytes, changed: Collection[int]) -> None:
        self.content = content
        self.found = find(whole.folder, content)
        self.hit = {place for place, span in whole.places.items() if _hit(changed, span)}
        """Documents that were changed."""
        self.nameless = {name for name, span in whole.openings.items() if _hit(changed, span)}
        """Tables whose name may have been changed, or whose beginning or that of the one before."""
        self._whole = whole

    @property
    def missing(self) -> list[tuple[str, int]]:
        """Return the documents that nobody changed, and that are not found."""
        return [
            (name, doc_id)
            for name, documents in self._whole.database.items()
            for doc_id, document in documents.items()
            if (name, doc_id) not in self.hit
            and not any(self._is(each, name, doc_id, document) for each in self.found)
        ]

    @property
    def invented(self) -> list[Found]:
        """Return the documents that never were, or that are in another place."""
        return [
            each
            for each in self.found
            if each.raw
            and each.doc_id is not None
            and each.table not in (None, META_TABLE)
            and not any(
                self._is(each, name, doc_id, document)
                for name, documents in self._whole.database.items()
                for doc_id, document in documents.items()
            )
        ]

    @property
    def told(self) -> bool:
        """Whether it is told that something is wrong."""
        return any(each.reason for each in self.found)

    def _is(self, found: Found, name: str, doc_id: int, document: Any) -> bool:
        placed = found.doc_id == doc_id and (found.table == name or name in self.nameless)
        return bool(placed and found.raw and json.loads(found.raw) == document)


def _hit(changed: Collection[int], span: tuple[int, int]) -> bool:
    return any(at in changed for at in range(*span))


def flips(content: bytes) -> st.SearchStrategy[tuple[int, int]]:
    """Return a place in a file, and a byte for it; rather one that means something."""
    byte = st.sampled_from(b' {}[]":,\\\n\0\xff1a') | st.integers(0, 255)
    return st.tuples(st.integers(0, len(content) - 1), byte)
