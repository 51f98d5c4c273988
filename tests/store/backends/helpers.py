"""Short words for changes."""

import json
import os
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from store.base import Change
from store.journal.disk import Disk
from store.journal.keeper import Keeper
from store.model import Document, Kind
from tests.factories import actor, event, place, source


def add(document: Document, kind: Kind = "event") -> Change:
    """Return the adding of a document."""
    return Change(kind, document["uid"], None, document)


def edit(document: Document, kind: Kind = "event") -> Change:
    """Return the edit that makes a document what it is, from the version before."""
    return Change(kind, document["uid"], document["version"] - 1, document)


def delete(uid: str, before: int | None = 1, kind: Kind = "event") -> Change:
    """Return the deletion of a record."""
    return Change(kind, uid, before, None)


def second(uid: str = "e1", **keys: Any) -> Document:
    """Return the second version of an event."""
    return event(uid, version=2, **keys)


def four_kinds() -> list[Change]:
    """Return one record of each kind."""
    return [
        add(actor("sohr"), "actor"),
        add(place("jazal"), "place"),
        add(source("src"), "source"),
        add(event("e1")),
    ]


def rewrite(path: Path, change: Callable[[Any], object] = lambda data: None) -> None:
    """Let the data of a file be changed by another program, which lays it out in its own way."""
    data = json.loads(path.read_text())
    change(data)
    path.write_text(json.dumps(data, indent=1))


def journal(path: Path) -> Path:
    """Return the journal beside a file."""
    (found,) = path.parent.glob(f"{path.name}-journal-*")
    return found


def names(path: Path) -> set[str]:
    """Return how the endings are called of what lies beside a file, "" for itself."""
    return {found.name.removeprefix(path.name) for found in path.parent.iterdir()}


def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writers give up at once where another one is at work."""
    options = Keeper.__init__.__kwdefaults__
    assert options
    monkeypatch.setitem(options, "patience", 0)


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, code: int, what: str = "") -> None:
    """Let the disk refuse one of its calls, or those on a path that ends like `what`."""
    real: Callable[..., Any] = getattr(Disk, call)

    def refusing(disk: Disk, path: Any, *rest: Any, **options: Any) -> Any:
        if str(path).endswith(what):
            raise OSError(code, os.strerror(code))
        return real(disk, path, *rest, **options)

    monkeypatch.setattr(Disk, call, refusing)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system refuse files above a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def in_the_way(path: Path) -> Path:
    """Put a folder where the index should lie."""
    folder = path.with_name(f"{path.name}-index")
    folder.mkdir()
    return folder
