"""A save that fails says so and leaves the file as it was."""

import errno
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR
from typing import Any

import pytest
from tinydb import TinyDB

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_storage import ReplacingStorage
from store.backends.tinydb_write import create, write
from store.base import Change, Resync
from store.errors import (
    Corrupt,
    ReadOnly,
    Replaced,
    StoreError,
    Unavailable,
    Unconfirmed,
    WriteError,
)
from tests.factories import event
from tests.store.backends.helpers import add, edit, four_kinds, second


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


def refuse(monkeypatch: pytest.MonkeyPatch, call: str, code: int, what: str = "") -> None:
    """Let the system refuse one of its calls, or those on a path that ends like `what`."""
    real = getattr(os, call)

    def refusing(path: Any, *rest: Any, **options: Any) -> Any:
        if str(path).endswith(what):
            raise OSError(code, os.strerror(code))
        return real(path, *rest, **options)

    monkeypatch.setattr(os, call, refusing)


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
def test_a_failed_save_leaves_the_file_as_it_was(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    """Stock storage would have overwritten half of it by then."""
    before = path.read_bytes()
    refuse(monkeypatch, "fsync", code)

    with pytest.raises(WriteError) as caught:
        store.apply([add(event("n"))], "add")

    assert str(caught.value) == f"Not saved: {words}. Nothing was changed."
    assert path.read_bytes() == before
    assert store.changes(0) == []


@pytest.mark.parametrize("call", ["utime", "fsync", "replace"])
def test_a_failed_save_leaves_nothing_beside_the_file(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Only the lock, whatever the system refused."""
    refuse(monkeypatch, call, errno.EIO)

    with pytest.raises(WriteError):
        store.apply([add(event("n"))], "add")

    assert {found.name for found in path.parent.iterdir()} == {path.name, f"{path.name}-lock"}


def test_the_next_save_after_a_failed_one_succeeds(store: TinyDbStore, path: Path) -> None:
    """The form stays filled, the user makes room and tries again."""
    with pytest.MonkeyPatch.context() as patched:
        refuse(patched, "fsync", errno.ENOSPC)
        with pytest.raises(WriteError):
            store.apply([add(event("n"))], "add")

    store.apply([add(event("n"))], "add")

    assert TinyDbStore(path).index().uid == ["e1", "n"]


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let the system refuse files above a size in bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_real_refusal_in_the_middle_of_a_write(store: TinyDbStore, path: Path) -> None:
    """The system takes the first bytes of a large write, and no more."""
    before = path.read_bytes()

    with (
        largest_file(len(before) + 10),
        pytest.raises(WriteError, match="Not saved: the file would be too large"),
    ):
        store.apply([add(event("n", notes="x" * 100_000)), edit(second())], "add")

    assert path.read_bytes() == before
    assert store.index().uid == ["e1"]


def test_a_save_that_the_disk_does_not_confirm(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file has its name, and a power cut may give that back to the old one."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "I/O error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(Unconfirmed) as caught:
        store.apply([add(event("n"))], "add")

    assert str(caught.value) == (
        "Saved, but the disk did not confirm it: the disk reports an error; check the disk."
    )
    assert store.changes(0) == [add(event("n"))]


def test_a_save_that_cannot_be_read_back_is_not_called_failed(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It lies in the file; to say "not saved" would make the user save it twice."""
    real = os.replace

    def torn(part: Path, whole: Path) -> None:
        real(part, whole)
        path.write_bytes(path.read_bytes()[:-1])

    monkeypatch.setattr(os, "replace", torn)

    with pytest.raises(Unconfirmed, match="Saved, but it could not be read back"):
        store.apply([add(event("n"))], "add")


def forbid(monkeypatch: pytest.MonkeyPatch, forbidden: Path) -> None:
    """Let the system refuse writing to one path: root may write anywhere."""
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == forbidden and mode & os.W_OK))


