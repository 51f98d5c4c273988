"""A store in one TinyDB file with a journal; neither is opened before a document is asked for."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep

from store.backends.indexer import SMALL, Indexer
from store.backends.kept_index import KeptIndex, beside
from store.backends.live import Live
from store.backends.tables import VERSION
from store.backends.tinydb_file import Stamp, absent, named
from store.base import Change, Counted, Fault, Record, Resync, StoreInfo, Token, unheard
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
        self._kept = KeptIndex(path)
        self._live = Live(path, self._kept)
        self._indexer = Indexer(self._live, self._kept)
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
            tuple(self._notices()),
            reason,
        )

    def _notices(self) -> Iterator[str]:
        store, trouble = self._live.maybe, self._kept.trouble
        yield from store.upkeep.notices if store else ()
        if trouble and self._live.size > SMALL:
            index = named(beside(self._path))
            yield f"Every start will take this long: {index} could not be kept ({trouble})."

    def stamp(self) -> Stamp:
        """Size, mtime in nanoseconds and inode of file and journal as read."""
        return self._live.stamp

    def index(self, told: Counted = unheard) -> Index:
        """Columns of all events at one token: as kept beside the file, else computed and kept."""
        return self._indexer.index(told)

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
            self._indexer.verify()
        self._fold_in()
        self._indexer.renew_long()
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
        store = self._live.opened()
        self._require_writable()
        self._indexer.prepare()
        store.upkeep.compact()
        self._indexer.keep()

    def close(self) -> None:
        """Let go of the files, and let nobody wait on; the app leaves a file that is complete."""
        self._closed = True
        self._indexer.stop()
        store = self._live.maybe
        if store is None:
            return
        if self._waited and not self.info().read_only and store.upkeep.tidy():
            self._indexer.keep()
        version = store.version
        store.close()  # which may note in the journal that all is saved
        if self._waited and (found := self._live.unchanged(version)):
            self._indexer.renew(found)

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
            self._indexer.prepare()
            store.upkeep.fold()
            self._indexer.keep()
