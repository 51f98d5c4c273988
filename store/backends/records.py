"""Which document is which record: uid to place, for all that lies in a database."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from store.backends.changelog import KEPT, KINDS
from store.backends.stored import document, head
from store.backends.tables import TABLES
from store.base import Change
from store.journal.reader import Reader
from store.model import Kind, Unreadable

_KINDS = {table: kind for kind, table in TABLES.items()}


class Slot(NamedTuple):
    """Where a record lies in its table, and its version."""

    doc_id: int
    version: int


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
        self.strays: list[Unreadable] = []
        """Documents that no uid leads to, of the kinds that were read."""

    def read(self, *kinds: Kind) -> None:
        """Know every record of these kinds; raises JournalError."""
        for kind in kinds:
            if kind not in self._read:
                self._read.add(kind)
                known = {slot.doc_id for slot in self._slots[kind].values()}
                for doc_id, raw in self._database.raws(TABLES[kind]):
                    if doc_id not in known:
                        self._enter(kind, doc_id, raw)

    def slot(self, kind: Kind, uid: str) -> Slot | None:
        """Return where a record lies, None where there is none; raises JournalError."""
        if uid not in self._slots[kind] and kind not in self._read and self._may_be_there(uid):
            self.read(kind)
        return self._slots[kind].get(uid)

    def version(self, kind: Kind, uid: str) -> int | None:
        """Return the version of a record, None where there is none; raises JournalError."""
        slot = self.slot(kind, uid)
        return None if slot is None else slot.version

    def missing(self, kind: Kind, uids: Sequence[str]) -> list[str]:
        """Return the uids that lead to nothing; raises JournalError."""
        return [uid for uid in uids if self.slot(kind, uid) is None]

    def _may_be_there(self, uid: str) -> bool:
        """Whether a uid stands anywhere; one that JSON may spell in several ways is taken to."""
        plain = uid.isascii() and uid.isprintable() and not {'"', "\\", "/"} & set(uid)
        return not plain or self._database.mentions(uid.encode())

    def raw(self, kind: Kind, uid: str) -> msgspec.Raw:
        """Return the JSON of a record; raises KeyError and JournalError."""
        raw = self._database.raw(TABLES[kind], self._slots[kind][uid].doc_id)
        if raw is None:
            raise KeyError(uid)
        return msgspec.Raw(raw)

    def raws(self, kind: Kind) -> Iterator[tuple[str, msgspec.Raw]]:
        """Yield uid and JSON of each record of a kind, in order; raises JournalError."""
        self.read(kind)
        by_id = {slot.doc_id: uid for uid, slot in self._slots[kind].items()}
        for doc_id, raw in self._database.raws(TABLES[kind]):
            if uid := by_id.get(doc_id):
                yield uid, msgspec.Raw(raw)

    def take(self, news: Sequence[tuple[str, int]]) -> list[Change] | None:
        """Take in documents that changed.

        None where they are too many, or cannot be told one by one: then all is to be read anew.
        """
        latest = dict.fromkeys((_KINDS[table], doc_id) for table, doc_id in news if table in _KINDS)
        if self.strays or len(latest) > KEPT:
            return None
        try:
            return [self._change(kind, doc_id) for kind, doc_id in latest]
        except ValueError:
            return None

    def _change(self, kind: Kind, doc_id: int) -> Change:
        """Take in one document; raises ValueError where it is no record, or has become another."""
        raw = self._database.raw(TABLES[kind], doc_id)
        if raw is None:
            uid = self._at(kind, doc_id)
            return Change(kind, uid, self._slots[kind].pop(uid).version, None)
        now = msgspec.Raw(raw)
        uid, slots = head(now).uid, self._slots[kind]
        before = slots.get(uid)
        if before is None and doc_id <= self._latest[kind]:
            raise ValueError("another record may have lain there")
        if before is not None and before.doc_id != doc_id:
            raise ValueError("another record has the same uid")
        slots.pop(uid, None)
        self._enter(kind, doc_id, raw)
        return Change(kind, uid, before.version if before else None, document(now))

    def _at(self, kind: Kind, doc_id: int) -> str:
        """Return the uid of the record that lay there."""
        for uid, slot in self._slots[kind].items():
            if slot.doc_id == doc_id:
                return uid
        raise ValueError("no record lay there")

    def _enter(self, kind: Kind, doc_id: int, raw: bytes) -> None:
        """Take a document in, under its uid if that leads to no other."""
        self._latest[kind] = max(self._latest[kind], doc_id)
        try:
            found = head(msgspec.Raw(raw))
        except ValueError as error:
            self.strays.append(Unreadable(kind, "(no uid)", str(error)))
            return
        if found.uid in self._slots[kind]:
            self.strays.append(Unreadable(kind, found.uid, "another record has the same uid"))
        else:
            self._slots[kind][found.uid] = Slot(doc_id, found.version)
