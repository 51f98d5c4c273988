"""Files that are replaced whole, and files that one process holds alone."""

import errno
import os
from pathlib import Path
from stat import S_IMODE, S_ISDIR
from typing import Any

import filelock
import pytest

from store import files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the file lies that a test replaces."""
    path = tmp_path / "whole"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def test_a_new_file_is_private(tmp_path: Path) -> None:
    """Nothing else is left beside it."""
    files.replace(tmp_path / "new", b"content")

    assert (tmp_path / "new").read_bytes() == b"content"
    assert S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
    assert [found.name for found in tmp_path.iterdir()] == ["new"]


def test_what_a_killed_process_left_is_in_nobodys_way(path: Path) -> None:
    """It may be half a file, or one that somebody else put there."""
    part = path.with_name("whole-part")
    part.write_bytes(b"hal")
    kept = part.open("rb")

    with kept:
        files.replace(path, b"new")
        assert kept.read() == b"hal"

    assert path.read_bytes() == b"new"
    assert not part.exists()


@pytest.mark.parametrize(("code", "raises"), [(errno.EINVAL, False), (errno.EIO, True)])
def test_only_folders_that_can_be_synced_must_be(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, raises: bool
) -> None:
    """Some file systems cannot; a disk at fault is told of, and the new file is there."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(code, os.strerror(code))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)

    if raises:
        with pytest.raises(files.Unsynced):
            files.replace(path, b"new")
    else:
        files.replace(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_folder_that_cannot_be_opened_is_not_synced(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One may write in folders that one may not list; elsewhere no folder can be opened."""
    real = os.open

    def opened(what: Any, *rest: Any, **options: Any) -> int:
        if what == path.parent:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(what, *rest, **options)

    monkeypatch.setattr(os, "open", opened)
    files.replace(path, b"new")

    assert path.read_bytes() == b"new"


# locks


def test_a_lock_is_held_until_its_descriptor_is_closed(path: Path) -> None:
    """By anybody else, in this process too."""
    held = files.lock(path)
    assert held is not None
    assert files.lock(path) is None

    os.close(held)
    again = files.lock(path)

    assert again is not None
    os.close(again)


def test_a_lock_that_was_removed_while_it_was_taken_is_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its holder removed it: who comes next makes another file, and would hold that."""
    real = filelock.lock_descriptor

    def late(descriptor: int, **options: Any) -> bool:
        path.unlink()
        return real(descriptor, **options)

    monkeypatch.setattr(filelock, "lock_descriptor", late)

    assert files.lock(path) is None


def test_a_lock_that_cannot_be_had_leaves_nothing_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some file systems have no locks: that is said, and not taken for one."""
    opened: list[int] = []

    def none(descriptor: int, **_: Any) -> bool:
        opened.append(descriptor)
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(filelock, "lock_descriptor", none)

    with pytest.raises(OSError, match="No locks available"):
        files.lock(path)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(opened[0])
