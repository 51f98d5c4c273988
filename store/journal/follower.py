"""An open database that notices what others write."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from store.journal.disk import Disk
from store.journal.errors import JournalError, Replaced
from store.journal.opening import opened
from store.journal.state import State, identity_at
from store.journal.tail import unreadable


class Follower:
    """Keeps the latest state; may be used by several threads."""

    def __init__(self, path: str | Path, *, disk: Disk) -> None:
        try:
            self.path = disk.real(path)
        except (OSError, ValueError) as error:
            raise unreadable(Path(path), error) from error
        self.notices: list[str] = []
        """What the user is to know of, in the order in which it was found."""
        self._unconfirmed = ""
        self._closed = False
        self._disk = disk
        self._guard = RLock()
        self._state = opened(disk, self.path)
        self._kept: list[State] = []
        """States that are over and still being read."""
        self._readers = 0
        self._tell()

    @property
    def read_only(self) -> str:
        """Why nothing can be written, "" while it can."""
        return self.fault or self._state.locked

    @property
    def fault(self) -> str:
        """What is wrong with the disk or with what is on it, so that nothing can be written."""
        return self._unconfirmed or self._state.fault

    @property
    def state(self) -> State:
        """What lies on disk, as far as it was read."""
        return self._state

    @property
    def version(self) -> object:
        """Another one whenever anything has changed."""
        state = self._state
        return state.identity, state.lsn, state.mark

    @contextmanager
    def reading(self) -> Iterator[State]:
        """Keep the files of the latest state open, whatever others put in their place."""
        with self._guard:
            with suppress(Replaced):  # what was open can be read still
                self.refresh()
            state = self._state
            self._readers += 1
        try:
            yield state
        finally:
            with self._guard:
                self._readers -= 1
                if not self._readers:
                    for kept in self._kept:
                        kept.close()
                    self._kept.clear()

    def refresh(self) -> bool:
        """Take in what others wrote; whether there was anything. Raises JournalError."""
        with self._guard:
            self._require_open()
            try:
                return self._take_in(self._state)
            except OSError as error:
                raise unreadable(self.path, error) from error

    def take_news(self) -> list[tuple[str, int]] | None:
        """Return table and id of each change since the last call, None where they are not known."""
        with self._guard:
            state = self._state
            news, state.news = state.news, []
            lost, state.lost_track = state.lost_track, False
            return None if lost else [(each.table, each.doc_id) for each in news]

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            self._closed = True
            self._state.close()
            for state in self._kept:
                state.close()

    def _require_open(self) -> None:
        if self._closed:
            raise JournalError(f"{self.path.name} is closed")

    def _take_in(self, state: State) -> bool:
        if identity_at(self._disk, self.path) != state.identity or self._superseded(state):
            return self._reload()
        if state.journal is None:
            return False
        found = self._disk.status(state.journal)
        if state.seen(found):
            return False
        if state.stands(found):
            return state.take_more()
        state.lost_track = True
        return self._reload()

    def _superseded(self, state: State) -> bool:
        """Whether a journal of this snapshot has been begun since."""
        own = state.own_journal
        if own is None or state.journal_path == own:
            return False
        return identity_at(self._disk, own) is not None

    def _reload(self) -> bool:
        """Go over to the files that lie there now, without losing sight of what changed."""
        old = self._state
        old.take_more()  # whoever wrote the new ones had read this journal to its end
        new = opened(self._disk, self.path, old.lsn)
        outside = _outside(old, new)
        try:
            self._require_same(old, new)
            if outside:
                new.find_all()
        except JournalError:
            new.close()
            raise
        behind = not new.meta.lsn <= old.lsn <= new.lsn
        new.lost_track |= old.lost_track or old.loose is not None or outside or behind
        new.news = old.news + new.news
        self._state = new
        self._retire(old)
        self._tell()
        return True

    def _require_same(self, old: State, new: State) -> None:
        if new.identity is None:
            raise gone(self.path)
        if old.meta.store_id and new.meta.store_id != old.meta.store_id:
            raise Replaced(f"another database lies at {self.path.name} now")

    def _retire(self, state: State) -> None:
        if self._readers:
            self._kept.append(state)
        else:
            state.close()

    def _tell(self) -> None:
        """Make known what was found on opening."""
        state = self._state
        if state.missing:
            self.notices.append(f"{state.missing} is missing, and with it what was saved last")
        foreign = state.loose is not None and state.meta.generation
        if (state.edited or foreign) and not state.fault:
            self.notices.append(f"{self.path.name} was edited outside; it is taken as it is")


def gone(path: Path) -> Replaced:
    """Return what to raise where there is nothing any more."""
    return Replaced(f"{path.name} was deleted or moved while open")


def _outside(old: State, new: State) -> bool:
    """Whether others than we have made the new snapshot of the old one."""
    same = new.meta.generation == old.meta.generation != 0
    return new.edited or (same and new.identity != old.identity)
