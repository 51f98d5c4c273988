"""What lies where a store should be; and where none does, what to write to make one."""

import os
from pathlib import Path

from store.text import clean


def absent(path: Path) -> bool:
    """Whether nothing lies at a path; what cannot be looked at is no nothing."""
    try:
        path.stat()
    except (OSError, ValueError) as error:
        return isinstance(error, FileNotFoundError)
    return False


def journals(path: Path) -> list[Path]:
    """Return the journals that lie beside a store, or where one was."""
    file = path.resolve()
    begin = f"{file.name}-journal-"
    try:
        return [one for one in file.parent.iterdir() if one.name.startswith(begin)]
    except OSError:
        return []


def missing(path: Path, *, named: bool = True) -> str:
    """Say that there is no store at a path, and how one is made there, if one can be.

    The default one is not `named` on the command line.
    """
    said = f"There is no store at {clean(str(path))}"
    if journals(path):
        return f"{said}, but its journal is there: put the file, or a copy of it, back beside that."
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        this = " with this --db" if named else ""
        return f"{said}; start the app{this} to make one, or add --empty."
    return f"{said}, and none can be made in {clean(str(folder))}; name another file with --db."
