"""A large store lets a process of its own compute its index, and says where it cannot be kept."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from store.backends.building import Builder
from store.backends.kept_index import KeptIndex
from store.backends.tinydb import TinyDbStore
from store.base import Counted, unheard
from store.errors import StoreError
from store.journal.reader import Reader
from tests.factories import event
from tests.store.backends.following import drops
from tests.store.backends.helpers import add, in_the_way


def uids(store: TinyDbStore) -> list[str]:
    """Return the uid of every event."""
    return [*store.index().uids()]


def test_a_large_store_lets_a_process_compute_and_hears_of_it(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first start shows how far it is."""
    monkeypatch.setattr(KeptIndex, "compute", None)
    heard: list[tuple[int, int]] = []
    store = TinyDbStore(large)
    found = store.index(lambda done, every: heard.append((done, every)))

    assert len(found) == 601
    assert heard == [(0, 601), (500, 601), (601, 601)]
    assert store.info().notices == ()


def test_what_was_just_computed_tells_where_the_records_lie(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody goes through all of them to find one."""
    store = TinyDbStore(large)
    store.index()
    monkeypatch.setattr(Reader, "raws", None)

    assert [found.uid for found in store.get("event", ["n007"])] == ["n007"]


def test_an_index_laid_aside_is_used_and_gone(
    large: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is open; that every start takes so long is told."""
    folder = in_the_way(large)
    monkeypatch.setattr("store.backends.tinydb.SMALL", 0)
    store = TinyDbStore(large)

    assert len(uids(store)) == 601
    assert [*temporary.iterdir()] == []
    assert store.info().notices == (
        f"Every start will take this long: {folder} could not be kept (Is a directory).",
    )


@pytest.mark.parametrize("python", ["/bin/false", "/nowhere/python"])
def test_where_the_process_fails_the_store_computes_itself(
    large: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    """Slower, and all the same; also where the system gives no process."""
    monkeypatch.setattr(sys, "executable", python)

    assert len(uids(TinyDbStore(large))) == 601


def test_a_store_that_is_closed_lets_no_process_compute_on(
    large: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever waits for the index is told."""
    endless = tmp_path_factory.mktemp("bin") / "endless"
    endless.write_text("#!/bin/sh\nexec sleep 60\n")
    endless.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(endless))
    waiting, errors = Event(), list[StoreError]()
    wait = Builder.wait

    def heard(builder: Builder, *arguments: object) -> object:
        waiting.set()
        return wait(builder, unheard)

    monkeypatch.setattr(Builder, "wait", heard)
    store = TinyDbStore(large)

    def ask() -> None:
        try:
            store.index()
        except StoreError as error:
            errors.append(error)

    asking = Thread(target=ask)
    asking.start()
    assert waiting.wait(30)
    store.close()
    asking.join(30)

    assert not asking.is_alive()
    assert len(errors) == 1


def test_the_process_of_a_block_that_fails_is_ended(large: Path) -> None:
    """It does not outlive whoever has asked."""
    with suppress(KeyboardInterrupt), Builder(large) as builder:
        process = builder._process
        raise KeyboardInterrupt

    assert process.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "b\nread\t1"])
def test_a_path_that_cannot_be_told_in_a_line_is_as_good_as_any(
    large: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    """The process need not tell where the index lies."""
    monkeypatch.setattr(KeptIndex, "compute", None)
    folder = tmp_path_factory.mktemp("folder") / name
    folder.mkdir()
    store = TinyDbStore(large.rename(folder / large.name))

    assert len(uids(store)) == 601


def test_what_cannot_be_followed_although_it_was_just_computed_is_computed_again(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others have taken a table away meanwhile."""
    wait = Builder.wait

    def overtaken(builder: Builder, *arguments: Counted) -> object:
        found = wait(builder, *arguments)
        drops("event")(large)
        return found

    monkeypatch.setattr(Builder, "wait", overtaken)

    assert uids(TinyDbStore(large)) == []


def test_the_index_of_a_very_large_store_is_made_by_a_process_when_it_is_folded(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To keep the one at hand would take as long, and stop everything else."""
    store = TinyDbStore(large)
    store.index()
    store.apply([add(event("e2"))], "add")
    monkeypatch.setattr("store.backends.tinydb_upkeep.LARGEST", 0)
    monkeypatch.setattr(KeptIndex, "save", None)
    monkeypatch.setattr(KeptIndex, "compute", None)
    store.compact()

    assert len(uids(store)) == len(uids(TinyDbStore(large))) == 602


def renewed(store: TinyDbStore) -> None:
    """Let the app wait until what computes in the background is done."""
    store.wait(store.index().token, 0)
    if (thread := store._indexer._renewing) is not None:
        thread.join(30)


def test_an_index_over_which_much_lies_is_computed_anew_in_the_background(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is too much; whoever works on notices nothing."""
    monkeypatch.setattr("store.backends.indexer.LONG", 2)
    monkeypatch.setattr(KeptIndex, "compute", None)
    store = TinyDbStore(large)
    store.index()
    laid = []
    for uid in ("e2", "e3"):
        token = store.apply([add(event(uid))], "add")
        laid.append(store.index().laid)
        renewed(store)
    found = store.index()

    assert (laid, found.laid, len(found)) == ([1, 2], 0, 603)
    assert store.changes(token) == []
    assert store.get("event", ["e3"])


def test_an_index_that_cannot_be_computed_anew_is_not_tried_again(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies over it is followed as before."""
    store = TinyDbStore(large)
    store.index()
    monkeypatch.setattr("store.backends.indexer.LONG", 1)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    begun = []
    for uid in ("e2", "e3"):
        store.apply([add(event(uid))], "add")
        renewed(store)
        begun.append(store._indexer._renewing)

    assert begun[0] is begun[1] is not None
    assert store.index().laid == 2


@pytest.mark.parametrize("size", [0, 1 << 20])
def test_an_index_that_cannot_be_kept_is_told_of_where_it_takes_long(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """All works as ever, only a large store is as slow at every start."""
    monkeypatch.setattr("store.backends.tinydb.SMALL", size)
    folder = in_the_way(path)
    notice = f"Every start will take this long: {folder} could not be kept (Is a directory)."

    assert uids(store) == ["e1"]
    assert store.info().notices == (() if size else (notice,))


def test_a_full_disk_keeps_nothing_and_stops_nothing(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once there is room again, the index is kept and there is nothing to tell."""
    monkeypatch.setattr("store.backends.tinydb.SMALL", 0)

    def refuse(**_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("tempfile.mkstemp", refuse)
        assert uids(store) == ["e1"]
    told = store.info().notices
    store.compact()

    assert [notice[-16:] for notice in told] == ["(no space left)."]
    store.wait(0, 0)
    store.close()
    assert uids(TinyDbStore(path)) == ["e1"]
