"""What stands in a snapshot, counted; and what is wrong with it, each document and as a whole."""

from array import array
from pathlib import Path

from store.journal.errors import Damaged
from store.journal.salvage_lines import Found
from store.journal.sequence import Fault
from store.journal.snapshot import META_TABLE, Meta, meta


class Ids:
    """The ids of one table: 8 bytes each while they ascend."""

    def __init__(self) -> None:
        self._ascending = array("q")
        self._all: set[int] | None = None

    def add(self, doc_id: int) -> bool:
        """Take in an id; whether it was not there yet."""
        if self._all is None:
            if not self._ascending or doc_id > self._ascending[-1]:
                self._ascending.append(doc_id)
                return True
            self._all = set(self._ascending)
        new = doc_id not in self._all
        self._all.add(doc_id)
        return new


class Contents:
    """Takes in what is found in a snapshot, in order."""

    def __init__(self, path: Path, ours: bool) -> None:
        self.meta = Meta()
        """What the snapshot says of itself, as far as it does."""
        self.documents: dict[str, int] = {}
        """How many could be read, by table."""
        self.faults: list[Fault] = []
        self._path = path
        self._ours = ours
        """Whether it has a document on each line."""
        self._ids: dict[str, Ids] = {}

    def take(self, found: Found) -> None:
        """Take in a table or a document; raises NewerFormat."""
        if found.reason:
            self._fault(found, found.reason)
        if found.table == META_TABLE:
            self._describe(found)
        elif found.table is not None and (found.raw or not found.reason):
            self._count(found, found.table)

    def differences(self) -> list[Fault]:
        """Return where the tables are not those that the file says it has."""
        told, there = self.meta.tables, list(self.documents)
        if not self._ours or not self.meta.generation or told == there:
            return []
        missing, unknown = "the table is missing", "it is none of the tables that it says it has"
        found = [self._whole(table, missing) for table in told if table not in there]
        found += [self._whole(table, unknown) for table in there if table not in told]
        return found or [self._whole("", "its tables stand in another order than it says")]

    def _describe(self, found: Found) -> None:
        if found.doc_id != 1 or found.raw is None:
            return
        try:
            self.meta = meta(self._path.name, found.raw)
        except Damaged:
            self._fault(found, "what the file says of itself makes no sense")

    def _count(self, found: Found, table: str) -> None:
        number = self.documents.setdefault(table, 0)
        if found.raw is None:
            return
        self.documents[table] = number + 1
        ids = self._ids.setdefault(table, Ids())
        if found.doc_id is not None and not ids.add(found.doc_id):
            self._fault(found, "its id stands there twice")

    def _fault(self, found: Found, reason: str) -> None:
        table, doc_id = found.table or "", found.doc_id
        self.faults.append(Fault(self._path, found.offset, table, doc_id, reason))

    def _whole(self, table: str, reason: str) -> Fault:
        return Fault(self._path, None, table, None, reason)
