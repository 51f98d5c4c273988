"""A small store: four dated events, one without a date, two actors that belong together."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import msgspec

from store.index import Index, Timeline
from store.index.entry import Entry
from store.index.mapped import Mapped
from store.index.opening import index_of
from store.index.packing import Packer
from store.index.shelf import write_names
from store.index.sidecar import Sections, Stamp, Writer, held
from store.model import Document
from tests.factories import actor, claim, event, figure, place, source

ACTORS = [
    actor("islamic-state", name="Islamic State", short="IS", kind="political militia", rank=1),
    actor("aamaq", kind="media", parents=[{"actor": "islamic-state", "relation": "belongs-to"}]),
    actor("government", kind="state forces", rank=2),
    actor("sohr", short="SOHR"),
]

JET_CLAIMS = [
    claim("c1", "sohr", about="cause", statement="crashed"),
    claim("c2", "aamaq", about="cause", statement="downed", quote="Shot"),
]

EVENTS = [
    event("year", when="2012", kind="situation", title="A situation of a year"),
    event(
        "march",
        when="2016-03",
        title="Recapture",
        participants=[{"actor": "government", "role": "attacker"}],
        claims=[claim(claimant="article")],
    ),
    event(
        "entry",
        when="[..2016-12-10]",
        title="IS enters",
        participants=[{"actor": "islamic-state", "role": "attacker"}],
        claims=[
            claim(
                figures=[
                    figure(
                        metric="killed",
                        qualifier="at-least",
                        low=49,
                        best=None,
                        verbatim="at least 49",
                        population="pro-government soldiers",
                    )
                ]
            )
        ],
    ),
    event(
        "jet",
        when="2016-12-10",
        title="Jet lost",
        places=[{"place": "jazal", "as_said": "Jazal area"}],
        participants=[
            {"actor": "government", "role": "target"},
            {"actor": "islamic-state", "role": "accused"},
        ],
        claims=JET_CLAIMS,
    ),
    event("monuments", when="", title="Monuments destroyed"),
]


def index(events: list[Document] | None = None, **others: Any) -> Index:
    """Build an index of the samples, or of other events."""
    records: dict[str, Any] = {"actors": ACTORS, "places": [place()], "sources": [source()]}
    return Index.build(EVENTS if events is None else events, **{**records, **others}, token=1)


def timeline(events: list[Document] | None = None) -> Timeline:
    """Return the timeline over them."""
    return Timeline(index(events))


STAMP = Stamp("store", (100, 200, 300), (40, 50, 60), 30)
"""Of files that nobody looks at."""


def column(index: Index, name: str) -> list[Any]:
    """Return one field of what each row shows, in reading order."""
    return [getattr(index.kept(row), name) for row in index.everything]


def packed(entries: Iterable[Entry]) -> Sections:
    """Return the sections of entries as they lie on disk."""
    file, packer = BytesIO(), Packer(BytesIO())
    for entry in entries:
        packer.add(entry)
    writer = Writer(file)
    packer.write(writer)
    writer.finish(STAMP)
    return held(file.getvalue())


def mapped(entries: Iterable[Entry]) -> Mapped:
    """Return a layer of entries as it lies on disk."""
    return Mapped(packed(entries))


def written(index: Index) -> bytes:
    """Return an index as it lies on disk, without where the records lie."""
    file, packer = BytesIO(), Packer(BytesIO())
    for entry in index.entries():
        packer.add(entry)
    writer = Writer(file)
    packer.write(writer)
    write_names(writer, index.names)
    writer.add("unreadable", [msgspec.msgpack.encode(index.unreadable)])
    writer.add("deleted", [msgspec.msgpack.encode(index.deleted)])
    writer.finish(STAMP)
    return file.getvalue()


def kept(index: Index) -> Index:
    """Return an index that reads from disk what another one says."""
    return index_of(held(written(index)), index.token)
