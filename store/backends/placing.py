"""Carries changes out on the data of a TinyDB storage, where doc ids stand for uids."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from store.backends.checking import check
from store.backends.stored import identify
from store.backends.tables import TABLES
from store.base import Change
from store.model import Kind

Data = dict[str, dict[str, Any]]
"""Table to doc id to document, as TinyDB's storages have it."""


class Placing:
    """Knows where each record lies."""

    def __init__(self, data: Data) -> None:
        self._tables = {kind: data.setdefault(name, {}) for kind, name in TABLES.items()}
        self._doc_ids: dict[tuple[Kind, str], str] = {}
        self._versions: dict[tuple[Kind, str], int] = {}
        for kind, table in self._tables.items():
            self._find(kind, table)
        self._free = {kind: count(_highest(table) + 1) for kind, table in self._tables.items()}

    def put(self, changes: Sequence[Change]) -> None:
        """Check all changes, then carry them out; all other documents stay as they are."""
        for change in check(changes, lambda kind, uid: self._versions.get((kind, uid))):
            key = change.kind, change.uid
            table = self._tables[change.kind]
            if change.document is None:
                del table[self._doc_ids.pop(key)]
            else:
                doc_id = self._doc_ids.setdefault(key, str(next(self._free[change.kind])))
                table[doc_id] = change.document

    def _find(self, kind: Kind, table: dict[str, Any]) -> None:
        for doc_id, document in table.items():
            try:
                found = identify(document)
            except ValueError:  # kept, and out of reach
                continue
            if (kind, found.uid) not in self._doc_ids:
                self._doc_ids[kind, found.uid] = doc_id
                self._versions[kind, found.uid] = found.version


def _highest(table: dict[str, Any]) -> int:
    return max((int(doc_id) for doc_id in table if doc_id.isdecimal()), default=0)
