"""Writes a TinyDB file: a new one, or one transaction, under a lock and whole or not at all.

Whoever reads meanwhile, or after a crash at any point, finds the file before or the file after.
"""

import errno
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING
from uuid import uuid4

from store import files
from store.backends.locking import locked
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
    from store.backends.tinydb_storage import ReplacingStorage

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
            f"{named(path)} cannot be created: {files.words(error)}; name another file with --db."
        ) from None


def write(path: Path, changes: Sequence[Change]) -> None:
    """Check the changes against what the file holds now, and write all of them or none."""
    from store.backends.tinydb_storage import ReplacingStorage

    try:
        with locked(path) as file:
            storage = ReplacingStorage(file)
            data = _read(path, storage)
            Placing(data).put(changes)
            storage.write(data)
    except files.Unsynced as error:
        raise Unconfirmed(
            f"Saved, but the disk did not confirm it: {files.words(error)}; check the disk."
        ) from None
    except OSError as error:
        raise refusal(path, error) from None


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
    return WriteError(f"Not saved: {files.words(error)}. Nothing was changed.")


def _publish(path: Path, content: bytes) -> None:
    """Write beside the path and link: of two creators one wins, the other changes nothing."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".syria-timeline-")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(descriptor)
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


def _read(path: Path, storage: "ReplacingStorage") -> Data:
    try:
        data = storage.read()
        if data is None:
            raise ValueError("it is empty")
    except (ValueError, RecursionError) as error:
        raise Corrupt(
            f"Not saved: {named(path)} is damaged: {error}. Nothing was changed."
        ) from None
    return data
