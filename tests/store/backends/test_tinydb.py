"""The file: plain TinyDB JSON, read without tinydb, shared by several processes."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from tinydb import TinyDB

from store.backends import tinydb_file
from store.backends.tables import Tables
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, Record, Resync
from store.errors import Corrupt, Replaced, StoreBusy, VersionConflict
from store.index import Index
from tests.factories import actor, event
from tests.store.backends.helpers import add, delete, edit, four_kinds, second


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


def rewrite(path: Path, change: Any) -> None:
    """Let stock TinyDB's own JSON be changed by hand, as an editor would."""
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data, indent=1))


def test_stock_tinydb_reads_what_we_write(store: TinyDbStore, path: Path) -> None:
    """Tables, integer doc ids, and the mark of the format."""
    store.apply([add(event("e2")), delete("e1")], "change")

    with TinyDB(path) as stock:
        assert {table: len(stock.table(table)) for table in stock.tables()} == {
            "_meta": 1,
            "events": 1,
            "actors": 1,
            "places": 1,
            "sources": 1,
        }
        assert stock.table("_meta").get(doc_id=1) == {
            "format": "syria-timeline",
            "version": 1,
            "store_id": store.info().store_id,
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

    with TinyDB(path) as stock:
        assert {found.doc_id: found["uid"] for found in stock.table("events")} == {
            1: "e1",
            2: "e2",
        }


def test_other_tables_are_left_alone(store: TinyDbStore, path: Path) -> None:
    """What others keep in the file, or in `_meta`, outlives our transactions."""

    def annex(data: Any) -> None:
        data["_default"] = {"7": {"mine": [1.5, None]}, "x": 3}
        data["_meta"]["1"]["note"] = "kept"

    rewrite(path, annex)
    TinyDbStore(path).apply([add(event("e2"))], "add")

    data = json.loads(path.read_text())
    assert data["_default"] == {"7": {"mine": [1.5, None]}, "x": 3}
    assert data["_meta"]["1"]["note"] == "kept"


def test_a_table_that_is_missing_is_made(store: TinyDbStore, path: Path) -> None:
    """A store from which stock TinyDB dropped a table still works, odd doc ids too."""

    def drop(data: Any) -> None:
        del data["actors"]
        data["events"]["odd"] = data["events"].pop("1")

    rewrite(path, drop)
    TinyDbStore(path).apply([add(actor("a"), "actor"), add(event("e2"))], "add")

    data = json.loads(path.read_text())
    assert data["actors"] == {"1": actor("a")}
    assert list(data["events"]) == ["odd", "1"]


def test_opening_and_reading_never_touch_the_file(store: TinyDbStore, path: Path) -> None:
    """Bytes and times stay; only the index is kept beside the file."""
    before = path.read_bytes(), path.stat().st_mtime_ns

    reader = TinyDbStore(path)
    reader.index()
    reader.get("event", ["e1"])
    reader.changes(0)
    reader.wait(0, 0)
    reader.close()

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert {found.name for found in path.parent.iterdir()} == {path.name, f"{path.name}-index"}


def test_the_index_kept_beside_the_file_is_used_and_follows_the_file(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start decodes no document; a change is never missed."""
    first = store.index()
    monkeypatch.setattr(Index, "build", None)

    assert TinyDbStore(path).index().uid == first.uid == ["e1"]

    monkeypatch.undo()
    store.apply([add(event("e2"))], "add")

    assert TinyDbStore(path).index().uid == ["e1", "e2"]


def test_reading_does_not_import_tinydb(store: TinyDbStore, path: Path) -> None:
    """It would cost the first paint; creating and reading do without."""
    code = (
        "import sys; from pathlib import Path; from store.connect import connect;"
        f"connect({str(path.with_name('new'))!r}, create=True, empty=True).index();"
        f"store = connect(Path({str(path)!r})); store.index(); store.get('event', ['e1']);"
        "store.changes(0); store.wait(0, 0); store.info();"
        "assert 'tinydb' not in sys.modules; assert 'pendulum' not in sys.modules"
    )

    subprocess.run([sys.executable, "-c", code], check=True)


def test_opening_reads_the_ends_only(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All tables are read by the first get, and once."""
    loads: list[Path] = []

    def load(path: Path) -> Tables:
        loads.append(path)
        return tinydb_file.load(path)

    monkeypatch.setattr("store.backends.tinydb.load", load)

    reader = TinyDbStore(path)
    assert loads == []
    reader.get("event", ["e1"])
    reader.get("actor", ["sohr"])
    reader.index()

    assert loads == [path]


def test_waiting_reads_ahead(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first wait follows the first paint: no key pressed later waits for the documents."""
    store.index()
    loads: list[Path] = []

    def load(path: Path) -> Tables:
        loads.append(path)
        return tinydb_file.load(path)

    monkeypatch.setattr("store.backends.tinydb.load", load)

    reader = TinyDbStore(path)
    reader.index()
    assert loads == []
    assert not reader.wait(0, 0)
    assert loads == [path]
    reader.wait(0, 0)
    reader.get("event", ["e1"])

    assert loads == [path]


def test_waiting_leaves_damage_to_whoever_asks(store: TinyDbStore, path: Path) -> None:
    """It reads ahead once, and the fault is told by the first get."""
    path.write_bytes(path.read_bytes().replace(b'"events": {', b'"events": [', 1))
    reader = TinyDbStore(path)

    assert not reader.wait(0, 0)
    assert reader._waited
    with pytest.raises(Corrupt):
        reader.get("event", ["e1"])


def test_the_index_is_as_private_as_the_file(store: TinyDbStore, path: Path) -> None:
    """It holds the same words."""
    path.chmod(0o640)
    TinyDbStore(path).index()

    assert path.with_name(f"{path.name}-index").stat().st_mode & 0o777 == 0o640


def test_the_mark_may_stand_anywhere(store: TinyDbStore, path: Path) -> None:
    """Another program may order the tables as it likes."""
    rewrite(path, lambda data: data.update(_meta=data.pop("_meta")))

    reader = TinyDbStore(path)

    assert reader.info().store_id == store.info().store_id
    assert reader.index().uid == ["e1"]


def test_stamp_is_that_of_the_file_as_read(store: TinyDbStore, path: Path) -> None:
    """It keys what is computed from the file, and moves with our own writes."""
    before = store.stamp()
    found = path.stat()
    assert before == (found.st_size, found.st_mtime_ns, found.st_ino)

    TinyDbStore(path).apply([add(event("theirs"))], "add")
    assert store.stamp() == before
    store.changes(0)

    assert store.stamp() == TinyDbStore(path).stamp() != before


# two stores on one file


@pytest.fixture
def other(store: TinyDbStore, path: Path) -> TinyDbStore:
    """Another terminal's store on the same file, everything read in both."""
    store.index()
    other = TinyDbStore(path)
    other.index()
    return other


def test_what_others_write_is_told(store: TinyDbStore, other: TinyDbStore) -> None:
    """Wait says that, changes says what; then there is nothing more to tell."""
    assert not store.wait(0, 0)

    other.apply([edit(second()), add(event("e2")), delete("sohr", 1, "actor")], "theirs")

    assert store.wait(0, 0)
    assert store.changes(0) == [delete("sohr", 1, "actor"), edit(second()), add(event("e2"))]
    token = store.index().token
    assert token > 0
    assert not store.wait(token, 0)
    assert store.changes(token) == []


def test_waiting_sees_what_others_write(store: TinyDbStore, other: TinyDbStore) -> None:
    """The file is looked at again and again."""
    waking: list[bool] = []
    waiter = Thread(target=lambda: waking.append(store.wait(0, 60)))

    waiter.start()
    other.apply([add(event("e2"))], "theirs")
    waiter.join(30)

    assert waking == [True]


def test_reading_stays_at_one_state(store: TinyDbStore, other: TinyDbStore) -> None:
    """Documents fit the index until the changes have been taken in."""
    other.apply([edit(second(title="Theirs"))], "theirs")

    assert store.get("event", ["e1"]) == [Record("event", "e1", 1, event("e1"))]
    store.changes(0)
    assert store.get("event", ["e1"]) == [Record("event", "e1", 2, second(title="Theirs"))]


def test_a_stale_change_is_refused(store: TinyDbStore, other: TinyDbStore) -> None:
    """Nobody's edit is lost, also where it was not yet seen."""
    other.apply([edit(second(title="Theirs"))], "theirs")

    with pytest.raises(VersionConflict, match="e1"):
        store.apply([edit(second(title="Ours"))], "ours")
    assert store.get("event", ["e1"]) == [Record("event", "e1", 2, second(title="Theirs"))]


def test_our_write_keeps_theirs_and_tells_of_it(store: TinyDbStore, other: TinyDbStore) -> None:
    """Their transaction comes before ours."""
    other.apply([add(event("theirs"))], "theirs")
    store.apply([add(event("ours"))], "ours")

    assert store.changes(0) == [add(event("theirs")), add(event("ours"))]
    assert sorted(store.index().uid) == ["e1", "ours", "theirs"]


def test_a_change_before_the_first_read_means_resync(store: TinyDbStore, path: Path) -> None:
    """An index from a cache is of a state that nobody has read."""
    cached = TinyDbStore(path)
    store.apply([add(event("e2"))], "theirs")

    assert cached.changes(0) == Resync()
    assert cached.index().uid == ["e1", "e2"]
    assert cached.changes(cached.index().token) == []


def test_a_file_written_anew_is_no_change(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Told once, for nothing: the documents are the same."""
    rewrite(path, lambda data: None)

    assert store.wait(0, 0)
    assert store.changes(0) == []
    assert not store.wait(0, 0)


def test_an_edit_by_hand_is_a_change(store: TinyDbStore, other: TinyDbStore, path: Path) -> None:
    """Also where nobody counted the version up."""
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))

    assert store.changes(0) == [Change("event", "e1", 1, event("e1", title="By hand"))]


@pytest.mark.parametrize("value", [5, {"title": "no uid"}, {**event("e1"), "x": float("nan")}])
def test_damage_by_hand_means_resync(
    store: TinyDbStore, other: TinyDbStore, path: Path, value: object
) -> None:
    """What cannot be told as a change is read again as a whole."""
    rewrite(path, lambda data: data["events"].update({"1": value}))

    assert store.changes(0) == Resync()


def test_a_file_that_goes_is_told_once(store: TinyDbStore, other: TinyDbStore, path: Path) -> None:
    """Nothing is written in its place; it may come back."""
    away = path.rename(path.with_name("away"))

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(Replaced, match="deleted, moved or locked away"):
        store.changes(0)
    with pytest.raises(Replaced):
        store.apply([add(event("n"))], "add")
    assert not path.exists()
    assert store.get("event", ["e1"])

    away.rename(path)
    assert store.changes(0) == []


def test_another_store_in_its_place_is_not_taken(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Its records are not ours, and ours do not go there."""
    path.unlink()
    create(path, [])
    before = path.read_bytes()

    with pytest.raises(Replaced, match="Another store"):
        store.changes(0)
    with pytest.raises(Replaced, match="Another store"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


# a file that is being written while it is read


def test_a_torn_read_is_repeated(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stock storage truncates after it has written: what is read between is half a file."""
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    monkeypatch.setattr(tinydb_file, "sleep", lambda _: path.write_bytes(whole))

    assert tinydb_file.load(path).records["event"].keys() == {"e1"}


@pytest.mark.parametrize("restless", [1, 3])
def test_data_never_bear_the_stamp_of_what_came_after(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, restless: int
) -> None:
    """A write between the read and the look at the file: the index would stay old for good."""
    writes = iter(f"theirs{number}" for number in range(restless))

    opened = tinydb_file._opened

    class Overtaken(FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            found = super().read(size)
            if uid := next(writes, None):
                rewrite(path, lambda data: data["events"].update({uid: event(uid)}))
            return found

    @contextmanager
    def overtaken(path: Path) -> Iterator[FileIO]:
        with opened(path) as file, Overtaken(file.fileno(), closefd=False) as slow:
            yield slow

    monkeypatch.setattr(tinydb_file, "_opened", overtaken)
    monkeypatch.setattr(tinydb_file, "sleep", lambda _: None)
    tables = tinydb_file.load(path)

    assert len(tables.records["event"]) == 1 + restless
    assert tables.stamp == tinydb_file.stamp(path)


def test_a_damaged_file_is_told(store: TinyDbStore, other: TinyDbStore, path: Path) -> None:
    """Once by wait, then by whoever asks; it is not written over."""
    path.write_bytes(path.read_bytes()[:-9])
    before = path.read_bytes()

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(Corrupt):
        store.changes(0)
    with pytest.raises(Corrupt):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_a_file_that_never_rests_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading gives up after a while."""
    path.write_bytes(b"{")
    monkeypatch.setattr(tinydb_file, "sleep", lambda _: path.write_bytes(path.read_bytes() + b" "))

    with pytest.raises(StoreBusy, match="being written all the time"):
        tinydb_file.load(path)
