"""A database with all that can be done to it as a whole: checkpoint, backup, and a second look."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from store.journal import names
from store.journal.appending import Appending
from store.journal.errors import Damaged, JournalError
from store.journal.files import crc_of
from store.journal.keeper import Keeper
from store.journal.lines import Checkpoint
from store.journal.part import Part, Source
from store.journal.snapshot import Meta
from store.journal.state import State, readable
from store.journal.tables import Tables

LARGE = 4 << 20
"""Bytes of a journal from which on it is worth a checkpoint, if the snapshot is no larger."""


class Plan(NamedTuple):
    """One state of a database, to be written as a snapshot."""

    meta: Meta
    tables: Tables
    end: int
    """Where it ends in the journal."""
    pending: int
    """Records that the snapshot so far does not hold."""


class Database(Keeper):
    """What a storage holds."""

    @property
    def due(self) -> bool:
        """Whether the journal has become so long that a checkpoint is worth its time."""
        state = self._state
        return state.size > max(LARGE, state.identity[0] if state.identity else 0)

    @property
    def size(self) -> int:
        """Bytes of snapshot and journal."""
        state = self._state
        return state.size + (state.identity[0] if state.identity else 0)

    def checkpoint(self) -> bool:
        """Fold the journal into the snapshot; whether it was done, by this handle and now.

        The new snapshot is made without the lock: others write meanwhile, and what they write
        comes along. Raises JournalError; no saved change is lost by a failure.
        """
        if not self._state.begun:
            with self.writing(), self.refusing():
                self._begin()
        with self.reading() as state:
            plan = self._plan(state)
            if not plan.pending:
                return False
            with self._part(names.beside(self.path, "-part")) as part:
                if part is None:
                    return False
                self._write(part, state, plan)
                with self.writing():
                    return self._take_over(part, plan)

    def backup(self, path: Path) -> None:
        """Write all that is saved now to a file of its own; raises FileExistsError, JournalError.

        The file is complete: TinyDB's own JSON, without a journal.
        """
        with self.refusing():
            taken = path.name in self._disk.names(path.parent)
        if taken:
            raise FileExistsError(errno.EEXIST, "there is a file already", str(path))
        with self.reading() as state, self._part(names.beside(path, "-part")) as part:
            if part is None:
                raise FileExistsError(errno.EEXIST, "another backup is being written there")
            self._write(part, state, self._plan(state, alone=True))
            try:
                self._files.name(part.path, path)
                self._disk.sync_folder(path.parent)
            except FileExistsError:
                raise
            except OSError as error:
                raise self._refusal(error) from error

    def verify(self) -> None:
        """Read the whole snapshot; raises Damaged, and is read-only from then on, if it is another.

        A file of the same size may have been put in its place, or a bit may have turned.
        """
        with self.reading() as state:
            if not state.begun or state.snapshot is None or state.header is None:
                return
            with readable(self.path):
                crc = crc_of(self._disk, state.snapshot)
            if crc != state.header.base_crc:
                state.fault = f"{self.path.name} is not what was saved: damaged, or edited outside"
                raise Damaged(state.fault)

    def _plan(self, state: State, *, alone: bool = False) -> Plan:
        with self._guard:
            tables, generation = state.tables.copy(), state.meta.generation + 1
            meta = self._files.meta(state, tables, generation, alone=alone)
            return Plan(meta, tables, state.end, state.pending)

    @contextmanager
    def _part(self, path: Path) -> Iterator[Part | None]:
        """Make a file that is removed unless it is given a name; None where another makes it."""
        with self.refusing():
            part = Part.alone(self._disk, path, self._files.like())
        try:
            yield part
        finally:
            if part is not None:
                part.close()
                with suppress(OSError):
                    self._disk.unlink(path)

    def _write(self, part: Part, state: State, plan: Plan) -> None:
        with self.refusing():
            Source(self._disk, state.snapshot, state.journal).write(part, plan.meta, plan.tables)

    def _take_over(self, part: Part, plan: Plan) -> bool:
        """Put a snapshot in the place of the one it was made of, if that is still there."""
        state, meta = self._state, plan.meta
        if state.meta.generation + 1 != meta.generation:
            return False
        try:
            with self.refusing():
                if not part.there:
                    return False
                appending = Appending(state)
                appending.announce(Checkpoint(meta.generation, part.size, part.crc))
                self._files.take_over(part, meta, state, plan.end)
        finally:
            with suppress(JournalError):  # whoever reads next sees what there is
                self.refresh()
        return True
