"""The disks that the proof stands on do what they say."""

import os
from errno import ENOSPC
from pathlib import Path
from random import Random

import pytest

from store.journal.disk import NEW, Disk
from tests.store.journal.disks import Call, CountingDisk, Crash, CrashingDisk, FailingDisk
from tests.store.journal.inodes import BLOCK, Inode
from tests.store.journal.power import PowerLossDisk, put


def outcomes(disk: PowerLossDisk) -> list[dict[str, bytes]]:
    """Return what many cuts of the power leave."""
    lost = (disk.lost(Random(seed)) for seed in range(200))
    return [{name: bytes(inode.now) for name, inode in left.items()} for left in lost]


def contents(inode: Inode) -> set[bytes]:
    """Return what many cuts of the power leave of one file."""
    return {inode.lost(Random(seed)) for seed in range(200)}


def written(disk: Disk, path: Path, data: bytes, *, sync: bool = True) -> int:
    """Return the descriptor of a new file."""
    descriptor = disk.open(path, NEW)
    disk.write(descriptor, data, 0)
    if sync:
        disk.sync(descriptor)
    return descriptor


def test_calls_are_counted(tmp_path: Path) -> None:
    """With the path that a descriptor leads to, also under its new name."""
    disk = CountingDisk()
    old, new = tmp_path / "old", tmp_path / "new"
    descriptor = written(disk, old, b"a")
    disk.replace(old, new)
    disk.read(descriptor, 1, 0)
    disk.close(descriptor)

    assert disk.calls == [
        Call("open", old),
        Call("write", old),
        Call("sync", old),
        Call("replace", new),
        Call("read", new),
    ]
    assert disk.changes == disk.calls[:4]


def test_a_spool_is_watched(tmp_path: Path) -> None:
    """A full disk is met there first."""
    disk = FailingDisk(2, ENOSPC)
    spool = disk.spool(tmp_path)

    with pytest.raises(OSError, match="No space"):
        spool.write(b"a" * 100_000)
    disk.die()


def test_a_refused_write_has_put_half(tmp_path: Path) -> None:
    """And the next call succeeds."""
    disk = FailingDisk(2, ENOSPC)
    descriptor = disk.open(tmp_path / "a", NEW)

    with pytest.raises(OSError, match="No space"):
        disk.write(descriptor, b"abcd", 0)

    assert disk.read(descriptor, 9, 0) == b"ab"

    disk.write(descriptor, b"abcd", 0)
    disk.die()

    assert (tmp_path / "a").read_bytes() == b"abcd"


def test_the_dead_do_nothing_more(tmp_path: Path) -> None:
    """Whatever they try, and their descriptors are closed."""
    disk = CrashingDisk(2, partly=True)
    descriptor = disk.open(tmp_path / "a", NEW)
    with pytest.raises(Crash):
        disk.write(descriptor, b"abcd", 0)
    with pytest.raises(Crash):
        disk.truncate(descriptor, 0)
    disk.die()
    disk.close(descriptor)

    assert (tmp_path / "a").read_bytes() == b"ab"
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(descriptor)


def test_what_was_synced_outlasts(tmp_path: Path) -> None:
    """With its name, if its folder was synced."""
    disk = PowerLossDisk(tmp_path)
    written(disk, tmp_path / "a", b"abc")
    disk.sync_folder(tmp_path)
    written(disk, tmp_path / "b", b"def")
    disk.die()

    assert {frozenset(left) for left in outcomes(disk)} == {frozenset("a"), frozenset("ab")}
    assert {left["a"] for left in outcomes(disk)} == {b"abc"}


def test_a_rename_is_whole(tmp_path: Path) -> None:
    """One of the files is there, and the other name is there or gone with it."""
    disk = PowerLossDisk(tmp_path)
    written(disk, tmp_path / "a", b"old")
    written(disk, tmp_path / "b", b"new")
    disk.sync_folder(tmp_path)
    disk.replace(tmp_path / "b", tmp_path / "a")
    disk.die()

    found = outcomes(disk)

    assert all(left in ({"a": b"old", "b": b"new"}, {"a": b"new"}) for left in found)
    assert {"a": b"new"} in found


def test_changes_of_names_may_be_lost_one_by_one(tmp_path: Path) -> None:
    """A later one may be there without an earlier one."""
    disk = PowerLossDisk(tmp_path)
    for name in "ab":
        written(disk, tmp_path / name, b"")
    disk.die()

    assert {"".join(left) for left in outcomes(disk)} == {"", "a", "b", "ab"}


def test_blocks_are_lost_one_by_one() -> None:
    """A lost one reads as zeros where nothing was, whatever the size."""
    inode = Inode(b"x" * BLOCK)
    inode.write(b"y" * 2 * BLOCK, BLOCK)
    old, lost, new = b"x" * BLOCK, bytes(BLOCK), b"y" * BLOCK

    assert contents(inode) == {old} | {
        old + one + other for one in (lost, new) for other in (lost, new)
    }


def test_a_block_is_whole() -> None:
    """Bytes that were synced in it are there with and without the new ones."""
    inode = Inode(b"abc")
    inode.write(b"def", 3)

    assert contents(inode) == {b"abc", b"abcdef", b"abc\0\0\0"}


def test_a_cut_off_end_may_come_back() -> None:
    """Until the file is synced."""
    inode = Inode(b"abc" * BLOCK)
    inode.truncate(BLOCK)

    assert contents(inode) == {b"abc" * BLOCK, (b"abc" * BLOCK)[:BLOCK]}

    inode.sync()

    assert contents(inode) == {(b"abc" * BLOCK)[:BLOCK]}


def test_the_power_is_cut(tmp_path: Path) -> None:
    """The folder is what it left, with second names of one file."""
    home = tmp_path / "home"
    put({}, home)
    disk = PowerLossDisk(home)
    written(disk, home / "a", b"abc")
    disk.link(home / "a", home / "b")
    disk.sync_folder(home)
    written(disk, home / "c", b"", sync=False)
    disk.unlink(home / "c")
    disk.lose(Random(0))

    assert (home / "a").read_bytes() == b"abc"
    assert (home / "a").samefile(home / "b")
