"""Appends one transaction to a journal: one write for a small one, and one sync for any."""

from collections.abc import Iterable
from contextlib import suppress

import msgspec

from store.journal.lines import BLOCK, CHECKPOINT, META, Checkpoint, Entry, line
from store.journal.scan import Change, change, marked
from store.journal.state import State

_VOID = b"-taken back-"
"""Over the beginning of a line it makes that one, and its transaction with it, unfinished."""


class Appending:
    """A transaction on its way to the disk; only whoever holds the lock may append one."""

    def __init__(self, state: State) -> None:
        assert state.journal is not None
        self._state = state
        self._disk = state.disk
        self._journal = state.journal
        self._begin = self._end = state.end
        self._txn = state.lsn + 1
        self._changes: list[Change] = []

    def write(self, about: bytes, entries: Iterable[Entry], number: int) -> None:
        """Write so many records behind the last one, in blocks; raises OSError.

        Where that fails, or the entries do, the journal is left as it was.
        """
        try:
            self._write(about, entries, number)
        except BaseException:
            self.take_back()
            raise

    def announce(self, checkpoint: Checkpoint) -> None:
        """Let the journal name the snapshot that takes over from its own; raises OSError."""
        entry = Entry(CHECKPOINT, raw=msgspec.json.encode(checkpoint))
        lsn = self._state.lsn
        try:
            self._disk.write(self._journal, line(lsn, lsn, True, entry), self._begin)
        except OSError:
            self.take_back()
            raise
        self.confirm()

    def confirm(self) -> None:
        """Wait until it will outlast a power cut; raises OSError, and then it is taken back.

        What the disk did not take may be gone after a power cut, with all that would follow it.
        """
        try:
            self._disk.sync(self._journal)
        except OSError:
            self.take_back()
            raise

    def taken(self) -> None:
        """Let the state know of it, unless another thread has read it by now."""
        if self._state.lsn < self._txn:
            lsn = self._txn + len(self._changes)
            self._state.appended(self._changes, lsn, self._end, self._mark)

    def take_back(self) -> None:
        """Cut it off; what cannot be cut off is made one that is not whole."""
        try:
            self._disk.truncate(self._journal, self._begin)
        except OSError:
            with suppress(OSError):
                self._disk.write(self._journal, _VOID, self._begin)

    def _write(self, about: bytes, entries: Iterable[Entry], number: int) -> None:
        txn, last, end = self._txn, self._txn + number, self._begin
        first = line(txn, txn, False, Entry(META, raw=about))
        self._mark = marked(end, first)
        block, waiting, changes = [first], len(first), self._changes
        for lsn, entry in enumerate(entries, txn + 1):
            text = line(lsn, txn, lsn == last, entry)
            block.append(text)
            waiting += len(text)
            changes.append(change(entry, end + waiting))
            if waiting >= BLOCK:
                self._disk.write(self._journal, b"".join(block), end)
                end, waiting, block = end + waiting, 0, []
        if block:
            self._disk.write(self._journal, b"".join(block), end)
        self._end = end + waiting
