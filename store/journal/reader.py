"""An open database that is read, and that notices what others write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from store.journal import names
from store.journal.disk import Disk
from store.journal.draft import decoded_at
from store.journal.errors import JournalError, Replaced
from store.journal.lines import decoded, found_in
from store.journal.state import State, identity, identity_at, opened, readable

DISK = Disk()
Stamp = tuple[int, int, int, int, int, int]
_NONE = (0, 0, 0)


class Reader:
    """May be used by several threads."""

    def __init__(self, path: str | Path, *, disk: Disk = DISK) -> None:
        self.path = disk.real(path)
        self.notices: list[str] = []
        """What the user is to know of, in the order in which it was found."""
        self._unconfirmed = ""
        self._closed = False
        self._disk = disk
        self._guard = RLock()
        self._state = opened(disk, self.path)
        self._kept: list[State] = []
        """States that are over and still being read."""
        self._readers = 0
        self._lost_track = False
        self._tell()

    @property
    def read_only(self) -> str:
        """Why nothing can be written, "" while it can."""
        return self.fault or self._state.locked

    @property
    def fault(self) -> str:
        """What is wrong with the disk or with what is on it, so that nothing can be written."""
        return self._unconfirmed or self._state.fault

    @property
    def state(self) -> State:
        """What lies on disk, as far as it was read."""
        return self._state

    @property
    def version(self) -> object:
        """Another one whenever anything has changed."""
        return self._state.identity, self._state.lsn

    @contextmanager
    def reading(self) -> Iterator[State]:
        """Keep the files of the latest state open, whatever others put in their place."""
        with self._guard:
            with suppress(Replaced):  # what was open can be read still
                self.refresh()
            state = self._state
            self._readers += 1
        try:
            yield state
        finally:
            with self._guard:
                self._readers -= 1
                if not self._readers:
                    for kept in self._kept:
                        kept.close()
                    self._kept.clear()

    def refresh(self) -> bool:
        """Take in what others wrote; whether there was anything. Raises JournalError."""
        with self._guard, readable(self.path):
            self._require_open()
            state = self._state
            if identity_at(self._disk, self.path) != state.identity or self._superseded():
                return self._reload()
            if state.journal is None:
                return False
            size = self._disk.status(state.journal).st_size
            if size < state.end:  # what somebody wrote was not confirmed, and taken back
                return self._reload()
            return size != state.size and state.take_more()

    def take_news(self) -> list[tuple[str, int]] | None:
        """Return table and id of each change since the last call, None where they are not known."""
        with self._guard:
            news, self._state.news = self._state.news, []
            if self._lost_track:
                self._lost_track = False
                return None
            return [(change.table, change.doc_id) for change in news]

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
            return self._state.tables.next_ids.get(table, 1)

    def holds(self, table: str, doc_id: int) -> bool:
        """Whether a document is there; raises Damaged."""
        with self._guard:
            found = self._state.tables.get(table)
            return found is not None and doc_id in found

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

    def mentions(self, text: bytes) -> bool:
        """Whether some bytes stand anywhere in the files; a file of others may spell them else."""
        with self.reading() as state, readable(self.path):
            return state.loose is not None or any(
                found_in(self._disk, descriptor, text)
                for descriptor in (state.snapshot, state.journal)
                if descriptor is not None
            )

    def stamp(self) -> Stamp:
        """Return what tells this state from any other, as `stamp_at` does."""
        with self._guard:
            state = self._state
            journal = None
            if state.journal_path == names.journal(self.path, state.meta.generation):
                assert state.journal is not None
                journal = state.size, *identity(self._disk.status(state.journal))[1:]
            return (state.identity or _NONE) + (journal or _NONE)

    def tables(self) -> list[str]:
        """Return the names of all tables."""
        with self._guard:
            return list(self._state.tables)

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            self._closed = True
            self._state.close()
            for state in self._kept:
                state.close()

    def _require_open(self) -> None:
        if self._closed:
            raise JournalError(f"{self.path.name} is closed")

    def _superseded(self) -> bool:
        """Whether a journal of this snapshot has been begun since."""
        state = self._state
        path = names.journal(self.path, state.meta.generation)
        if state.journal_path == path or not state.meta.generation:
            return False
        return identity_at(self._disk, path) is not None

    def _reload(self) -> bool:
        """Go over to the files that lie there now, without losing sight of what changed."""
        old = self._state
        old.take_more()  # whoever wrote the new ones had read this journal to its end
        new = opened(self._disk, self.path, old.lsn)
        same = new.meta.generation == old.meta.generation != 0
        outside = new.edited or (same and new.identity != old.identity)
        try:
            self._require_same(old, new)
            if outside:
                new.find_all()
        except JournalError:
            new.close()
            raise
        if old.loose is not None or outside or not new.meta.lsn <= old.lsn <= new.lsn:
            self._lost_track = True
        new.news = old.news + new.news
        self._state = new
        self._retire(old)
        self._tell()
        return True

    def _require_same(self, old: State, new: State) -> None:
        if new.identity is None:
            raise Replaced(f"{self.path.name} was deleted or moved while open")
        if old.meta.store_id and new.meta.store_id != old.meta.store_id:
            raise Replaced(f"another database lies at {self.path.name} now")

    def _retire(self, state: State) -> None:
        if self._readers:
            self._kept.append(state)
        else:
            state.close()

    def _tell(self) -> None:
        """Make known what was found on opening."""
        state = self._state
        if state.missing:
            self.notices.append(f"{state.missing} is missing, and with it what was saved last")
        foreign = state.loose is not None and state.meta.generation
        if (state.edited or foreign) and not state.fault:
            self.notices.append(f"{self.path.name} was edited outside; it is taken as it is")


def stamp_at(path: Path, generation: int, disk: Disk = DISK) -> Stamp:
    """Return size, mtime in nanoseconds and inode of a snapshot, and those of its journal.

    Zeros stand for a file that is not there. Raises Missing.
    """
    journal = identity_at(disk, names.journal(path, generation))
    return (identity_at(disk, path) or _NONE) + (journal or _NONE)
