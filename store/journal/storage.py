"""TinyDB's storage on a journaled database."""

from collections.abc import Iterator, Mapping
from typing import Any

from tinydb import Storage

from store.journal.database import Database
from store.journal.draft import Draft
from store.journal.errors import Conflict


class JournalStorage(Database, Storage):
    """`TinyDB(path, storage=JournalStorage)`; with JournalTable it writes no more than changes."""

    _seen: object = None

    def read(self) -> dict[str, Any]:
        """Return all tables; documents are read when they are asked for."""
        self.refresh()
        self._seen = self.version
        return {name: TableView(self, name) for name in self.tables()}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write what differs from what was read, as one transaction.

        Raises Conflict where others wrote since: what they wrote would be lost.
        """
        with self.transaction() as transaction:
            if self._seen not in (None, self.version):
                raise Conflict(f"{self.path.name} was changed by others since it was read")
            for name in set(transaction.names()) - data.keys():
                transaction.drop(name)
            for name, documents in data.items():
                if not isinstance(documents, TableView):
                    _take(transaction.table(name), documents)
        self._seen = self.version

    def view(self, table: str) -> Mapping[str, Any]:
        """Return a table by the text of its ids, as the transaction of this thread sees it."""
        if self.current is None:
            return TableView(self, table)
        draft = self.current.look(table)
        return {} if draft is None else DraftView(draft)


class TableView(Mapping[str, Any]):
    """One table as it is now."""

    def __init__(self, storage: JournalStorage, name: str) -> None:
        self._storage = storage
        self._name = name

    def __getitem__(self, key: str) -> Any:
        try:
            return self._storage.document(self._name, int(key))
        except ValueError:
            raise KeyError(key) from None

    def __contains__(self, key: object) -> bool:
        try:
            return self._storage.holds(self._name, int(key))  # type: ignore[call-overload]
        except ValueError:
            return False

    def __iter__(self) -> Iterator[str]:
        return map(str, self._storage.ids(self._name))

    def __len__(self) -> int:
        return self._storage.count(self._name)

    def items(self) -> Any:
        """Yield text of the id and document of each."""
        return ((str(doc_id), each) for doc_id, each in self._storage.documents(self._name))


class DraftView(Mapping[str, Any]):
    """One table as a transaction would leave it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def __getitem__(self, key: str) -> Any:
        return self._draft.stored(int(key))

    def __iter__(self) -> Iterator[str]:
        return map(str, self._draft)

    def __len__(self) -> int:
        return len(self._draft)


def _take(draft: Draft, documents: Mapping[str, Any]) -> None:
    """Change a table into what was written."""
    wanted = {int(key): document for key, document in documents.items()}
    for doc_id in [each for each in draft if each not in wanted]:
        del draft[doc_id]
    for doc_id, document in wanted.items():
        if doc_id not in draft or draft.stored(doc_id) != document:
            draft[doc_id] = document
