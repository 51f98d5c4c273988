"""An open database that is read and written; knows nothing of TinyDB's classes."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import local

from store.journal.appending import Appending
from store.journal.disk import Disk
from store.journal.documents import encoded
from store.journal.draft import Transaction
from store.journal.errors import JournalError, Unconfirmed
from store.journal.holder import Holder
from store.journal.lines import CLOSE, Entry, line
from store.journal.reader import DISK
from store.journal.spool import Spool

PATIENCE = 5.0
"""Seconds that a writer waits for another."""
SPOOL = 1 << 20
"""Bytes from which on documents are kept on disk until they are written."""


class Keeper(Holder):
    """One handle on a database; its transactions are whole, durable, and one at a time."""

    def __init__(  # noqa: PLR0913
        self,
        path: str | Path,
        *,
        application: str = "tinydb-journal",
        by: str = "",
        disk: Disk = DISK,
        patience: float = PATIENCE,
        spool: int = SPOOL,
    ) -> None:
        super().__init__(path, application=application, disk=disk, patience=patience)
        self._spool = spool
        self._by = by
        self._current = local()
        self._appended = False

    @property
    def current(self) -> Transaction | None:
        """The transaction of this thread, None outside of one."""
        found: Transaction | None = getattr(self._current, "transaction", None)
        return found

    @contextmanager
    def transaction(self, label: str = "", by: str = "") -> Iterator[Transaction]:
        """Change several tables, all or nothing; within another one, be part of it.

        Raises Busy, ReadOnly, Replaced, NotSaved or Unconfirmed, and what cannot be written as
        ValueError or TypeError; nothing was changed then, but for Unconfirmed.
        """
        if self.current:
            yield self.current
            return
        with self.writing():
            transaction = Transaction(self._state)
            self._current.transaction = transaction
            try:
                yield transaction
            finally:
                self._current.transaction = None
            entries = transaction.entries()
            self.commit(entries, len(entries), label, by)

    def spooling(self) -> Spool:
        """Return what takes documents in before they are written; raises ReadOnly."""
        self._require_writable()
        return Spool(self._disk, self.path.parent, self._spool)

    def spooled(self, spool: Spool, raw: bytes) -> None:
        """Take a document in; raises NotSaved."""
        try:
            spool.add(raw)
        except OSError as error:
            raise self._refusal(error) from error

    def commit(self, entries: Iterable[Entry], number: int, label: str = "", by: str = "") -> None:
        """Write so many records as one transaction; only within `writing`."""
        if not number:
            return
        self._require_open()
        with self.refusing():
            self._begin()
            appending = Appending(self._state)
            self._appended = True
            appending.write(self._about(label, by), entries, number)
        try:
            appending.confirm()
        except OSError as error:
            self._unconfirmed = "the disk did not confirm the last save"
            raise Unconfirmed(f"could not confirm the save: {error.strerror}") from error
        with self._guard:
            appending.taken()

    def close(self) -> None:
        """Note in the journal that all is confirmed, and let go of the files."""
        if self._appended and not self.read_only and not self._closed:
            with suppress(JournalError, OSError):
                self._note_close()
        super().close()

    def _about(self, label: str, by: str) -> bytes:
        at = datetime.now(UTC).isoformat()
        return encoded({"at": at, "by": by or self._by, "label": label})

    def _note_close(self) -> None:
        with self._lock.held(self._like, 0):
            self._catch_up()
            state = self._state
            if state.journal is not None and state.begun:
                mark = line(state.lsn, state.lsn, True, Entry(CLOSE))
                self._disk.write(state.journal, mark, state.end)
