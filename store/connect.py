"""From what the user names to an open store; the only place that knows the backends."""

import re
from collections.abc import Sequence
from pathlib import Path

from store.base import Change, EventStore, Fault, Repaired
from store.errors import Unavailable

_URL = re.compile("[A-Za-z0-9+.-]*://")

MEMORY = "memory:"
"""Names a store that lasts as long as the process."""


def connect(url: str | Path, *, create: bool = False, empty: bool = False) -> EventStore:
    """Open the store at a path, or MEMORY; raises StoreError with one sentence for the user.

    With `create` a missing file is made, holding the bundled chronology, or nothing if `empty`.
    An existing file is never changed by opening it.
    """
    if url == MEMORY:
        from store.backends.memory import MemoryStore

        return MemoryStore(_contents(empty))
    require_path(url)
    return _open(Path(url), create=create, empty=empty)


def check(url: str | Path) -> list[Fault]:
    """Read everything at a path, also what cannot be opened, and return what is wrong with it.

    Nothing is changed. Raises StoreError where there is nothing to be read.
    """
    from store.backends.tinydb_check import check as read

    require_path(url)
    return read(Path(url))


def repair(url: str | Path) -> Repaired:
    """Save all that can be read at a path in a new file beside it; raises StoreError."""
    from store.backends.tinydb_check import repair as save

    require_path(url)
    return save(Path(url))


def require_path(url: str | Path) -> None:
    """Raise Unavailable for a URL; ask before making a Path of it, which takes the slashes out.

    Only its scheme is named: the rest may hold a password.
    """
    if found := _URL.search(str(url)):
        raise Unavailable(f"A store is a file and “{found[0]}” begins no path; name one with --db.")


def _open(path: Path, *, create: bool, empty: bool) -> EventStore:
    from store.backends.tinydb import TinyDbStore
    from store.backends.tinydb_file import absent

    if create and absent(path):
        from store.backends.tinydb_write import create as make

        make(path.resolve(), _contents(empty))
    return TinyDbStore(path)


def _contents(empty: bool) -> Sequence[Change]:
    if empty:
        return ()
    from store.seeding import seed_changes

    return seed_changes()
