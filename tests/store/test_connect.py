"""From what the user names to a store."""

import os
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from store.connect import MEMORY, connect
from store.errors import Corrupt, NotAStore, Unavailable, UnsupportedFormat
from store.seeding import seed_changes


def test_memory_holds_the_bundled_chronology() -> None:
    """It is named by a word, and forgets."""
    store = connect(MEMORY)

    assert store.info().location == "memory"
    assert len(store.index()) == len([one for one in seed_changes() if one.kind == "event"]) > 0


def test_memory_may_be_empty() -> None:
    """For tests, and for whoever wants to try."""
    assert len(connect("memory:", empty=True).index()) == 0


@pytest.mark.parametrize("as_text", [True, False])
def test_a_new_store_holds_the_bundled_chronology(tmp_path: Path, as_text: bool) -> None:
    """Every seed can be read back; opening again finds the same store."""
    path = tmp_path / "new" / "events.json"

    store = connect(str(path) if as_text else path, create=True)

    assert store.info().location == str(path)
    assert store.index().unreadable == []
    for change in seed_changes():
        assert store.get(change.kind, [change.uid])[0].uid == change.uid
    assert connect(path).info() == store.info()


def test_a_new_store_may_be_empty(tmp_path: Path) -> None:
    """Without reading the seeds."""
    store = connect(tmp_path / "events.json", create=True, empty=True)

    assert len(store.index()) == 0
    assert store.index().actors == {}


@pytest.mark.parametrize("empty", [True, False])
def test_an_existing_store_is_opened_as_it_is(tmp_path: Path, empty: bool) -> None:
    """Neither `create` nor `empty` does anything to it."""
    path = tmp_path / "events.json"
    connect(path, create=True, empty=not empty)
    before = path.read_bytes(), path.stat().st_mtime_ns

    connect(path, create=True, empty=empty)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_missing_store_is_not_made_unasked(tmp_path: Path) -> None:
    """`list` and `show` say so, and how to make one."""
    path = tmp_path / "no" / "events.json"

    with pytest.raises(Unavailable, match=r"There is no store at .*; start the app with --db"):
        connect(path, empty=True)

    assert list(tmp_path.iterdir()) == []


def test_a_link_to_nowhere_gets_its_store(tmp_path: Path) -> None:
    """The link stays a link."""
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere" / "events.json")

    connect(link, create=True, empty=True)

    assert link.is_symlink()
    assert (tmp_path / "elsewhere" / "events.json").is_file()


def test_two_creators_get_one_store(tmp_path: Path) -> None:
    """Two terminals started at once for the first time."""
    path = tmp_path / "events.json"
    ids: list[str] = []
    start = Barrier(8)

    def run() -> None:
        start.wait()
        ids.append(connect(path, create=True, empty=True).info().store_id)

    threads = [Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ids) == 8
    assert len(set(ids)) == 1
    assert list(tmp_path.iterdir()) == [path]


BAD = [
    (b"", Corrupt),
    (b"no json", Corrupt),
    (b'{"a": 1}', NotAStore),
    (b'{"_meta": {"1": {"format": "syria-timeline", "version": 2}}}', UnsupportedFormat),
]


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(("content", "error"), BAD)
def test_what_is_no_store_is_left_alone(
    tmp_path: Path, content: bytes, error: type[Exception], create: bool
) -> None:
    """The message begins with the file's name; bytes and time stay."""
    path = tmp_path / "events.json"
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))

    with pytest.raises(error, match=f"^{path}"):
        connect(path, create=create)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == (content, 1)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    """Nothing is made in it."""
    with pytest.raises(NotAStore, match="is a folder"):
        connect(tmp_path, create=True)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("name", ["file/events.json", "a\x00b", "a" * 300])
def test_an_impossible_path_is_unavailable(tmp_path: Path, name: str, create: bool) -> None:
    """A parent that is a file, a name that no system takes."""
    (tmp_path / "file").touch()

    with pytest.raises(Unavailable, match="cannot be"):
        connect(str(tmp_path / name), create=create)


def test_a_url_is_not_taken_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder "postgres:" appears."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(Unavailable) as caught:
        connect("postgres://user:password@host/db", create=True)

    assert str(caught.value) == (
        "A store is a file and “postgres://” begins no path; name one with --db."
    )
    assert list(tmp_path.iterdir()) == []


def test_an_empty_store_reads_no_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are loaded when needed."""
    monkeypatch.delitem(sys.modules, "store.seeding")

    connect(tmp_path / "events.json", create=True, empty=True)

    assert "store.seeding" not in sys.modules
