"""What the journal reports, told to the user: what is wrong, where, and what to do next."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store import files
from store.backends.tinydb_file import absent, blank, empty, named, no_store
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
_CHECK = "see what can be read with `syria-timeline check`"
_BACK_UP = "save what is open with “Back up” (ctrl+p)"
_BESIDE = re.compile(r"[-.]\w")
"""How the name of a file beside the store goes on behind the store's own."""


@contextmanager
def told(path: Path, *, saving: bool = False) -> Iterator[None]:
    """Raise StoreError where the journal raises an error of its own; it says if nothing was saved.

    That is what Unconfirmed does not say.
    """
    try:
        yield
    except errors.JournalError as error:
        found = _unsaved(path, error, saving) or _unread(path, error)
        raise (_not_saved(found) if saving else found) from error
    except StoreError as error:
        if not saving or _says_so(error):
            raise
        raise _not_saved(error) from error


def in_full(path: Path, text: str) -> str:
    """Return a message of the journal with the whole path of the file that it names."""
    file = path.resolve()
    match = re.search(rf"(?<!\S){re.escape(file.name)}(?!\w)", text)
    if match is None:
        return clean(text)
    before, after = text[: match.start()], text[match.end() :]
    if not _BESIDE.match(after):
        return clean(f"{before}{path}{after}")
    folder = path.parent if path.parent.resolve() == file.parent else file.parent
    return clean(f"{before}{folder / file.name}{after}")


def read_only(path: Path) -> ReadOnly:
    """Say that a store can only be read."""
    return ReadOnly(f"Not saved: {named(path)} is read-only. {UNCHANGED}.")


def refusal(path: Path, error: OSError) -> StoreError:
    """Say why a file could not be written."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    return WriteError(f"Not saved: {files.words(error)}. {UNCHANGED}.")


def _unsaved(path: Path, error: errors.JournalError, saving: bool) -> StoreError | None:
    """Return what is said of a save that failed, None where it is no such error."""
    if isinstance(error, errors.Busy):
        if not saving:
            return StoreBusy(f"{in_full(path, str(error))}; try again.")
        holder = f"pid {error.holder}" if error.holder else "another process"
        return StoreBusy(f"Not saved: {named(path)} is in use by {holder}. {UNCHANGED}; try again.")
    if isinstance(error, errors.Unconfirmed):
        return Unconfirmed(
            f"Could not confirm the save to {named(path)}; check the disk."
            " It can only be read until it is opened again."
        )
    if isinstance(error, errors.NotSaved | errors.ReadOnly):
        if isinstance(error.__cause__, OSError):
            return refusal(path, error.__cause__)
        return ReadOnly(f"Not saved: {in_full(path, str(error))}. {UNCHANGED}; {_CHECK}.")
    return None


def _unread(path: Path, error: errors.JournalError) -> StoreError:
    """Return what is said where the files are not what they should be."""
    text = in_full(path, str(error))
    if isinstance(error, errors.NewerFormat):
        return UnsupportedFormat(f"{text}: update syria-timeline.")
    if isinstance(error, errors.Missing):
        return Unavailable(f"{text}; check the path and its permissions.")
    if blank(path):
        return empty(path)
    if isinstance(error, errors.NoTables):
        return no_store(path)
    if isinstance(error, errors.Damaged):
        return Corrupt(f"{text}; {_CHECK}.")
    return Replaced(_replaced(path, text))


def _says_so(error: StoreError) -> bool:
    """Whether an error says what became of the change."""
    return isinstance(error, Unconfirmed) or str(error).startswith("Not saved")


def _not_saved(error: StoreError) -> StoreError:
    """Return an error that says what became of the change."""
    if _says_so(error):
        return error
    text = str(error)
    end = "" if UNCHANGED in text else f" {UNCHANGED}."
    return type(error)(f"Not saved: {text}{end}")


def _replaced(path: Path, text: str) -> str:
    """Say what became of the files that were open."""
    if absent(path):
        gone = f"{named(path)} was deleted, moved or locked away while open"
        return f"{gone}. {UNCHANGED}; put it back, or {_BACK_UP}."
    if text.startswith("another database"):
        text = f"Another store lies at {named(path)} now"
    return f"{text}. {UNCHANGED}; {_BACK_UP}."
