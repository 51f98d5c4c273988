"""A store in one TinyDB file; tinydb itself is loaded by the first write."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock
from time import monotonic

from msgspec.structs import replace

from store.backends.changelog import ChangeLog
from store.backends.checking import read, require
from store.backends.stored import Stored, document
from store.backends.tables import VERSION, Stamp, Tables, differences
from store.backends.tinydb_file import load, named, peek, stamp
from store.base import Change, Record, Resync, StoreInfo, Token
from store.errors import Replaced, StoreError, Unavailable, Unconfirmed
from store.index import Index, sidecar
from store.model import Document, Kind, Unreadable

_POLL = 0.1
"""Seconds between two looks at the file by whoever waits."""


class TinyDbStore:
    """Reads one state of the file, and notices by its stamp when others write it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: Tables | None = None
        seen = peek(path)
        if seen is None:
            self._tables = load(path)
            seen = self._tables.meta, self._tables.stamp
        self._meta, self._stamp = seen
        self._told: Stamp | None = self._stamp
        self._log = ChangeLog()
        self._lock = RLock()
        self._closed = Event()
        self._waited = False

    def info(self) -> StoreInfo:
        """Identity, location and whether the file and its folder can be written."""
        file = self._path.resolve()
        read_only = not all(os.access(path, os.W_OK) for path in (file, file.parent))
        return StoreInfo(self._meta.store_id, named(self._path), read_only, VERSION)

    def stamp(self) -> Stamp:
        """Size, mtime in nanoseconds and inode of the file as read."""
        return self._stamp

    def index(self) -> Index:
        """Columns of all events at one token: as kept beside the file, else computed and kept."""
        beside = self._path.with_name(f"{self._path.name}-index")
        with self._lock:
            token = self._log.token
            if kept := sidecar.load(beside, self._stamp):
                return replace(kept, token=token)
            tables = self._loaded()
        computed = _computed(tables)
        sidecar.save(beside, tables.stamp, computed, like=self._path)
        return replace(computed, token=token)

    def get(self, kind: Kind, uids: Sequence[str]) -> list[Record | Unreadable]:
        """Return the records in the order asked; an unknown uid raises NotFound."""
        table = (self._tables or self._loaded()).records[kind]
        require(kind, [uid for uid in uids if uid not in table])
        return [_record(kind, uid, table[uid]) for uid in uids]

    def apply(self, changes: Sequence[Change], label: str) -> Token:
        """One transaction, all or nothing; the label goes with a history, which this has not."""
        from store.backends.tinydb_write import read_only, write

        del label
        with self._lock:
            self._refresh()
            if changes:
                if self.info().read_only:
                    raise read_only(self._path)
                write(self._path, changes)
                self._confirm()
            return self._log.token

    def changes(self, since: Token) -> list[Change] | Resync:
        """Return what happened after that token, in order; a damaged file raises StoreError."""
        with self._lock:
            self._refresh()
            return self._log.since(since)

    def wait(self, since: Token, timeout: float) -> bool:
        """Block up to `timeout` seconds; whether anything changed after that token.

        Each state of the file is told of once, also one that `changes` finds damaged or equal.
        The first call reads the documents ahead, off the thread that will ask for them.
        """
        self._read_ahead()
        end = monotonic() + timeout
        while not self._news(since):
            left = end - monotonic()
            if left <= 0 or self._closed.wait(min(_POLL, left)):
                return False
        return True

    def close(self) -> None:
        """Wake whoever waits; no file is held open."""
        self._closed.set()

    def _news(self, since: Token) -> bool:
        if self._log.token > since:
            return True
        try:
            now = stamp(self._path)
        except StoreError:
            now = None
        news = now not in (self._stamp, self._told)
        self._told = now
        return news

    def _read_ahead(self) -> None:
        """Read the documents, once; what is wrong with them is told to whoever asks for one."""
        if not self._waited:
            self._waited = True
            with suppress(StoreError):
                self._loaded()

    def _loaded(self) -> Tables:
        with self._lock:
            return self._tables or self._refresh()

    def _refresh(self) -> Tables:
        """Take in what others wrote since."""
        try:
            if self._tables is not None and stamp(self._path) == self._stamp:
                return self._tables
            return self._reload()
        except Unavailable:
            raise Replaced(
                f"{named(self._path)} was deleted, moved or locked away while open."
                " Nothing was changed; put it back."
            ) from None

    def _reload(self) -> Tables:
        tables = load(self._path)
        if tables.meta.store_id != self._meta.store_id:
            raise Replaced(
                f"Another store lies at {named(self._path)} now. Nothing was changed;"
                " start again to open it."
            )
        self._note(tables)
        self._tables, self._stamp = tables, tables.stamp
        return tables

    def _note(self, tables: Tables) -> None:
        """Remember what changed since the state known so far."""
        if self._tables is None:
            if tables.stamp != self._stamp:
                self._log.forget()
            return
        try:
            changes = differences(self._tables, tables)
        except ValueError:
            self._log.forget()
        else:
            if changes:
                self._log.add(changes)

    def _confirm(self) -> None:
        """Take in what was just written, even where the clock is too coarse to show it."""
        try:
            self._reload()
        except StoreError as error:
            raise Unconfirmed(f"Saved, but it could not be read back: {error}") from None


def _computed(tables: Tables) -> Index:
    unreadable = list(tables.strays)
    index = Index.build(
        _documents(tables, "event", unreadable),
        _documents(tables, "actor", unreadable),
        _documents(tables, "place", unreadable),
        _documents(tables, "source", unreadable),
        token=0,
    )
    index.unreadable.extend(unreadable)
    return index


def _documents(tables: Tables, kind: Kind, unreadable: list[Unreadable]) -> Iterator[Document]:
    for uid, stored in tables.records[kind].items():
        try:
            yield document(stored.raw)
        except ValueError as error:
            unreadable.append(Unreadable(kind, uid, str(error)))


def _record(kind: Kind, uid: str, stored: Stored) -> Record | Unreadable:
    try:
        return read(kind, uid, document(stored.raw))
    except ValueError as error:
        return Unreadable(kind, uid, str(error))
