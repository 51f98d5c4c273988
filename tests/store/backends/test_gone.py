"""Files that are deleted, replaced or damaged while a store is open."""

from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.errors import (
    Corrupt,
    NotAStore,
    Replaced,
    StoreError,
    Unavailable,
)
from store.journal.disk import Disk
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    journal,
    rewrite,
)

SOON = 3.0
"""Seconds to wait for what is promised within 0.3: a busy machine is given more."""


def test_a_file_that_goes_is_told_once(store: TinyDbStore, other: TinyDbStore, path: Path) -> None:
    """Nothing is written in its place; it may come back."""
    away = path.rename(path.with_name("away"))

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(Replaced) as caught:
        store.changes(0)
    with pytest.raises(Replaced, match=r"^Not saved: "):
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == (
        f"{path} was deleted, moved or locked away while open. Nothing was changed;"
        " put it back, or save what is open with “Back up” (ctrl+p)."
    )
    assert not path.exists()
    assert store.get("event", ["e1"])

    away.rename(path)
    assert store.changes(0) == []


def test_a_file_that_goes_before_it_is_opened_is_missing(store: TinyDbStore, path: Path) -> None:
    """Only its ends were read so far."""
    path.unlink()

    with pytest.raises(Unavailable, match=f"^There is no store at {path}; start the app"):
        store.get("event", ["e1"])


def test_a_file_that_may_not_be_read_any_more_is_told(
    store: TinyDbStore, other: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the system's own words."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Disk, "stat", refuse)

    with pytest.raises(Unavailable) as caught:
        store.changes(0)
    assert str(caught.value).startswith(f"{path} cannot be read: ")
    assert str(caught.value).endswith("; check the path and its permissions.")
    with pytest.raises(StoreError, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")


def test_damage_that_is_found_while_saving_is_told(store: TinyDbStore, path: Path) -> None:
    """It was only seen now that the file is another one than at the start."""
    path.write_bytes(path.read_bytes()[:-9])
    before = path.read_bytes()

    with pytest.raises(StoreError, match=rf"^Not saved: {path} is damaged at byte .*Nothing was"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_another_store_in_its_place_is_not_taken(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Its records are not ours, and ours do not go there."""
    path.unlink()
    create(path, [])
    before = path.read_bytes()

    assert store.wait(0, 0)
    with pytest.raises(Replaced, match=f"^Another store lies at {path} now. Nothing was changed;"):
        store.changes(0)
    with pytest.raises(Replaced, match=r"^Not saved: Another store lies at"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_a_journal_that_goes_is_told_at_once(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Not only to whoever writes next."""
    token = store.apply([add(event("e2"))], "add")
    lost = journal(path)
    lost.unlink()
    before = path.read_bytes()

    assert store.wait(token, 0)
    assert not store.wait(token, 0)
    with pytest.raises(Replaced, match=f"^{lost} was deleted or moved while open. Nothing was"):
        store.changes(token)
    with pytest.raises(Replaced, match=f"^Not saved: {lost} was deleted or replaced while open"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


GONE: dict[str, Callable[[Path], object]] = {
    "file": lambda path: path.unlink(),
    "journal": lambda path: journal(path).unlink(),
    "all": lambda path: list(map(Path.unlink, (journal(path), path))),
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_what_is_open_can_be_saved_elsewhere(
    store: TinyDbStore, other: TinyDbStore, path: Path, gone: Callable[[Path], object]
) -> None:
    """All that was saved is in the copy, and can be read on."""
    store.apply([add(event("e2"))], "add")
    gone(path)
    copy = path.with_name("copy.json")

    store.backup(copy)

    assert [*TinyDbStore(copy).index().uids()] == ["e1", "e2"]
    assert [*store.index().uids()] == ["e1", "e2"]
    assert [each.uid for each in store.get("event", ["e2", "e1"])] == ["e2", "e1"]


DAMAGES: dict[str, tuple[bytes | None, type[StoreError], str]] = {
    "cut": (None, Corrupt, " is damaged at byte "),
    "emptied": (b"", Corrupt, " is empty, perhaps after a crash; restore a copy"),
    "blank": (b"\n", Corrupt, " is empty, perhaps after a crash; restore a copy"),
    "something else": (b"[]", NotAStore, " is no store of syria-timeline; name another"),
}


@pytest.mark.parametrize(("content", "error", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_is_damaged_is_told(
    store: TinyDbStore,
    other: TinyDbStore,
    path: Path,
    content: bytes | None,
    error: type[StoreError],
    words: str,
) -> None:
    """Once by wait, then by whoever asks; it is not written over, and its records stay."""
    path.write_bytes(path.read_bytes()[:-9] if content is None else content)
    before = path.read_bytes()

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(error, match=f"^{path}{words}"):
        store.changes(0)
    with pytest.raises(error, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before
    assert store.get("event", ["e1"])
    store.close()
    assert path.read_bytes() == before


def test_half_a_file_is_read_again(store: TinyDbStore, path: Path) -> None:
    """Stock storage truncates after it has written: what is read between is half a file."""
    rewrite(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    writing = Timer(0.02, path.write_bytes, [whole])

    writing.start()
    uids = [*TinyDbStore(path).index().uids()]
    writing.join()

    assert uids == ["e1"]
