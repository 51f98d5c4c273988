"""The open files of a store: its records, over a journaled database."""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from store.backends.changelog import NAMED
from store.backends.checking import fit, prepare, read
from store.backends.records import Records
from store.backends.stored import document
from store.backends.tables import FORMAT, TABLES, Meta, require
from store.backends.tinydb_file import Stamp, named, unavailable
from store.backends.told import in_full, read_only, refusal, told
from store.base import Change, Record, StoreInfo
from store.errors import ReadOnly, StoreError, WriteError
from store.index import Index
from store.index.build import names_of
from store.journal.database import Database
from store.journal.errors import JournalError
from store.model import Document, Kind, Unreadable
from store.names import Names

_ADVICE = "See what can be read with `syria-timeline check`."
LARGEST = 64 << 20
"""Bytes of file and journal up to which the app leaves one complete file behind."""


class OpenStore:
    """Raises StoreError throughout; not locked but for what the database locks by itself."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with told(path):
            self._database = Database(path, application=FORMAT)
        self._found: Records | None = None
        try:
            self._require_store()
        except StoreError:
            self._database.close()
            raise

    @property
    def meta(self) -> Meta:
        """What the store says of itself."""
        found = self._database.state.meta
        return Meta(found.format, found.version, found.store_id, found.generation)

    @property
    def read_only(self) -> str:
        """Why nothing can be written, in a sentence; "" while it can."""
        reason = self._database.read_only
        return f"{in_full(self._path, reason)}." if reason else ""

    @property
    def notices(self) -> list[str]:
        """What there is to tell, a sentence each."""
        told = [f"{in_full(self._path, notice)}." for notice in self._database.notices]
        return [*told, f"Only read: {self.read_only} {_ADVICE}"] if self.read_only else told

    def stamp(self) -> Stamp:
        """Return what tells this state from the next."""
        return self._database.stamp()

    def missing(self, kind: Kind, uids: Sequence[str]) -> list[str]:
        """Return the uids that lead to no record."""
        with told(self._path):
            return self._records.missing(kind, uids)

    def get(self, kind: Kind, uid: str) -> Record | Unreadable:
        """Return one record."""
        with told(self._path):
            raw = self._records.raw(kind, uid)
        try:
            return read(kind, uid, document(raw))
        except ValueError as error:
            return Unreadable(kind, uid, str(error))

    def place(self, kind: Kind, uid: str) -> tuple[str, int | None]:
        """Return the name of the file in which a record lies, and the byte if that is known."""
        with told(self._path):
            slot = self._records.slot(kind, uid)
            if slot is None:
                return self._path.name, None
            return self._database.state.place(TABLES[kind], slot.doc_id)

    def index(self) -> Index:
        """Compute the columns of all events."""
        records = self._records
        with told(self._path):
            records.read(*TABLES)
            unreadable = list(records.strays)
            index = Index.build(
                self._documents("event", unreadable),
                self._documents("actor", unreadable),
                self._documents("place", unreadable),
                self._documents("source", unreadable),
                token=0,
            )
        index.unreadable.extend(unreadable)
        return index

    def names(self) -> Names:
        """Return the names of actors, places and sources."""
        unread: list[Unreadable] = []
        with told(self._path):
            return names_of(*(self._documents(kind, unread) for kind in NAMED))

    def require_writable(self, info: StoreInfo) -> None:
        """Raise ReadOnly where nothing can be written."""
        if info.read_only_reason:
            raise ReadOnly(f"Not saved: {info.read_only_reason} Nothing was changed.")
        if info.read_only:
            raise read_only(self._path)

    def apply(self, changes: Sequence[Change], label: str, caught_up: Callable[[], None]) -> None:
        """Write one transaction; calls back once it knows what others wrote before it."""
        prepared = prepare(changes)
        with told(self._path, saving=True), self._database.transaction(label):
            caught_up()
            self._put(fit(prepared, self._records.version))

    def refresh(self) -> None:
        """Take in what others wrote."""
        with told(self._path):
            self._database.refresh()

    def news(self) -> list[Change] | None:
        """Return what changed since the last call; None where it cannot be told one by one."""
        news = self._database.take_news()
        if news == [] or (self._found is None and news is not None):
            return [] if news == [] else None
        with told(self._path):
            changes = None if news is None else self._records.take(news)
        if changes is None:
            self._found = None
        return changes

    def read_ahead(self) -> None:
        """Find every record, then read the whole file: whether it is what was saved."""
        with told(self._path):
            self._records.read(*TABLES)
            self._database.verify()

    def backup(self, path: Path) -> None:
        """Write a copy of what is saved now."""
        try:
            with told(self._path):
                self._database.backup(path)
        except FileExistsError:
            raise WriteError(
                f"Not saved: there is a file at {named(path)} already. Name another."
            ) from None
        except OSError as error:
            raise refusal(path, error) from None

    def compact(self) -> None:
        """Fold the journal into the file."""
        with told(self._path, saving=True):
            self._database.checkpoint()

    def tidy(self) -> None:
        """Fold a small journal into the file, if that can be done."""
        if self._database.size <= LARGEST:
            with suppress(JournalError, OSError):
                self._database.checkpoint()

    def close(self) -> None:
        """Let go of the files."""
        self._database.close()

    @property
    def _records(self) -> Records:
        if self._found is None:
            with told(self._path):
                self._found = Records(self._database)
        return self._found

    def _require_store(self) -> None:
        if self._database.state.identity is None:
            raise unavailable(self._path, FileNotFoundError())
        require(named(self._path), self.meta)

    def _put(self, changes: Sequence[Change]) -> None:
        """Carry changes out by TinyDB's own operations, which are part of one transaction."""
        from store.journal.table import JournalDB

        database = JournalDB(self._database)
        placed: dict[tuple[Kind, str], int | None] = {}
        for change in changes:
            table, key = database.table(TABLES[change.kind]), (change.kind, change.uid)
            slot = self._records.slot(*key)
            doc_id = placed.get(key, slot.doc_id if slot else None)
            if doc_id is None:
                placed[key] = table.insert(change.document or {})
            elif change.document is None:
                table.remove(doc_ids=[doc_id])
                placed[key] = None
            else:
                table.update(_replacement(change.document), doc_ids=[doc_id])

    def _documents(self, kind: Kind, unreadable: list[Unreadable]) -> Iterator[Document]:
        for uid, raw in self._records.raws(kind):
            try:
                yield document(raw)
            except ValueError as error:
                unreadable.append(Unreadable(kind, uid, str(error)))


def _replacement(document: Document) -> Callable[[MutableMapping[Any, Any]], None]:
    """Return what makes a stored document into this one."""

    def replace(stored: MutableMapping[Any, Any]) -> None:
        stored.clear()
        stored.update(document)

    return replace
