"""Bad files and bad records: named, left as they are, and never in the way of good ones."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.backends.tables import meta_of
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Record
from store.errors import (
    Corrupt,
    Duplicate,
    NotAStore,
    NotFound,
    StoreError,
    Unavailable,
    UnsupportedFormat,
    VersionConflict,
)
from store.model import Unreadable
from tests.factories import claim, event, figure
from tests.store.backends.helpers import add, delete, edit, four_kinds, second

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


@pytest.mark.parametrize(
    ("content", "error", "words"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES]
)
def test_a_bad_file_is_named_and_left_alone(
    path: Path, content: bytes, error: type[StoreError], words: str
) -> None:
    """One line says which file, what is wrong and what to do, at the latest when it is read."""
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))

    with pytest.raises(error) as caught:
        TinyDbStore(path).index()

    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert message.splitlines() == [message]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, 1)
    assert list(path.parent.iterdir()) == [path]


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_no_mark_crashes_us(raw: bytes) -> None:
    """Whatever stands in `_meta`: it is ours or it is not."""
    with pytest.raises(NotAStore):
        meta_of("x", raw)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """It says what to name instead."""
    with pytest.raises(NotAStore, match="is a folder; name a file in it"):
        TinyDbStore(tmp_path)


def test_a_pipe_is_no_store(path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(path)

    with pytest.raises(NotAStore, match="is no regular file"):
        TinyDbStore(path)


def test_a_missing_file_is_unavailable(path: Path) -> None:
    """It says how to make one."""
    with pytest.raises(Unavailable, match=r"There is no store at .*events\.json; start the app"):
        TinyDbStore(path)


@pytest.mark.parametrize("name", ["a\x00b", "a" * 300])
def test_a_name_that_cannot_be_is_unavailable(tmp_path: Path, name: str) -> None:
    """No traceback for what somebody typed."""
    with pytest.raises(Unavailable, match="cannot be read"):
        TinyDbStore(tmp_path / name)


def test_an_unreadable_file_is_unavailable(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own word is passed on."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    create(path, [])
    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(Unavailable, match="cannot be read: Permission denied; check"):
        TinyDbStore(path)


def test_a_message_is_clean(tmp_path: Path) -> None:
    """A file name is text from outside as well."""
    with pytest.raises(Unavailable) as caught:
        TinyDbStore(tmp_path / "a\x1b]52;\nb")

    assert "a]52; b" in str(caught.value)


# bad records


Write = Callable[..., TinyDbStore]


@pytest.fixture(params=["ours", "stock", "spread"])
def write(path: Path, request: pytest.FixtureRequest) -> Write:
    """Return what adds raw JSON values to the events of a store with good ones.

    The file is as we write it, as stock TinyDB does, or as an editor may spread it over lines.
    """

    def written(*values: str) -> TinyDbStore:
        create(path, four_kinds())
        if request.param != "ours":
            indent = 1 if request.param == "spread" else None
            path.write_text(json.dumps(json.loads(path.read_bytes()), indent=indent))
        raws = [f',"9{number}":{value}\n' for number, value in enumerate(values)]
        start = re.sub(r"\s*}\s*}\s*$", "\n", path.read_text())
        path.write_bytes(f"{start}{''.join(raws)}}}\n}}\n".encode("latin-1"))
        return TinyDbStore(path)

    return written


def events(store: TinyDbStore, path: Path) -> Any:
    """Return what lies in the table of events, once all is in the file; other bytes as letters."""
    store.compact()
    return json.loads(path.read_bytes().decode("latin-1"))["events"]


def js(**keys: Any) -> str:
    """Return an event as JSON."""
    return json.dumps(event("bad", **keys))


BAD_EVENTS = [
    ("title of another type", js(title=5), "Expected `str`, got `int` - at `$.title`"),
    ("no title", '{"uid": "bad", "version": 1}', "missing required field `title`"),
    ("bad word", js(kind="rumour"), "Invalid enum value 'rumour'"),
    ("bad claim", js(claims=[claim("c1"), {"id": 5}]), "$.claims[1]"),
    ("bad date", js(when="2016-02-30"), ""),
    ("claim twice", js(claims=[claim("c1"), claim("c1")]), "claim id c1 stands twice"),
    ("figure twice", js(claims=[claim(figures=[figure(), figure()])]), "figure id f1 stands twice"),
    ("bad version", js(version="one"), "$.version"),
    ("NaN", js(x=float("nan")), "NaN is no number"),
    ("infinite", js(x=1.5).replace("1.5", "1e999"), "1e999 is no number"),
    ("not UTF-8", js(title="?").replace('"?"', '"\xff"'), "its text is not UTF-8"),
    ("nested too deeply", js(x="?").replace('"?"', "[" * 101 + "]" * 101), "nested too deeply"),
]
BAD = pytest.mark.parametrize(
    ("raw", "reason"), [row[1:] for row in BAD_EVENTS], ids=[row[0] for row in BAD_EVENTS]
)


@BAD
def test_a_bad_event_does_not_hide_good_ones(write: Write, raw: str, reason: str) -> None:
    """It is counted, with its uid and the reason; the others show."""
    store = write(raw)

    index = store.index()
    (found,) = store.get("event", ["bad"])

    assert [*index.uids()] == ["e1"]
    assert [(bad.kind, bad.uid) for bad in index.unreadable] == [("event", "bad")]
    assert reason in index.unreadable[0].reason
    assert isinstance(found, Unreadable)
    assert (found.kind, found.uid) == ("event", "bad")
    assert reason in found.reason


@BAD
def test_a_bad_event_is_never_written_away(write: Write, path: Path, raw: str, reason: str) -> None:
    """After a transaction on other records it holds the value that it held."""
    store = write(raw)

    store.apply([edit(second())], "edit")

    kept = events(store, path)
    assert repr(kept["90"]) == repr(json.loads(raw))
    assert kept["1"] == second()
    assert [bad.uid for bad in store.index().unreadable] == ["bad"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("5", "it is no JSON object"),
        ("null", "it is no JSON object"),
        ("[]", "it is no JSON object"),
        ('{"title": "x"}', "it has no uid"),
        ('{"uid": 5}', "it has no uid"),
        ('{"uid": ""}', "it has no uid"),
        ('{"uid": "\\u001b"}', "it has no uid"),
    ],
)
def test_a_value_without_uid_is_counted_and_kept(
    write: Write, path: Path, raw: str, reason: str
) -> None:
    """Nothing is dropped silently, even what no uid leads to."""
    store = write(raw)

    store.apply([add(event("e2"))], "add")

    assert store.index().unreadable == [Unreadable("event", "(no uid)", reason)]
    assert [*store.index().uids()] == ["e1", "e2"]
    assert events(store, path)["90"] == json.loads(raw)


def test_text_that_is_not_utf8_is_kept_as_it_is(path: Path) -> None:
    """Also in a document that an editor has spread over lines, and that we lay out anew."""
    create(path, [*four_kinds(), add(event("bad", title="?"))])
    text = json.dumps(json.loads(path.read_bytes()), indent=1)
    path.write_bytes(text.encode().replace(b'"?"', b'"\xff"'))
    store = TinyDbStore(path)

    store.apply([edit(second())], "edit")

    assert events(store, path)["2"] == event("bad", title="\xff")
    assert [bad.uid for bad in store.index().unreadable] == ["bad"]


def test_of_two_records_with_one_uid_the_first_counts(write: Write, path: Path) -> None:
    """A merge by hand leaves such; the second is counted, kept, and never chosen for an edit."""
    store = write(js(title="First"), js(title="Second"))

    store.apply([edit(second("bad", title="Edited"))], "edit")

    (found,) = store.get("event", ["bad"])
    assert isinstance(found, Record)
    assert found.document["title"] == "Edited"
    reason = "another record has the same uid"
    assert store.index().unreadable == [Unreadable("event", "bad", reason)]
    assert events(store, path)["91"] == event("bad", title="Second")


def test_a_bad_record_can_be_mended(write: Write) -> None:
    """Its version, where it has one, guards the edit as any other."""
    store = write(js(title=5))

    with pytest.raises(Duplicate):
        store.apply([add(event("bad"))], "add")
    store.apply([edit(second("bad"))], "mend")

    assert store.index().unreadable == []
    assert store.get("event", ["bad"]) == [Record("event", "bad", 2, second("bad"))]


def test_a_bad_record_without_version_can_be_deleted(write: Write) -> None:
    """Version 0 stands for one that cannot be read."""
    store = write(js(version="one"))

    with pytest.raises(VersionConflict):
        store.apply([delete("bad", 1)], "delete")
    store.apply([delete("bad", 0)], "delete")

    assert store.changes(0) == [delete("bad", 0)]
    with pytest.raises(NotFound):
        store.get("event", ["bad"])


def test_bad_records_of_other_kinds_are_counted(path: Path) -> None:
    """An actor without a kind is no reason to show nothing."""
    create(path, four_kinds())
    data = json.loads(path.read_bytes())
    data["actors"]["2"] = {"uid": "x", "name": "X"}
    data["places"]["2"] = 7
    path.write_text(json.dumps(data))

    index = TinyDbStore(path).index()

    assert list(index.actors) == ["sohr"]
    assert sorted((bad.kind, bad.uid) for bad in index.unreadable) == [
        ("actor", "x"),
        ("place", "(no uid)"),
    ]
