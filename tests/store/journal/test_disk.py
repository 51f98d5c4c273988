"""The way to the disk as it is on other systems, and for other users."""

import os
import stat
import sys
from collections.abc import Callable
from errno import EACCES, EINVAL, EIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from store.journal import disk as module
from store.journal.disk import NEW, Disk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a file lies."""
    (tmp_path / "file").write_bytes(b"0123456789")
    return tmp_path / "file"


def test_reading_and_writing_where_files_have_one_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Systems without pread and pwrite seek first."""
    monkeypatch.setattr(module, "_read", module._seek_read)
    monkeypatch.setattr(module, "_write", module._seek_write)
    disk = Disk()
    descriptor = disk.open(path, os.O_RDWR)
    disk.write(descriptor, b"abc", 4)
    found = disk.read(descriptor, 5, 3), disk.read(descriptor, 99, 8), disk.read(descriptor, 9, 10)
    disk.close(descriptor)

    assert found == (b"3abc7", b"89", b"")


def test_a_write_that_stops_halfway_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And so does a read."""
    read, write = module._read, module._write
    monkeypatch.setattr(module, "_read", lambda file, size, at: read(file, min(size, 2), at))
    monkeypatch.setattr(module, "_write", lambda file, data, at: write(file, data[:3], at))
    disk = Disk()
    descriptor = disk.open(path, os.O_RDWR)
    disk.write(descriptor, b"abcdefgh", 1)
    found = disk.read(descriptor, 9, 0)
    disk.close(descriptor)

    assert found == b"0abcdefgh"


def test_a_sync_goes_further_on_a_mac(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its fsync stops at the drive's own cache."""
    calls: list[tuple[int, int]] = []
    fake = SimpleNamespace(fcntl=lambda descriptor, what: calls.append((descriptor, what)))
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setitem(sys.modules, "fcntl", fake)
    Disk().sync(7)

    assert calls == [(7, 51)]


def refusing(errno: int) -> Callable[..., None]:
    """Return a call that a system refuses."""

    def call(*_: object) -> None:
        raise OSError(errno, os.strerror(errno))

    return call


@pytest.mark.parametrize("errno", [EINVAL, EACCES])
def test_a_folder_that_needs_no_sync(
    path: Path, monkeypatch: pytest.MonkeyPatch, errno: int
) -> None:
    """Some systems know no such thing."""
    monkeypatch.setattr(os, "fsync", refusing(errno))
    Disk().sync_folder(path.parent)


def test_a_folder_that_cannot_be_synced(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All else is an error."""
    monkeypatch.setattr(os, "fsync", refusing(EIO))
    with pytest.raises(OSError, match="Input/output"):
        Disk().sync_folder(path.parent)


def made_like(path: Path, like: os.stat_result, mode: int | None = None) -> os.stat_result:
    """Make a file like another."""
    disk = Disk()
    descriptor = disk.open(path.with_name("new"), NEW)
    disk.resemble(descriptor, like, mode)
    disk.close(descriptor)
    return path.with_name("new").stat()


class Like(SimpleNamespace):
    """A file of somebody else."""

    def __init__(self, mode: int) -> None:
        super().__init__(st_mode=mode, st_uid=12_345, st_gid=23_456)


@pytest.mark.parametrize(("mode", "given"), [(0o664, 0o644), (0o660, 0o600), (0o646, 0o646)])
def test_a_group_that_cannot_be_given(
    path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, given: int
) -> None:
    """Ours gets no more than everybody has."""

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "fchown", refused)
    found = made_like(path, Like(mode))  # type: ignore[arg-type]

    assert stat.S_IMODE(found.st_mode) == given


def test_an_owner_that_cannot_be_given(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The group is given all the same."""
    given: list[tuple[int, int]] = []

    def change(_: int, owner: int, group: int) -> None:
        if owner != -1:
            raise PermissionError
        given.append((owner, group))

    monkeypatch.setattr(os, "fchown", change)
    found = made_like(path, Like(0o640))  # type: ignore[arg-type]

    assert given == [(-1, 23_456)]
    assert stat.S_IMODE(found.st_mode) == 0o640


def test_a_mode_of_its_own(path: Path) -> None:
    """The lock is no more executable than any text."""
    assert stat.S_IMODE(made_like(path, path.stat(), 0o606).st_mode) == 0o606


def test_attributes_are_not_known_everywhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to give where there are none."""
    monkeypatch.delattr(os, "listxattr", raising=False)
    Disk().attributes(path, 0)
