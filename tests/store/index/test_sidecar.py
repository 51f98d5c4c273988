"""The index that is kept is believed only where it fits the store file, and is our own."""

import os
import stat
from pathlib import Path

import msgspec
import pytest

from store.index import Index, sidecar
from tests.store.index.samples import index

STAMP = (100, 200, 300, 40, 50, 60)


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


@pytest.mark.parametrize("part", range(6))
def test_an_index_of_other_files_is_not_believed(path: Path, part: int) -> None:
    """Another size, time or inode, of the file or of its journal."""
    save(path)
    stamp = [*STAMP]
    stamp[part] += 1

    assert msgspec.convert(stamp, sidecar.Stamp) != STAMP
    assert sidecar.load(path, msgspec.convert(stamp, sidecar.Stamp)) is None


def test_an_index_of_another_format_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns computed by an older version."""
    save(path)
    monkeypatch.setattr(sidecar, "FORMAT", sidecar.FORMAT + 1)

    assert sidecar.load(path, STAMP) is None


def test_the_format_grows_with_the_columns() -> None:
    """A name more or less here means that FORMAT has to grow, and this test with it."""

    assert (sidecar.FORMAT, Index.__struct_fields__) == (
        5,
        (
            *("token", "actors", "places", "sources", "unreadable", "deleted", "uses"),
            *("uid", "when", "part_of_day", "kind", "title", "badge", "factions", "text"),
            *("anchors", "starts", "ends", "sections", "postings", "contested"),
        ),
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

    monkeypatch.setattr(Path, "chmod", interrupt)

    with pytest.raises(KeyboardInterrupt):
        save(path)
    assert names(path) == ["events.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_whoever_may_not_read_the_store_may_not_read_its_index(path: Path, mode: int) -> None:
    """It holds the same words; to write it is for nobody else."""
    path.with_name("events.json").chmod(mode)
    save(path)

    assert stat.S_IMODE(path.stat().st_mode) == mode & 0o644
    assert sidecar.load(path, STAMP) == index()


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


# what is believed


@pytest.mark.parametrize("mode", [0o660, 0o606, 0o666])
def test_what_others_could_have_written_is_not_believed(path: Path, mode: int) -> None:
    """Its titles would be drawn as they are."""
    save(path)
    path.chmod(mode)

    assert sidecar.load(path, STAMP) is None


def test_what_another_user_has_written_is_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where nobody else may write to it."""
    save(path)
    monkeypatch.setattr(os, "getuid", lambda: path.stat().st_uid + 1)

    assert sidecar.load(path, STAMP) is None


def test_a_pipe_in_its_place_holds_nothing_up(path: Path) -> None:
    """It is not waited for."""
    os.mkfifo(path)

    assert sidecar.load(path, STAMP) is None


def test_a_flipped_byte_is_noticed_wherever_it_is(path: Path) -> None:
    """Text is not checked by its form, so the checksum must find it."""
    save(path)
    whole = path.read_bytes()

    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        assert sidecar.load(path, STAMP) is None
