"""Text that somebody else wrote into the file: cleaned on its way out."""

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store.backends.stored import document, head
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Record
from store.errors import (
    Corrupt,
    NotAStore,
    StoreError,
    UnsupportedFormat,
)
from store.model import Unreadable
from tests.factories import actor, event, titles
from tests.store.backends.helpers import add, delete, four_kinds

META = '{"_meta": {"1": {"format": "syria-timeline", "version": 1, "store_id": "x"}}'
NEWER = META.replace('"version": 1', '"version": 2')
BAD_FILES: list[tuple[str, bytes, type[StoreError], str]] = [
    ("empty", b"", Corrupt, "is empty"),
    ("blank", b" \n", Corrupt, "is empty"),
    ("text", b"Dear diary", Corrupt, "is not whole JSON"),
    ("cut", f'{META}, "events": {{"1": {{"ui'.encode(), Corrupt, "is not whole JSON"),
    ("torn", f'{META}, "events": {{}} }} }}'.encode(), Corrupt, "is not whole JSON"),
    ("nested", f'{META}, "events": {"[" * 100_000}{"]" * 100_000}}}'.encode(), Corrupt, "JSON"),
    ("utf-16", f"{META}}}".encode("utf-16"), Corrupt, "is not whole JSON"),
    ("a table is a list", f'{META}, "events": []}}'.encode(), Corrupt, "“events” that is none"),
    ("a list", b"[1, 2]", NotAStore, "is no store"),
    ("a number", b"1", NotAStore, "is no store"),
    ("other JSON", b'{"type": "FeatureCollection", "features": []}', NotAStore, "is no store"),
    ("other TinyDB", b'{"_default": {"1": {"a": 1}}}', NotAStore, "is no store"),
    ("other format", META.replace("syria", "iraq").encode() + b"}", NotAStore, "is no store"),
    ("no format", b'{"_meta": {"1": {}}}', NotAStore, "is no store"),
    ("mark is a list", b'{"_meta": []}', NotAStore, "is no store"),
    ("newer", NEWER.encode() + b"}", UnsupportedFormat, "has format 2"),
    ("newer, other tables", f'{NEWER}, "x": []}}'.encode(), UnsupportedFormat, "has format 2"),
]


ESCAPES = [
    ("escape", "a\x1b]52;c", "a]52;c"),
    ("C1", "a\x9bc", "ac"),
    ("DEL", "a\x7fc", "ac"),
    ("bidi", "a\u202ec", "ac"),
    ("tab", "a\tc", "a c"),
    ("not NFC", "cafe\u0301", "caf\xe9"),
    ("line separator", "a\u2028c", "a\nc"),
    ("bidi mark", "a\u200fc", "ac"),
    ("punctuation", "“a”–‘c’…", "“a”–‘c’…"),
    ("newline", "a\nc", "a\nc"),
    ("backslash", 'a\\u001b"/c', 'a\\u001b"/c'),
    ("arabic", "داعش", "داعش"),
]


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize(
    ("stored", "shown"), [row[1:] for row in ESCAPES], ids=[row[0] for row in ESCAPES]
)
def test_text_is_cleaned_on_its_way_out(
    path: Path, stored: str, shown: str, ascii_only: bool
) -> None:
    """The file may have been written by anyone, escaped or not."""
    create(path, [])
    data = json.loads(path.read_bytes())
    data["events"] = {"1": event("e1", title=stored, x=[{stored: stored}])}
    path.write_text(json.dumps(data, ensure_ascii=ascii_only), encoding="utf-8")

    store = TinyDbStore(path)
    (record,) = store.get("event", ["e1"])

    assert isinstance(record, Record)
    assert record.document["title"] == shown
    assert record.document["x"] == [{shown: shown}]
    assert titles(store.index())[0].replace("\n", " ") == shown.replace("\n", " ")


def test_lone_surrogates_are_stripped(path: Path) -> None:
    """Python writes them, JSON does not know them; the record is good without."""
    create(path, [add(event("e1", x=1.5))])
    path.write_text(path.read_text().replace("Something", r"Some\ud800thing"))

    assert TinyDbStore(path).get("event", ["e1"]) == [Record("event", "e1", 1, event("e1", x=1.5))]


def test_a_uid_is_cleaned_too(path: Path) -> None:
    """The index and the store speak of the same record."""
    create(path, [])
    data = json.loads(path.read_bytes())
    data["actors"] = {"1": actor("so\x1bhr", name="SoHr")}
    path.write_text(json.dumps(data))
    store = TinyDbStore(path)

    assert list(store.index().actors) == ["sohr"]
    assert store.get("actor", ["sohr"]) == [Record("actor", "sohr", 1, actor("sohr", name="SoHr"))]
    store.apply([delete("sohr", 1, "actor")], "delete")
    assert list(store.index().actors) == []


@pytest.mark.parametrize("break_", ["\n", "\u2028", "\x85"])
def test_a_uid_of_two_lines_is_named_and_out_of_reach(path: Path, break_: str) -> None:
    """Its head and its document would call it by two uids."""
    create(path, four_kinds())
    data = json.loads(path.read_bytes())
    data["events"]["2"] = event(f"e{break_}1")
    path.write_text(json.dumps(data))
    store = TinyDbStore(path)

    bad = Unreadable("event", "e 1", "its uid does not stand on one line")
    assert ([*store.index().uids()], store.index().unreadable) == (["e1"], [bad])
    assert store.get("event", ["e 1"]) == [bad]

    store.apply([delete("e 1")], "delete")
    assert store.index().unreadable == []


def test_a_reason_is_one_line(path: Path) -> None:
    """It quotes what stands in the file."""
    create(path, four_kinds())
    data = json.loads(path.read_bytes())
    data["events"]["2"] = event("bad", when="a\nb")
    path.write_text(json.dumps(data))
    store = TinyDbStore(path)

    (found,) = store.get("event", ["bad"])
    assert isinstance(found, Unreadable)
    assert "a b" in found.reason
    assert store.index().unreadable == [found]


@pytest.mark.parametrize("read", [head, document])
def test_a_value_too_deep_for_any_decoder_is_refused(read: Callable[[msgspec.Raw], object]) -> None:
    """A crash of the decoder would hide all other records."""
    with pytest.raises(ValueError, match="nested too deeply"):
        read(msgspec.Raw(b"[" * 100_000 + b"]" * 100_000))
