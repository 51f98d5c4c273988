"""One store of each backend, so that every contract test runs on all of them."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from store.backends.memory import MemoryStore
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, EventStore
from tests.factories import event
from tests.store.backends.helpers import add, four_kinds

OpenStore = Callable[[Sequence[Change]], EventStore]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store lies that a test makes."""
    return tmp_path / "events.json"


def _memory(_: Path, changes: Sequence[Change]) -> EventStore:
    return MemoryStore(changes)


def _tinydb(path: Path, changes: Sequence[Change]) -> EventStore:
    create(path, changes)
    return TinyDbStore(path)


@pytest.fixture(params=[_memory, _tinydb], ids=["memory", "tinydb"])
def open_store(request: pytest.FixtureRequest, path: Path) -> OpenStore:
    """Return what makes a store that holds the outcome of some changes."""
    make: Callable[[Path, Sequence[Change]], EventStore] = request.param
    return lambda changes: make(path, changes)


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store in a file, with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


@pytest.fixture
def other(store: TinyDbStore, path: Path) -> TinyDbStore:
    """Another terminal's store on the same file, everything read in both."""
    other = TinyDbStore(path)
    for each in (store, other):
        each.index()
        each.wait(0, 0)
    return other


@pytest.fixture
def large(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a store lies that counts as large."""
    monkeypatch.setattr("store.backends.indexer.SMALL", 0)
    create(path, [*four_kinds(), *(add(event(f"n{number:03}")) for number in range(600))])
    return path


@pytest.fixture
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where processes that are started put their temporary files."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder
