"""A disk with a cache that the power can be cut from, and such disks as must not pass."""

import os
import shutil
from collections.abc import Callable
from errno import EIO
from pathlib import Path
from random import Random
from stat import S_IMODE

from tests.store.journal.disks import Call, WatchedDisk, _nothing
from tests.store.journal.inodes import Inode

Change = dict[str, Inode | None]
"""Names, and what each leads to from now on; one change is there whole or not at all."""


class PowerLossDisk(WatchedDisk):
    """Files of one folder as they are read now, and as a power cut may leave them.

    What is promised is no more than POSIX does. `sync` makes the content and the size of a file
    last, not its name. `sync_folder` makes the names last: a file that was made and synced may
    else be missing. A rename is there whole or not at all. Without a sync of the folder any of its
    changes may be lost: half of the power cuts keep the first few of them, in order (a file system
    with a journal), the others any of them (one without). `cut` is called before each change.
    """

    def __init__(self, folder: Path, cut: Callable[[], None] = _nothing) -> None:
        super().__init__()
        self.folder, self.cut = folder.resolve(), cut
        found = (path for path in self.folder.iterdir() if path.is_file())
        self.now = {
            path.name: Inode(path.read_bytes(), S_IMODE(path.stat().st_mode)) for path in found
        }
        self.synced = dict(self.now)
        self.pending: list[Change] = []
        self.inodes: dict[int, Inode] = {}

    def lost(self, random: Random) -> dict[str, Inode]:
        """Return what the folder may hold after a power cut now, synced as if read from a disk."""
        names = dict(self.synced)
        for change in _kept(self.pending, random):
            for name, inode in change.items():
                names.pop(name, None)
                if inode is not None:
                    names[name] = inode
        left: dict[int, Inode] = {}
        for inode in names.values():
            if id(inode) not in left:
                left[id(inode)] = Inode(inode.lost(random), inode.mode)
        return {name: left[id(names[name])] for name in sorted(names)}

    def lose(self, random: Random) -> None:
        """Cut the power: make of the folder what may be left."""
        self.die()
        shutil.rmtree(self.folder)
        put(self.lost(random), self.folder)

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Let the power be cut before it."""
        self.cut()

    def open(self, path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
        """Note a new name, and a file that is emptied."""
        descriptor = super().open(path, flags, mode)
        name = self._name(path)
        if name not in self.now:
            self._rename({name: Inode(mode=S_IMODE(self.status(descriptor).st_mode))})
        self.inodes[descriptor] = self.now[name]
        if flags & os.O_TRUNC:
            self.now[name].truncate(0)
        return descriptor

    def write(self, descriptor: int, data: bytes, offset: int) -> None:
        """Put it into the cache; a spool has none."""
        super().write(descriptor, data, offset)
        if descriptor in self.held:
            self.inodes[descriptor].write(bytes(data), offset)

    def truncate(self, descriptor: int, size: int) -> None:
        """Cut it off in the cache."""
        super().truncate(descriptor, size)
        self.inodes[descriptor].truncate(size)

    def sync(self, descriptor: int) -> None:
        """Empty the cache of a file."""
        super().sync(descriptor)
        self.inodes[descriptor].sync()

    def replace(self, source: Path, target: Path) -> None:
        """Both names change at once."""
        super().replace(source, target)
        old, new = self._name(source), self._name(target)
        self._rename({new: self.now[old], old: None})

    def link(self, source: Path, target: Path) -> None:
        """Note a second name."""
        super().link(source, target)
        self._rename({self._name(target): self.now[self._name(source)]})

    def unlink(self, path: Path) -> None:
        """Note that a name is gone."""
        super().unlink(path)
        if self._name(path) in self.now:
            self._rename({self._name(path): None})

    def sync_folder(self, folder: Path) -> None:
        """Empty the cache of names."""
        super().sync_folder(folder)
        self.synced, self.pending = dict(self.now), []

    def resemble(self, descriptor: int, like: os.stat_result, mode: int | None = None) -> None:
        """Keep the mode for what is left; none is lost, for nothing depends on it."""
        super().resemble(descriptor, like, mode)
        self.inodes[descriptor].mode = S_IMODE(self.status(descriptor).st_mode)

    def _name(self, path: Path) -> str:
        if path.parent.resolve() != self.folder:
            raise AssertionError(f"{path} is not in the folder whose power is cut")
        return path.name

    def _rename(self, change: Change) -> None:
        self.pending.append(change)
        for name, inode in change.items():
            self.now.pop(name, None)
            if inode is not None:
                self.now[name] = inode


class RefusingDisk(PowerLossDisk):
    """Refuses the next sync of a journal once it is told to, and as `stubborn` what follows."""

    def __init__(self, folder: Path, *, stubborn: bool = False) -> None:
        super().__init__(folder)
        self.refuses, self.stubborn = False, stubborn

    def sync(self, descriptor: int) -> None:
        """Let the disk have nothing of it, neither now nor later."""
        if self.refuses and "-journal-" in self.at(descriptor).name:
            self.refuses = False
            self.inodes[descriptor].refuse()
            raise OSError(EIO, os.strerror(EIO))
        super().sync(descriptor)

    def truncate(self, descriptor: int, size: int) -> None:
        """Refuse one of a journal, too."""
        if self.stubborn and "-journal-" in self.at(descriptor).name:
            self.stubborn = False
            raise OSError(EIO, os.strerror(EIO))
        super().truncate(descriptor, size)


def put(left: dict[str, Inode], folder: Path) -> None:
    """Write what a power cut has left into a folder that is not there yet."""
    folder.mkdir()
    first: dict[int, Path] = {}
    for name, inode in left.items():
        path = folder / name
        if id(inode) in first:
            path.hardlink_to(first[id(inode)])
        else:
            path.write_bytes(inode.now)
            path.chmod(inode.mode)
            first[id(inode)] = path


def _kept(pending: list[Change], random: Random) -> list[Change]:
    if random.random() < 0.5:
        return pending[: random.randint(0, len(pending))]
    odds = random.choice((0.1, 0.5, 0.9))
    return [change for change in pending if random.random() < odds]


class NoSyncOnCommit(PowerLossDisk):
    """A mutant: what is appended to a journal is never synced."""

    def sync(self, descriptor: int) -> None:
        """Forget to."""
        if "-journal-" not in self.at(descriptor).name:
            super().sync(descriptor)


class NoSyncOfSnapshot(PowerLossDisk):
    """A mutant: what is to become the snapshot is renamed without a sync."""

    def sync(self, descriptor: int) -> None:
        """Forget to."""
        name = self.at(descriptor).name
        if not name.endswith(("-part", "-new")) or "-journal-" in name:
            super().sync(descriptor)


class NoSyncOfHeader(PowerLossDisk):
    """A mutant: what is to become a journal is renamed without a sync."""

    def sync(self, descriptor: int) -> None:
        """Forget to."""
        name = self.at(descriptor).name
        if not name.endswith("-part") or "-journal-" not in name:
            super().sync(descriptor)


class NoFolderSync(PowerLossDisk):
    """A mutant: names are never synced."""

    def sync_folder(self, folder: Path) -> None:
        """Forget to."""
