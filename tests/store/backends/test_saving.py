"""A save that fails says so and leaves the store as it was."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, Record
from store.connect import check
from store.errors import ReadOnly, Replaced, StoreError, Unconfirmed, WriteError
from store.journal.disk import Disk
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    edit,
    four_kinds,
    journal,
    largest_file,
    names,
    refuse,
    second,
)


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind, and a change since."""
    create(path, four_kinds())
    store = TinyDbStore(path)
    store.apply([add(event("e2"))], "add")
    return store


def state(store: TinyDbStore, path: Path) -> tuple[bytes, bytes, object]:
    """Return all that a failed save must leave as it is."""
    return path.read_bytes(), journal(path).read_bytes(), [*store.index().uids()]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EDQUOT, "the disk quota is used up"),
        (errno.EFBIG, "the file would be too large"),
        (errno.EIO, "the disk reports an error"),
        (errno.ESTALE, os.strerror(errno.ESTALE)),
    ],
)
def test_a_failed_save_changes_nothing(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """Stock storage would have overwritten half of the file by then."""
    before = state(store, path)
    token = store.index().token
    refuse(monkeypatch, "write", code)

    with pytest.raises(WriteError) as caught:
        store.apply([add(event("n"))], "add")

    assert str(caught.value) == f"Not saved: {words}. Nothing was changed."
    assert state(store, path) == before
    assert store.changes(token) == []
    assert not store.info().read_only


def test_the_next_save_after_a_failed_one_succeeds(store: TinyDbStore, path: Path) -> None:
    """The form stays filled, the user makes room and tries again."""
    with pytest.MonkeyPatch.context() as patched:
        refuse(patched, "write", errno.ENOSPC)
        with pytest.raises(WriteError):
            store.apply([add(event("n"))], "add")

    store.apply([add(event("n"))], "add")

    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2", "n"]


def test_a_real_refusal_in_the_middle_of_a_write(store: TinyDbStore, path: Path) -> None:
    """The system takes the first bytes of a large write, and no more."""
    before = state(store, path)

    with (
        largest_file(len(before[1]) + 1000),
        pytest.raises(WriteError, match=r"^Not saved: the file would be too large\. Nothing"),
    ):
        store.apply([add(event("n", notes="x" * 100_000)), edit(second())], "add")

    assert state(store, path) == before


def test_a_save_that_the_disk_does_not_confirm(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can say whether it is there: nothing more is written, and why is told."""
    with pytest.MonkeyPatch.context() as patched:
        refuse(patched, "sync", errno.EIO)
        with pytest.raises(Unconfirmed) as caught:
            store.apply([add(event("n"))], "add")

    assert str(caught.value) == (
        f"Could not confirm the save to {path}; check the disk."
        " It can only be read until it is opened again."
    )
    info = store.info()
    assert info.read_only
    assert info.read_only_reason == "The disk did not confirm the last save."
    with pytest.raises(ReadOnly, match=r"^Not saved: The disk did not confirm the last save\. No"):
        store.apply([add(event("n"))], "add")
    TinyDbStore(path).apply([add(event("m"))], "add")


def test_a_save_that_cannot_be_read_back_is_not_called_failed(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is on disk; to say "not saved" would make the user save it twice."""
    store.index()
    token = store.index().token
    sync = Disk.sync

    def torn(disk: Disk, descriptor: int) -> None:
        monkeypatch.undo()
        sync(disk, descriptor)
        path.rename(path.with_name("away"))

    monkeypatch.setattr(Disk, "sync", torn)

    store.apply([add(event("n"))], "add")

    with pytest.raises(Replaced, match="was deleted, moved or locked away"):
        store.changes(token)
    path.with_name("away").rename(path)
    assert store.changes(token) == [add(event("n"))]


def test_an_upgrade_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first write to a stock file needs room for all of it."""
    path.write_text('{"_meta": {"1": {"format": "syria-timeline", "version": 1, "store_id": "x"}}}')
    before = path.read_bytes()
    refuse(monkeypatch, "write", errno.ENOSPC)

    with pytest.raises(WriteError, match=r"^Not saved: no space left\. Nothing was changed\.$"):
        TinyDbStore(path).apply([add(event("n"))], "add")

    assert path.read_bytes() == before
    assert [*TinyDbStore(path).index().uids()] == []


def forbid(monkeypatch: pytest.MonkeyPatch, forbidden: Path) -> None:
    """Let the system refuse writing to one path: root may write anywhere."""

    def access(path: Path, mode: int, **_: object) -> bool:
        return not (path == forbidden and mode & os.W_OK)

    monkeypatch.setattr(os, "access", access)


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_read_only_store_is_read(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """It says that it is, refuses changes before anything is tried, and shows all."""
    store.close()
    store = TinyDbStore(path)
    before = state(store, path)
    forbid(monkeypatch, path if part == "file" else path.parent)

    assert (store.info().read_only, store.info().read_only_reason) == (True, "")
    for write in (lambda: store.apply([add(event("n"))], "add"), store.compact):
        with pytest.raises(ReadOnly, match=r"^Not saved: .*events\.json is read-only"):
            write()
    store.wait(0, 0)
    assert state(store, path) == before
    store.close()
    assert (path.read_bytes(), journal(path).read_bytes()) == before[:2]


@pytest.mark.parametrize("part", ["-lock", "-part", "-new"])
@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.EACCES, ReadOnly),
        (errno.EPERM, ReadOnly),
        (errno.EROFS, ReadOnly),
        (errno.EMFILE, WriteError),
    ],
)
def test_a_folder_that_takes_no_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[StoreError], part: str
) -> None:
    """The system may refuse what it seemed to allow."""
    path.write_text('{"_meta": {"1": {"format": "syria-timeline", "version": 1, "store_id": "x"}}}')
    before = path.read_bytes()
    store = TinyDbStore(path)
    refuse(monkeypatch, "open", code, part)

    with pytest.raises(error, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_a_file_emptied_meanwhile_is_not_filled(store: TinyDbStore, path: Path) -> None:
    """TinyDB takes an empty file for a new one; we do not."""
    path.write_bytes(b"")

    with pytest.raises(StoreError, match=r"^Not saved: .* is empty, perhaps after a crash; .*Noth"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == b""


def test_one_write_for_one_transaction(store: TinyDbStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many changes it has; none where it is refused."""
    calls: list[str] = []

    def counted(call: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(Disk, call)

        def counting(*given: Any) -> Any:
            calls.append(call)
            return real(*given)

        return counting

    for call in ("write", "sync"):
        monkeypatch.setattr(Disk, call, counted(call))
    changes: list[Change] = [add(event(f"n{number}")) for number in range(50)]

    store.apply([*changes, edit(second())], "add")
    with pytest.raises(StoreError):
        store.apply(changes, "again")

    assert calls == ["write", "sync"]


def test_a_large_transaction_is_whole(store: TinyDbStore, path: Path) -> None:
    """An import of thousands."""
    changes = [add(event(f"n{number}", notes="x" * 500)) for number in range(3000)]

    store.apply([*changes, edit(second())], "import")

    assert len(TinyDbStore(path).index()) == 3002
    assert store.get("event", ["n2999", "e1"])[1] == Record("event", "e1", 2, second())


def test_a_link_to_a_store_stays_one(store: TinyDbStore, path: Path) -> None:
    """Whoever keeps the file in a synchronised folder finds it there, all else beside it."""
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.json"
    link.symlink_to(path)

    linked = TinyDbStore(link)
    linked.apply([add(event("n"))], "add")
    linked.compact()

    assert link.is_symlink()
    assert names(link) == {""}
    assert linked.info().location == str(link)
    assert store.changes(1) == [add(event("n"))]


def test_a_file_beside_a_linked_store_is_named_by_where_it_lies(
    store: TinyDbStore, path: Path
) -> None:
    """The store itself is named as the user does."""
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    link = elsewhere / "link.json"
    link.symlink_to(path)
    store.apply([add(event("e3"))], "add")
    store.apply([add(event("e4"))], "add")
    content = journal(path).read_bytes()
    journal(path).write_bytes(content.replace(b"Something", b"Anything!", 1))

    linked = TinyDbStore(link)
    linked.changes(0)
    assert linked.info().read_only_reason.startswith(f"{journal(path)} is damaged at byte ")

    journal(path).write_bytes(content)
    path.write_bytes(path.read_bytes().replace(b"Something", b"Some"))
    linked = TinyDbStore(link)
    linked.changes(0)
    assert linked.info().read_only_reason.startswith(f"{link} was edited outside ")


WORK: dict[str, Callable[[TinyDbStore, Path], object]] = {
    "save": lambda store, path: store.apply([add(event("n"))], "add"),
    "compacting": lambda store, path: store.compact(),
    "backup": lambda store, path: store.backup(path.with_name("copy.json")),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_the_end_waits_for_what_is_being_written(
    store: TinyDbStore,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    work: Callable[[TinyDbStore, Path], object],
) -> None:
    """The files are not closed under it: another file may be given their numbers."""
    begun, started, order = Event(), Event(), list[str]()
    sync = Disk.sync

    def slow(disk: Disk, descriptor: int) -> None:
        monkeypatch.undo()
        begun.set()
        started.wait()
        closing.join(0.05)
        order.append("synced")
        sync(disk, descriptor)

    def close() -> None:
        store.close()
        order.append("closed")

    closing = Thread(target=close)
    working = Thread(target=work, args=(store, path))
    monkeypatch.setattr(Disk, "sync", slow)
    working.start()
    begun.wait()
    closing.start()
    started.set()
    for each in (working, closing):
        each.join()

    assert order == ["synced", "closed"]
    assert [*TinyDbStore(path).index().uids()][:2] == ["e1", "e2"]
    assert check(path) == []
