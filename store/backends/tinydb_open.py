"""The open files of a store: its records, over a journaled database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import msgspec

from store.backends.changelog import KINDS, NAMED
from store.backends.checking import fit, prepare, read
from store.backends.leaning import Leaning
from store.backends.records import Records
from store.backends.stored import document
from store.backends.tables import FORMAT, TABLES, Meta, require
from store.backends.tinydb_file import Stamp, empty, named, stamp, unavailable
from store.backends.tinydb_upkeep import Upkeep
from store.backends.told import told
from store.backends.whole import Whole
from store.backends.work import Work
from store.base import Change, Record
from store.errors import StoreError
from store.index.build import names_of
from store.index.changing import renamed
from store.index.shelf import kept_names
from store.index.sidecar import Sections
from store.index.sidecar import Stamp as Kept
from store.journal.database import Database
from store.journal.errors import JournalError, Replaced
from store.model import Document, Kind, Unreadable
from store.names import Names

_FEW = 16
"""Changes up to which it is faster to look for each uid than to find all records."""


class OpenStore:
    """Raises StoreError throughout; one thread at a time may ask for records."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with told(path):
            self._database = Database(path, application=FORMAT)
        self.work = Work()
        self.upkeep = Upkeep(path, self._database, self.work)
        self._found: Records | None = None
        self._sections: Sections | None = None
        """What is kept of the snapshot that was open last."""
        try:
            self._require_store()
        except StoreError:
            self.close()
            raise

    @property
    def meta(self) -> Meta:
        """What the store says of itself."""
        found = self._database.state.meta
        return Meta(found.format, found.version, found.store_id, found.generation)

    @property
    def generation(self) -> int:
        """Of the snapshot, 0 where another program wrote it."""
        return self._database.state.meta.generation

    @property
    def version(self) -> object:
        """Another one whenever a record or the file has changed."""
        return self._database.version

    def stamp(self) -> Stamp:
        """Return what tells this state from the next."""
        return self._database.stamp()

    def get(self, kind: Kind, uid: str) -> Record | Unreadable | None:
        """Return one record, None where there is none any more."""
        slot = self._records.slot(kind, uid)
        with told(self._path):
            raw = self._database.raw(TABLES[kind], slot.doc_id) if slot else None
        if raw is None:
            return None
        try:
            found = document(msgspec.Raw(raw))
        except ValueError as error:
            return Unreadable(kind, uid, str(error))
        return read(kind, uid, found)

    def missing(self, kind: Kind, uids: Iterable[str]) -> list[str]:
        """Return the uids that lead to no record."""
        with told(self._path):
            return self._records.missing(kind, uids)

    def lean(self, sections: Sections | None) -> None:
        """Take from what is kept, if anything is, where the records lie in these files."""
        if sections is not self._sections:
            self._sections, self._found = sections, None

    def since(self, sections: Sections, kinds: Iterable[Kind] = KINDS) -> list[Change] | None:
        """Return what is not in an index, None where that cannot be told one by one."""
        with told(self._path):
            leaning = Leaning.on(sections, self._database, self.stamp())
            if leaning is None:
                return None
            try:
                return [one for kind in kinds for one in leaning.changes(kind)]
            except ValueError:
                return None

    def kept(self) -> Kept:
        """Return what an index of this state belongs to; ask before anything is read for it."""
        state, stamp = self._database.state, self.stamp()
        own = state.journal is not None and state.journal_path == state.own_journal
        end, mark = (state.end, state.mark) if own else (0, None)
        return Kept(self.meta.store_id, stamp[:3], stamp[3:], end, mark)

    def whole(self, kinds: Sequence[Kind] = KINDS) -> Whole:
        """Return all records of some kinds, to be read without a lock."""
        with told(self._path):
            return Whole(self._path, self._database, self._records, kinds)

    def unread(self) -> Whole:
        """Return all records, each to be read in one pass and by nobody else meanwhile."""
        with told(self._path):
            return Whole(self._path, self._database, Records(self._database), ())

    def names(self) -> Names:
        """Return the names of actors, places and sources; nothing is known of the events then."""
        with told(self._path), self._database.reading():
            if self._sections and (changes := self.since(self._sections, NAMED)) is not None:
                return renamed(kept_names(self._sections), changes)
            actors, places, sources = (self._firsts(kind) for kind in NAMED)
            return names_of(actors, places, sources)

    def read_ahead(self) -> None:
        """Find every record, but for those that can be looked up."""
        with told(self._path):
            self._records.read(KINDS)

    def apply(
        self,
        changes: Sequence[Change],
        label: str,
        lock: AbstractContextManager[object],
        caught_up: Callable[[], None],
    ) -> None:
        """Write one transaction; calls back once it knows what others wrote before it."""
        from store.backends.tinydb_put import put

        prepared = prepare(changes)
        with told(self._path, saving=True), self._database.transaction(label):
            with lock:
                caught_up()
                records = self._records
                if len(prepared) > _FEW:
                    records.read({change.kind for change in prepared})
                fit(prepared, records.version)
                slots = {
                    (change.kind, change.uid): slot.doc_id
                    for change in prepared
                    if (slot := records.slot(change.kind, change.uid))
                }
            put(self._database, prepared, slots)

    def refresh(self) -> None:
        """Take in what others wrote; raises Replaced also where the journal is gone."""
        with told(self._path):
            self._database.refresh()
            if self._journal_gone():  # or others have just begun another one
                self._database.refresh()
                if self._journal_gone():
                    name = f"{self._database.path.name}-journal-{self.meta.generation}"
                    raise Replaced(f"{name} was deleted or moved while open")

    def news(self) -> list[Change] | None:
        """Return what changed since the last call; None where it cannot be told one by one."""
        news = self._database.take_news()
        if news == []:
            return []
        changes = None
        if news is not None and self._found is not None:
            with suppress(JournalError):  # whoever reads all anew is told of it
                changes = self._found.take(news)
        if changes is None:
            self._found = None
        return changes

    def close(self) -> None:
        """Let go of the files, once nobody writes any more."""
        self.work.finish()
        self._database.close()

    def _firsts(self, kind: Kind) -> Iterator[Document]:
        """Yield the documents of a kind that can be read; of two with one uid the first counts."""
        seen: set[str] = set()
        for _, raw in self._database.raws(TABLES[kind]):
            with suppress(ValueError):
                found = document(msgspec.Raw(raw))
                if found["uid"] not in seen:
                    seen.add(found["uid"])
                    yield found

    @property
    def _records(self) -> Records:
        if self._found is None:
            with told(self._path):
                found = Records(self._database)
                if leaning := self._sections and Leaning.on(
                    self._sections, self._database, self.stamp()
                ):
                    leaning.support(found)
                self._found = found
        return self._found

    def _journal_gone(self) -> bool:
        known, there = self.stamp(), stamp(str(self._database.path), self.generation)
        return any(known[3:]) and not any(there[3:])

    def _require_store(self) -> None:
        state = self._database.state
        if state.identity is None:
            raise unavailable(self._path, FileNotFoundError())
        if not state.identity[0]:
            raise empty(self._path)
        require(named(self._path), self.meta)
