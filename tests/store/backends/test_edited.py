"""A store file that another program changes while it is open."""

from pathlib import Path

import pytest
from tinydb import TinyDB

from store.backends.tinydb import TinyDbStore
from store.base import Resync
from store.errors import (
    ReadOnly,
    StoreError,
)
from tests.factories import event, titles
from tests.store.backends.helpers import (
    add,
    journal,
    rewrite,
)

SOON = 3.0
"""Seconds to wait for what is promised within 0.3: a busy machine is given more."""


@pytest.mark.parametrize("title", ["By hand", "Something occurs"])
def test_an_edit_by_another_program_is_taken_and_told(
    store: TinyDbStore, other: TinyDbStore, path: Path, title: str
) -> None:
    """Whoever reads the index anew finds it; the next write makes the file one of ours again."""
    rewrite(path, lambda data: data["events"]["1"].update(title=title))

    assert store.wait(0, 0)
    assert store.changes(0) == Resync()
    index = store.index()
    assert titles(index) == [title]
    assert store.info().notices == (f"{path} was edited outside; it is taken as it is.",)
    assert store.wait(index.token, 0)  # for the notice
    assert not store.wait(store.index().token, 0)
    store.apply([add(event("e2"))], "add")
    assert other.changes(0) == Resync()
    assert [*other.index().uids()] == ["e1", "e2"]


def test_an_edit_by_stock_tinydb_is_seen(store: TinyDbStore, path: Path) -> None:
    """Somebody's script."""
    store.index()
    with TinyDB(path) as stock:
        stock.table("events").insert(event("theirs"))

    assert store.wait(0, SOON)
    assert store.changes(0) == Resync()
    assert [*store.index().uids()] == ["e1", "theirs"]


def test_an_edit_beside_pending_changes_is_not_merged(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """The store is read-only then, and says why and what to do."""
    other.apply([add(event("e2"))], "add")
    token = store.apply([add(event("e3"))], "add")
    store.index()
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))
    before = path.read_bytes(), journal(path).read_bytes()

    assert store.wait(token, 0)
    assert store.changes(token) == Resync()
    why = f"{path} was edited outside while changes to it were pending."
    info = store.info()
    assert (info.read_only, info.read_only_reason) == (True, why)
    assert info.notices == (f"Only read: {why} See what can be read with `syria-timeline check`.",)
    with pytest.raises(StoreError) as caught:
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == f"Not saved: {why} Nothing was changed."
    store.close()
    assert (path.read_bytes(), journal(path).read_bytes()) == before


def test_an_edit_beside_pending_changes_is_found_by_whoever_writes_next(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Before anything is written."""
    other.apply([add(event("e2"))], "add")
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))

    with pytest.raises(ReadOnly) as caught:
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == (
        f"Not saved: {path} was edited outside while changes to it were pending."
        " Nothing was changed; see what can be read with `syria-timeline check`."
    )


@pytest.mark.parametrize("value", [5, {"title": "no uid"}, {**event("e1"), "x": float("nan")}])
def test_damage_by_hand_means_resync(
    store: TinyDbStore, other: TinyDbStore, path: Path, value: object
) -> None:
    """What cannot be told as a change is read again as a whole."""
    rewrite(path, lambda data: data["events"].update({"1": value}))

    assert store.changes(0) == Resync()
    assert len(store.index().unreadable) == 1
