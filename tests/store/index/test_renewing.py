"""An index that holds what other files hold is said to be theirs, and not written again."""

from pathlib import Path
from typing import Any

import pytest

from store.index import sidecar
from store.index.opening import index_of
from store.index.sidecar import Stamp, load, renew
from tests.store.backends.helpers import largest_file
from tests.store.index.samples import STAMP, index, written
from tests.store.index.saying import said

LATER = Stamp("store", (100, 200, 300), (70, 80, 60), 70)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where an index lies."""
    path = tmp_path / "events.json-index"
    path.write_bytes(written(index()))
    path.chmod(0o600)
    return path


def stamp(path: Path) -> Stamp | None:
    """Return what an index says that it belongs to, None where it is none."""
    found = load(path)
    return None if found is None else found.stamp


def test_a_renewed_index_is_that_of_other_files(path: Path) -> None:
    """As often as it is asked for; what it says stays."""
    renew(path, STAMP, LATER)
    assert stamp(path) == LATER
    renew(path, LATER, STAMP)

    found = load(path)
    assert found is not None
    assert (found.stamp, found.sound()) == (STAMP, True)
    assert said(index_of(found, 1)) == said(index())


def test_what_is_open_stays_as_it_was_opened(path: Path) -> None:
    """Its head lies where it lay."""
    found = load(path)
    renew(path, STAMP, LATER)

    assert found is not None
    assert (found.stamp, found.sound()) == (STAMP, True)


def test_an_index_of_yet_other_files_is_left_alone(path: Path) -> None:
    """Another process has put it there."""
    before = path.read_bytes()
    renew(path, LATER, STAMP)

    assert path.read_bytes() == before


def test_an_index_that_takes_its_place_meanwhile_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The head that is written belongs to the file that it is written to."""
    theirs = written(index([]))
    opened = sidecar._opened

    def overtaken(file: int) -> Any:
        part = path.with_name("part")
        part.write_bytes(theirs)
        part.replace(path)
        return opened(file)

    monkeypatch.setattr(sidecar, "_opened", overtaken)
    renew(path, STAMP, LATER)

    assert path.read_bytes() == theirs


@pytest.mark.parametrize("content", [b"", b"something else"])
def test_what_is_no_index_is_left_alone(path: Path, content: bytes) -> None:
    """Nothing is written to it."""
    path.write_bytes(content)
    renew(path, STAMP, LATER)

    assert path.read_bytes() == content


def test_what_is_not_there_is_refused(path: Path) -> None:
    """As the system does."""
    path.unlink()

    with pytest.raises(FileNotFoundError):
        renew(path, STAMP, LATER)


class Killing:
    """Knows how a file begins, and is killed when it is to write that."""

    size = sidecar._START.size
    unpack_from = sidecar._START.unpack_from

    def pack(self, *_: object) -> bytes:
        """End the process."""
        raise SystemExit


def test_the_old_head_holds_until_the_new_one_is_there(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is killed between the two writes leaves an index of before."""
    size = path.stat().st_size
    monkeypatch.setattr(sidecar, "_START", Killing())
    with pytest.raises(SystemExit):
        renew(path, STAMP, LATER)
    monkeypatch.undo()

    assert path.stat().st_size > size
    assert stamp(path) == STAMP
    renew(path, STAMP, LATER)
    assert stamp(path) == LATER


def test_a_head_for_which_there_is_no_room_is_not_believed(path: Path) -> None:
    """A part of it may be there: the old one holds."""
    with largest_file(path.stat().st_size + 9), pytest.raises(OSError, match="too large"):
        renew(path, STAMP, LATER)

    assert stamp(path) == STAMP
