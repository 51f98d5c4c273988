"""Drafts on disk: what was typed and not saved outlives the process that had it in hand.

Each process keeps one file for a store, and holds the lock beside it for as long as it lives.
Whoever can take that lock knows that its owner is gone; a number alone may be another's by then.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from re import fullmatch
from threading import RLock

import msgspec

from store import files
from store.errors import DraftError
from store.text import clean

FORMAT = "syria-timeline drafts"
VERSION = 1

_NAMES = 1000
"""Files that may bear the number of one process, one after the other or elsewhere."""
_PATIENCE = 1.0
"""Seconds to wait for another process that is only looking at what is left."""


class Left(msgspec.Struct, frozen=True):
    """What a process that is gone had in hand."""

    drafts: list[bytes]
    kept_at: str
    """UTC, as in `2026-11-24T10:00:00.000Z`."""
    pid: int
    path: Path


class _Content(msgspec.Struct):
    """What stands in a file."""

    format: str
    version: int
    store_id: str
    pid: int
    kept_at: str
    drafts: list[str]


class DraftFile:
    """The drafts of this process for one store; all methods may raise DraftError."""

    def __init__(self, folder: Path, store_id: str) -> None:
        self._folder = folder / "drafts"
        self._store_id = store_id
        self._path: Path | None = None
        """Where our drafts lie, once there have been any."""
        self._descriptor = -1
        """Holds the lock beside it."""
        self._mutex = RLock()

    def keep(self, drafts: Sequence[bytes]) -> None:
        """Put all drafts, each of them JSON, in the place of those kept; none removes the file."""
        with self._mutex, self._told("Drafts cannot be kept"):
            if drafts:
                self._path = self._path or self._claim()
                files.replace(self._path, self._encoded(drafts))
            elif self._path:
                self._path.unlink(missing_ok=True)

    def left(self) -> list[Left]:
        """Return what processes that are gone have left for this store, newest first."""
        with self._told("Earlier drafts cannot be read"):
            found = [self._looked_at(path) for path in self._paths()]
        return sorted(filter(None, found), key=lambda left: left.kept_at, reverse=True)

    def take(self, left: Left) -> bool:
        """Remove what was left and now is kept here; False where another process was quicker."""
        with self._told("Earlier drafts cannot be removed"):
            with _held(left.path, _PATIENCE) as held:
                ours = held and self._read(left.path) == left
                if ours:
                    left.path.unlink()
            return ours

    def close(self, keep: bool) -> None:
        """Leave our drafts to a later process, or remove them."""
        with self._mutex, self._told("Drafts cannot be removed"):
            if self._path:
                if not keep:
                    self._path.unlink(missing_ok=True)
                _let_go(self._path, self._descriptor)
                self._path = None

    def _claim(self) -> Path:
        """Find a name that is nobody's: the number may have been that of a process now gone."""
        self._folder.mkdir(0o700, parents=True, exist_ok=True)
        self._folder.chmod(0o700)
        stem = f"{self._prefix}{os.getpid()}"
        for number in range(_NAMES):
            path = self._folder / f"{stem}{f'-{number}' if number else ''}.json"
            descriptor = files.lock(_lock(path))
            if descriptor is None:
                continue
            if not path.exists():
                self._descriptor = descriptor
                return path
            _let_go(path, descriptor)
        raise OSError(errno.EBUSY, "too many files bear the number of this process")

    @property
    def _prefix(self) -> str:
        """Begins the names of a store's files; a store may call itself anything."""
        known = fullmatch("[A-Za-z0-9-]{1,64}", self._store_id)
        return f"{known[0] if known else sha256(self._store_id.encode()).hexdigest()}-"

    def _paths(self) -> list[Path]:
        """Return the files of all processes, those too of which only the lock is there."""
        if not self._folder.exists():
            return []
        found = self._folder.iterdir()
        stems = {
            path.name.partition(".")[0] for path in found if path.name.startswith(self._prefix)
        }
        return [self._folder / f"{stem}.json" for stem in stems]

    def _looked_at(self, path: Path) -> Left | None:
        """Return what a process has left if it is gone and its file can be trusted."""
        with suppress(OSError), _held(path) as held:
            return self._read(path) if held else None
        return None

    def _read(self, path: Path) -> Left | None:
        try:
            found = msgspec.json.decode(files.own_content(path), type=_Content)
            datetime.fromisoformat(found.kept_at)
        except (FileNotFoundError, ValueError, RecursionError):
            return None
        if (found.format, found.version, found.store_id) != (FORMAT, VERSION, self._store_id):
            return None
        drafts = [draft.encode() for draft in found.drafts]
        return Left(drafts, found.kept_at, found.pid, path)

    def _encoded(self, drafts: Sequence[bytes]) -> bytes:
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        texts = [draft.decode() for draft in drafts]
        return msgspec.json.encode(
            _Content(FORMAT, VERSION, self._store_id, os.getpid(), now, texts)
        )

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            folder = clean(str(self._folder))
            raise DraftError(
                f"{what} in {folder}: {files.words(error)}; check that folder."
            ) from None


def _lock(path: Path) -> Path:
    return path.with_suffix(".lock")


@contextmanager
def _held(path: Path, patience: float = 0) -> Iterator[bool]:
    """Hold what a process has left, and clear away what is of no use; whether it is gone."""
    descriptor = files.lock(_lock(path), patience=patience)
    if descriptor is None:
        yield False
        return
    try:
        path.with_name(f"{path.name}-part").unlink(missing_ok=True)
        yield True
    finally:
        _let_go(path, descriptor)


def _let_go(path: Path, descriptor: int) -> None:
    """Remove a lock while it is held, so that none is taken that others do not find."""
    try:
        _lock(path).unlink(missing_ok=True)
    finally:
        os.close(descriptor)
