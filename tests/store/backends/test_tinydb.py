"""The file: plain TinyDB JSON, read without tinydb and no further than it must be."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store.backends import tinydb_open
from store.backends.records import Records
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_open import OpenStore
from store.backends.tinydb_write import create
from store.base import Record
from tests.factories import actor, event
from tests.store.backends.helpers import (
    add,
    delete,
    edit,
    four_kinds,
    journal,
    names,
    rewrite,
    second,
)


def test_stock_tinydb_reads_what_we_write(store: TinyDbStore, path: Path) -> None:
    """Tables, integer doc ids, and the mark of the format, once all is in the file."""
    store.apply([add(event("e2")), delete("e1")], "change")
    store.compact()

    with TinyDB(path) as stock:
        assert {table: len(stock.table(table)) for table in stock.tables()} == {
            "_meta": 1,
            "events": 1,
            "actors": 1,
            "places": 1,
            "sources": 1,
        }
        meta = stock.table("_meta").get(doc_id=1)
        assert isinstance(meta, dict)
        assert meta.items() >= {
            ("format", "syria-timeline"),
            ("version", 1),
            ("store_id", store.info().store_id),
        }
        assert [(found.doc_id, dict(found)) for found in stock.table("events")] == [
            (2, event("e2"))
        ]


def test_we_read_what_stock_tinydb_writes(store: TinyDbStore, path: Path) -> None:
    """A record inserted by stock TinyDB is there, under its uid."""
    with TinyDB(path) as stock:
        stock.table("events").insert(event("theirs", title="من تدمر"))

    (record,) = TinyDbStore(path).get("event", ["theirs"])
    assert isinstance(record, Record)
    assert record.document["title"] == "من تدمر"


def test_an_edit_keeps_the_doc_id(store: TinyDbStore, path: Path) -> None:
    """Whoever refers to doc ids in other tools finds the same record."""
    store.apply([add(event("e2")), edit(second())], "change")
    store.compact()

    with TinyDB(path) as stock:
        assert {found.doc_id: found["uid"] for found in stock.table("events")} == {
            1: "e1",
            2: "e2",
        }


def test_a_save_appends_to_the_journal(store: TinyDbStore, path: Path) -> None:
    """The file stays as it is, and what the journal holds is there at the next start."""
    before = path.read_bytes()

    store.apply([add(event("e2"))], "add e2")

    assert path.read_bytes() == before
    assert b'"label":"add e2"' in journal(path).read_bytes()
    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]


def test_opening_and_reading_never_touch_the_file(store: TinyDbStore, path: Path) -> None:
    """Bytes and times stay; only the index is kept beside the file."""
    before = path.read_bytes(), path.stat().st_mtime_ns

    reader = TinyDbStore(path)
    reader.index()
    reader.get("event", ["e1"])
    reader.names()
    reader.changes(0)
    reader.wait(0, 0)
    reader.close()

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert names(path) == {"", "-index"}


def test_the_mark_may_stand_anywhere(store: TinyDbStore, path: Path) -> None:
    """Another program may order the tables as it likes."""
    rewrite(path, lambda data: data.update(_meta=data.pop("_meta")))

    reader = TinyDbStore(path)

    assert reader.info().store_id == store.info().store_id
    assert [*reader.index().uids()] == ["e1"]


@pytest.fixture
def stock(path: Path) -> bytes:
    """Write a store as it was before there were journals, and return its bytes."""

    def annex(data: Any) -> None:
        data["_meta"]["1"] = {
            "format": "syria-timeline",
            "version": 1,
            "store_id": "stock",
            "note": "kept",
        }
        data["_default"] = {"7": {"mine": [1.5, None]}, "x": 3}
        data["events"]["odd"] = event("e2")
        del data["actors"]

    create(path, four_kinds())
    rewrite(path, annex)
    return path.read_bytes()


def test_a_stock_file_is_read_as_it_is(stock: bytes, path: Path) -> None:
    """Nothing is made beside it but the index, also not by the app's end."""
    store = TinyDbStore(path)

    assert [*store.index().uids()] == ["e1", "e2"]
    assert store.info().store_id == "stock"
    store.wait(0, 0)
    store.close()
    assert path.read_bytes() == stock
    assert names(path) == {"", "-index"}


