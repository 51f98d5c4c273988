"""Opens a database: finds the snapshot, the journal that belongs to it, and what is in both."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISREG
from time import sleep

import msgspec

from store.journal import loose, names, snapshot
from store.journal.disk import Disk
from store.journal.errors import Busy, Damaged, Missing
from store.journal.lines import (
    FORMAT,
    Checkpoint,
    Header,
    header,
    lines,
    require_known,
    unframed,
)
from store.journal.snapshot import Meta, Rows
from store.journal.state import REFUSED, State, identity, identity_at, readable
from store.journal.tables import Tables

_LOOKS = 20
_SETTLING = 0.1
"""Seconds between two looks at a file that another program may be writing."""


def opened(disk: Disk, path: Path, since: int | None = None) -> State:
    """Read a database; raises Missing, Damaged, NewerFormat, or Busy.

    With `since`, changes after that lsn are kept in `news`.

    What is replaced meanwhile, or written in place as stock TinyDB does, is read again.
    """
    for _ in range(_LOOKS):
        before = identity_at(disk, path)
        state = State(disk, path)
        try:
            with readable(path):
                Opening(state, since).run()
            if state.identity == identity_at(disk, path):
                return state
        except Damaged:
            state.close()
            sleep(_SETTLING)
            if identity_at(disk, path) == before:
                raise
        except BaseException:
            state.close()
            raise
        state.close()
    raise Busy(f"{path.name} is being written all the time", None)


class Opening:
    """Fills a state; nothing here writes."""

    def __init__(self, state: State, since: int | None) -> None:
        self._state = state
        self._disk = state.disk
        self._path = state.path
        state.since = since

    def run(self) -> None:
        """Read as much as must be known: of the snapshot the first line, of the journal all."""
        state = self._state
        with suppress(FileNotFoundError):
            state.snapshot = self._disk.open(self._path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        if state.snapshot is not None:
            self._read_snapshot(state.snapshot)
        self._ask()
        self._find_journal()
        state.since = state.lsn

    def _ask(self) -> None:
        """Ask the system whether anything may be written."""
        state, folder = self._state, self._path.parent
        if not self._disk.writable(self._path if state.identity else folder):
            state.locked = f"{self._path.name} is read-only"
        elif not self._disk.writable(folder):
            state.locked = f"the folder of {self._path.name} is read-only"

    def _read_snapshot(self, descriptor: int) -> None:
        state = self._state
        found = self._disk.status(descriptor)
        if not S_ISREG(found.st_mode):
            raise Missing(f"{self._path.name} is no regular file")
        state.identity = identity(found)
        about = snapshot.first_line(self._disk, descriptor, self._path)
        if about is None:
            data = self._disk.read(descriptor, found.st_size, 0)
            about, state.loose = loose.parse(self._path.name, data)
        else:
            state.loose = None
        self._begin(about)

    def _begin(self, about: Meta) -> None:
        """Start from what the snapshot says of itself."""
        state = self._state
        state.meta, state.lsn = about, about.lsn
        if about.generation:
            state.own_journal = names.journal(self._path, about.generation)
        if state.loose is None:
            _tabulate(state, about.tables, about.next_id)
        else:
            ends = {table: max(every, default=0) for table, every in state.loose.items()}
            _tabulate(state, [*ends], _behind(about.next_id, ends))

    def _find_journal(self) -> None:
        """Open the journal of this snapshot, or the one before it where that is not yet there."""
        state, generation = self._state, self._state.meta.generation
        for each in (generation, generation - 1):
            if each > 0 and self._open_journal(names.journal(self._path, each)):
                break
        else:
            self._look_for_another()
        if state.journal is not None:
            self._replay(state.journal)
        if state.journal is None and state.own_journal and not state.meta.alone:
            state.missing = state.own_journal.name
            survey(state)

    def _look_for_another(self) -> None:
        """Open the latest journal, where another file was put in the place of its snapshot.

        Or where damage has given that another number.
        """
        try:
            found = names.generations(self._path, self._disk.names(self._path.parent))
        except OSError:
            return
        if found:
            self._open_journal(names.journal(self._path, found[0]))

    def _open_journal(self, path: Path) -> bool:
        try:
            self._state.journal = self._descriptor(path)
        except FileNotFoundError:
            return False
        self._state.journal_path = path
        return True

    def _descriptor(self, path: Path) -> int:
        """Open a file to be written as well, or only read where it must not be written."""
        try:
            return self._disk.open(path, os.O_RDWR)
        except OSError as error:
            if error.errno not in REFUSED:
                raise
            self._state.locked = self._state.locked or f"{path.name} is read-only"
            return self._disk.open(path)

    def _replay(self, journal: int) -> None:
        state = self._state
        state.look()
        first = next(lines(self._disk, journal), (0, None))[1]
        require_known(state.journal_name, unframed(first or b"") or b"")
        state.header = header(first) if first else None
        if first is None or state.header is None or state.header.format != FORMAT:
            state.fault = f"{state.journal_name} is damaged at byte 0"
            return
        state.end = state.carried = len(first) + 1
        if self._fits(state.header):
            state.take_all(state.scan(state.header.lsn))
        else:
            self._accept(state.header)

    def _fits(self, found: Header) -> bool:
        """Whether a journal was begun on this snapshot, or names it as the one that takes over."""
        state = self._state
        if state.loose is not None or state.identity is None:
            return False
        if found.store_id != state.meta.store_id:
            return False
        if found.generation == state.meta.generation:
            return found.base_size == state.identity[0]
        named = self._checkpoint(found)
        return named is not None and (named.generation, named.size) == (
            state.meta.generation,
            state.identity[0],
        )

    def _checkpoint(self, found: Header) -> Checkpoint | None:
        """Return what the last checkpoint of a journal names."""
        scan = self._state.scan(found.lsn)
        try:
            for _ in scan.transactions():
                pass
            return msgspec.json.decode(scan.checkpoint or b"", type=Checkpoint)
        except (Damaged, msgspec.DecodeError):
            return None

    def _accept(self, found: Header) -> None:
        """Take a snapshot as it is that others changed, unless changes of ours wait for it."""
        state = self._state
        scan, in_snapshot = state.scan(found.lsn), state.meta.lsn
        try:
            waiting = any(scan.lsn > in_snapshot for _ in scan.transactions())
        except Damaged:
            waiting = True
        state.end = scan.end
        if not waiting and state.identity is None:
            return  # a crash left it, before its snapshot had got its name
        if not waiting and found.generation < state.meta.generation:
            state.forget_journal()  # left over
            return
        state.edited = True
        state.lsn = max(state.lsn, found.lsn)
        survey(state)
        last = {table: next_id - 1 for table, next_id in found.next_id.items()}
        _tabulate(state, [*state.tables], _behind(state.tables.next_ids, last))
        if waiting:
            state.fault = f"{self._path.name} was edited outside while changes to it were pending"


def survey(state: State) -> None:
    """Find all that a snapshot of ours holds, whatever it says of itself: others may edit it.

    It cannot be told by its size, as one can that a journal was begun on.
    """
    if state.loose is not None:
        return
    assert state.snapshot is not None
    try:
        with readable(state.path):
            found: dict[str, Rows] = dict(snapshot.rows(state.disk, state.snapshot, state.path))
    except Damaged as damage:
        state.fault = str(damage)
        return
    state.rows = found
    ends = {table: max(rows.ids, default=0) for table, rows in found.items()}
    next_ids = _behind(state.meta.next_id, ends)
    if (state.meta.tables, state.meta.next_id) != ([*found], next_ids):
        state.edited = True
        _tabulate(state, [*found], next_ids)


def _tabulate(state: State, tables: list[str], next_ids: dict[str, int]) -> None:
    state.tables = Tables(next_ids)
    for name in tables:
        state.tables.begun(name, partial(state.base, name))


def _behind(next_ids: dict[str, int], last: dict[str, int]) -> dict[str, int]:
    """Return the next ids, each higher than the last one of its table as well."""
    return {**next_ids, **{table: max(next_ids.get(table, 1), last[table] + 1) for table in last}}
