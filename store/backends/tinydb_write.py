"""Writes a TinyDB file: a new one, or one transaction through TinyDB's own storage."""

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import IO, TYPE_CHECKING
from uuid import uuid4

from store.backends.placing import Data, Placing
from store.backends.tables import FORMAT, VERSION
from store.backends.tinydb_file import named
from store.base import Change
from store.errors import (
    Corrupt,
    ReadOnly,
    Replaced,
    StoreError,
    Unavailable,
    Unconfirmed,
    WriteError,
)

if TYPE_CHECKING:
    from tinydb.storages import Storage

_WORDS = {
    errno.ENOSPC: "no space left",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be too large",
    errno.EIO: "the disk reports an error",
}
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS)


def create(path: Path, changes: Sequence[Change]) -> None:
    """Make a store that appears whole, and only where none is; raises Unavailable.

    Stock TinyDB JSON, written without tinydb: a first launch need not wait for that.
    """
    data: Data = {"_meta": {"1": {"format": FORMAT, "version": VERSION, "store_id": str(uuid4())}}}
    Placing(data).put(changes)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _publish(path, json.dumps(data).encode())
    except OSError as error:
        raise Unavailable(
            f"{named(path)} cannot be created: {_words(error)}; name another file with --db."
        ) from None


def write(path: Path, changes: Sequence[Change]) -> None:
    """Check the changes against what the file holds now, and write all of them or none."""
    try:
        before = path.read_bytes()
        with _storage(path) as storage:
            data = _read(path, storage)
            Placing(data).put(changes)
            failure = _failure(storage, data)
    except OSError as error:
        raise refusal(path, error) from None
    if failure:
        _restore(path, before, failure)
        raise refusal(path, failure)


def read_only(path: Path) -> ReadOnly:
    """Say that a store can only be read."""
    return ReadOnly(f"Not saved: {named(path)} is read-only. Nothing was changed.")


def refusal(path: Path, error: OSError) -> StoreError:
    """Say why nothing was written."""
    name = named(path)
    if error.errno in _REFUSED:
        return read_only(path)
    if error.errno == errno.ENOENT:
        return Replaced(f"Not saved: {name} was deleted or moved while open. Nothing was changed.")
    return WriteError(f"Not saved: {_words(error)}. Nothing was changed.")


def _words(error: OSError) -> str:
    return _WORDS.get(error.errno or 0) or error.strerror or "the disk refuses"


def _publish(path: Path, content: bytes) -> None:
    """Write beside the path and link: of two creators one wins, the other changes nothing."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".syria-timeline-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            _fill(file, content)
        _link(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _link(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except OSError:  # a file system without links; a rename would replace another's store
        _claim(temporary, path)


def _claim(temporary: Path, path: Path) -> None:
    with suppress(FileExistsError):
        path.touch(0o600, exist_ok=False)
        temporary.replace(path)


def _fill(file: IO[bytes], content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _storage(path: Path) -> Iterator["Storage"]:
    from tinydb import TinyDB

    database = TinyDB(path, encoding="utf-8")
    try:
        yield database.storage
    finally:
        with suppress(OSError):  # closing tries once more what a full disk refused
            database.close()


def _read(path: Path, storage: "Storage") -> Data:
    try:
        data = storage.read()
        if data is None:
            raise ValueError("it is empty")
    except (ValueError, RecursionError) as error:
        raise Corrupt(
            f"Not saved: {named(path)} is damaged: {error}. Nothing was changed."
        ) from None
    return data


def _failure(storage: "Storage", data: Data) -> OSError | None:
    try:
        storage.write(data)
    except OSError as error:
        return error
    return None


def _restore(path: Path, content: bytes, failure: OSError) -> None:
    """Put back what a failed write has truncated or torn; it needs no new space."""
    try:
        with path.open("r+b") as file:
            file.truncate(len(content))
            _fill(file, content)
    except OSError:
        raise Unconfirmed(
            f"Not saved: {_words(failure)}, and {named(path)} could not be put back as it was:"
            " it may be damaged; keep a copy before you go on."
        ) from None
