"""Undo and redo: what was done in this run, as inverses over `EventStore.apply`.

An inverse is applied only where each record still has the version that the change gave it, or
one that says the same because what came after has been taken back.
"""

from collections.abc import Sequence

import msgspec

from store.base import Change, EventStore, Record
from store.edits import Stamp, deleted
from store.errors import StoreError, VersionConflict
from store.model import Document, Kind
from store.references import found_deleted
from store.text import clean


class Done(msgspec.Struct, frozen=True):
    """One record as it was before a change; of an added one only uid and version are kept."""

    kind: Kind
    uid: str
    version: int
    """The version that the change gave it."""
    before: Document | None
    """None where it was added."""


class Transaction(msgspec.Struct, frozen=True):
    """What one transaction did."""

    label: str
    """What a user would call it: "added “…”"."""
    done: tuple[Done, ...]

    @property
    def events(self) -> list[str]:
        """Uids of the events concerned, in order."""
        return [each.uid for each in self.done if each.kind == "event"]


class Ledger:
    """Changes one store, and knows how each change of this run is taken back."""

    def __init__(self, store: EventStore) -> None:
        self.store = store
        self._again: dict[tuple[Kind, str, int], int] = {}
        """The version of a record that says again what an earlier one said."""

    def perform(self, changes: Sequence[Change], label: str) -> Transaction:
        """Apply changes as `perform` does, and return what undoes them; raises StoreError."""
        return perform(self.store, changes, label)

    def take_back(self, transaction: Transaction, stamp: Stamp) -> Transaction:
        """Apply the inverse of a transaction, and return what does it again.

        What it added is marked as deleted, so that not even that is lost. Raises VersionConflict
        where another changed a record since, and any other StoreError.
        """
        changes = [self._inverse(each, stamp) for each in reversed(transaction.done)]
        try:
            inverse = self.perform(changes, transaction.label)
        except VersionConflict as conflict:
            raise self._changed_since(transaction, conflict) from None
        for done, back in zip(reversed(transaction.done), inverse.done):
            if done.before is not None:
                self._again[done.kind, done.uid, done.before.get("version", 1)] = back.version
        return inverse

    def _inverse(self, done: Done, stamp: Stamp) -> Change:
        """Return what takes a change back; the store refuses it over any other version."""
        version = self._latest(done)
        if done.before is None:
            now = stored(self.store, done.kind, done.uid)
            document = deleted({**now, "version": version}, stamp)
        else:
            document = {**done.before, "version": version + 1}
        return Change(done.kind, done.uid, version, document)

    def _latest(self, done: Done) -> int:
        """Return the version that says what the change made the record say, the last if several."""
        version = done.version
        while (key := (done.kind, done.uid, version)) in self._again:
            version = self._again[key]
        return version

    def _changed_since(
        self, transaction: Transaction, conflict: VersionConflict
    ) -> VersionConflict:
        kinds = {each.uid: each.kind for each in transaction.done}
        documents = [stored(self.store, kinds[uid], uid) for uid in conflict.uids]
        names = ", ".join(f"“{clean(_name(each))}”" for each in documents)
        return VersionConflict(
            f"{names}: changed since by another terminal; not undone.", conflict.uids
        )


def perform(store: EventStore, changes: Sequence[Change], label: str) -> Transaction:
    """Apply changes, and return what undoes them; raises StoreError.

    An actor, a place or a source that is added takes the place of a deleted one with its key: who
    takes back an event and types it again means the same names.
    """
    fitted = [_over_deleted(store, change) for change in changes]
    done = tuple(_done(store, change) for change in fitted)
    store.apply(fitted, label)
    return Transaction(label, done)


def stored(store: EventStore, kind: Kind, uid: str) -> Document:
    """Return one document; raises StoreError where there is none that can be read."""
    record = store.get(kind, [uid])[0]
    if not isinstance(record, Record):
        raise StoreError(f"{uid} could not be read: {record.reason}")
    return record.document


def _over_deleted(store: EventStore, change: Change) -> Change:
    """Return what adds a record where a deleted one has its key; any other change as it is."""
    document = change.document
    if document is None or change.before is not None or change.kind == "event":
        return change
    if (gone := found_deleted(store, change.kind, change.uid)) is None:
        return change
    version = gone.get("version", 1)
    kept = {key: gone[key] for key in ("history",) if key in gone}
    return Change(change.kind, change.uid, version, {**document, **kept, "version": version + 1})


def _done(store: EventStore, change: Change) -> Done:
    before = None if change.before is None else stored(store, change.kind, change.uid)
    version = (change.document or {}).get("version", 1)
    return Done(change.kind, change.uid, version, before)


def _name(document: Document) -> str:
    return str(document.get("title") or document.get("name") or document["uid"])
