"""What the journal reports, told to the user: what is wrong, where, and what to do next."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import files
from store.backends.tinydb_file import named
from store.errors import (
    Corrupt,
    ReadOnly,
    Replaced,
    StoreBusy,
    StoreError,
    Unavailable,
    Unconfirmed,
    UnsupportedFormat,
    WriteError,
)
from store.journal import errors
from store.text import clean

UNCHANGED = "Nothing was changed"
CHECK = "see what can be read with `syria-timeline check`"


@contextmanager
def told(path: Path, *, saving: bool = False) -> Iterator[None]:
    """Raise StoreError where the journal raises an error of its own."""
    try:
        yield
    except errors.JournalError as error:
        raise _told(path, error, saving) from error


def in_full(path: Path, text: str) -> str:
    """Return a message of the journal with the folder of the file that it names."""
    file = path.resolve()
    return clean(text.replace(file.name, str(path.with_name(file.name)), 1))


def read_only(path: Path) -> ReadOnly:
    """Say that a store can only be read."""
    return ReadOnly(f"Not saved: {named(path)} is read-only. {UNCHANGED}.")


def _told(path: Path, error: errors.JournalError, saving: bool) -> StoreError:
    text = in_full(path, str(error))
    if isinstance(error, errors.Busy | errors.NotSaved | errors.Unconfirmed | errors.ReadOnly):
        return _unsaved(path, error, text)
    unsaved, unchanged = ("Not saved: ", f" {UNCHANGED}.") if saving else ("", "")
    if isinstance(error, errors.Missing):
        return Unavailable(f"{unsaved}{text}; check the path and its permissions.{unchanged}")
    if isinstance(error, errors.Damaged):
        return Corrupt(f"{unsaved}{text}; {CHECK}.{unchanged}")
    if isinstance(error, errors.NewerFormat):
        return UnsupportedFormat(f"{text}: update syria-timeline.")
    return Replaced(f"{unsaved}{text}. {UNCHANGED}.")


def _unsaved(path: Path, error: errors.JournalError, text: str) -> StoreError:
    if isinstance(error, errors.Busy):
        holder = f"pid {error.holder}" if error.holder else "another process"
        return StoreBusy(f"Not saved: {named(path)} is in use by {holder}. {UNCHANGED}; try again.")
    if isinstance(error, errors.NotSaved):
        words = files.words(OSError(error.errno, str(error)))
        return WriteError(f"Not saved: {words}. {UNCHANGED}.")
    if isinstance(error, errors.Unconfirmed):
        return Unconfirmed(
            f"Could not confirm the save to {named(path)}; check the disk."
            " It can only be read until it is opened again."
        )
    if isinstance(error.__cause__, OSError):
        return read_only(path)
    return ReadOnly(f"Not saved: {text}. {UNCHANGED}; {CHECK}.")


def refusal(path: Path, error: OSError) -> StoreError:
    """Say why a file could not be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    return WriteError(f"Not saved: {files.words(error)}. {UNCHANGED}.")
