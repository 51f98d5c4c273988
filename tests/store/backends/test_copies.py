"""A copy of a store: whole, private, and over nothing."""

import errno
from pathlib import Path

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.errors import ReadOnly, StoreError, WriteError
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    four_kinds,
    journal,
    largest_file,
    names,
    refuse,
)


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind, and a change since."""
    create(path, four_kinds())
    store = TinyDbStore(path)
    store.apply([add(event("e2"))], "add")
    return store


def test_a_backup_is_whole_and_private(store: TinyDbStore, path: Path) -> None:
    """It needs nothing beside it."""
    path.chmod(0o640)
    copy = path.with_name("copy.json")
    store.backup(copy)
    journal(path).unlink()

    assert [*TinyDbStore(copy).index().uids()] == ["e1", "e2"]
    assert TinyDbStore(copy).info().notices == ()
    assert copy.stat().st_mode & 0o777 == 0o640


def test_a_backup_replaces_nothing(store: TinyDbStore, path: Path) -> None:
    """Nor is a part of it left where there is no room."""
    copy = path.with_name("copy.json")
    copy.write_text("mine")
    with pytest.raises(WriteError) as caught:
        store.backup(copy)
    assert str(caught.value) == f"Not saved: there is a file at {copy} already. Name another."

    before = names(path)
    with largest_file(100), pytest.raises(WriteError) as caught:
        store.backup(path.with_name("other.json"))
    assert str(caught.value) == "Not saved: the file would be too large. Nothing was changed."
    with pytest.raises(WriteError, match=r"^Not saved: .*No such file"):
        store.backup(path.parent / "none" / "copy.json")
    assert names(path) == before
    assert copy.read_text() == "mine"


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [(errno.EACCES, ReadOnly, "/other.json is read-only"), (errno.ENOSPC, WriteError, "no space")],
)
def test_a_backup_that_is_refused_says_why(
    store: TinyDbStore,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    error: type[StoreError],
    words: str,
) -> None:
    """It names the copy, not the store."""
    refuse(monkeypatch, "open", code, "other.json-part")

    with pytest.raises(error, match=rf"^Not saved: .*{words}.*\. Nothing was changed\.$"):
        store.backup(path.with_name("other.json"))
