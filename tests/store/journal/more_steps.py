"""More operations on tables: by query, in place, with chosen ids, and of whole tables."""

from collections.abc import Iterator, MutableMapping
from copy import deepcopy
from typing import Any

from tinydb import where
from tinydb.table import Document

from store.journal.table import JournalDB
from tests.store.journal.steps import Row, State, storage


class Choose:
    """Adds a document under an id of one's own; raises ValueError where that is taken."""

    def __init__(self, table: str, doc_id: int, row: Row) -> None:
        self.table, self.doc_id, self.row = table, doc_id, row

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Have it there, and give no later one its id."""
        next(ids, None)
        rows = state.tables.setdefault(self.table, {})
        if self.doc_id in rows:
            raise ValueError(self.doc_id)
        rows[self.doc_id] = deepcopy(self.row)
        state.given[self.table] = max(state.given.get(self.table, 0), self.doc_id)

    def do(self, db: JournalDB) -> list[int]:
        """Return the id that was chosen."""
        return [db.table(self.table).insert(Document(deepcopy(self.row), doc_id=self.doc_id))]


class _Silent:
    """An operation that gives no id."""

    def do(self, db: JournalDB) -> list[int]:
        """Do it."""
        self.act(db)
        return []

    def act(self, db: JournalDB) -> None:
        """Do it."""
        raise NotImplementedError


class Mutate(_Silent):
    """Changes a document in place, below its own fields; all of a table without an id."""

    def __init__(self, table: str, doc_id: int | None, value: Any) -> None:
        self.table, self.doc_id, self.value = table, doc_id, value

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """As the database does it."""
        for doc_id, row in state.tables.get(self.table, {}).items():
            if self.doc_id in (None, doc_id):
                self.change(row)

    def act(self, db: JournalDB) -> None:
        """Let the table do it."""
        wanted = None if self.doc_id is None else [self.doc_id]
        db.table(self.table).update(self.change, doc_ids=wanted)

    def change(self, row: MutableMapping[Any, Any]) -> None:
        """Append to a list in the document."""
        found = row.setdefault("list", [])
        if isinstance(found, list):
            found.append(deepcopy(self.value))


class Replace(_Silent):
    """Puts another document in the place of one."""

    def __init__(self, table: str, doc_id: int, row: Row) -> None:
        self.table, self.doc_id, self.row = table, doc_id, row

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Nothing of the old one is left."""
        rows = state.tables.get(self.table, {})
        if self.doc_id in rows:
            rows[self.doc_id] = deepcopy(self.row)

    def act(self, db: JournalDB) -> None:
        """Put it, if there is one."""
        with storage(db).transaction() as transaction:
            table = transaction.table(self.table)
            if self.doc_id in table:
                table[self.doc_id] = deepcopy(self.row)


class ChangeWhere(_Silent):
    """Changes fields of the documents whose number is that."""

    def __init__(self, table: str, number: int, fields: Row) -> None:
        self.table, self.number, self.fields = table, number, fields

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Ask each."""
        for row in state.tables.get(self.table, {}).values():
            if row.get("n") == self.number:
                row.update(deepcopy(self.fields))

    def act(self, db: JournalDB) -> None:
        """Ask by a query."""
        db.table(self.table).update(deepcopy(self.fields), where("n") == self.number)


class RemoveWhere(_Silent):
    """Removes the documents whose number is that."""

    def __init__(self, table: str, number: int) -> None:
        self.table, self.number = table, number

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Ask each."""
        for doc_id, row in [*state.tables.get(self.table, {}).items()]:
            if row.get("n") == self.number:
                state.remove(self.table, doc_id)

    def act(self, db: JournalDB) -> None:
        """Ask by a query."""
        db.table(self.table).remove(where("n") == self.number)


class Truncate(_Silent):
    """Removes all documents of a table."""

    def __init__(self, table: str) -> None:
        self.table = table

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Have none, as good as an empty one."""
        state.tables.pop(self.table, None)

    def act(self, db: JournalDB) -> None:
        """Empty it."""
        db.table(self.table).truncate()


class DropAll(_Silent):
    """Drops all tables."""

    def plan(self, state: State, ids: Iterator[int]) -> None:
        """Nothing is left but the ids that were given."""
        state.tables.clear()

    def act(self, db: JournalDB) -> None:
        """Drop them."""
        db.drop_tables()
