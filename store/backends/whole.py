"""All records of some kinds, for what is computed from them while others read and write on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from store.backends.changelog import KINDS, NAMED
from store.backends.directory import Slot
from store.backends.plain import plain_event
from store.backends.records import Place, Records
from store.backends.stored import document
from store.backends.tables import TABLES
from store.backends.told import told
from store.base import Counted, unheard
from store.index import Deletion
from store.index.build import Intake, names_of
from store.index.entry import Entry
from store.journal.reader import Reader
from store.journal.snapshot import Rows
from store.model import Document, Kind, Unreadable
from store.names import Names

Slots = Mapping[str, Slot]

OFTEN = 500
"""Events between two counts."""


class Taken(NamedTuple):
    """What there is beside the events that are listed."""

    names: Names
    deleted: list[Deletion]
    unreadable: list[Unreadable]


class Whole:
    """Decodes documents one by one; may be used without a lock."""

    def __init__(
        self, path: Path, database: Reader, records: Records, kinds: Iterable[Kind] = KINDS
    ) -> None:
        """Find the records of some kinds; those of the others are found as they are read."""
        self._path = path
        self._database = database
        self._records = records
        self.slots: dict[Kind, Slots] = {kind: records.slots(kind) for kind in kinds}
        """Where the records lie, by uid."""
        self.strays = dict(records.strays)
        """Documents that are none, by kind and id."""
        self.undecoded: list[Unreadable] = []
        """Records that could not be decoded, as far as they were read."""

    def number(self, kind: Kind) -> int:
        """Return how many records there are of a kind, at the most before they are found."""
        known = self.slots.get(kind)
        return self._database.next_id(TABLES[kind]) - 1 if known is None else len(known)

    def documents(self, kind: Kind) -> Iterator[Document]:
        """Yield the records of a kind, as they lie; raises StoreError."""
        for uid, raw in self.raws(kind):
            if (found := self.decoded(kind, uid, raw)) is not None:
                yield found

    def raws(self, kind: Kind) -> Iterator[tuple[str, bytes]]:
        """Yield uid and JSON of the records of a kind, as they lie; raises StoreError."""
        with told(self._path):
            if kind not in self.slots:
                yield from self._records.reading(kind)
                self.slots[kind] = self._records.slots(kind)
                self.strays = dict(self._records.strays)
                return
            uids = {slot.doc_id: uid for uid, slot in self.slots[kind].items()}
            for doc_id, raw in self._database.raws(TABLES[kind]):
                if uid := uids.get(doc_id):
                    yield uid, raw

    def decoded(self, kind: Kind, uid: str, raw: bytes) -> Document | None:
        """Return a document, None for one that is among the `undecoded` then."""
        try:
            return document(msgspec.Raw(raw))
        except ValueError as error:
            self.undecoded.append(Unreadable(kind, uid, str(error)))
            return None

    def enter(self, take: Callable[[Entry], None], count: Counted = unheard) -> Taken:
        """Hand on what an index lists of every event, and return the rest; raises StoreError."""
        unreadable: list[Unreadable] = []
        every = self.number("event")
        count(0, every)
        actors, places, sources = map(self.documents, NAMED)
        names = names_of(actors, places, sources, unreadable)
        intake = Intake(names, take)
        for number, (uid, raw) in enumerate(self.raws("event")):
            if number and number % OFTEN == 0:
                count(number, every)
            if (event := plain_event(raw)) is not None:
                intake.enter(event)
            elif (found := self.decoded("event", uid, raw)) is not None:
                intake.add(found)
        count(every, every)
        unreadable += [*intake.unreadable, *self.undecoded]
        return Taken(names, intake.deleted, unreadable)

    def unreadable(self) -> list[tuple[Place, Unreadable]]:
        """Return table and id of each document that is no record, and why; raises StoreError."""
        found = self.enter(_leave).unreadable
        records = [
            ((TABLES[each.kind], self.slots[each.kind][each.uid].doc_id), each) for each in found
        ]
        strays = self.strays.items()
        return [*records, *(((TABLES[kind], doc_id), each) for (kind, doc_id), each in strays)]

    @property
    def loose(self) -> bool:
        """Whether another program wrote the file, so that no places in it are known."""
        return self._database.state.loose is not None

    def rows(self, kind: Kind) -> Rows | None:
        """Return where the documents of a kind lie in the snapshot, None if that is not known."""
        found = self._database.state.tables.get(TABLES[kind])
        base = None if found is None else found.base
        return base if isinstance(base, Rows) else None

    def lies(self, place: Place) -> tuple[str, int | None]:
        """Return the name of the file in which a document lies, and the byte if it is known."""
        name, offset = self._database.state.place(*place)
        return name, None if self.loose and name == self._database.path.name else offset


def _leave(_: Entry) -> None:
    """Leave an entry where it is."""