def test_the_first_write_upgrades_a_stock_file(stock: bytes, path: Path) -> None:
    """The original stays beside it; what others keep in it, or in `_meta`, stays in it."""
    TinyDbStore(path).apply([add(actor("a"), "actor"), add(event("e3"))], "add")

    store = TinyDbStore(path)
    assert [*store.index().uids()] == ["e1", "e2", "e3"]
    assert (store.info().store_id, store.info().notices) == ("stock", ())
    assert path.with_name(f"{path.name}.before-upgrade").read_bytes() == stock
    store.compact()
    data = json.loads(path.read_text())
    assert data["_meta"]["1"]["note"] == "kept"
    assert data["_default"] == {"7": {"mine": [1.5, None]}, "8": 3}
    assert data["actors"] == {"1": actor("a")}
    assert data["events"] == {"1": event("e1"), "2": event("e2"), "3": event("e3")}


def test_reading_does_not_import_tinydb(store: TinyDbStore, path: Path) -> None:
    """It would cost the first paint; creating, reading and looking after a store do without."""
    store.apply([add(event("e2"))], "add")
    code = (
        "import sys; from pathlib import Path; from store.connect import check, connect;"
        f"connect({str(path.with_name('new'))!r}, create=True, empty=True).index();"
        f"store = connect(Path({str(path)!r})); store.index(); store.get('event', ['e1']);"
        "store.names(); store.changes(0); store.wait(0, 0); store.info(); store.compact();"
        f"store.backup(Path({str(path.with_name('copy'))!r})); store.close();"
        f"check({str(path)!r});"
        "assert 'tinydb' not in sys.modules; assert 'pendulum' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is done on the way to documents: files opened, records found."""
    done: list[str] = []

    class Opened(OpenStore):
        def __init__(self, path: Path) -> None:
            done.append("opened")
            super().__init__(path)

    class Found(Records):
        def read(self, kinds: Any) -> None:
            wanted = [kind for kind in kinds if kind not in self._read]
            done.extend(wanted)
            super().read(wanted)

    monkeypatch.setattr("store.backends.tinydb_open.OpenStore", Opened)
    monkeypatch.setattr(tinydb_open, "Records", Found)
    return done


def test_opening_reads_the_ends_only(store: TinyDbStore, path: Path, opened: list[str]) -> None:
    """The files are opened by the first get; where a record lies is told by the index."""
    store.index()
    opened.clear()

    reader = TinyDbStore(path)
    reader.index()
    reader.info()
    assert opened == []
    reader.get("event", ["e1"])
    reader.get("event", ["e1"])
    reader.names()

    assert opened == ["opened"]


def test_names_are_those_of_the_index(store: TinyDbStore, path: Path) -> None:
    """Of two records with one uid the first counts, and what cannot be read is left out."""

    def more(data: Any) -> None:
        data["actors"]["8"] = actor("sohr", name="Another")
        data["actors"]["9"] = {"name": "Nobody"}

    rewrite(path, more)
    reader = TinyDbStore(path)

    assert reader.names().actors == reader.index().actors == store.names().actors


def test_an_add_reads_no_events(store: TinyDbStore, path: Path, opened: list[str]) -> None:
    """It is as fast in a large store as in a small one; a short uid might stand in the store's."""
    writer = TinyDbStore(path)
    writer.apply([add(event("nowhere"))], "add")

    assert opened == ["opened"]
    assert [*TinyDbStore(path).index().uids()] == ["e1", "nowhere"]


def test_an_import_finds_all_records_at_once(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look through the files for each of its uids would take hours."""
    monkeypatch.setattr("store.journal.reader.Reader.mentions", None)

    TinyDbStore(path).apply([add(event(f"n{number}")) for number in range(50)], "import")

    store.changes(0)
    assert len(store.index()) == 51


def test_waiting_reads_ahead(store: TinyDbStore, path: Path, opened: list[str]) -> None:
    """The first wait follows the first paint: no key pressed later waits for the documents."""
    store.index()
    opened.clear()
    reader = TinyDbStore(path)
    reader.index()

    assert not reader.wait(0, 0)
    assert opened == ["opened"]
    opened.clear()
    reader.wait(0, 0)
    reader.get("event", ["e1"])

    assert opened == []
