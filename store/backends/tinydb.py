"""A store in one TinyDB file with a journal; neither is opened before a document is asked for."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from store.backends.kept_index import KeptIndex
from store.backends.live import Live
from store.backends.tables import VERSION
from store.backends.tinydb_file import Stamp, absent, named
from store.base import Change, Fault, Record, Resync, StoreInfo, Token
from store.errors import ReadOnly, StoreError
from store.index import Index
from store.model import Kind, Unreadable
from store.names import Names

_POLL = 0.125
"""Seconds between two looks at the file by whoever waits."""


class TinyDbStore:
    """Reads one state of the file, and notices by its stamp when others write it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._live = Live(path)
        self._kept = KeptIndex(path)
        self._closed = False
        self._waited = False
        self._looked = 0.0
        """When anybody who waits has last looked."""
        self._folded: Stamp | None = None
        """The state in which it was last asked whether the journal has become long."""

    def info(self) -> StoreInfo:
        """Identity, location, whether it can be written, and what there is to tell of it."""
        file, store = self._path.resolve(), self._live.maybe
        reason = store.upkeep.read_only if store else ""
        allowed = all(os.access(path, os.W_OK) for path in (file, file.parent))
        return StoreInfo(
            self._live.meta.store_id,
            named(self._path),
            bool(reason) or not allowed,
            VERSION,
            tuple(store.upkeep.notices) if store else (),
            reason,
        )

    def stamp(self) -> Stamp:
        """Size, mtime in nanoseconds and inode of file and journal as read."""
        return self._live.stamp

    def index(self) -> Index:
        """Columns of all events at one token: as kept beside the file, else computed and kept."""
        live = self._live
        with live.lock:
            if found := self._kept.load(live.stamp, live.token):
                return found
            live.still_read()
            stamp, token, whole = live.stamp, live.token, live.opened().whole()
        index = whole.index()
        with live.lock:
            same = live.stamp == live.opened().stamp() == stamp
            # what is wrong with the files is told by whoever opens them, so that they must be
            kept = stamp if same and not self.info().notices else None
            index = self._kept.hold(index, kept, token)
        if kept:
            self._kept.save(index, kept)
        return index

    def names(self) -> Names:
        """Names of actors, places and sources, read without the events."""
        return self._live.opened().names()

    def get(self, kind: Kind, uids: Sequence[str]) -> list[Record | Unreadable]:
        """Return the records in the order asked; an unknown uid raises NotFound."""
        from store.backends.checking import require

        with self._live.lock:
            store = self._live.opened()
            require(kind, store.missing(kind, uids))
            found = [store.get(kind, uid) for uid in uids]
            require(kind, [uid for uid, each in zip(uids, found) if each is None])
            return [each for each in found if each is not None]

    def apply(self, changes: Sequence[Change], label: str) -> Token:
        """Make one transaction, all or nothing.

        On disk when this returns. Others read on meanwhile.
        """
        live = self._live
        store = live.opened()
        with store.work.going_on():
            if not changes:
                live.refresh()
                return live.token
            self._require_writable()
            store.apply(changes, label, live.lock, live.take_in)
            with live.lock, suppress(StoreError):  # it is saved, whatever is wrong by now
                live.refresh()
            return live.token

    def changes(self, since: Token) -> list[Change] | Resync:
        """Return what happened after that token, in order; a damaged file raises StoreError."""
        self._live.refresh()
        return self._live.since(since)

    def wait(self, since: Token, timeout: float) -> bool:
        """Block up to `timeout` seconds; whether anything changed after that token.

        Each state of the file is told of once, also one that `changes` finds damaged or equal.
        The first call reads ahead, off the thread that will ask for documents.
        """
        if not self._waited:
            self._waited = True
            self._live.read_ahead()
        self._fold_in()
        end = monotonic() + timeout
        while not self._closed:
            now = monotonic()
            left, due = end - now, now >= self._looked + _POLL / 2
            if self._live.token > since or ((left <= 0 or due) and self._look()):
                return True
            if left <= 0:
                break
            sleep(min(_POLL, left))  # half of what waiting for an Event costs
        return False

    def _look(self) -> bool:
        """Whether there is anything new; who waits again and again looks no more often for it."""
        self._looked = monotonic()
        return self._live.news()

    def check(self) -> list[Fault]:
        """Read everything, change nothing, and return what is wrong."""
        from store.backends.tinydb_check import check

        return check(self._path)

    def backup(self, path: Path) -> None:
        """Write a whole copy of one state; raises WriteError where something is at the path."""
        self._live.opened().upkeep.backup(path)

    def compact(self) -> None:
        """Fold what was added since into the file; raises ReadOnly or WriteError."""
        live = self._live
        store = live.opened()
        self._require_writable()
        with live.lock:
            live.refresh()
            if not self._kept.fits(live.token):
                self._kept.load(live.stamp, live.token)
        store.upkeep.compact()
        self._keep_index()

    def close(self) -> None:
        """Let go of the files, and let nobody wait on; the app leaves a file that is complete."""
        self._closed = True
        store = self._live.maybe
        if store is None:
            return
        if self._waited and not self.info().read_only:
            store.upkeep.tidy()
            self._keep_index()
        version = store.version
        store.close()  # which may note in the journal that all is saved
        if self._waited and self._kept.fits(self._live.token):
            self._kept.renew(self._live.unchanged(version))

    def _require_writable(self) -> None:
        """Raise ReadOnly where nothing can be written."""
        info = self.info()
        if info.read_only_reason:
            raise ReadOnly(f"Not saved: {info.read_only_reason} Nothing was changed.")
        if info.read_only and not absent(self._path):
            from store.backends.told import read_only

            raise read_only(self._path)

    def _fold_in(self) -> None:
        """Fold in a journal that has become long; a state in which that fails is left alone."""
        if self._folded == self._live.stamp:
            return
        self._folded, store = self._live.stamp, self._live.maybe
        if store and store.upkeep.due:
            store.upkeep.fold()
            self._keep_index()

    def _keep_index(self) -> None:
        """Keep the index at hand as that of the new file, where it says the same."""
        live = self._live
        with live.lock, suppress(StoreError):
            live.refresh()
            if self._kept.fits(live.token):
                self._kept.renew(live.stamp)
