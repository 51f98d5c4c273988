"""What a database holds: for each table the documents of the snapshot, and the changes since."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from store.journal.lines import CREATE, DELETE, DROP, PUT
from store.journal.loose import Loose
from store.journal.scan import Change, Place
from store.journal.snapshot import Rows


class Table:
    """The documents of one table, each by its place; the snapshot is read only where it must."""

    def __init__(self, base: Callable[[], Rows | Loose], next_id: int | None) -> None:
        self._base = base
        self._next_id = next_id
        self.changed: dict[int, Place | None] = {}
        """Changes since the snapshot; None stands for a document that was deleted."""
        self._grown = 0
        """Documents that these changes have added, less those that they have deleted."""

    @property
    def base(self) -> Rows | Loose:
        """What the snapshot holds."""
        return self._base()

    @property
    def next_id(self) -> int:
        """The id that the next new document gets."""
        if self._next_id is None:
            base = self.base
            self._next_id = max(base.ids if isinstance(base, Rows) else base, default=0) + 1
        return self._next_id

    def __contains__(self, doc_id: int) -> bool:
        if doc_id in self.changed:
            return self.changed[doc_id] is not None
        if self._next_id is not None and doc_id >= self._next_id:
            return False  # and the snapshot need not be read
        return doc_id in self.base

    def __len__(self) -> int:
        return len(self.base) + self._grown

    def __iter__(self) -> Iterator[int]:
        base, changed = self.base, self.changed
        ids = base.ids if isinstance(base, Rows) else base
        if not changed:
            return iter(ids)
        return self._changed_ids(ids)

    def _changed_ids(self, ids: Iterable[int]) -> Iterator[int]:
        base, changed = self.base, self.changed
        for doc_id in ids:
            if doc_id not in changed or changed[doc_id] is not None:
                yield doc_id
        for doc_id, place in changed.items():
            if place is not None and doc_id not in base:
                yield doc_id

    def copy(self) -> "Table":
        """Return a table that stays as this one is now."""
        other = Table(self._base, self._next_id)
        other.changed, other._grown = dict(self.changed), self._grown
        return other

    def put(self, change: Change) -> None:
        """Take in a new or changed document."""
        doc_id = change.doc_id
        self._grown += change.new
        self.changed[doc_id] = change.place
        if self._next_id is not None and doc_id >= self._next_id:
            self._next_id = doc_id + 1

    def delete(self, doc_id: int) -> None:
        """Take in that a document is gone."""
        self._grown -= 1
        self.changed[doc_id] = None


class Tables(dict[str, Table]):
    """All tables by name; a dropped one's ids are not given again."""

    def __init__(self, next_ids: dict[str, int]) -> None:
        super().__init__()
        self._next_ids = dict(next_ids)

    @classmethod
    def of(cls, documents: Mapping[str, Loose], next_ids: dict[str, int]) -> "Tables":
        """Return tables of documents that lie in memory."""
        tables = cls(next_ids)
        for name, every in documents.items():
            tables.begun(name, partial(_same, every))
        return tables

    @property
    def next_ids(self) -> dict[str, int]:
        """Next id of every table, also of those that were dropped."""
        return {**self._next_ids, **{name: table.next_id for name, table in self.items()}}

    def next_id(self, name: str) -> int:
        """Return the id that the next new document of a table gets, whether it is there or not."""
        table = self.get(name)
        return self._next_ids.get(name, 1) if table is None else table.next_id

    def holds(self, name: str, doc_id: int) -> bool:
        """Whether a document is there."""
        table = self.get(name)
        return table is not None and doc_id in table

    def begun(self, name: str, base: Callable[[], Rows | Loose]) -> None:
        """Take in a table of the snapshot."""
        self[name] = Table(base, self._next_ids.get(name))

    def take(self, transaction: list[Change]) -> None:
        """Take in what a transaction changes; raises KeyError where that is no table of ours."""
        for change in transaction:
            table = change.table
            if change.op == PUT:
                self[table].put(change)
            elif change.op == DELETE:
                self[table].delete(change.doc_id)
            elif change.op == CREATE:
                self[table] = Table(dict, self._next_ids.get(table, 1))
            elif change.op == DROP:
                self._next_ids[table] = self.pop(table).next_id
            else:
                raise KeyError(change.op)

    def by_length(self) -> "Tables":
        """Return the same tables, the shortest first."""
        other = Tables(self._next_ids)
        other.update(sorted(self.items(), key=lambda item: len(item[1])))
        return other

    def copy(self) -> "Tables":
        """Return tables that stay as these are now."""
        other = Tables(self._next_ids)
        other.update({name: table.copy() for name, table in self.items()})
        return other


def _same(documents: Loose) -> Loose:
    return documents
