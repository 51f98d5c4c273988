"""What there is to tell of a store, and who is woken for it."""

import os
from pathlib import Path

from store.backends.tinydb import TinyDbStore
from store.base import Resync
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    journal,
)

SOON = 3.0
"""Seconds to wait for what is promised within 0.3: a busy machine is given more."""


def woken(store: TinyDbStore) -> bool:
    """Whether whoever follows is sent to the index, as the app's follower is."""
    token = store.index().token
    for _ in range(2):
        if store.wait(token, 0) and store.changes(token) == Resync():
            store.index()
            return True
    return False


def test_a_store_without_faults_wakes_nobody(store: TinyDbStore, other: TinyDbStore) -> None:
    """There is nothing to tell."""
    assert not woken(store)
    assert store.info().notices == ()


def test_an_unfinished_change_is_set_aside_and_told(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """By whoever writes next; nothing that was confirmed is lost."""
    other.apply([add(event("e2"))], "add")
    with journal(path).open("ab") as file:
        file.write(b"01234567 [half a rec")
    store.changes(0)
    store.index()
    token = store.apply([add(event("e3"))], "add")

    notice = f"One unfinished change was set aside in {path}.torn."
    assert store.info().notices == (notice,)
    assert store.wait(token, 0)
    assert [*store.index().uids()] == ["e1", "e2", "e3"]
    assert path.with_name(f"{path.name}.torn").read_bytes() == b"01234567 [half a rec"


def test_a_missing_journal_is_told(store: TinyDbStore, path: Path) -> None:
    """What was saved last is gone with it."""
    store.apply([add(event("e2"))], "add")
    store.compact()
    store.apply([add(event("e3"))], "add")
    store.close()
    lost = journal(path)
    lost.unlink()

    opened = TinyDbStore(path)
    assert woken(opened)
    notice = f"{lost} is missing, and with it what was saved last."
    assert opened.info().notices == (notice,)
    assert [*opened.index().uids()] == ["e1", "e2"]


def test_damage_in_the_journal_is_told_while_it_is_open(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """With file and byte; it can only be read from then on."""
    other.apply([add(event("e2"))], "add")
    store.changes(0)
    store.index()
    at = journal(path).stat().st_size
    other.apply([add(event("e3"))], "add")
    other.apply([add(event("e4"))], "add")
    flip(journal(path), at + 40)

    assert woken(store)
    why = f"{journal(path)} is damaged at byte {at}."
    assert store.info().read_only_reason == why
    assert any(why in notice for notice in store.info().notices)
    assert [*store.index().uids()] == ["e1", "e2"]


def test_a_file_that_is_not_what_was_saved_is_told(store: TinyDbStore, path: Path) -> None:
    """The first wait reads all of it; a bit that has turned is found so."""
    store.apply([add(event("e2"))], "add")
    store.close()
    content = path.read_bytes()
    found = path.stat()
    path.write_bytes(content.replace(b"Something", b"Anything!"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    opened = TinyDbStore(path)
    assert woken(opened)
    why = f"{path} is not what was saved: damaged, or edited outside."
    assert opened.info().read_only_reason == why
    assert [*opened.index().uids()] == ["e1", "e2"]


def flip(path: Path, at: int) -> None:
    """Let a bit of a file turn."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))
