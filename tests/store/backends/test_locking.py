"""Two processes, or threads, never overwrite what the other has written."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Record
from store.errors import StoreBusy, StoreError, WriteError
from store.journal import locking
from tests.factories import event
from tests.store.backends.helpers import add, edit, impatient, second

ROOT = Path(__file__).parents[3]

HOLDING = """
import sys
from store.journal.database import Database

with Database(sys.argv[1]).writing():
    print("held", flush=True)
    sys.stdin.read()
"""
"""A process that holds a store until its input ends."""

WRITING = """
import sys
from pathlib import Path
from store.backends.tinydb import TinyDbStore
from store.errors import VersionConflict
from tests.factories import event
from tests.store.backends.helpers import add, edit

name, rounds, store = sys.argv[2], int(sys.argv[3]), TinyDbStore(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    store.apply([add(event(f"{name}-{number}"))], "add")
    if name == "a" and number % 3 == 0:
        store.compact()
    while True:
        store.changes(0)
        (found,) = store.get("event", ["e1"])
        version = found.version + 1
        counted = event("e1", version=version, count=found.document["count"] + 1)
        try:
            store.apply([edit(counted)], "count")
            break
        except VersionConflict:
            pass
"""
"""A process that adds events and counts each in one that all writers edit; one compacts, too."""

EDITING = """
import sys
from pathlib import Path
from store.backends.tinydb import TinyDbStore
from store.errors import VersionConflict
from tests.store.backends.helpers import edit, second

store = TinyDbStore(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
try:
    store.apply([edit(second(title=sys.argv[2]))], "edit")
    print(sys.argv[2])
except VersionConflict as conflict:
    print(*conflict.uids)
"""
"""A process that edits the first version of an event, once."""


@contextmanager
def process(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run code in another process, past its first line of output."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as running:
        assert running.stdout
        running.stdout.readline()
        yield running


def together(code: str, *arguments: tuple[object, ...]) -> list[str]:
    """Return what processes print that begin their work at the same time."""
    with ExitStack() as stack:
        running = [stack.enter_context(process(code, *each)) for each in arguments]
        for each in running:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        return [each.communicate()[0].strip() for each in running]


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up at once."""
    impatient(monkeypatch)


def lock_of(path: Path) -> Path:
    """Return where the lock of a store lies."""
    return path.with_name(f"{path.name}-lock")


def test_nothing_is_lost_between_four_writers(path: Path) -> None:
    """Each adds its own, and all count in the same event; a follower ends with the same."""
    create(path, [add(event("e1", count=0))])
    names = ["a", "b", "c", "d"]
    follower = TinyDbStore(path)
    token = follower.index().token

    together(WRITING, *((path, name, 8) for name in names))

    added = {f"{name}-{number}" for name in names for number in range(8)}
    assert follower.wait(token, 0)
    follower.changes(token)
    for store in (TinyDbStore(path), follower):
        assert {*store.index().uids()} == {"e1", *added}
        assert store.get("event", ["e1"]) == [
            Record("event", "e1", 33, event("e1", version=33, count=32))
        ]


def test_of_four_edits_of_one_event_one_wins(store: TinyDbStore, path: Path) -> None:
    """The others are told which event changed."""
    printed = together(EDITING, *((path, name) for name in "abcd"))

    (winner,) = set(printed) - {"e1"}
    assert sorted(printed) == sorted([winner, "e1", "e1", "e1"])
    assert TinyDbStore(path).get("event", ["e1"]) == [
        Record("event", "e1", 2, second(title=winner))
    ]


@pytest.mark.usefixtures("_impatient")
def test_a_store_in_use_is_named_with_the_process(store: TinyDbStore, path: Path) -> None:
    """Nothing is written, and reading goes on."""
    before = path.read_bytes()

    with process(HOLDING, path) as holder, pytest.raises(StoreBusy) as caught:
        store.apply([add(event("n"))], "add")

    assert str(caught.value) == (
        f"Not saved: {path} is in use by pid {holder.pid}. Nothing was changed; try again."
    )
    assert path.read_bytes() == before
    assert [*store.index().uids()] == ["e1"]


@pytest.mark.usefixtures("_impatient")
def test_a_holder_that_is_not_known_is_another_process(store: TinyDbStore, path: Path) -> None:
    """A full disk takes no number, and the lock holds all the same."""
    with process(HOLDING, path):
        lock_of(path).write_text("")
        with pytest.raises(StoreBusy, match="is in use by another process"):
            store.apply([add(event("n"))], "add")


def test_a_writer_waits_for_another(
    store: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes a moment is no reason to refuse."""
    with process(HOLDING, path) as holder:

        def pause(seconds: float) -> None:
            holder.communicate()
            sleep(seconds)

        monkeypatch.setattr(locking, "sleep", pause)
        store.apply([add(event("n"))], "add")

    assert holder.returncode == 0
    assert [*store.index().uids()] == ["e1", "n"]


@pytest.mark.usefixtures("_impatient")
def test_a_holder_that_is_killed_frees_the_store(store: TinyDbStore, path: Path) -> None:
    """No lock outlives its process, though its file does."""
    with process(HOLDING, path) as holder:
        holder.kill()
        holder.wait()
        assert lock_of(path).read_text() == f"{holder.pid}\n"
        store.apply([add(event("n"))], "add")

    assert lock_of(path).read_text() == f"{os.getpid()}\n"
    assert [*store.index().uids()] == ["e1", "n"]


def test_four_threads_lose_nothing(store: TinyDbStore, path: Path) -> None:
    """Each with a store of its own, as tabs of a browser have, or two of them with one."""
    shared = TinyDbStore(path)

    def write(name: str) -> None:
        own = shared if name in "ab" else TinyDbStore(path)
        for number in range(8):
            own.apply([add(event(f"{name}-{number}"))], "add")
            own.get("event", [f"{name}-{number}"])
            own.index()

    threads = [Thread(target=write, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for each in (store, shared, TinyDbStore(path)):
        each.changes(0)
        assert len([*each.index().uids()]) == 1 + 32


def test_reading_goes_on_while_another_thread_writes(store: TinyDbStore, path: Path) -> None:
    """Each document is whole, and no reader fails; what is gone is not found."""
    faults: list[BaseException] = []
    store.apply([add(event(f"n{number}")) for number in range(20)], "add")

    def read() -> None:
        try:
            while writer.is_alive():
                for number in range(20):
                    (found,) = store.get("event", [f"n{number}"])
                    assert isinstance(found, Record)
                    assert found.document["notes"] == f"note {found.version}"
        except (AssertionError, StoreError, KeyError) as fault:
            faults.append(fault)

    def write() -> None:
        for number in range(20):
            noted = event(f"n{number}", version=3, notes="note 3")
            store.apply([edit(noted)], "edit")

    store.apply(
        [edit(event(f"n{number}", version=2, notes="note 2")) for number in range(20)], "note"
    )
    writer = Thread(target=write)
    reader = Thread(target=read)
    writer.start()
    reader.start()
    for _ in range(3):
        store.index()
    writer.join()
    reader.join()

    assert faults == []


def test_one_lock_for_all_ways_to_a_file(store: TinyDbStore, path: Path) -> None:
    """It lies beside the file itself, not beside a link to it."""
    link = path.with_name("link.json")
    link.symlink_to(path)

    TinyDbStore(link).apply([add(event("n"))], "add")

    assert lock_of(path).exists()
    assert not lock_of(link).exists()


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_only_a_regular_file_is_a_lock(store: TinyDbStore, path: Path, kind: str) -> None:
    """A link would let the number of the process be written into anything."""
    victim = path.with_name("victim")
    victim.write_text("theirs")
    if kind == "link":
        lock_of(path).symlink_to(victim)
    elif kind == "folder":
        lock_of(path).mkdir()
    else:
        os.mkfifo(lock_of(path))

    with pytest.raises(WriteError) as caught:
        store.apply([add(event("n"))], "add")

    assert str(caught.value) == (
        "Not saved: events.json-lock is no regular file; move it away. Nothing was changed."
    )
    assert victim.read_text() == "theirs"