@pytest.mark.parametrize("part", ["file", "folder"])
def test_a_read_only_store_is_read(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """It says that it is, refuses changes before anything is tried, and shows all."""
    before = path.read_bytes()
    forbid(monkeypatch, path if part == "file" else path.parent)

    assert store.info().read_only
    with pytest.raises(ReadOnly, match=r"Not saved: .*events\.json is read-only"):
        store.apply([add(event("n"))], "add")
    assert store.index().uid == ["e1"]
    assert path.read_bytes() == before


@pytest.mark.parametrize("part", ["-lock", "-part"])
@pytest.mark.parametrize(
    ("code", "error"),
    [
        (errno.EACCES, ReadOnly),
        (errno.EPERM, ReadOnly),
        (errno.EROFS, ReadOnly),
        (errno.ENOENT, Replaced),
        (errno.EMFILE, WriteError),
    ],
)
def test_a_folder_that_takes_no_file(
    store: TinyDbStore,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    error: type[StoreError],
    part: str,
) -> None:
    """The system may refuse what it seemed to allow."""
    before = path.read_bytes()
    refuse(monkeypatch, "open", code, part)

    with pytest.raises(error, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_a_file_emptied_meanwhile_is_not_filled(store: TinyDbStore, path: Path) -> None:
    """TinyDB takes an empty file for a new one; we do not."""
    path.write_bytes(b"")

    with pytest.raises(Corrupt, match="it is empty"):
        write(path, [add(event("n"))])
    assert path.read_bytes() == b""


def test_one_write_for_one_transaction(store: TinyDbStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many changes it has; none where it is refused."""
    writes: list[Path] = []
    real = os.replace

    def replace(part: Path, whole: Path) -> None:
        writes.append(whole)
        real(part, whole)

    monkeypatch.setattr(os, "replace", replace)
    changes: list[Change] = [add(event(f"n{number}")) for number in range(50)]

    store.apply(changes, "add")
    with pytest.raises(StoreError):
        store.apply(changes, "again")

    assert len(writes) == 1


def test_a_link_to_a_store_stays_one(store: TinyDbStore, path: Path) -> None:
    """Whoever keeps the file in a synchronised folder finds it there."""
    link = path.with_name("link.json")
    link.symlink_to(path)

    TinyDbStore(link).apply([add(event("n"))], "add")

    assert link.is_symlink()
    assert store.changes(0) == Resync()
    assert store.index().uid == ["e1", "n"]


def test_stock_tinydb_works_on_our_storage(store: TinyDbStore, path: Path) -> None:
    """It is one of TinyDB's own kind, with nothing of events in it."""
    with TinyDB(path, storage=ReplacingStorage) as database:
        database.table("events").insert(event("theirs"))

    assert TinyDbStore(path).index().uid == ["e1", "theirs"]


# creating


def test_a_new_store_is_there_whole_and_private(path: Path) -> None:
    """Parents are made, nothing else is left, others cannot read it."""
    deep = path.parent / "a" / "b" / "events.json"

    create(deep, four_kinds())

    assert deep.stat().st_mode & 0o777 == 0o600
    assert list(deep.parent.iterdir()) == [deep]
    assert TinyDbStore(deep).index().uid == ["e1"]


@pytest.mark.parametrize("links", [True, False])
def test_an_existing_file_is_never_replaced(
    path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Of two that create, the first wins; the second finds a store."""
    if not links:
        refuse_links(monkeypatch)
    create(path, four_kinds())
    before = path.read_bytes()

    create(path, [])

    assert path.read_bytes() == before


def refuse_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the file system one without hard links."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)


def test_a_file_system_without_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory cards have none."""
    refuse_links(monkeypatch)

    create(path, four_kinds())

    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]
    assert TinyDbStore(path).index().uid == ["e1"]


def test_what_cannot_be_created_is_named(path: Path) -> None:
    """The message gives the reason and a way out; nothing is left behind."""
    with largest_file(100), pytest.raises(Unavailable) as caught:
        create(path, four_kinds())

    assert str(caught.value) == (
        f"{path} cannot be created: the file would be too large; name another file with --db."
    )
    assert list(path.parent.iterdir()) == []
