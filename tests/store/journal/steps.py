"""Operations on tables, each with what it must come to."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Protocol

from store.journal.storage import JournalStorage
from store.journal.table import JournalDB

Row = dict[str, Any]


def storage(db: JournalDB) -> JournalStorage:
    """Return the storage of a database, which TinyDB knows as any."""
    found = db.storage
    if not isinstance(found, JournalStorage):
        raise TypeError(found)
    return found


class State:
    """What a database holds; `given` is the highest id that any document of a table ever had."""

    def __init__(self) -> None:
        self.tables: dict[str, dict[int, Row]] = {}
        self.given: dict[str, int] = {}

    def add(self, table: str, row: Row, ids: Iterator[int]) -> None:
        """Add a document under the id that it got, else under the one that it must get."""
        last = self.given.get(table, 0)
        doc_id = next(ids, last + 1)
        if doc_id <= last:
            raise AssertionError(f"{table} gave the id {doc_id} twice")
        self.given[table] = doc_id
        self.tables.setdefault(table, {})[doc_id] = deepcopy(row)

    def remove(self, table: str, doc_id: int) -> None:
        """Take a document away; a table without any is as good as none."""
        self.tables.get(table, {}).pop(doc_id, None)
        if not self.tables.get(table):
            self.tables.pop(table, None)


class Operation(Protocol):
    """What one transaction does."""

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Make of a state what it must come to; `ids` are those that were given, if known."""

    def do(self, db: JournalDB) -> list[int]:
        """Do it, and return the ids that were given."""


class Insert:
    """Adds documents."""

    def __init__(self, table: str, *rows: Row) -> None:
        self.table, self.rows = table, rows

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Each is there."""
        for row in self.rows:
            state.add(self.table, row, ids)

    def do(self, db: JournalDB) -> list[int]:
        """One has a method of its own."""
        if len(self.rows) == 1:
            return [db.table(self.table).insert(self.rows[0])]
        ids: list[int] = db.table(self.table).insert_multiple(self.rows)
        return ids


class Change:
    """Changes fields of a document, if it is there."""

    def __init__(self, table: str, doc_id: int, **fields: Any) -> None:
        self.table, self.doc_id, self.fields = table, doc_id, fields

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Leave the others."""
        state.tables.get(self.table, {}).get(self.doc_id, {}).update(self.fields)

    def do(self, db: JournalDB) -> list[int]:
        """No id is given by it."""
        db.table(self.table).update(self.fields, doc_ids=[self.doc_id])
        return []


class Remove:
    """Removes a document, if it is there."""

    def __init__(self, table: str, doc_id: int) -> None:
        self.table, self.doc_id = table, doc_id

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Take it away, and its id with it."""
        state.remove(self.table, self.doc_id)

    def do(self, db: JournalDB) -> list[int]:
        """No id is given by it."""
        db.table(self.table).remove(doc_ids=[self.doc_id])
        return []


class Drop:
    """Drops a table."""

    def __init__(self, table: str) -> None:
        self.table = table

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """All its documents are gone."""
        state.tables.pop(self.table, None)

    def do(self, db: JournalDB) -> list[int]:
        """No id is given by it."""
        db.drop_table(self.table)
        return []


class Together:
    """Does several operations, all or none."""

    def __init__(self, *operations: Operation) -> None:
        self.operations = operations

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """One after the other."""
        for operation in self.operations:
            operation.plan(state, ids)

    def do(self, db: JournalDB) -> list[int]:
        """In one transaction."""
        with storage(db).transaction("together", "tester"):
            return [doc_id for operation in self.operations for doc_id in operation.do(db)]
