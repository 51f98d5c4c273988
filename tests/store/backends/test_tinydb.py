"""The file: plain TinyDB JSON, read without tinydb, and an index beside it."""

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
from store.backends.whole import Whole
from store.base import Record
from store.index import Index
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


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


# the file


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
    assert TinyDbStore(path).index().uid == ["e1", "e2"]


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
    assert reader.index().uid == ["e1"]


# a file that stock TinyDB wrote


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

    assert store.index().uid == ["e1", "e2"]
    assert store.info().store_id == "stock"
    store.wait(0, 0)
    store.close()
    assert path.read_bytes() == stock
    assert names(path) == {"", "-index"}


def test_the_first_write_upgrades_a_stock_file(stock: bytes, path: Path) -> None:
    """The original stays beside it; what others keep in it, or in `_meta`, stays in it."""
    TinyDbStore(path).apply([add(actor("a"), "actor"), add(event("e3"))], "add")

    store = TinyDbStore(path)
    assert store.index().uid == ["e1", "e2", "e3"]
    assert (store.info().store_id, store.info().notices) == ("stock", ())
    assert path.with_name(f"{path.name}.before-upgrade").read_bytes() == stock
    store.compact()
    data = json.loads(path.read_text())
    assert data["_meta"]["1"]["note"] == "kept"
    assert data["_default"] == {"7": {"mine": [1.5, None]}, "8": 3}
    assert data["actors"] == {"1": actor("a")}
    assert data["events"] == {"1": event("e1"), "2": event("e2"), "3": event("e3")}


# the index beside it


