"""Where a copy of a store may go: a new file, and none that the store would take for its own."""

import os
from datetime import date
from pathlib import Path
from stat import S_ISDIR

from store.connect import require_path
from store.errors import Unavailable, WriteError
from store.text import clean

ENDING = ".json"
"""How a copy is called; none of the store's own files beside it ends so."""


def suggested(store: Path, day: date) -> Path:
    """Return the path beside a store that a copy of that day gets."""
    return store.with_name(f"{store.stem}-{day.isoformat()}{ENDING}")


def read(text: str) -> Path:
    """Return the path that was typed, in which `~` is the home; raises WriteError for no path."""
    try:
        require_path(text)
    except Unavailable:  # of a URL nothing is repeated, it may hold a password
        raise WriteError("A copy is a file, and a URL is no path; write the path.") from None
    if not text or text.endswith(("/", os.sep)):
        raise WriteError("A copy is a file, and this names none; write the path of a new file.")
    try:
        return Path(text).expanduser()
    except RuntimeError:
        user = clean(Path(text).parts[0])
        raise WriteError(f"There is no home folder of {user}; write the whole path.") from None


def require_free(target: Path, store: Path) -> None:
    """Raise WriteError where nothing can be written, or where the store would write itself."""
    name, folder = clean(str(target)), clean(str(target.parent))
    if (mode := _mode(target)) is not None:
        what = "is a folder" if S_ISDIR(mode) else "is there already, and stays"
        raise WriteError(f"{name} {what}; write the path of a new file.")
    if not target.parent.is_dir():
        raise WriteError(f"There is no folder {folder}; make it, or write another path.")
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise WriteError(f"Nothing may be written in {folder}; write another path.")
    if _own(target, store) or _own(target, store.resolve()):
        raise WriteError(
            f"{name} begins with the store's name, as the store's own files beside it do;"
            " write another name."
        )


def _mode(target: Path) -> int | None:
    """Return what is at a path, be it a link to nothing, None for nothing; raises WriteError."""
    try:
        return target.lstat().st_mode
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise WriteError(
            f"{clean(str(target))} cannot be written: {reason}; write another path."
        ) from None


def _own(target: Path, store: Path) -> bool:
    """Whether a name beside the store is one that its own files may have: its name and more."""
    beside = target.parent.resolve() == store.parent.resolve()
    name, begin = target.name.casefold(), store.name.casefold()
    return beside and name.startswith(begin) and (name == begin or not name.endswith(ENDING))
