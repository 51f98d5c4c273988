"""All records of some kinds, for what is computed from them while others read and write on."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from store.backends.changelog import NAMED
from store.backends.records import Uids
from store.backends.stored import document
from store.backends.tables import TABLES
from store.backends.told import told
from store.index import Index
from store.index.build import names_of
from store.journal.reader import Reader
from store.model import Document, Kind, Unreadable
from store.names import Names


class Whole:
    """Decodes documents one by one; may be used without a lock."""

    def __init__(
        self, path: Path, database: Reader, uids: dict[Kind, Uids], strays: list[Unreadable]
    ) -> None:
        self._path = path
        self._database = database
        self._uids = uids
        self._unreadable = strays

    def index(self) -> Index:
        """Compute the columns of all events; raises StoreError."""
        with told(self._path):
            index = Index.build(
                self._documents("event"),
                self._documents("actor"),
                self._documents("place"),
                self._documents("source"),
                token=0,
            )
        index.unreadable.extend(self._unreadable)
        return index

    def names(self) -> Names:
        """Return the names of actors, places and sources; raises StoreError."""
        with told(self._path):
            actors, places, sources = (self._documents(kind) for kind in NAMED)
            return names_of(actors, places, sources)

    def _documents(self, kind: Kind) -> Iterator[Document]:
        uids = self._uids[kind]
        for doc_id, raw in self._database.raws(TABLES[kind]):
            if uid := uids.get(doc_id):
                try:
                    yield document(msgspec.Raw(raw))
                except ValueError as error:
                    self._unreadable.append(Unreadable(kind, uid, str(error)))
