"""Sees to it that a store has an index: the one at hand, the one kept, or one computed anew."""

from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING

from store.backends.kept_index import KeptIndex, opened
from store.backends.live import Live
from store.base import Counted, Record, unheard
from store.errors import StoreError
from store.index import Index
from store.index.sidecar import Stamp as Kept
from store.model import Document

if TYPE_CHECKING:
    from store.backends.building import Builder

LONG = 5_000
"""Events that lie over an index before it is computed anew."""
SMALL = 1 << 20
"""Bytes of a store up to which it is faster to compute its index than to start a process for it."""


class Indexer:
    """May be used by several threads."""

    def __init__(self, live: Live, kept: KeptIndex) -> None:
        self._live = live
        self._kept = kept
        self._computing = Lock()
        self._builder: Builder | None = None
        """The process that computes, while there is one."""
        self._renewing: Thread | None = None
        """What waits for it in the background; where it fails, that is not tried again."""

    def index(self, told: Counted) -> Index:
        """Return the index of the latest state; raises StoreError."""
        live, kept = self._live, self._kept
        with live.lock:
            if (found := kept.at(live.stamp, live.token)) is not None:
                return found
        with self._computing:
            with live.lock:
                live.still_read()
                if (found := self._followed()) is not None:
                    return found
            return self._computed(told)

    def _followed(self) -> Index | None:
        """Return the index at hand, or the one kept, with what has happened since."""
        live, kept = self._live, self._kept
        if (found := kept.at(live.stamp, live.token)) is not None:
            return found
        store, stamp, token = live.opened(), live.stamp, live.token
        if (index := kept.index) is not None:
            changes = live.since(index.token)
            if isinstance(changes, list):
                return kept.follow(index, changes, stamp, token, self._documents)
        sections = kept.load(stamp)
        later = store.since(sections) if sections else None
        if sections is None or later is None:
            return None
        return kept.follow(opened(sections, token), later, stamp, token, self._documents)

    def _computed(self, told: Counted) -> Index:
        """Return an index computed from all records."""
        live, kept = self._live, self._kept
        if live.size > SMALL and self._built(told):
            with live.lock:
                live.still_read()
                if (found := self._followed()) is not None:
                    return found
        with live.lock:
            store, stamp, token = live.opened(), live.stamp, live.token
            made, whole = store.kept(), store.whole()
        # what is wrong with the files is told by whoever opens them, so that they must be
        sections = kept.compute(whole, made, keep=not store.upkeep.notices)
        with live.lock:
            store.lean(sections)
            return kept.hold(opened(sections, token), stamp)

    def _built(self, told: Counted) -> bool:
        """Let a process of its own compute the index; whether it did."""
        from store.backends.building import Builder

        try:
            with Builder(self._live.path) as builder:
                self._builder = builder
                sections, trouble = builder.wait(told)
        except OSError:  # the system gives no other process
            return False
        finally:
            self._builder = None
        if sections is not None:
            with self._live.lock:
                self._kept.take(sections, trouble)
                self._live.opened().lean(sections)
        return sections is not None

    def _documents(self, uids: Sequence[str]) -> list[Document]:
        """Return the events that can be read."""
        store = self._live.opened()
        found = (store.get("event", uid) for uid in uids)
        return [each.document for each in found if isinstance(each, Record)]

    def prepare(self) -> None:
        """Have the index at hand if that costs little: a checkpoint needs it."""
        with self._live.lock, suppress(StoreError):
            self._live.refresh()
            self._followed()

    def keep(self) -> None:
        """Keep the index of the files as they are: the one at hand, or of many events a new one."""
        from store.backends.tinydb_upkeep import LARGEST

        live = self._live
        if live.size > LARGEST:
            with self._computing:
                self._built(unheard)
            return
        with live.lock, suppress(StoreError):
            live.refresh()
            store = live.opened()
            index, made = self._followed(), store.kept()
            same = (*made.snapshot, *made.journal) == live.stamp
            if index is not None and same and not store.upkeep.notices:
                self._kept.save(index, store.whole(), made)

    def renew_long(self) -> None:
        """Have the index computed anew, in the background, before too much lies over it."""
        index = self._kept.index
        if index is None or self._renewing or index.laid < LONG or self._live.size <= SMALL:
            return
        self._renewing = Thread(target=self._renew, name="index", daemon=True)
        self._renewing.start()

    def _renew(self) -> None:
        with self._computing:
            if self._built(unheard):
                with self._live.lock, suppress(StoreError):
                    self._live.refresh()
                    self._followed()
                self._renewing = None

    def renew(self, stamp: Kept) -> None:
        """Say of what is kept that it is that of files which hold the same."""
        self._kept.renew(stamp)

    def verify(self) -> None:
        """Read what is kept, once, and drop it if it is not what was written."""
        sections = self._kept.sections
        if sections is not None and not sections.sound():
            with self._live.lock:
                self._kept.drop()
                self._live.opened().lean(None)
                self._live.forget()

    def stop(self) -> None:
        """Let no process compute on."""
        if builder := self._builder:
            builder.stop()
