"""The index that is kept is believed only where it fits the store file, and is sound."""

import os
import stat
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from store.dates import OPEN_FUTURE, OPEN_PAST, parse
from store.index import Index, Listing, Timeline, sidecar
from store.index.build import _columns
from store.model import Unreadable
from store.query import Filter
from tests.factories import actor, event
from tests.store.index.samples import index

STAMP = (100, 200, 300)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the index lies, in a folder of its own beside the store."""
    (tmp_path / "events.json").write_text("{}")
    return tmp_path / "events.json-index"


def save(path: Path, kept: Index | None = None) -> None:
    """Keep an index, or that of the samples, beside a store."""
    found = index() if kept is None else kept
    sidecar.save(path, STAMP, found, like=path.with_name("events.json"))


def names(path: Path) -> list[str]:
    """Return what lies in the folder."""
    return sorted(found.name for found in path.parent.iterdir())


def test_what_was_kept_is_read_back_the_same(path: Path) -> None:
    """Every column."""
    save(path)

    assert sidecar.load(path, STAMP) == index()
    assert names(path) == ["events.json", "events.json-index"]


@pytest.mark.parametrize("stamp", [(101, 200, 300), (100, 201, 300), (100, 200, 301)])
def test_an_index_of_another_file_is_not_believed(path: Path, stamp: sidecar.Stamp) -> None:
    """Another size, time or inode."""
    save(path)

    assert sidecar.load(path, stamp) is None


def test_an_index_of_another_format_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns computed by an older version."""
    save(path)
    monkeypatch.setattr(sidecar, "FORMAT", sidecar.FORMAT + 1)

    assert sidecar.load(path, STAMP) is None


def test_the_format_grows_with_the_columns() -> None:
    """A name more or less here means that FORMAT has to grow, and this test with it."""

    assert (sidecar.FORMAT, list(_columns([]))) == (
        2,
        [
            *("uid", "when", "part_of_day", "kind", "title", "badge", "factions", "text"),
            *("anchors", "starts", "ends", "sections", "postings", "contested"),
        ],
    )


def test_a_truncated_index_is_dropped_at_every_byte(path: Path) -> None:
    """Half an index is none."""
    save(path, index([]))
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert sidecar.load(path, STAMP) is None


def test_no_index_is_no_error(path: Path) -> None:
    """The first start."""

    assert sidecar.load(path, STAMP) is None


# how it is written


def test_where_it_cannot_be_written_nothing_is_left(path: Path) -> None:
    """A folder stands where the file should be: a slower start, nothing else."""
    path.mkdir()
    save(path)

    assert names(path) == ["events.json", "events.json-index"]
    assert stat.S_ISDIR(path.stat().st_mode)


