"""An open database that one handle at a time may hold, to write to its files."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.journal import names
from store.journal.disk import Disk
from store.journal.errors import JournalError, ReadOnly, Replaced
from store.journal.files import Files
from store.journal.follower import gone
from store.journal.locking import FileLock
from store.journal.opening import survey
from store.journal.reader import Reader
from store.journal.state import unwritable


class Holder(Reader):
    """Whoever holds it knows its latest state, and that others find what is written."""

    def __init__(self, path: str | Path, *, application: str, disk: Disk, patience: float) -> None:
        super().__init__(path, disk=disk)
        self._lock = FileLock(disk, names.beside(self.path, "-lock"), patience)
        self._files = Files(disk, self.path, application)

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
            self._lock.take(self._like)
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

    def close(self) -> None:
        """Let go of the files, and of the lock's."""
        super().close()
        self._lock.close()

    def _require_writable(self) -> None:
        self._require_open()
        if self.read_only:
            raise ReadOnly(self.read_only)

    def _like(self) -> os.stat_result | None:
        """Return what the lock is to resemble, so that none is made beside what is gone."""
        found = self._files.like()
        if found is None and self._state.identity is not None:
            raise gone(self.path)
        return found

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

    def _refusal(self, error: OSError) -> JournalError:
        return unwritable(self.path, error)
