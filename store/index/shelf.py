"""The names that a sidecar keeps: few actors and places, and sources that are read one by one."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from store.index.blobs import Blob, Lines, Uids, crc_of, numbers, write_blob, write_uids
from store.index.sidecar import Sections, Writer
from store.laid import Laid
from store.latest import Latest, latest_first
from store.model import Actor, Place, Source
from store.names import Names, spelled
from store.text import fold

if TYPE_CHECKING:
    from store.typed import Typed

FEW = 100
"""Changed sources up to which the place of each is looked for in a list."""

_SOURCE = msgspec.msgpack.Decoder(Source)


class Shelf(Mapping[str, Source]):
    """Sources by uid, in no memory until one is asked for."""

    def __init__(self, sections: Sections) -> None:
        self.sections = sections

    def __len__(self) -> int:
        return len(self._uids)

    def __iter__(self) -> Iterator[str]:
        return iter(self._uids)

    def __contains__(self, uid: object) -> bool:
        return isinstance(uid, str) and self._uids.find(uid) is not None

    def __getitem__(self, uid: str) -> Source:
        number = self._uids.find(uid)
        if number is None:
            raise KeyError(uid)
        return self.at(number)

    def at(self, number: int) -> Source:
        """Return a source by its number; raises Corrupt where the file does not hold one."""
        try:
            return _SOURCE.decode(self._records[number])
        except (msgspec.DecodeError, IndexError):
            raise self.sections.damaged() from None

    def citing(self, needle: str) -> set[str]:
        """Return the sources one of whose names contains a folded needle."""
        return {self._uids[number] for number in self._texts.holding(needle.encode())}

    def latest(self, without: Collection[str]) -> Latest:
        """Return the sources as they are listed, the latest first, but for some."""
        hidden = {self._uids.find(uid) for uid in without}
        order = numbers(self.sections, "source latest", "I")
        return Latest(self, [number for number in order if number not in hidden])

    @cached_property
    def _uids(self) -> Uids:
        return Uids(self.sections, "source uid")

    @cached_property
    def _records(self) -> Blob:
        return Blob(self.sections, "source")

    @cached_property
    def _texts(self) -> Lines:
        return Lines(self.sections, "source names")


class KeptNames(Names):
    """Names whose sources lie on a shelf, but for those that have changed."""

    def cited(self, needle: str) -> set[str]:
        """Return the sources whose title, container, publisher, URL, author or agency does."""
        shelf, changes = self._parts()
        return shelf.citing(needle) - changes.keys() | self._changed.cited(needle)

    @cached_property
    def _changed(self) -> Names:
        """The sources that have changed, folded once."""
        _, changes = self._parts()
        return Names({}, {}, {uid: one for uid, one in changes.items() if one is not None})

    def latest(self) -> Sequence[Source]:
        """Return the sources as they are listed, without reading all where few have changed."""
        shelf, changes = self._parts()
        if len(changes) > FEW:
            return super().latest()
        listed = shelf.latest(changes)
        for source in self._changed.sources.values():
            listed.insert(source)
        return listed

    def _typed_sources(self) -> "Typed":
        from store.index.typed import Shelved
        from store.typed import Over

        shelf, changes = self._parts()
        kept = Shelved(shelf.sections, shelf)
        return Over(kept, changes) if changes else kept

    def _parts(self) -> tuple[Shelf, Mapping[str, Source | None]]:
        """Return the shelf, and what has changed since."""
        sources = self.sources if isinstance(self.sources, Laid) else Laid(self.sources, {})
        assert isinstance(sources.base, Shelf)
        return sources.base, sources.changes


def kept_names(sections: Sections) -> KeptNames:
    """Return the names that a sidecar keeps."""
    actors = msgspec.msgpack.decode(sections["actors"], type=list[Actor])
    places = msgspec.msgpack.decode(sections["places"], type=list[Place])
    return KeptNames(
        {actor.uid: actor for actor in actors},
        {place.uid: place for place in places},
        Shelf(sections),
    )


def write_names(writer: Writer, names: Names) -> None:
    """Write the sections of some names."""
    from store.index.typed import write_typed

    encode = msgspec.msgpack.Encoder().encode
    writer.add("actors", [encode(list(names.actors.values()))])
    writer.add("places", [encode(list(names.places.values()))])
    uids = sorted(names.sources, key=crc_of)
    write_uids(writer, "source uid", uids)
    write_blob(writer, "source", (encode(names.sources[uid]) for uid in uids))
    write_blob(writer, "source names", (_folded(names.sources[uid]) for uid in uids))
    write_typed(writer, (names.sources[uid] for uid in uids))
    order = sorted(range(len(uids)), key=lambda number: latest_first(names.sources[uids[number]]))
    writer.add("source latest", [array("I", order).tobytes()])


def _folded(source: Source) -> bytes:
    return "\n".join(map(fold, spelled(source))).encode() + b"\n"
