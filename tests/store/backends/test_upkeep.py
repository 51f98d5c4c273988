"""What every backend does for the store as a whole: check it, copy it, fold it together."""

from pathlib import Path

import pytest

from store.backends.memory import MemoryStore
from store.errors import WriteError
from tests.factories import event
from tests.store.backends.conftest import OpenStore
from tests.store.backends.helpers import add, four_kinds


def test_a_sound_store_has_no_fault(open_store: OpenStore) -> None:
    """Nor has one that was written to."""
    store = open_store(four_kinds())
    store.apply([add(event("e2"))], "test")

    assert store.check() == []


def test_compacting_changes_nothing_that_is_kept(open_store: OpenStore) -> None:
    """No one is told of it."""
    store = open_store(four_kinds())
    token = store.apply([add(event("e2"))], "test")
    before = store.get("event", ["e1", "e2"])

    store.compact()

    assert store.get("event", ["e1", "e2"]) == before
    assert store.changes(token) == []


def test_a_store_in_memory_is_not_backed_up(tmp_path: Path) -> None:
    """It says so, and makes no file."""
    with pytest.raises(WriteError, match="A store in memory cannot be backed up"):
        MemoryStore(four_kinds()).backup(tmp_path / "copy.json")

    assert list(tmp_path.iterdir()) == []


def test_a_sound_store_has_nothing_to_tell(open_store: OpenStore) -> None:
    """After it was read in full."""
    store = open_store(four_kinds())
    store.index()

    assert (store.info().notices, store.info().read_only_reason) == ((), "")
