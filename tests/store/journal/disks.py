"""Disks that count, refuse and crash: the true one, watched at every call."""

import os
from collections.abc import Callable
from contextlib import suppress
from io import BufferedRandom, FileIO
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from store.journal.disk import Disk

SPOOL = Path("spool")
"""Stands for the path of a file without a name."""


class Call(NamedTuple):
    """One call to the system."""

    name: str
    """The method of Disk; "spool.write" is what goes into a spool."""
    path: Path
    """What it is about; of two, the target."""


class Crash(BaseException):
    """The process is dead; nothing that it still does reaches the disk."""


def _nothing() -> None: ...


class WatchedDisk(Disk):
    """Tells of every call before it is made, and knows where descriptors lead to."""

    def __init__(self) -> None:
        self.held: dict[int, Path] = {}
        self.spools: list[BufferedRandom] = []

    def look(self, call: Call) -> None:
        """Hear of a call that changes nothing."""

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Hear of a call that changes something; `part` does half of it."""

    def die(self) -> None:
        """Let go of all that is held, and of its locks, as a dead process does: without a write."""
        for spool in self.spools:
            with suppress(Crash, OSError, ValueError):
                spool.close()
        for descriptor in self.held:
            os.close(descriptor)
        self.spools.clear()
        self.held.clear()

    def at(self, descriptor: int) -> Path:
        """Return where a descriptor leads to, also one that others opened."""
        return self.held.get(descriptor, SPOOL)

    def open(self, path: Path, flags: int = os.O_RDONLY, mode: int = 0o600) -> int:
        """Remember the path."""
        (self.change if flags & os.O_CREAT else self.look)(Call("open", path))
        descriptor = super().open(path, flags, mode)
        self.held[descriptor] = path
        return descriptor

    def close(self, descriptor: int) -> None:
        """Forget the path; what is dead is closed already."""
        if self.held.pop(descriptor, None) is not None:
            super().close(descriptor)

    def read(self, descriptor: int, size: int, offset: int) -> bytes:
        """Only look."""
        self.look(Call("read", self.at(descriptor)))
        return super().read(descriptor, size, offset)

    def write(self, descriptor: int, data: bytes, offset: int) -> None:
        """Change a file; half of it may come to be there."""

        def part() -> None:
            super(WatchedDisk, self).write(descriptor, data[: len(data) // 2], offset)

        self.change(Call("write", self.at(descriptor)), part)
        super().write(descriptor, data, offset)

    def sync(self, descriptor: int) -> None:
        """Only tell: whatever these disks model, the power stays on."""
        self.change(Call("sync", self.at(descriptor)))

    def truncate(self, descriptor: int, size: int) -> None:
        """Change a file."""
        self.change(Call("truncate", self.at(descriptor)))
        super().truncate(descriptor, size)

    def replace(self, source: Path, target: Path) -> None:
        """Change a name; descriptors follow."""
        self.change(Call("replace", target))
        super().replace(source, target)
        moved = [held for held, path in self.held.items() if path == source]
        self.held.update(dict.fromkeys(moved, target))

    def link(self, source: Path, target: Path) -> None:
        """Add a name."""
        self.change(Call("link", target))
        super().link(source, target)

    def unlink(self, path: Path) -> None:
        """Take a name away."""
        self.change(Call("unlink", path))
        super().unlink(path)

    def sync_folder(self, folder: Path) -> None:
        """Only tell, as `sync`."""
        self.change(Call("sync_folder", folder))

    def stat(self, path: Path, *, follow: bool = True) -> os.stat_result:
        """Only look."""
        self.look(Call("stat", path))
        return super().stat(path, follow=follow)

    def status(self, descriptor: int) -> os.stat_result:
        """Only look."""
        self.look(Call("status", self.at(descriptor)))
        return super().status(descriptor)

    def names(self, folder: Path) -> list[str]:
        """Only look."""
        self.look(Call("names", folder))
        return super().names(folder)

    def spool(self, folder: Path) -> BinaryIO:
        """Watch what is put into the spool, too."""
        self.change(Call("spool", folder))
        with super().spool(folder) as found:
            spool = BufferedRandom(_Spool(os.dup(found.fileno()), self))
        self.spools.append(spool)
        return spool

    def resemble(self, descriptor: int, like: os.stat_result, mode: int | None = None) -> None:
        """Change owner and mode."""
        self.change(Call("resemble", self.at(descriptor)))
        super().resemble(descriptor, like, mode)


class _Spool(FileIO):
    """The file of a spool."""

    def __init__(self, descriptor: int, disk: WatchedDisk) -> None:
        super().__init__(descriptor, "r+b")
        self.disk = disk

    def write(self, data: Any) -> int:
        """Change a file, and half of it may come to be there."""
        half = memoryview(data)[: len(data) // 2]
        self.disk.change(Call("spool.write", SPOOL), lambda: self._put(half))
        return super().write(data)

    def _put(self, data: memoryview) -> None:
        super().write(data)


class CountingDisk(WatchedDisk):
    """Remembers all calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.changes: list[Call] = []

    def look(self, call: Call) -> None:
        """Note it."""
        self.calls.append(call)

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Note it, also apart."""
        self.calls.append(call)
        self.changes.append(call)


class FailingDisk(CountingDisk):
    """Refuses the nth change, or with `looks` the nth call; when `lasting` all from there on.

    A refused write has put half of its bytes. `only` limits all this to calls of these names.
    """

    def __init__(
        self,
        nth: int,
        errno: int,
        *,
        lasting: bool = False,
        looks: bool = False,
        only: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self.nth, self.errno, self.lasting, self.looks, self.only = nth, errno, lasting, looks, only
        self.met = 0
        self.refused: list[Call] = []

    def heal(self) -> None:
        """Refuse nothing from now on."""
        self.nth, self.lasting = 0, False

    def look(self, call: Call) -> None:
        """Refuse where looks count."""
        super().look(call)
        if self.looks:
            self._meet(call, _nothing)

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Refuse, having done a part."""
        super().change(call, part)
        self._meet(call, part)

    def _meet(self, call: Call, part: Callable[[], None]) -> None:
        if self.only and call.name not in self.only:
            return
        self.met += 1
        if self.met == self.nth or (self.lasting and self.met > self.nth):
            self.refused.append(call)
            part()
            raise OSError(self.errno, os.strerror(self.errno), str(call.path))


class CrashingDisk(CountingDisk):
    """Dies at the nth change, and stays dead; of a write half the bytes are put if `partly`."""

    def __init__(self, nth: int, *, partly: bool = False) -> None:
        super().__init__()
        self.nth, self.partly = nth, partly

    @property
    def dead(self) -> bool:
        """Whether the change was met."""
        return len(self.changes) >= self.nth

    def change(self, call: Call, part: Callable[[], None] = _nothing) -> None:
        """Die, having done a part."""
        super().change(call, part)
        if self.dead:
            if self.partly and len(self.changes) == self.nth:
                part()
            raise Crash(f"at change {self.nth}: {call.name} {call.path.name}")
