"""Drafts that are not ours, or not whole, are not offered; what the system refuses is told."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import filelock
import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.draft_files import DraftFile
from store.errors import DraftError
from tests.store.drafts_by_hand import STORE, names, write


@pytest.fixture
def own(tmp_path: Path) -> Iterator[DraftFile]:
    """Make the drafts of this process."""
    own = DraftFile(tmp_path, STORE)
    yield own
    own.close(keep=True)


@pytest.mark.parametrize(
    "keys",
    [
        {"format": "another"},
        {"version": 2},
        {"store_id": "another"},
        {"drafts": "{}"},
        {"drafts": [{}]},
        {"kept_at": "yesterday"},
        {"kept_at": 5},
        {"pid": None},
    ],
)
def test_a_foreign_file_is_skipped(own: DraftFile, tmp_path: Path, keys: dict[str, Any]) -> None:
    """And left where it is, for those who can read it."""
    write(tmp_path, "7", **keys)
    write(tmp_path, "8")

    assert [left.path.name for left in own.left()] == [f"{STORE}-8.json"]
    assert f"{STORE}-7.json" in names(tmp_path)


@given(st.binary(max_size=60) | st.integers(0, 150).map(lambda end: -end))
def test_a_damaged_file_is_skipped(damage: bytes | int) -> None:
    """Whatever stands in it, or wherever it ends."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder), "7")
        whole = path.read_bytes()
        path.write_bytes(damage if isinstance(damage, bytes) else whole[: damage - 1])

        assert DraftFile(Path(folder), STORE).left() == []


def test_a_file_nested_without_end_is_skipped(own: DraftFile, tmp_path: Path) -> None:
    """No decoder follows it."""
    path = write(tmp_path, "7")
    path.write_text('{"x": ' + "[" * 100_000 + "]" * 100_000 + "}")

    assert own.left() == []


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
def test_a_file_that_others_may_write_is_skipped(own: DraftFile, tmp_path: Path, mode: int) -> None:
    """They could put words into the user's mouth."""
    write(tmp_path, "7").chmod(mode)

    assert own.left() == []


def test_a_file_of_another_user_is_skipped(
    own: DraftFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where they let us read it."""
    write(tmp_path, "7")
    mine = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: mine + 1)

    assert own.left() == []


@pytest.mark.parametrize("end", ["json", "lock"])
@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_only_regular_files_are_read(own: DraftFile, tmp_path: Path, kind: str, end: str) -> None:
    """Nothing is followed, waited for or written through."""
    path = write(tmp_path, "7")
    victim = path.rename(tmp_path / "victim")
    if end == "lock":
        write(tmp_path, "7")
        path = path.with_suffix(".lock")
    if kind == "link":
        path.symlink_to(victim)
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)

    assert own.left() == []
    assert victim.exists()


@pytest.mark.parametrize("store_id", ["", "..", "../../x", "a/b", "*", "x" * 300, "a\0b"])
def test_a_store_may_call_itself_anything(tmp_path: Path, store_id: str) -> None:
    """Its drafts lie in their folder, and are told from those of others."""
    own = DraftFile(tmp_path, store_id)
    own.keep([b"{}"])
    own.close(keep=True)

    assert len(own.left()) == 1
    assert DraftFile(tmp_path, STORE).left() == []
    assert [found.name for found in tmp_path.iterdir()] == ["drafts"]


# refusals


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system refuse files above a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_refusal_leaves_what_was_kept_before(own: DraftFile, tmp_path: Path) -> None:
    """One sentence says so, and the next try may succeed."""
    own.keep([b"1"])

    with largest_file(1000), pytest.raises(DraftError) as caught:
        own.keep([b"x" * 100_000])

    assert str(caught.value) == (
        f"Drafts cannot be kept in {tmp_path / 'drafts'}: the file would be too large;"
        " check that folder."
    )
    own.close(keep=True)
    assert [left.drafts for left in own.left()] == [[b"1"]]
    assert names(tmp_path) == [f"{STORE}-{os.getpid()}.json"]


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Let nothing be made in a folder; root becomes nobody for that, whom modes bind."""
    user = os.geteuid()
    folder.chmod(0o500)
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)


def test_a_read_only_folder_is_told(own: DraftFile, tmp_path: Path) -> None:
    """The app can say once that drafts are not kept."""
    with read_only(tmp_path), pytest.raises(DraftError, match=r"^Drafts cannot be kept in .*:"):
        own.keep([b"{}"])


def test_a_file_where_the_folder_should_be_is_told(own: DraftFile, tmp_path: Path) -> None:
    """By keeping and by looking alike."""
    (tmp_path / "drafts").touch()

    with pytest.raises(DraftError, match=r"Drafts cannot be kept in .*: File exists"):
        own.keep([b"{}"])
    with pytest.raises(DraftError, match=r"Earlier drafts cannot be read .*: Not a directory"):
        own.left()


def test_a_draft_that_cannot_be_removed_is_told(
    own: DraftFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be offered once more."""
    write(tmp_path, "7")
    (left,) = own.left()

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "unlink", refuse)

    with pytest.raises(DraftError, match="Earlier drafts cannot be removed"):
        own.take(left)


def test_there_are_names_enough_or_it_is_told(
    own: DraftFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file system where every lock seems to be another's must not be tried for ever."""
    monkeypatch.setattr(filelock, "lock_descriptor", lambda *_, **__: False)

    with pytest.raises(DraftError, match="too many files bear the number of this process"):
        own.keep([b"{}"])
