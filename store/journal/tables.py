"""What a database holds: for each table the documents of the snapshot, and the changes since."""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from store.journal.lines import CREATE, DELETE, DROP, PUT
from store.journal.loose import Loose
from store.journal.scan import Change
from store.journal.snapshot import Rows


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where the JSON of a document lies in the journal."""

    offset: int
    length: int


class Table:
    """The documents of one table, each by its place; the snapshot is read only where it must."""

    def __init__(self, base: Callable[[], Rows | Loose], next_id: int | None) -> None:
        self._base = base
        self._next_id = next_id
        self._least = 1
        self.changed: dict[int, Place | None] = {}
        """Changes since the snapshot; None stands for a document that was deleted."""
        self._more = 0
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
            latest = max(base.ids if isinstance(base, Rows) else base, default=0)
            self._next_id = max(self._least, latest + 1, max(self.changed, default=0) + 1)
        return self._next_id

    def doubt(self) -> None:
        """Look at the documents before the next id is given: others may have added some."""
        self._least, self._next_id = self._next_id or 1, None

    def __contains__(self, doc_id: int) -> bool:
        if doc_id in self.changed:
            return self.changed[doc_id] is not None
        return doc_id in self.base

    def __len__(self) -> int:
        return len(self.base) + self._more

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
        other.changed, other._more, other._least = dict(self.changed), self._more, self._least
        return other

    def put(self, doc_id: int, place: Place, new: bool) -> None:
        """Take in a new or changed document."""
        self._more += new
        self.changed[doc_id] = place
        if self._next_id is not None and doc_id >= self._next_id:
            self._next_id = doc_id + 1

    def delete(self, doc_id: int) -> None:
        """Take in that a document is gone."""
        self._more -= 1
        self.changed[doc_id] = None


class Tables(dict[str, Table]):
    """All tables by name; a dropped one's ids are not given again."""

    def __init__(self, next_ids: dict[str, int]) -> None:
        super().__init__()
        self._next_ids = dict(next_ids)

    @property
    def next_ids(self) -> dict[str, int]:
        """Next id of every table, also of those that were dropped."""
        return {**self._next_ids, **{name: table.next_id for name, table in self.items()}}

    def doubt(self) -> None:
        """Trust no next id that the snapshot tells: others may have changed it since."""
        for table in self.values():
            table.doubt()

    def begun(self, name: str, base: Callable[[], Rows | Loose]) -> None:
        """Take in a table of the snapshot."""
        self[name] = Table(base, self._next_ids.get(name))

    def take(self, change: Change) -> None:
        """Take in one record of the journal."""
        table = change.table
        if change.op == PUT:
            place = Place(change.offset, change.length)
            self[table].put(change.doc_id, place, change.prev_crc is None)
        elif change.op == DELETE:
            self[table].delete(change.doc_id)
        elif change.op == CREATE:
            self[table] = Table(dict, self._next_ids.get(table, 1))
        elif change.op == DROP:
            self._next_ids[table] = self.pop(table).next_id

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