def test_what_stops_the_writing_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is no fault of the disk."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fchmod", interrupt)

    with pytest.raises(KeyboardInterrupt):
        save(path)
    assert names(path) == ["events.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_whoever_may_not_read_the_store_may_not_read_its_index(path: Path, mode: int) -> None:
    """It holds the same words."""
    path.with_name("events.json").chmod(mode)
    save(path)

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_in_its_place_is_replaced_and_not_followed(path: Path) -> None:
    """What it leads to is somebody's file."""
    theirs = path.with_name("theirs")
    theirs.write_text("theirs")
    path.symlink_to(theirs)
    save(path)

    assert theirs.read_text() == "theirs"
    assert not path.is_symlink()
    assert sidecar.load(path, STAMP) == index()


def test_no_link_can_wait_for_the_part(path: Path) -> None:
    """Its name is not known beforehand."""
    theirs = path.with_name("theirs")
    theirs.write_text("theirs")
    path.with_name(f"{path.name}.{os.getpid()}").symlink_to(theirs)
    save(path)

    assert theirs.read_text() == "theirs"


# what may lie there instead


def test_a_pipe_is_no_index(path: Path) -> None:
    """Reading one would wait for ever."""
    os.mkfifo(path)

    assert sidecar.load(path, STAMP) is None


def keep(path: Path, raw: bytes) -> None:
    """Write a sidecar that fits the store and holds these bytes."""
    kept = sidecar.Sidecar(sidecar.FORMAT, STAMP, msgspec.Raw(raw))
    path.write_bytes(msgspec.msgpack.encode(kept))


def test_an_index_nested_too_deeply_is_not_believed(path: Path) -> None:
    """The decoder gives up with an error of its own."""
    depth = 100_000
    nested = b"\x81\xa1a" * depth + b"\x01"
    keep(path, nested)

    assert sidecar.load(path, STAMP) is None


SOUND = index()
ACTORS = SOUND.actors
UNSOUND: dict[str, dict[str, Any]] = {
    "a title more": {"title": [*SOUND.title, "x"]},
    "a date less": {"when": SOUND.when[1:]},
    "a part of day less": {"part_of_day": []},
    "a kind less": {"kind": SOUND.kind[1:]},
    "a kind that is none": {"kind": ["rumour", *SOUND.kind[1:]]},
    "a badge more": {"badge": [*SOUND.badge, ""]},
    "factions of one row more": {"factions": [*SOUND.factions, ()]},
    "a text less": {"text": SOUND.text[1:]},
    "a uid twice": {"uid": ["jet", *SOUND.uid[1:]]},
    "an anchor less": {"anchors": SOUND.anchors[8:]},
    "half an anchor": {"anchors": SOUND.anchors[4:]},
    "a start more": {"starts": SOUND.starts + bytes(8)},
    "an end less": {"ends": SOUND.ends[8:]},
    "anchors in no order": {"anchors": SOUND.anchors[8:16] + SOUND.anchors[:8] + bytes(24)},
    "an anchor before all years": {
        "anchors": OPEN_PAST.to_bytes(8, "little", signed=True) + SOUND.anchors[8:]
    },
    "an anchor after all years": {
        "anchors": SOUND.anchors[:24] + (OPEN_FUTURE - 1).to_bytes(8, "little") * 2
    },
    "a section beyond the last row": {"sections": [*SOUND.sections, (5, 9999, 13)]},
    "a section before the first row": {"sections": [(-1, 2012, 0), *SOUND.sections]},
    "no section at the first row": {"sections": SOUND.sections[1:]},
    "no section": {"sections": []},
    "sections in no order": {"sections": [SOUND.sections[0], *SOUND.sections[::-1]]},
    "a month that is none": {"sections": [(0, 2012, 14)]},
    "a year that is none": {"sections": [(0, 10_000, 1)]},
    "a row of a posting beyond the last": {"postings": {"kind:situation": b"\x20"}},
    "a contested row beyond the last": {"contested": b"\x00\x01"},
    "a faction that is no actor": {"factions": [("nobody",), *SOUND.factions[1:]]},
    "an actor under another uid": {"actors": {**ACTORS, "un": ACTORS["sohr"]}},
    "a date that is none": {"when": ["2016-02-30", *SOUND.when[1:]]},
    "a date of two lines": {"when": ["2016\n2016", *SOUND.when[1:]]},
    "a period that ends before it begins": {"when": ["2016-12/2016-11", *SOUND.when[1:]]},
    "an escape in a title": {"title": ["a\x1b[2J", *SOUND.title[1:]]},
    "a line break in a badge": {"badge": ["a\nb", *SOUND.badge[1:]]},
    "a bidi control in a part of day": {"part_of_day": ["a\u202eb", *SOUND.part_of_day[1:]]},
    "an escape in a uid": {"uid": ["a\x1b", *SOUND.uid[1:]]},
    "an escape in a value": {"postings": {"metric:a\x1b": b"\x01"}},
    "a C1 control in a name": {"actors": {**ACTORS, "sohr": replace(ACTORS["sohr"], name="\x9b")}},
    "a bell in a reason": {"unreadable": [Unreadable("event", "x", "a\x07")]},
    "a backspace after a backslash": {"unreadable": [Unreadable("event", "x", "\\\b")]},
}


@pytest.mark.parametrize("wrong", UNSOUND.values(), ids=UNSOUND)
def test_an_unsound_index_is_not_believed(path: Path, wrong: dict[str, Any]) -> None:
    """Whoever wrote it: it could break the timeline, or the terminal."""
    keep(path, msgspec.msgpack.encode({**asdict(SOUND), **wrong}))

    assert sidecar.load(path, STAMP) is None


@pytest.mark.parametrize(
    "text", ["من تدمر", "می\u200cخواهم", "10\u00a0km", "C:\\temp\\new", "“a” – ‘b’…", "\\u001b"]
)
def test_an_index_of_any_script_is_believed(path: Path, text: str) -> None:
    """Joiners, hard blanks and backslashes are no control characters; notes may have lines."""
    one = index([event(title=text, part_of_day=text)], actors=[actor(notes=f"{text}\n{text}")])
    save(path, one)

    assert sidecar.load(path, STAMP) == one


@pytest.mark.parametrize("events", [[], [event(when="")], [event(f"e{n}") for n in range(8)]])
def test_an_index_of_few_events_is_believed(path: Path, events: list[dict[str, Any]]) -> None:
    """None at all, none dated, a whole byte of rows."""
    save(path, index(events))

    assert sidecar.load(path, STAMP) == index(events)


POINTS = st.sampled_from(
    ["2016", "2016-12", "2016-12-10", "2016-02-29", "2016-13", "0000", "2016-12~", "201X", "", ".."]
)
DATES = st.builds("".join, st.tuples(POINTS, st.sampled_from(["/", "..", ",", ""]), POINTS))


@given(DATES | st.builds("[{}]".format, DATES) | st.text("2016-/[].,~", max_size=12))
def test_a_date_known_for_sound_can_be_read(when: str) -> None:
    """What is not read beforehand never fails when it is drawn."""
    if not sidecar._doubtful([when]):
        assert parse(when).text == when


@given(st.data())
def test_a_flipped_byte_never_breaks_what_is_drawn(data: st.DataObject) -> None:
    """Either the index is not believed, or every row, section and bin can be drawn."""
    raw = bytearray(msgspec.msgpack.encode(SOUND))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        found = msgspec.msgpack.decode(raw, type=Index)
        believed = all(sidecar._sound(found))
    except (ValueError, RecursionError, OverflowError):
        return
    if believed:
        listing = Listing(Timeline(found), Timeline(found).select(Filter()))
        rows = [listing.row(position) for position in range(len(listing))]
        assert len(rows) == len(found) == sum(section.count for section in listing.sections)
        assert sum(listing.density(7)) == listing.dated
