"""A store in one TinyDB file with a journal; neither is opened before a document is asked for."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, RLock
from time import monotonic
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.backends.changelog import ChangeLog
from store.backends.checking import require
from store.backends.tables import VERSION
from store.backends.tinydb_file import Stamp, named, peek, stamp
from store.base import Change, Fault, Record, Resync, StoreInfo, Token
from store.errors import StoreError
from store.index import Index, sidecar
from store.model import Kind, Unreadable
from store.names import Names

if TYPE_CHECKING:
    from store.backends.tinydb_open import OpenStore

_POLL = 0.1
"""Seconds between two looks at the file by whoever waits."""


class TinyDbStore:
    """Reads one state of the file, and notices by its stamp when others write it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: OpenStore | None = None
        self._log = ChangeLog()
        self._lock = RLock()
        self._closed = Event()
        self._waited = False
        self._kept: Index | None = None
        """The index as it was last read or computed."""
        found = peek(path)
        self._meta, self._stamp = found or (self._opened().meta, self._opened().stamp())
        self._told: Stamp | None = self._stamp

    def info(self) -> StoreInfo:
        """Identity, location, whether it can be written, and what there is to tell of it."""
        file = self._path.resolve()
        reason = self._open.read_only if self._open else ""
        allowed = all(os.access(path, os.W_OK) for path in (file, file.parent))
        return StoreInfo(
            self._meta.store_id,
            named(self._path),
            bool(reason) or not allowed,
            VERSION,
            tuple(self._open.notices) if self._open else (),
            reason,
        )

    def stamp(self) -> Stamp:
        """Size, mtime in nanoseconds and inode of file and journal as read."""
        return self._open.stamp() if self._open else self._stamp

    def index(self) -> Index:
        """Columns of all events at one token: as kept beside the file, else computed and kept."""
        beside = self._path.with_name(f"{self._path.name}-index")
        with self._lock:
            token, now = self._log.token, self.stamp()
            found = sidecar.load(beside, now)
            store = None if found else self._opened()
        if found is None and store:
            found = store.index()
            sidecar.save(beside, now, found, like=self._path)
        assert found is not None
        self._kept = replace(found, token=token)
        return self._kept

    def names(self) -> Names:
        """Names of actors, places and sources, read without the events."""
        with self._lock:
            return self._opened().names()

    def get(self, kind: Kind, uids: Sequence[str]) -> list[Record | Unreadable]:
        """Return the records in the order asked; an unknown uid raises NotFound."""
        with self._lock:
            store = self._opened()
            require(kind, store.missing(kind, uids))
            return [store.get(kind, uid) for uid in uids]

    def apply(self, changes: Sequence[Change], label: str) -> Token:
        """Make one transaction, all or nothing.

        On disk when this returns. Others read on meanwhile.
        """
        store = self._opened()
        if changes:
            store.require_writable(self.info())
            store.apply(changes, label, self._take_in)
        with self._lock:
            self._refresh()
            return self._log.token

    def changes(self, since: Token) -> list[Change] | Resync:
        """Return what happened after that token, in order; a damaged file raises StoreError."""
        with self._lock:
            self._refresh()
            return self._log.since(since)

    def wait(self, since: Token, timeout: float) -> bool:
        """Block up to `timeout` seconds; whether anything changed after that token.

        Each state of the file is told of once, also one that `changes` finds damaged or equal.
        The first call reads ahead, off the thread that will ask for documents.
        """
        self._read_ahead()
        end = monotonic() + timeout
        while not self._news(since):
            left = end - monotonic()
            if left <= 0 or self._closed.wait(min(_POLL, left)):
                return False
        return True

    def check(self) -> list[Fault]:
        """Read everything, change nothing, and return what is wrong."""
        from store.backends.tinydb_check import check

        return check(self._path)

    def backup(self, path: Path) -> None:
        """Write a whole copy of one state; raises WriteError where something is at the path."""
        self._opened().backup(path)

    def compact(self) -> None:
        """Fold what was added since into the file; raises ReadOnly or WriteError."""
        store = self._opened()
        store.require_writable(self.info())
        store.compact()
        self._keep_index()

    def close(self) -> None:
        """Wake whoever waits and let go of the files; the app leaves a file that is complete."""
        self._closed.set()
        store = self._open
        if store is not None:
            if self._waited and not self.info().read_only:
                store.tidy()
                self._keep_index()
            store.close()

    def _opened(self) -> "OpenStore":
        """Open the files; what was changed since they were first looked at is not known."""
        with self._lock:
            if self._open is None:
                from store.backends.tinydb_open import OpenStore

                self._open = OpenStore(self._path)
                if hasattr(self, "_stamp") and self._open.stamp() != self._stamp:
                    self._log.forget()
            return self._open

    def _news(self, since: Token) -> bool:
        if self._log.token > since:
            return True
        try:
            now = stamp(self._path, self._opened().meta.generation)
        except StoreError:
            now = None
        news = now not in (self.stamp(), self._told)
        self._told = now
        return news

    def _read_ahead(self) -> None:
        """Find every record, once, and read the whole file; what is wrong is told when asked."""
        if not self._waited:
            self._waited = True
            with suppress(StoreError):
                self._opened().read_ahead()
            if self._open and self._open.notices:
                self._log.forget()  # so that they are asked for

    def _refresh(self) -> None:
        """Take in what others wrote since."""
        self._opened().refresh()
        self._take_in()

    def _take_in(self) -> None:
        """Remember what changed since the state known so far."""
        changes = self._opened().news()
        if changes is None:
            self._log.forget()
        elif changes:
            self._log.add(changes)

    def _keep_index(self) -> None:
        """Leave an index of the new file, where the one at hand says the same."""
        beside = self._path.with_name(f"{self._path.name}-index")
        with self._lock, suppress(StoreError):
            self._refresh()
            if self._kept and self._kept.token == self._log.token:
                sidecar.save(beside, self.stamp(), self._kept, like=self._path)
