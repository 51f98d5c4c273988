"""Carries changes out by TinyDB's own operations; the first write loads it."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any

from store.backends.tables import TABLES
from store.base import Change
from store.journal.database import Database
from store.journal.table import JournalDB
from store.model import Document, Kind

Places = Mapping[tuple[Kind, str], int]
"""Id of the document of each record that is there."""


def put(database: Database, changes: Sequence[Change], places: Places) -> None:
    """Make prepared changes, as a part of the transaction of this thread."""
    tables = JournalDB(database)
    placed: dict[tuple[Kind, str], int | None] = dict(places)
    for change in changes:
        table, key = tables.table(TABLES[change.kind]), (change.kind, change.uid)
        doc_id = placed.get(key)
        if doc_id is None:
            placed[key] = table.insert(change.document or {})
        elif change.document is None:
            table.remove(doc_ids=[doc_id])
            placed[key] = None
        else:
            table.update(_replacement(change.document), doc_ids=[doc_id])


def _replacement(document: Document) -> Callable[[MutableMapping[Any, Any]], None]:
    """Return what makes a stored document into this one."""

    def replace(stored: MutableMapping[Any, Any]) -> None:
        stored.clear()
        stored.update(document)

    return replace
