"""An open database that is read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from store.journal.disk import Disk
from store.journal.documents import decoded
from store.journal.draft import decoded_at
from store.journal.follower import Follower
from store.journal.lines import found_in
from store.journal.snapshot import Rows
from store.journal.state import Identity, State, identity, readable

DISK = Disk()
Stamp = tuple[int, int, int, int, int, int]
_NONE = (0, 0, 0)


class Reader(Follower):
    """Answers from the latest state that was taken in."""

    def __init__(self, path: str | Path, *, disk: Disk = DISK) -> None:
        """Open a database; raises Missing, Damaged, NewerFormat, or Busy."""
        super().__init__(path, disk=disk)

    def document(self, table: str, doc_id: int) -> Any:
        """Return a document; raises KeyError, or Damaged that names the byte."""
        with self._guard:
            return decoded_at(self._state, table, doc_id)

    def raw(self, table: str, doc_id: int) -> bytes | None:
        """Return the JSON of a document, None where there is none; raises Damaged."""
        with self._guard:
            return self._state.raw(table, doc_id)

    def ids(self, table: str) -> list[int]:
        """Return the ids of a table in order; raises Damaged."""
        with self._guard:
            found = self._state.tables.get(table)
            return [] if found is None else list(found)

    def next_id(self, table: str) -> int:
        """Return the id that the next new document of a table gets; raises Damaged."""
        with self._guard:
            return self._state.tables.next_id(table)

    def holds(self, table: str, doc_id: int) -> bool:
        """Whether a document is there; raises Damaged."""
        with self._guard:
            return self._state.tables.holds(table, doc_id)

    def count(self, table: str) -> int:
        """Return the number of documents; raises Damaged."""
        with self._guard:
            return len(self._state.tables.get(table, ()))

    def documents(self, table: str) -> Iterator[tuple[int, Any]]:
        """Yield id and document of a table as it is now; raises Damaged that names the byte."""
        with self.reading() as state:
            for doc_id, raw in self._raws(state, table):
                try:
                    document = decoded(raw)
                except ValueError:
                    document = decoded_at(state, table, doc_id)
                yield doc_id, document

    def raws(self, table: str) -> Iterator[tuple[int, bytes]]:
        """Yield id and JSON of the documents of a table as it is now, in order; raises Damaged."""
        with self.reading() as state:
            yield from self._raws(state, table)

    def _raws(self, state: State, table: str) -> Iterator[tuple[int, bytes]]:
        with self._guard:
            found = state.tables.get(table)
            kept = None if found is None else found.copy()
        return iter(()) if kept is None else state.raws(kept)

    def known(self, rows: Mapping[str, Rows], identity: Identity) -> None:
        """Take where the documents of tables lie in the snapshot that is known by its identity."""
        with self._guard:
            self._state.known(rows, identity)

    def changed(self, table: str, end: int) -> list[int] | None:
        """Return the ids of what the journal changes from a byte on, deletions before it too.

        None where the table is not that of the snapshot any more.
        """
        with self._guard:
            found = self._state.tables.get(table)
            if found is None or not isinstance(found.base, Rows):
                return None
            changed = found.changed.items()
            return [doc_id for doc_id, at in changed if at is None or at.offset >= end]

    def stands(self, mark: tuple[int, bytes] | None) -> bool:
        """Whether a transaction stands in the journal still that was taken in before, if any was.

        One that the disk did not confirm is taken back, and others may be written in its place.
        """
        if mark is None:
            return True
        with self._guard:
            state, (offset, checksum) = self._state, mark
            if state.journal is None:
                return False
            return state.read(state.journal, offset, len(checksum)) == checksum

    def mentions(self, text: bytes) -> bool:
        """Whether some bytes stand anywhere in the files; a file of others may spell them else."""
        with self.reading() as state, readable(self.path):
            return state.loose is not None or any(
                found_in(self._disk, descriptor, text)
                for descriptor in (state.snapshot, state.journal)
                if descriptor is not None
            )

    def stamp(self) -> Stamp:
        """Return size, mtime in nanoseconds and inode of the snapshot, and those of its journal.

        They tell this state from any other; zeros stand for a file that is not there.
        """
        with self._guard, readable(self.path):
            state, journal = self._state, _NONE
            if state.journal is not None and state.journal_path == state.own_journal:
                journal = state.size, *identity(self._disk.status(state.journal))[1:]
            return (state.identity or _NONE) + journal

    def tables(self) -> list[str]:
        """Return the names of all tables."""
        with self._guard:
            return list(self._state.tables)
