"""A store that lasts as long as the process."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from threading import Condition
from uuid import uuid4

from store.backends.changelog import KINDS, NAMED, ChangeLog
from store.backends.checking import fit, prepare, read, require
from store.base import Change, Counted, Fault, Record, Resync, StoreInfo, Token, unheard
from store.errors import WriteError
from store.index import Index
from store.index.build import names_of
from store.model import Document, Kind, Unreadable
from store.names import Names


class MemoryStore:
    """Keeps documents in dicts, copied on the way in and out."""

    def __init__(self, changes: Sequence[Change] = ()) -> None:
        self._store_id = str(uuid4())
        self._tables: dict[Kind, dict[str, Document]] = {kind: {} for kind in KINDS}
        self._log = ChangeLog()
        self._changed = Condition()
        self._closed = False
        self._put(fit(prepare(changes), self._version))

    def info(self) -> StoreInfo:
        """Identity of a store that is nowhere."""
        return StoreInfo(self._store_id, "memory", read_only=False, format=1)

    def index(self, told: Counted = unheard) -> Index:
        """Columns of all events at one token."""
        with self._changed:
            return Index.build(
                self._documents("event"),
                self._documents("actor"),
                self._documents("place"),
                self._documents("source"),
                self._log.token,
            )

    def names(self) -> Names:
        """Names of actors, places and sources."""
        with self._changed:
            actors, places, sources = (self._documents(kind) for kind in NAMED)
            return names_of(actors, places, sources)

    def get(self, kind: Kind, uids: Sequence[str]) -> list[Record | Unreadable]:
        """Return the records in the order asked; an unknown uid raises NotFound."""
        with self._changed:
            table = self._tables[kind]
            require(kind, [uid for uid in uids if uid not in table])
            return [read(kind, uid, deepcopy(table[uid])) for uid in uids]

    def apply(self, changes: Sequence[Change], label: str) -> Token:
        """One transaction, all or nothing; the label goes with a history, which this has not."""
        del label
        with self._changed:
            if changes:
                checked = fit(prepare(changes), self._version)
                self._put(checked)
                self._log.add(checked)
                self._changed.notify_all()
            return self._log.token

    def changes(self, since: Token) -> list[Change] | Resync:
        """Return what happened after that token, in order."""
        with self._changed:
            return self._log.since(since)

    def wait(self, since: Token, timeout: float) -> bool:
        """Block up to `timeout` seconds; whether anything changed after that token."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._log.token > since, timeout)
            return self._log.token > since

    def check(self) -> list[Fault]:
        """Return nothing: there is no disk that could hold something else."""
        return []

    def backup(self, path: Path) -> None:
        """Refuse: what is in memory has no file to copy."""
        raise WriteError("A store in memory cannot be backed up; open a file with --db.")

    def compact(self) -> None:
        """Do nothing: there is no file."""

    def close(self) -> None:
        """Wake whoever waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _version(self, kind: Kind, uid: str) -> int | None:
        document = self._tables[kind].get(uid)
        return None if document is None else document["version"]

    def _documents(self, kind: Kind) -> Iterator[Document]:
        return iter(self._tables[kind].values())

    def _put(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if change.document is None:
                del self._tables[change.kind][change.uid]
            else:
                self._tables[change.kind][change.uid] = change.document
