"""A new store is there whole, and only where none was."""

import errno
from pathlib import Path

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.errors import Unavailable
from tests.store.backends.helpers import (
    four_kinds,
    largest_file,
    refuse,
)


def test_a_new_store_is_there_whole_and_private(path: Path) -> None:
    """Parents are made, nothing else is left, others cannot read it."""
    deep = path.parent / "a" / "b" / "events.json"

    create(deep, four_kinds())

    assert deep.stat().st_mode & 0o777 == 0o600
    assert list(deep.parent.iterdir()) == [deep]
    assert [*TinyDbStore(deep).index().uids()] == ["e1"]


def test_what_is_beside_a_store_is_as_private(store: TinyDbStore, path: Path) -> None:
    """The journal holds the same words, the lock keeps others out."""
    assert {found.stat().st_mode & 0o777 for found in path.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("links", [True, False])
def test_an_existing_file_is_never_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Of two that create, the first wins; the second finds a store."""
    if not links:
        refuse(monkeypatch, "link", errno.EPERM)
    create(path, four_kinds())
    before = path.read_bytes()

    create(path, [])

    assert path.read_bytes() == before


def test_a_file_system_without_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory cards have none."""
    refuse(monkeypatch, "link", errno.EPERM)

    create(path, four_kinds())

    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert [*TinyDbStore(path).index().uids()] == ["e1"]


def test_what_cannot_be_created_is_named(path: Path) -> None:
    """The message gives the reason and a way out; nothing is left behind."""
    with largest_file(100), pytest.raises(Unavailable) as caught:
        create(path, four_kinds())

    assert str(caught.value) == (
        f"{path} cannot be created: the file would be too large; name another file with --db."
    )
    assert list(path.parent.iterdir()) == []
