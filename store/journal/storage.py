"""TinyDB's storage on a journaled database."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from tinydb import Storage

from store.journal.database import Database
from store.journal.draft import Draft, Transaction, differ
from store.journal.errors import Conflict


class JournalStorage(Storage):
    """`TinyDB(path, storage=JournalStorage)`; with JournalTable it writes no more than changes."""

    def __init__(self, database: str | Path | Database, **options: Any) -> None:
        """Open a file, with the options of Database, or take over what is open."""
        self.database = (
            database if isinstance(database, Database) else Database(database, **options)
        )
        self._seen: object = None

    @property
    def notices(self) -> list[str]:
        """What the user is to know of."""
        return self.database.notices

    @property
    def read_only(self) -> str:
        """Why nothing can be written, "" while it can."""
        return self.database.read_only

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return all documents of all tables, None where there is no file yet."""
        self.database.refresh()
        self._seen = self.database.version
        if self.database.state.identity is None and not self.database.current:
            return None
        return {name: dict(self.view(name).items()) for name in self.names()}

    def names(self) -> list[str]:
        """Return the names of all tables, reading none of them."""
        self.database.refresh()
        current = self.database.current
        return current.names() if current else self.database.tables()

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Write what differs from what was read, as one transaction.

        Raises Conflict where others wrote since: what they wrote would be lost.
        """
        with self.transaction() as transaction:
            if self._seen not in (None, self.database.version):
                raise Conflict(f"{self.database.path.name} was changed by others since it was read")
            for name in set(transaction.names()) - data.keys():
                transaction.drop(name)
            for name, documents in data.items():
                _take(transaction.table(name), documents)
        self._seen = self.database.version

    def close(self) -> None:
        """Let go of the files."""
        self.database.close()

    def transaction(self, label: str = "", by: str = "") -> AbstractContextManager[Transaction]:
        """Let this thread's operations be one transaction."""
        return self.database.transaction(label, by)

    def refresh(self) -> bool:
        """Take in what others wrote; whether there was anything."""
        return self.database.refresh()

    def checkpoint(self) -> bool:
        """Fold the journal into the snapshot."""
        return self.database.checkpoint()

    def backup(self, path: Path) -> None:
        """Write all that is saved now to a file of its own."""
        self.database.backup(path)

    def verify(self) -> None:
        """Read the whole snapshot; raises Damaged if it is not what the journal was begun on."""
        self.database.verify()

    def view(self, table: str) -> Mapping[str, Any]:
        """Return a table by the text of its ids, as the transaction of this thread sees it."""
        current = self.database.current
        if current is None:
            return TableView(self.database, table)
        draft = current.look(table)
        return {} if draft is None else DraftView(draft)


class TableView(Mapping[str, Any]):
    """One table as it is now."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    def __getitem__(self, key: str) -> Any:
        try:
            return self._database.document(self._name, int(key))
        except ValueError:
            raise KeyError(key) from None

    def __contains__(self, key: object) -> bool:
        try:
            return self._database.holds(self._name, int(key))  # type: ignore[call-overload]
        except ValueError:
            return False

    def __iter__(self) -> Iterator[str]:
        return map(str, self._database.ids(self._name))

    def __len__(self) -> int:
        return self._database.count(self._name)

    def items(self) -> Any:
        """Yield text of the id and document of each."""
        return ((str(doc_id), each) for doc_id, each in self._database.documents(self._name))


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
        if doc_id not in draft or differ(draft.stored(doc_id), document):
            draft[doc_id] = document
