"""A file of stock TinyDB: opened as it is, and upgraded by the first write."""

import json
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from store.journal.errors import Damaged
from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME, listing
from tests.store.journal.steps import storage
from tests.store.journal.workload import read, read_by_stock

ORIGINAL = f"{NAME}.before-upgrade"
HALF = "\ud83d"
"""Half a character, which Python keeps and UTF-8 cannot."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


def put(path: Path, tables: object, **how: Any) -> bytes:
    """Write a file as stock TinyDB would, and return its bytes."""
    path.write_text(json.dumps(tables, **how), encoding="utf-8", newline="\n")
    return path.read_bytes()


def first_write(path: Path) -> None:
    """Insert a document into a table of its own."""
    with JournalDB(path) as db:
        db.table("ours").insert({})


def test_opening_and_reading_change_nothing(path: Path) -> None:
    """Whoever only looks leaves a stock file to stock TinyDB."""
    put(path, {"events": {"1": {"n": 1}}})
    before = listing(path.parent)
    with JournalDB(path) as db:
        found, notices = read(db), storage(db).notices

    assert found == {"events": {1: {"n": 1}}}
    assert notices == []
    assert listing(path.parent) == before


LAYOUTS: dict[str, dict[str, Any]] = {
    "as stock writes": {},
    "for people": {"indent": 4},
    "compact": {"separators": (",", ":")},
    "not only ASCII": {"ensure_ascii": False},
    "sorted": {"sort_keys": True},
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_original_stays_byte_for_byte(path: Path, layout: dict[str, Any]) -> None:
    """However it was laid out; and the upgrade holds the same."""
    tables = {"events": {"1": {"n": "سوريا"}, "2": {"list": [1, {"a": None}]}}, "empty": {}}
    before = put(path, tables, **layout)
    first_write(path)

    assert path.with_name(ORIGINAL).read_bytes() == before
    assert read_by_stock(path) == {
        "events": {1: {"n": "سوريا"}, 2: {"list": [1, {"a": None}]}},
    }


def test_the_original_is_not_replaced_by_a_later_one(path: Path) -> None:
    """A stock file that is put in the place of an upgraded one has an original of its own."""
    first = put(path, {"events": {"1": {"n": 1}}})
    first_write(path)
    for each in path.parent.iterdir():
        if each.name != ORIGINAL:
            each.unlink()
    second = put(path, {"events": {"1": {"n": 2}}})
    first_write(path)

    assert path.with_name(ORIGINAL).read_bytes() == first
    assert path.with_name(f"{ORIGINAL}-2").read_bytes() == second


def test_documents_keep_ids_with_gaps(path: Path) -> None:
    """And new ones come behind the highest."""
    put(path, {"events": {"7": {"n": 7}, "3": {"n": 3}, "123456789012": {"n": 0}}})
    with JournalDB(path) as db:
        given = db.table("events").insert({})
        found = [each.doc_id for each in db.table("events")]

    assert given == 123456789013
    assert found == [7, 3, 123456789012, given]


ODD = ["", "a", "-1", "0", "007", "1.5", " 2", "2 ", "٣", "9" * 30, "1e3"]


@pytest.mark.parametrize("key", ODD)
def test_a_document_of_an_odd_id_is_kept(path: Path, key: str) -> None:
    """With an id of its own where TinyDB could not read it for one; the others keep theirs."""
    before = put(path, {"events": {"5": {"n": 5}, key: {"odd": key}, "6": {"n": 6}}})
    first_write(path)
    with JournalDB(path) as db:
        found = read(db)["events"]

    assert (found[5], found[6]) == ({"n": 5}, {"n": 6})
    assert {"odd": key} in found.values()
    assert len(found) == 3
    assert path.with_name(ORIGINAL).read_bytes() == before


def test_a_document_of_an_odd_id_has_the_same_one_ever_after(path: Path) -> None:
    """Also before the first write."""
    put(path, {"events": {"a": {"n": 1}, "b": {"n": 2}, "1": {"n": 0}}})
    with JournalDB(path) as db:
        before = read(db)
        db.table("ours").insert({})
        storage(db).checkpoint()
    with JournalDB(path) as db:
        after = read(db)

    assert after["events"] == before["events"] == {1: {"n": 0}, 2: {"n": 1}, 3: {"n": 2}}


ANYTHING: dict[str, Any] = {
    "NaN": float("nan"),
    "infinity": float("inf"),
    "half a character": HALF,
    "zero byte": "\0",
    "line ends": "\r\n\u2028\x85",
    "a large number": 10**40,
    "a precise number": 0.1 + 0.2,
    "nested": [[[[{}]]]],
}


@pytest.mark.parametrize("name", ANYTHING)
def test_what_stock_writes_is_kept(path: Path, name: str) -> None:
    """Also what ours would refuse to take in."""
    with TinyDB(path, storage=JSONStorage, ensure_ascii=True) as stock:
        stock.table("events").insert({name: ANYTHING[name]})
    before = path.read_bytes()
    with JournalDB(path) as db:
        db.table("ours").insert({})
        storage(db).checkpoint()
        found = read(db)["events"][1]

    assert repr(found) == repr({name: ANYTHING[name]})
    assert path.with_name(ORIGINAL).read_bytes() == before
    assert repr(read_by_stock(path)["events"][1]) == repr(found)


def test_other_keys_of_meta_survive(path: Path) -> None:
    """What another program notes there is its own."""
    put(path, {"_meta": {"1": {"format": "mine", "theirs": {"a": [1]}}}, "events": {"1": {}}})
    for _ in range(2):
        with JournalDB(path, application="other") as db:
            db.table("events").insert({})
            storage(db).checkpoint()
    about = json.loads(path.read_bytes())["_meta"]["1"]

    assert about["theirs"] == {"a": [1]}
    assert about["format"] == "mine"
    assert about["generation"] == 3


@pytest.mark.parametrize("content", [b"", b"{}", b'{"_default": {}}', b' {\n"_default" : { }\n} '])
def test_a_file_without_documents_is_no_less_a_database(path: Path, content: bytes) -> None:
    """Stock TinyDB makes an empty file by opening it."""
    path.write_bytes(content)
    with JournalDB(path) as db:
        given = db.insert({"n": 1})

    assert given == 1
    assert path.with_name(ORIGINAL).read_bytes() == content


NO_DATABASE = [b"[]", b"1", b"{", b'{"events": [1]}', b'{"events": {"1": 1}} x', b"\xff", b"PK\3"]


@pytest.mark.parametrize("content", NO_DATABASE)
def test_what_is_no_database_is_left_as_it_is(path: Path, content: bytes) -> None:
    """It may be anything that somebody cares for."""
    path.write_bytes(content)
    with pytest.raises(Damaged, match=NAME):
        JournalDB(path)

    assert listing(path.parent) == {NAME: content}
