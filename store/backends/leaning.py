"""Finds records by the index beside a store, where that is of the files that are open."""

from collections.abc import Iterator

import msgspec

from store.backends.changelog import KINDS
from store.backends.directory import Directory, rows
from store.backends.kept_index import goes_on
from store.backends.records import Records
from store.backends.stored import document
from store.backends.tables import TABLES
from store.backends.tinydb_file import Stamp
from store.base import Change
from store.index.sidecar import Sections
from store.journal.reader import Reader
from store.journal.snapshot import Rows
from store.model import Document, Kind


class Leaning:
    """What an index tells of one state of a database, and what has changed since."""

    def __init__(
        self, database: Reader, directories: dict[Kind, Directory], changed: dict[Kind, list[int]]
    ) -> None:
        self._database = database
        self._directories = directories
        self._changed = changed

    @classmethod
    def on(cls, sections: Sections, database: Reader, stamp: Stamp) -> "Leaning | None":
        """Return what can be told, None where the index is of other files, or damaged."""
        if not goes_on(sections.stamp, stamp) or not database.stands(sections.stamp.mark):
            return None
        found = {TABLES[kind]: rows(sections, TABLES[kind]) for kind in KINDS}
        known: dict[str, Rows] = {table: each for table, each in found.items() if each is not None}
        if len(known) < len(KINDS):
            return None
        directories = {kind: Directory(sections, kind) for kind in KINDS}
        if not all(directory.sound for directory in directories.values()):
            return None
        database.known(known, sections.stamp.snapshot)
        end = sections.stamp.end
        changed = {kind: database.changed(TABLES[kind], end) for kind in KINDS}
        told = {kind: each for kind, each in changed.items() if each is not None}
        return cls(database, directories, told) if len(told) == len(KINDS) else None

    def support(self, records: Records) -> None:
        """Let records be looked up."""
        for kind, directory in self._directories.items():
            records.lean(kind, directory, self._changed[kind])

    def changes(self, kind: Kind) -> Iterator[Change]:
        """Yield what has changed since, first what is gone; raises ValueError for no records."""
        directory, found = self._directories[kind], dict[str, Document]()
        for doc_id in self._changed[kind]:
            raw, before = self._database.raw(TABLES[kind], doc_id), directory.uid(doc_id)
            uid = None
            if raw is not None:
                one = document(msgspec.Raw(raw))
                uid = one["uid"]
                if uid in found:
                    raise ValueError("another record has the same uid")
                self._require_alone(kind, uid, doc_id)
                found[uid] = one
            if before is not None and before != uid:
                yield Change(kind, before, None, None)
        for uid, one in found.items():
            yield Change(kind, uid, None, one)

    def _require_alone(self, kind: Kind, uid: str, doc_id: int) -> None:
        """Raise ValueError where another document has the same uid."""
        other = self._directories[kind].find(uid)
        if other and other.doc_id != doc_id and self._database.holds(TABLES[kind], other.doc_id):
            raise ValueError("another record has the same uid")
