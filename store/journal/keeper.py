"""An open database that is read and written; knows nothing of TinyDB's classes."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import local

from store.journal import names
from store.journal.appending import Appending
from store.journal.disk import Disk
from store.journal.draft import Transaction
from store.journal.errors import JournalError, NotSaved, ReadOnly, Replaced, Unconfirmed
from store.journal.files import Files
from store.journal.lines import CLOSE, Entry, encoded, line
from store.journal.locking import FileLock
from store.journal.opening import survey
from store.journal.reader import DISK, Reader
from store.journal.spool import Spool
from store.journal.state import REFUSED

PATIENCE = 5.0
"""Seconds that a writer waits for another."""
SPOOL = 1 << 20
"""Bytes from which on documents are kept on disk until they are written."""


class Keeper(Reader):
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
        super().__init__(path, disk=disk)
        self._spool = spool
        self._by = by
        self._lock = FileLock(disk, names.beside(self.path, "-lock"), patience)
        self._files = Files(disk, self.path, application)
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

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Raise NotSaved or ReadOnly where the disk refuses."""
        try:
            yield
        except OSError as error:
            raise self._refusal(error) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the database alone, and know its latest state; raises JournalError."""
        self._require_writable()
        try:
            self._lock.take(self._files.like)
        except OSError as error:
            raise self._refusal(error) from error
        try:
            try:
                self._catch_up()
            except OSError as error:
                raise self._refusal(error) from error
            yield
        finally:
            self._lock.release()

    def commit(self, entries: Iterable[Entry], number: int, label: str = "", by: str = "") -> None:
        """Write so many records as one transaction; only within `writing`."""
        if not number:
            return
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
        self._lock.close()

    def _require_writable(self) -> None:
        self._require_open()
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _catch_up(self) -> None:
        """Take in what others wrote, and set aside what they did not finish."""
        self.refresh()
        state = self._state
        if state.journal is None and state.meta.generation:
            survey(state)
        if state.fault:
            raise ReadOnly(state.fault)
        self._require_journal()
        if state.unfinished:
            self._set_aside()

    def _require_journal(self) -> None:
        """Raise Replaced where nobody else would find what is written to the journal."""
        state = self._state
        if state.journal_path is None:
            return
        try:
            found = self._disk.stat(state.journal_path)
        except FileNotFoundError:
            found = None
        if found is None or (found.st_dev, found.st_ino) != state.journal_file:
            raise Replaced(f"{state.journal_name} was deleted or replaced while open")

    def _set_aside(self) -> None:
        state = self._state
        kept = self._files.set_aside(state)
        state.size = state.end
        self.notices.append(f"one unfinished change was set aside in {kept.name}")

    def _begin(self) -> None:
        """Make sure that there is a journal of this snapshot to write to; raises OSError."""
        state = self._state
        if state.journal is not None and state.begun:
            return
        if state.loose is None and state.identity is not None and not state.edited:
            self._files.begin_journal(state)
        else:
            self._files.begin_snapshot(state)
        with self._guard:
            self._reload()
            self._state.lost_track = state.lost_track  # it is as it was, only in other files

    def _about(self, label: str, by: str) -> bytes:
        at = datetime.now(UTC).isoformat()
        return encoded({"at": at, "by": by or self._by, "label": label})

    def _refusal(self, error: OSError) -> JournalError:
        words = error.strerror or str(error)
        if error.errno in REFUSED:
            return ReadOnly(f"{self.path.name} cannot be written: {words}")
        return NotSaved(f"not saved: {words}", error.errno or errno.EIO)

    def _note_close(self) -> None:
        with self._lock.held(self._files.like, 0):
            self._catch_up()
            state = self._state
            if state.journal is not None and state.begun:
                mark = line(state.lsn, state.lsn, True, Entry(CLOSE))
                self._disk.write(state.journal, mark, state.end)