def test_the_index_kept_beside_the_file_is_used_and_follows_file_and_journal(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start decodes no document; a change is never missed."""
    for number in range(2, 4):
        found = store.index().uid
        monkeypatch.setattr(Index, "build", None)

        assert TinyDbStore(path).index().uid == found

        monkeypatch.undo()
        TinyDbStore(path).apply([add(event(f"e{number}"))], "add")
        assert TinyDbStore(path).index().uid == [*found, f"e{number}"]
        store.changes(0)


@pytest.mark.parametrize("outside", [True, False])
def test_an_index_is_never_kept_for_what_was_written_while_it_was_computed(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, outside: bool
) -> None:
    """It would stay old for good."""
    build = Index.build

    def overtaken(*documents: Any, **others: Any) -> Index:
        monkeypatch.undo()
        writer = TinyDbStore(path) if outside else store
        writer.apply([add(event("e2"))], "meanwhile")
        return build(*documents, **others)

    monkeypatch.setattr(Index, "build", overtaken)
    token = store.index().token

    assert store.wait(token, 0)
    assert store.changes(token)
    assert TinyDbStore(path).index().uid == ["e1", "e2"]
    assert store.index().uid == ["e1", "e2"]


def test_the_index_is_as_private_as_the_file(store: TinyDbStore, path: Path) -> None:
    """It holds the same words."""
    path.chmod(0o640)
    TinyDbStore(path).index()

    assert path.with_name(f"{path.name}-index").stat().st_mode & 0o777 == 0o640


def test_stamp_is_that_of_the_files_as_read(store: TinyDbStore, path: Path) -> None:
    """It keys what is computed from them, and moves with our own writes."""
    before = store.stamp()
    found = path.stat()
    assert before == (found.st_size, found.st_mtime_ns, found.st_ino, 0, 0, 0)

    TinyDbStore(path).apply([add(event("theirs"))], "add")
    assert store.stamp() == before
    store.changes(0)

    assert store.stamp() == TinyDbStore(path).stamp() != before
    token = store.apply([add(event("ours"))], "add")
    assert store.stamp() == TinyDbStore(path).stamp()
    assert not store.wait(token, 0)


# what is read, and when


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
    """The files are opened by the first get, and a kind is read when it is asked for, once."""
    store.index()
    opened.clear()

    reader = TinyDbStore(path)
    reader.index()
    reader.info()
    assert opened == []
    reader.get("event", ["e1"])
    reader.get("event", ["e1"])
    assert opened == ["opened", "event"]
    reader.names()

    assert opened == ["opened", "event", "actor", "place", "source"]


def test_an_add_reads_no_events(store: TinyDbStore, path: Path, opened: list[str]) -> None:
    """It is as fast in a large store as in a small one."""
    writer = TinyDbStore(path)
    writer.apply([add(event("e2"))], "add")

    assert opened == ["opened"]
    assert TinyDbStore(path).index().uid == ["e1", "e2"]


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
    assert sorted(opened) == ["actor", "event", "opened", "place", "source"]
    opened.clear()
    reader.wait(0, 0)
    reader.get("event", ["e1"])

    assert opened == []


# the end


def test_the_end_of_the_app_leaves_one_complete_file(store: TinyDbStore, path: Path) -> None:
    """Any program reads all of it; the app is who has waited."""
    store.index()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.close()

    with TinyDB(path) as stock:
        assert [found["uid"] for found in stock.table("events")] == ["e1", "e2"]


@pytest.mark.parametrize("changed_by", ["us", "others", "nobody"])
def test_the_start_after_the_end_of_the_app_computes_nothing(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, changed_by: str
) -> None:
    """The file is another one then, and its index lies beside it."""
    store.index()
    store.wait(0, 0)
    if changed_by != "nobody":
        writer = store if changed_by == "us" else TinyDbStore(path)
        writer.apply([add(event("e2"))], "add")
        writer.changes(0)
        store.changes(0)
    uids = store.index().uid
    store.close()
    monkeypatch.setattr(Whole, "index", None)

    assert TinyDbStore(path).index().uid == uids


def test_the_end_of_a_shell_command_leaves_the_journal(store: TinyDbStore, path: Path) -> None:
    """To fold it in would make each `add` write the whole file."""
    before = path.read_bytes()
    store.index()
    store.apply([add(event("e2"))], "add")
    store.close()

    assert path.read_bytes() == before
    assert b'"e2"' in journal(path).read_bytes()


def test_the_end_folds_no_large_journal(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for hundreds of megabytes to be written; the index is kept all the same."""
    monkeypatch.setattr("store.backends.tinydb_upkeep.LARGEST", 100)
    before = path.read_bytes()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.index()
    store.close()
    monkeypatch.setattr(Whole, "index", None)

    assert path.read_bytes() == before
    assert TinyDbStore(path).index().uid == ["e1", "e2"]


def test_no_old_index_is_kept_at_the_end(store: TinyDbStore, path: Path) -> None:
    """Nobody has computed one of the last change."""
    store.index()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.close()

    assert TinyDbStore(path).index().uid == ["e1", "e2"]


def test_compacting_keeps_the_index(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says is true of the new file as well."""
    store.apply([add(event("e2"))], "add")
    TinyDbStore(path).index()
    compacting = TinyDbStore(path)
    compacting.compact()
    compacting.close()
    monkeypatch.setattr(Whole, "index", None)

    assert TinyDbStore(path).index().uid == ["e1", "e2"]


def test_a_long_journal_is_folded_in_while_the_app_waits(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told: nothing has changed."""
    monkeypatch.setattr("store.journal.database.LARGE", 100)
    store.wait(0, 0)
    token = store.apply([add(event("e2", notes="x" * 1000))], "add")
    store.index()
    before = path.read_bytes()

    assert not store.wait(token, 0)

    assert path.read_bytes() != before
    assert b'"e2"' in path.read_bytes()
    monkeypatch.setattr(Whole, "index", None)
    assert TinyDbStore(path).index().uid == ["e1", "e2"]


def test_a_journal_that_cannot_be_folded_in_is_tried_once(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is not written full again and again."""
    monkeypatch.setattr("store.journal.database.LARGE", 100)
    store.wait(0, 0)
    token = store.apply([add(event("e2", notes="x" * 1000))], "add")
    tries: list[object] = []

    def refuse(*_: object) -> None:
        tries.append(_)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.journal.part.Source.write", refuse)
    for _ in range(3):
        assert not store.wait(token, 0)

    assert len(tries) == 1
    assert store.get("event", ["e2"])
