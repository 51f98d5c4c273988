"""The index beside the file, and what the end of the app leaves."""

from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store.backends import indexing
from store.backends.kept_index import KeptIndex
from store.backends.tinydb import TinyDbStore
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    journal,
)


def test_the_index_kept_beside_the_file_is_used_and_follows_file_and_journal(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start decodes no document; a change is never missed."""
    for number in range(2, 4):
        found = [*store.index().uids()]
        monkeypatch.setattr(KeptIndex, "compute", None)

        assert [*TinyDbStore(path).index().uids()] == found

        monkeypatch.undo()
        TinyDbStore(path).apply([add(event(f"e{number}"))], "add")
        assert [*TinyDbStore(path).index().uids()] == [*found, f"e{number}"]
        store.changes(0)


@pytest.mark.parametrize("outside", [True, False])
def test_an_index_is_never_kept_for_what_was_written_while_it_was_computed(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, outside: bool
) -> None:
    """It would stay old for good."""
    write = indexing.write

    def overtaken(*arguments: Any) -> None:
        monkeypatch.undo()
        writer = TinyDbStore(path) if outside else store
        writer.apply([add(event("e2"))], "meanwhile")
        write(*arguments)

    monkeypatch.setattr(indexing, "write", overtaken)
    token = store.index().token

    assert store.wait(token, 0)
    assert store.changes(token)
    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]
    assert [*store.index().uids()] == ["e1", "e2"]


def test_the_index_is_as_private_as_the_file(store: TinyDbStore, path: Path) -> None:
    """It holds the same words."""
    path.chmod(0o640)
    TinyDbStore(path).index()

    assert path.with_name(f"{path.name}-index").stat().st_mode & 0o777 == 0o640


def test_stamp_is_that_of_the_files_as_read(store: TinyDbStore, path: Path) -> None:
    """It keys what is computed from them, and moves with our own writes."""
    before = store.stamp()
    found = path.stat()
    assert before == (found.st_size, found.st_mtime_ns, found.st_ino, 0, 0, 0)

    TinyDbStore(path).apply([add(event("theirs"))], "add")
    assert store.stamp() == before
    store.changes(0)

    assert store.stamp() == TinyDbStore(path).stamp() != before
    token = store.apply([add(event("ours"))], "add")
    assert store.stamp() == TinyDbStore(path).stamp()
    assert not store.wait(token, 0)


def test_the_end_of_the_app_leaves_one_complete_file(store: TinyDbStore, path: Path) -> None:
    """Any program reads all of it; the app is who has waited."""
    store.index()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.close()

    with TinyDB(path) as stock:
        assert [found["uid"] for found in stock.table("events")] == ["e1", "e2"]


@pytest.mark.parametrize("changed_by", ["us", "others", "nobody"])
def test_the_start_after_the_end_of_the_app_computes_nothing(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, changed_by: str
) -> None:
    """The file is another one then, and its index lies beside it."""
    store.index()
    store.wait(0, 0)
    if changed_by != "nobody":
        writer = store if changed_by == "us" else TinyDbStore(path)
        writer.apply([add(event("e2"))], "add")
        writer.changes(0)
        store.changes(0)
    uids = [*store.index().uids()]
    store.close()
    monkeypatch.setattr(KeptIndex, "compute", None)

    assert [*TinyDbStore(path).index().uids()] == uids


def test_the_end_of_a_shell_command_leaves_the_journal(store: TinyDbStore, path: Path) -> None:
    """To fold it in would make each `add` write the whole file."""
    before = path.read_bytes()
    store.index()
    store.apply([add(event("e2"))], "add")
    store.close()

    assert path.read_bytes() == before
    assert b'"e2"' in journal(path).read_bytes()


def test_the_end_folds_no_large_journal(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for hundreds of megabytes to be written; the index is kept all the same."""
    monkeypatch.setattr("store.backends.tinydb_upkeep.LARGEST", 100)
    before = path.read_bytes()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.index()
    store.close()
    monkeypatch.setattr(KeptIndex, "compute", None)

    assert path.read_bytes() == before
    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]


def test_no_old_index_is_kept_at_the_end(store: TinyDbStore, path: Path) -> None:
    """Nobody has computed one of the last change."""
    store.index()
    store.wait(0, 0)
    store.apply([add(event("e2"))], "add")
    store.close()

    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]


def test_compacting_keeps_the_index(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it says is true of the new file as well."""
    store.apply([add(event("e2"))], "add")
    TinyDbStore(path).index()
    compacting = TinyDbStore(path)
    compacting.compact()
    compacting.close()
    monkeypatch.setattr(KeptIndex, "compute", None)

    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]


def test_a_long_journal_is_folded_in_while_the_app_waits(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is told: nothing has changed."""
    monkeypatch.setattr("store.journal.database.LARGE", 100)
    store.wait(0, 0)
    token = store.apply([add(event("e2", notes="x" * 1000))], "add")
    store.index()
    before = path.read_bytes()

    assert not store.wait(token, 0)

    assert path.read_bytes() != before
    assert b'"e2"' in path.read_bytes()
    monkeypatch.setattr(KeptIndex, "compute", None)
    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2"]


def test_a_journal_that_cannot_be_folded_in_is_tried_once(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is not written full again and again."""
    monkeypatch.setattr("store.journal.database.LARGE", 100)
    store.wait(0, 0)
    token = store.apply([add(event("e2", notes="x" * 1000))], "add")
    tries: list[object] = []

    def refuse(*_: object) -> None:
        tries.append(_)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("store.journal.part.Source.write", refuse)
    for _ in range(3):
        assert not store.wait(token, 0)

    assert len(tries) == 1
    assert store.get("event", ["e2"])
