"""All records of some kinds, for what is computed from them while others read and write on."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from store.backends.records import Place, Strays, Uids
from store.backends.stored import document
from store.backends.tables import TABLES
from store.backends.told import told
from store.index import Index
from store.journal.reader import Reader
from store.model import Document, Kind, Unreadable


class Whole:
    """Decodes documents one by one; may be used without a lock."""

    def __init__(
        self, path: Path, database: Reader, uids: Mapping[Kind, Uids], strays: Strays
    ) -> None:
        self._path = path
        self._database = database
        self._uids = uids
        self._strays = dict(strays)
        self._undecoded: list[Unreadable] = []

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
        index.unreadable.extend([*self._undecoded, *self._strays.values()])
        return index

    def unreadable(self) -> list[tuple[Place, Unreadable]]:
        """Return table and id of each document that is no record, and why; raises StoreError."""
        found = self.index().unreadable
        ids = {
            (kind, uid): doc_id for kind, uids in self._uids.items() for doc_id, uid in uids.items()
        }
        records = found[: len(found) - len(self._strays)]
        keys = [(each.kind, ids[each.kind, each.uid]) for each in records]
        return [
            ((TABLES[kind], doc_id), each)
            for (kind, doc_id), each in zip([*keys, *self._strays], found)
        ]

    @property
    def loose(self) -> bool:
        """Whether another program wrote the file, so that no places in it are known."""
        return self._database.state.loose is not None

    def lies(self, place: Place) -> tuple[str, int | None]:
        """Return the name of the file in which a document lies, and the byte if it is known."""
        name, offset = self._database.state.place(*place)
        return name, None if self.loose and name == self._database.path.name else offset

    def _documents(self, kind: Kind) -> Iterator[Document]:
        uids = self._uids[kind]
        for doc_id, raw in self._database.raws(TABLES[kind]):
            if uid := uids.get(doc_id):
                try:
                    yield document(msgspec.Raw(raw))
                except ValueError as error:
                    self._undecoded.append(Unreadable(kind, uid, str(error)))
