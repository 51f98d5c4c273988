"""TinyDB's table and database on a journal: the overrides that stock TinyDB leaves room for."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from store.journal.documents import encoded
from store.journal.draft import Draft, created, fit_id
from store.journal.lines import PUT, Entry
from store.journal.storage import JournalStorage

Fields = Mapping[str, Any] | Callable[[Any], None]


class JournalTable(Table):
    """Ids are given under the lock, and never twice; an update reads no more than it must."""

    _storage: JournalStorage
    _cached: object = None

    def __init__(
        self,
        storage: JournalStorage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        persist_empty: bool = False,
    ) -> None:
        """Take a table as it is; with `persist_empty` it is made if it is not there."""
        super().__init__(storage, name, cache_size)
        if persist_empty:
            self._update_table(lambda _: None)

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document, and return its id."""
        wanted, raw = self._taken(document)
        ids = self._insert([wanted], (raw,))
        self.clear_cache()
        return ids[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents as one transaction, and return their ids.

        They are read and encoded before the lock is taken, however many there are.
        """
        database = self._storage.database
        wanted: list[int | None] = []
        with database.spooling() as spool:
            for document in documents:
                doc_id, raw = self._taken(document)
                wanted.append(doc_id)
                database.spooled(spool, raw)
            ids = self._insert(wanted, spool)
        self.clear_cache()
        return ids

    def search(self, cond: QueryLike) -> list[Document]:
        """Return all documents that match; from the cache only what nobody changed since."""
        database = self._storage.database
        if database.current:
            return [each for each in self if cond(each)]
        database.refresh()
        if self._cached != database.version:
            self.clear_cache()
            self._cached = database.version
        return super().search(cond)

    def get(self, cond=None, doc_id=None, doc_ids=None):  # type: ignore[no-untyped-def]
        """Return one document by query or id, or those with these ids."""
        if doc_id is not None or doc_ids is None:
            return super().get(cond, doc_id, doc_ids)
        table = self._read_table()
        found = sorted({int(each) for each in doc_ids if str(each) in table})
        return [
            self.document_class(table[str(each)], self.document_id_class(each)) for each in found
        ]

    def update(
        self,
        fields: Fields,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Change the documents that match, and return their ids."""

        def change(table: Draft, found: list[int]) -> None:
            for doc_id in found:
                if callable(fields):
                    fields(table[doc_id])
                else:
                    table[doc_id].update(fields)

        return self._change(change, cond, doc_ids)

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Change the documents that match, or insert one, as one transaction."""
        with self._storage.transaction():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the documents that match, and return their ids."""
        if cond is None and doc_ids is None:
            raise RuntimeError("Use truncate() to remove all documents")

        def change(table: Draft, found: list[int]) -> None:
            for doc_id in found:
                del table[doc_id]

        return self._change(change, cond, doc_ids)

    def _change(
        self,
        change: Callable[[Draft, list[int]], None],
        cond: QueryLike | None,
        doc_ids: Iterable[int] | None,
    ) -> list[int]:
        found: list[int] = []

        def updater(table: Draft) -> None:
            if doc_ids is not None:
                found.extend(each for each in doc_ids if isinstance(each, int) and each in table)
            elif cond is not None:
                found.extend(each for each in table if cond(table.stored(each)))
            else:
                found.extend(table)
            change(table, found)

        self._update_table(updater)
        return found

    def _taken(self, document: Mapping[str, Any]) -> tuple[int | None, bytes]:
        """Return the id that a document asks for, and its JSON."""
        if type(document) is dict:  # as mostly
            return None, encoded(document)
        if not isinstance(document, Mapping):
            raise ValueError("Document is not a Mapping")
        own = isinstance(document, self.document_class)
        return document.doc_id if own else None, encoded(dict(document))  # type: ignore[attr-defined]

    def _insert(self, wanted: list[int | None], raws: Iterable[bytes]) -> list[int]:
        database, name = self._storage.database, self.name
        if database.current:
            draft = database.current.table(name)
            ids = _ids(wanted, draft.next_id, draft.__contains__)
            with database.refusing():
                draft.update(zip(ids, raws))
            return ids
        with database.writing():
            tables = database.state.tables
            ids = _ids(wanted, tables.next_id(name), partial(tables.holds, name))
            made = [] if name in tables else [created(name)]
            puts = (Entry(PUT, name, doc_id, None, raw) for doc_id, raw in zip(ids, raws))
            database.commit(chain(made, puts), len(made) + len(ids))
        return ids

    def _get_next_id(self) -> int:
        """Return the id that the next document would get."""
        self._storage.refresh()
        current = self._storage.database.current
        draft = current.look(self.name) if current else None
        return self._storage.database.next_id(self.name) if draft is None else draft.next_id

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        """Return the table as it is now."""
        self._storage.refresh()
        return cast("dict[str, Mapping[str, Any]]", self._storage.view(self.name))

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        """Run an updater on a table that is copied as far as it is read."""
        with self._storage.transaction() as transaction:
            updater(transaction.table(self.name))
        self.clear_cache()


class JournalDB(TinyDB):
    """A TinyDB whose saved changes are on disk."""

    table_class: type[Table] = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Open a database; behind middleware its tables are stock ones, so that it is asked."""
        super().__init__(*arguments, **options)
        if not isinstance(self._storage, JournalStorage):
            self.table_class = Table

    @property
    def _journal(self) -> JournalStorage | None:
        return self._storage if isinstance(self._storage, JournalStorage) else None

    def tables(self) -> set[str]:
        """Return the names of all tables, reading none of them."""
        return super().tables() if self._journal is None else set(self._journal.names())

    def drop_table(self, name: str) -> None:
        """Take a table away."""
        if self._journal is None:
            super().drop_table(name)
        else:
            with self._journal.transaction() as transaction:
                transaction.drop(name)
            self._tables.pop(name, None)

    def drop_tables(self) -> None:
        """Take all tables away."""
        if self._journal is None:
            super().drop_tables()
        else:
            with self._journal.transaction() as transaction:
                for name in transaction.names():
                    transaction.drop(name)
            self._tables.clear()


def _ids(wanted: list[int | None], next_id: int, holds: Callable[[int], bool]) -> list[int]:
    """Return an id for each document; raises ValueError where one is taken."""
    ids: list[int] = []
    given: set[int] = set()
    for each in wanted:
        if each is not None and (each in given or holds(fit_id(each))):
            raise ValueError(f"Document with ID {each} already exists")
        doc_id = next_id if each is None else each
        next_id = max(next_id, doc_id + 1)
        given.add(doc_id)
        ids.append(doc_id)
    return ids
