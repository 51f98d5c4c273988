"""An open store whose files are opened when they are needed, and what has happened to it since."""

import os
from contextlib import suppress
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from store.backends.changelog import ChangeLog
from store.backends.kept_index import KeptIndex
from store.backends.tables import Meta
from store.backends.tinydb_file import Stamp, peek, stamp
from store.base import Change, Resync, Token
from store.errors import Replaced, StoreError
from store.index.sidecar import Stamp as Kept

if TYPE_CHECKING:
    from store.backends.tinydb_open import OpenStore


class Live:
    """Used by several threads; whoever asks the open store for records holds the lock."""

    def __init__(self, path: Path, kept: KeptIndex) -> None:
        self.path = path
        self.lock = RLock()
        self.maybe: OpenStore | None = None
        """The open store, None as long as nobody has needed it."""
        self._kept = kept
        self._log = ChangeLog()
        self._lost = False
        """Whether something has changed, and it is not known what."""
        self._said: list[str] = []
        """Notices that whoever waits was woken for."""
        found = peek(path)
        self._file = os.path.realpath(path)
        if found is None:
            self.maybe = self._open()
            found = self.maybe.meta, self.maybe.stamp()
        self._meta, self.stamp = found
        """Stamp: of the latest state that is known."""
        self._told: Stamp | None = self.stamp

    @property
    def meta(self) -> Meta:
        """What the store says of itself."""
        return self.maybe.meta if self.maybe else self._meta

    @property
    def _generation(self) -> int:
        return self.maybe.generation if self.maybe else self._meta.generation

    @property
    def token(self) -> Token:
        """The latest state that is known."""
        return self._log.token

    def opened(self) -> "OpenStore":
        """Open the files; what was changed since they were first looked at is not known."""
        with self.lock:
            if self.maybe is None:
                self.maybe = self._open()
                self._lost = self.maybe.stamp() != self.stamp
                self.maybe.lean(self._kept.load(self.maybe.stamp()))
            return self.maybe

    @property
    def size(self) -> int:
        """Bytes of file and journal."""
        return self.stamp[0] + self.stamp[3]

    def forget(self) -> None:
        """Have all be found anew by whoever asks what changed."""
        with self.lock:
            self._log.forget()

    def refresh(self) -> None:
        """Take in what others wrote since."""
        with self.lock:
            self.opened().refresh()
            self.take_in()

    def take_in(self) -> None:
        """Remember what changed since the state known so far; raises StoreError.

        Where that is not known one by one, all must be found anew, and be there to be found.
        """
        with self.lock:
            store = self.opened()
            stamp, changes = store.stamp(), store.news()
            self._lost |= changes is None
            if self._lost:
                store.read_ahead()
                self._log.forget()
                self._lost = False
            elif changes:
                self._log.add(changes)
            self.stamp = self._told = stamp

    def since(self, token: Token) -> list[Change] | Resync:
        """Return what happened after a token, as far as it is known."""
        with self.lock:
            return self._log.since(token)

    def news(self) -> bool:
        """Whether there is anything new on disk, or to tell; each state is told of once."""
        try:
            now = stamp(self._file, self._generation)
        except StoreError:
            now = None
        news = now not in (self.stamp, self._told)
        self._told = now
        return news or self._notices()

    def unchanged(self, version: object) -> Kept | None:
        """Return what an index of the files that are there now belongs to.

        None where they hold other than they held.
        """
        with suppress(StoreError):
            now = stamp(self._file, self._generation)
            if now[:3] != self.stamp[:3]:
                return None
            store = self._open()
            try:
                if store.version == version:
                    return store.kept()
            finally:
                store.close()
        return None

    def read_ahead(self) -> None:
        """Find every record, and read the whole file; what is wrong is told to whoever asks."""
        with suppress(StoreError):
            with self.lock:
                store = self.opened()
                store.read_ahead()
            store.upkeep.verify()

    def still_read(self) -> None:
        """Take in what others wrote, if what is open is still there."""
        with suppress(Replaced):
            self.refresh()

    def _open(self) -> "OpenStore":
        """Open the files anew; the first paint loads nothing of this."""
        from store.backends.tinydb_open import OpenStore

        return OpenStore(self.path)

    def _notices(self) -> bool:
        """Whether there are other notices, which are asked for with the index."""
        said = self.maybe.upkeep.notices if self.maybe else self._said
        if said == self._said:
            return False
        self._said = said
        with self.lock:
            self._log.forget()
        return True
