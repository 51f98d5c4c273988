"""Which document is which record: uid to place, for all that lies in a database."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from store.backends.changelog import KEPT, KINDS
from store.backends.directory import Directory, Slot
from store.backends.stored import document, head
from store.backends.tables import TABLES
from store.base import Change
from store.journal.reader import Reader
from store.model import Kind, Unreadable

_KINDS = {table: kind for kind, table in TABLES.items()}
Place = tuple[str, int]
"""Table and id of a document."""
Uids = dict[int, str]
"""Of each document of one kind that is a record."""
Strays = dict[tuple[Kind, int], Unreadable]
"""Documents that no uid leads to, by id."""


class Records:
    """Knows the uid of every document, and decodes none; not locked, the store sees to that.

    A kind is read when one of its uids is asked for that may be there.
    """

    def __init__(self, database: Reader) -> None:
        self._database = database
        self._slots: dict[Kind, dict[str, Slot]] = {kind: {} for kind in KINDS}
        self._read: set[Kind] = set()
        """Kinds of which every record is known."""
        self._latest = {kind: database.next_id(TABLES[kind]) - 1 for kind in KINDS}
        """The highest id of a document, by kind."""
        self._directories: dict[Kind, Directory] = {}
        """Of the kinds whose records are told from outside, but for those in `_slots`."""
        self._moved: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
        """Records for which a directory does not count any more."""
        self.strays: Strays = {}
        """Of the kinds that were read."""

    def lean(self, kind: Kind, directory: Directory, changed: Iterable[int]) -> None:
        """Take what a directory tells of a kind, but for documents that have changed since.

        Where one of these leads to no record, it takes all others to tell which do.
        """
        self._directories[kind] = directory
        self._read.add(kind)
        ids = [*changed]
        self._moved[kind].update(uid for doc_id in ids if (uid := directory.uid(doc_id)))
        for doc_id in ids:
            if (raw := self._database.raw(TABLES[kind], doc_id)) is not None:
                self._enter(kind, doc_id, raw)
        if any(stray == kind for stray, _ in self.strays):
            self.read_through(kind)

    def read(self, kinds: Iterable[Kind]) -> None:
        """Know every record of these kinds; raises JournalError."""
        for kind in kinds:
            if kind not in self._read:
                known = {slot.doc_id for slot in self._slots[kind].values()}
                for doc_id, raw in self._database.raws(TABLES[kind]):
                    if doc_id not in known:
                        self._enter(kind, doc_id, raw)
                self._read.add(kind)

    def reading(self, kind: Kind) -> Iterator[tuple[str, bytes]]:
        """Know every record of a kind once all were yielded, uid and JSON; raises JournalError."""
        for doc_id, raw in self._database.raws(TABLES[kind]):
            if (uid := self._enter(kind, doc_id, raw)) is not None:
                yield uid, raw
        self._read.add(kind)

    def slot(self, kind: Kind, uid: str) -> Slot | None:
        """Return where a record lies, None where there is none; raises JournalError."""
        return self._slots[kind].get(uid) or self._told(kind, uid)

    def version(self, kind: Kind, uid: str) -> int | None:
        """Return the version of a record, None where there is none; raises JournalError.

        A kind in which no uid is spelled like that is not read.
        """
        slot = self.slot(kind, uid)
        if slot is None and kind not in self._read and self._may_be_there(uid):
            self.read([kind])
            slot = self.slot(kind, uid)
        return None if slot is None else slot.version

    def missing(self, kind: Kind, uids: Iterable[str]) -> list[str]:
        """Return the uids that lead to nothing; raises JournalError."""
        missing = [uid for uid in uids if self.slot(kind, uid) is None]
        if missing and kind not in self._read:
            self.read([kind])
            missing = [uid for uid in missing if self.slot(kind, uid) is None]
        return missing

    def uids(self, kind: Kind) -> Uids:
        """Return the uid of each document; raises JournalError."""
        if kind in self._directories:
            self.read_through(kind)
        self.read([kind])
        return self._known(kind)

    def take(self, news: Sequence[tuple[str, int]]) -> list[Change] | None:
        """Take in documents that changed; raises JournalError.

        None where they are too many, or cannot be told one by one: then all is to be read anew.
        """
        latest = dict.fromkeys((_KINDS[table], doc_id) for table, doc_id in news if table in _KINDS)
        if self.strays or len(latest) > KEPT:
            return None
        raws = {key: self._database.raw(TABLES[key[0]], key[1]) for key in latest}
        try:
            return [
                self._deleted(kind, self._uid(kind, doc_id))
                if raw is None
                else self._changed(kind, doc_id, raw)
                for (kind, doc_id), raw in raws.items()
            ]
        except ValueError:
            return None

    def _told(self, kind: Kind, uid: str) -> Slot | None:
        """Return where a directory says that a record lies."""
        directory = self._directories.get(kind)
        return None if directory is None or uid in self._moved[kind] else directory.find(uid)

    def read_through(self, kind: Kind) -> None:
        """Know every record of a kind from the files themselves."""
        self._directories.pop(kind, None)
        self._read.discard(kind)
        self._slots[kind] = {}
        self.strays = {place: one for place, one in self.strays.items() if place[0] != kind}
        self.read([kind])

    def _uid(self, kind: Kind, doc_id: int) -> str:
        """Return the uid of a document that was there, "" where it was no record."""
        slots = self._slots[kind].items()
        if found := next((uid for uid, slot in slots if slot.doc_id == doc_id), ""):
            return found
        directory = self._directories.get(kind)
        uid = directory.uid(doc_id) if directory else None
        return "" if uid is None or uid in self._moved[kind] else uid

    def slots(self, kind: Kind) -> dict[str, Slot]:
        """Return every record of a kind; raises JournalError."""
        self.uids(kind)
        return dict(self._slots[kind])

    def _known(self, kind: Kind) -> Uids:
        return {slot.doc_id: uid for uid, slot in self._slots[kind].items()}

    def _may_be_there(self, uid: str) -> bool:
        """Whether a uid stands anywhere; one that JSON may spell in several ways is taken to."""
        plain = uid.isascii() and uid.isprintable() and not {'"', "\\", "/"} & set(uid)
        return not plain or self._database.mentions(uid.encode())

    def _deleted(self, kind: Kind, uid: str) -> Change:
        """Take in that a record is gone; raises ValueError where it was not known."""
        slot = self.slot(kind, uid)
        if slot is None:
            raise ValueError("no record lay there")
        self._moved[kind].add(uid)
        self._slots[kind].pop(uid, None)
        return Change(kind, uid, slot.version, None)

    def _changed(self, kind: Kind, doc_id: int, raw: bytes) -> Change:
        """Take in one document; raises ValueError where it is no record, or has become another."""
        now = msgspec.Raw(raw)
        uid, slots = head(now).uid, self._slots[kind]
        before = self.slot(kind, uid)
        slots.pop(uid, None)
        self._moved[kind].add(uid)
        if before is None and doc_id <= self._latest[kind]:
            raise ValueError("another record may have lain there")
        if before is not None and before.doc_id != doc_id:
            raise ValueError("another record has the same uid")
        self._enter(kind, doc_id, raw)
        return Change(kind, uid, before.version if before else None, document(now))

    def _enter(self, kind: Kind, doc_id: int, raw: bytes) -> str | None:
        """Take a document in, under its uid if that leads to no other; return the uid then."""
        self._latest[kind] = max(self._latest[kind], doc_id)
        try:
            found = head(msgspec.Raw(raw))
        except ValueError as error:
            self.strays[kind, doc_id] = Unreadable(kind, "(no uid)", str(error))
            return None
        if self.slot(kind, found.uid) is not None:
            stray = Unreadable(kind, found.uid, "another record has the same uid")
            self.strays[kind, doc_id] = stray
            return None
        self._slots[kind][found.uid] = Slot(doc_id, found.version)
        return found.uid
