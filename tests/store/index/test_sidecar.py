"""The index that is kept is believed only where it is whole, and our own."""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec
import pytest

from store.index import Index, sidecar
from store.index.opening import index_of
from store.index.sidecar import Sections, Writer, held, load, published
from tests.store.index.samples import STAMP, index, written
from tests.store.index.saying import said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the index lies, in a folder of its own beside the store."""
    (tmp_path / "events.json").write_text("{}")
    return tmp_path / "events.json-index"


def save(path: Path, kept: Index | None = None) -> None:
    """Keep an index, or that of the samples, beside a store."""
    with published(path, like=path.with_name("events.json")) as file:
        file.write(written(index() if kept is None else kept))


def names(path: Path) -> list[str]:
    """Return what lies in the folder."""
    return sorted(found.name for found in path.parent.iterdir())


def loaded(path: Path) -> Sections:
    """Return what is believed."""
    found = load(path)
    assert found is not None
    return found


def open_files() -> int:
    """Return how many files this process has open."""
    return len([*Path("/proc/self/fd").iterdir()])


def test_what_was_kept_is_read_back_the_same(path: Path) -> None:
    """All that it says, and of which files."""
    save(path)
    found = loaded(path)

    assert said(index_of(found, 1)) == said(index())
    assert found.stamp == STAMP
    assert "text" in found
    assert "texts" not in found
    assert found.sound()
    assert names(path) == ["events.json", "events.json-index"]


def test_a_part_of_a_section_is_the_same_from_a_file_and_from_memory(path: Path) -> None:
    """It is read where it lies."""
    save(path)
    one, other = loaded(path), held(path.read_bytes())

    assert one.read("text", 3, 20) == other.read("text", 3, 20) == bytes(one["text"][3:20])


def test_what_is_open_can_be_read_when_the_file_is_gone(path: Path) -> None:
    """Another index has taken its place."""
    save(path)
    found = loaded(path)
    save(path, index([]))
    path.unlink()

    assert said(index_of(found, 1)) == said(index())
    assert found.sound()


@pytest.mark.parametrize("kept", [[], None])
def test_no_file_stays_open(path: Path, kept: list[object] | None) -> None:
    """Neither of an index that is let go, nor of a file that is none."""
    save(path)
    if kept is not None:
        path.write_bytes(b"something else")
    before = open_files()
    for _ in range(3):
        load(path)

    assert open_files() == before


def test_sections_are_checked_piece_by_piece_and_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the length of a piece."""
    save(path)
    monkeypatch.setattr(sidecar, "_PIECE", 7)
    found = loaded(path)
    sound = found.sound("text", "kept"), found.sound()
    monkeypatch.setattr(found, "read", None)

    assert (*sound, found.sound("text")) == (True, True, True)


# what is believed


@pytest.mark.parametrize(
    "other",
    [
        b"events-%b-%d" % (sys.byteorder[:1].encode(), sidecar.FORMAT + 1),
        b"events-%b-%d" % (b"b" if sys.byteorder == "little" else b"l", sidecar.FORMAT),
        b"EVENTS",
    ],
)
def test_an_index_of_another_format_or_machine_is_not_believed(path: Path, other: bytes) -> None:
    """Columns computed by another version, or numbers that stand the other way round."""
    save(path)
    path.write_bytes(other.ljust(16, b"\0") + path.read_bytes()[16:])

    assert load(path) is None
    with pytest.raises(ValueError, match="this is no index"):
        held(path.read_bytes())


def test_a_truncated_index_is_dropped_at_every_byte(path: Path) -> None:
    """Half an index is none."""
    save(path, index([], actors=[], places=[], sources=[]))
    whole = path.read_bytes()

    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert load(path) is None


def test_a_flipped_byte_is_noticed_wherever_it_is(path: Path) -> None:
    """Refused at once, or as soon as all is read; between the sections there is nothing."""
    save(path, index([]))
    whole = path.read_bytes()
    sections = loaded(path).head.sections.values()
    filled = {at for offset, length, _ in sections for at in range(offset, offset + length)}
    end = int.from_bytes(whole[16:24], "little")

    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        found = load(path)
        if found is not None:
            assert 36 <= at < end
            assert found.sound() is (at not in filled)


def test_a_head_that_tells_something_else_is_none(path: Path) -> None:
    """Also where its checksum holds."""
    save(path)
    whole = path.read_bytes()
    head = msgspec.msgpack.encode(["no", "head"])
    start = sidecar._START.pack(sidecar._MAGIC, 36, len(head), crc32(head))
    path.write_bytes(start + head + whole[36:])

    assert load(path) is None


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o666])
def test_what_others_could_have_written_is_not_believed(path: Path, mode: int) -> None:
    """Its titles would be drawn as they are."""
    save(path)
    path.chmod(mode)

    assert load(path) is None


def test_what_another_user_has_written_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nobody else may write to it."""
    save(path)
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)

    assert load(path) is None


def test_what_is_no_file_holds_nothing_up(path: Path) -> None:
    """A pipe is not waited for; a path need not even be one."""
    os.mkfifo(path)
    (path.parent / "empty").touch()

    for each in (path, path.parent, path.parent / "empty", path.parent / "none", Path("a\0b")):
        assert load(each) is None


# how it is written


def test_where_it_cannot_be_written_nothing_is_left(path: Path) -> None:
    """A folder stands where the file should be."""
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        save(path)

    assert names(path) == ["events.json", "events.json-index"]
    assert stat.S_ISDIR(path.stat().st_mode)


def test_what_stops_the_writing_leaves_what_was_there(path: Path) -> None:
    """Also where it is no fault of the disk."""
    save(path)
    with suppress(KeyboardInterrupt), published(path, like=path) as file:
        file.write(b"half")
        raise KeyboardInterrupt

    assert names(path) == ["events.json", "events.json-index"]
    assert loaded(path).sound()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_whoever_may_not_read_the_store_may_not_read_its_index(path: Path, mode: int) -> None:
    """It holds the same words; to write it is for nobody else."""
    path.with_name("events.json").chmod(mode)
    save(path)

    assert stat.S_IMODE(path.stat().st_mode) == mode & 0o644
    assert load(path) is not None


def test_a_link_in_its_place_is_replaced_and_not_followed(path: Path) -> None:
    """What it leads to is somebody's file."""
    theirs = path.with_name("theirs")
    theirs.write_text("theirs")
    path.symlink_to(theirs)
    save(path)

    assert theirs.read_text() == "theirs"
    assert not path.is_symlink()
    assert load(path) is not None


def test_a_section_without_anything_is_one(path: Path) -> None:
    """It is there, and empty."""
    with path.open("w+b") as file:
        writer = Writer(file)
        writer.add("nothing", [])
        writer.finish(STAMP)
    found = loaded(path)

    assert ("nothing" in found, bytes(found["nothing"]), found.sound()) == (True, b"", True)
