"""What lies in an index beside a store, and the number by which another version knows it."""

from pathlib import Path

from store.backends.tinydb_write import create
from store.index import sidecar
from store.index.entry import Entry
from store.index.layer import Kept
from store.index.sidecar import Stamp, load
from store.model import Actor, Place, Source
from tests.store.backends.following import keeps
from tests.store.backends.helpers import four_kinds

RECORDS = "uids", "uids.at", "uids.crc", "ids", "versions", "by id"
BLOBS = "kept", "text", "key", "rows", "source", "source names", "typed", "source uid"
SECTIONS = {
    *("anchor", "anchor sample", "start", "end", "long", "runs", "uid crcs", "by uid", "contested"),
    *("counts", "by count", "uses", "actors", "places", "source uid.crc", "unreadable", "deleted"),
    "source latest",
    *("typed of", "typed name.crc", "typed name.number"),
    *("typed address.crc", "typed address.number"),
    *(f"{blob}{end}" for blob in BLOBS for end in ("", ".at")),
    *(f"{kind} {name}" for kind in ("actor", "place", "source", "event") for name in RECORDS),
    *(f"{kind}s {name}" for kind in ("actor", "place", "source", "event")
      for name in ("rows", "places")),
}  # fmt: skip


def test_the_format_grows_with_the_sections(path: Path) -> None:
    """A name more or less here means that FORMAT has to grow, and this test with it."""
    create(path, four_kinds())
    keeps(path)
    found = load(path.with_name(f"{path.name}-index"))

    assert found is not None
    assert (sidecar.FORMAT, {*found.head.sections}) == (13, SECTIONS)


def test_the_format_grows_with_what_is_kept_as_it_is() -> None:
    """So does a field more or less."""

    assert Stamp.__struct_fields__ == ("store_id", "snapshot", "journal", "end", "mark")
    assert Kept.__struct_fields__ == (
        *("uid", "when", "part_of_day", "kind", "title", "badge", "factions", "sources"),
    )
    assert [len(kept.__struct_fields__) for kept in (Entry, Actor, Place, Source)] == [
        *(16, 14, 10, 17),
    ]
