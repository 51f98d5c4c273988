"""A process that is killed while it saves: what it had told of is there, and the rest is whole."""

import subprocess
import sys
from pathlib import Path
from signal import SIGKILL

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from tests.factories import event
from tests.store.backends.helpers import add, four_kinds, names

ROOT = Path(__file__).parents[3]

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from store.backends.tinydb import TinyDbStore
from store.journal.disk import Disk
from tests.factories import event
from tests.store.backends.helpers import add

path, call, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
real = getattr(Disk, call)

def killed(*arguments, **options):
    global number
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    number -= 1
    return real(*arguments, **options)

store = TinyDbStore(path)
setattr(Disk, call, killed)
store.apply([add(event("n"))], "add")
store.compact()
"""
"""A process that kills itself before a call to the disk, counted from 0."""

KILLED_ANYWHERE = """
import sys
from itertools import count
from pathlib import Path
from store.backends.tinydb import TinyDbStore
from tests.factories import event
from tests.store.backends.helpers import add

store = TinyDbStore(Path(sys.argv[1]))
for number in count():
    store.apply([add(event(f"n{number}"))], "add")
    print(number, flush=True)
    if number % 4 == 3:
        store.compact()
"""
"""A process that adds one event after the other and tells of each that is saved."""


@pytest.fixture(params=["new", "begun"])
def store(path: Path, request: pytest.FixtureRequest) -> TinyDbStore:
    """Make a store with one record of each kind, with or without a journal."""
    create(path, four_kinds())
    store = TinyDbStore(path)
    if request.param == "begun":
        store.apply([add(event("e2"))], "add")
    return store


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("call", ["open", "write", "sync", "replace"])
def test_a_kill_leaves_a_store_before_the_save_or_after_it(
    store: TinyDbStore, path: Path, call: str, number: int
) -> None:
    """At each step of a save and a checkpoint; the next one clears away what was left."""
    before = [*TinyDbStore(path).index().uids()]
    killed = [sys.executable, "-c", KILLED_AT, str(path), call, str(number)]

    done = subprocess.run(killed, check=False, cwd=ROOT)

    assert done.returncode in (-SIGKILL, 0)
    found = [*TinyDbStore(path).index().uids()]
    assert found in (before, [*before, "n"])
    store.apply([add(event("next"))], "add")
    store.compact()
    assert [*TinyDbStore(path).index().uids()] == [*found, "next"]
    assert not {name for name in names(path) if name.endswith(("-part", "-new"))}


@pytest.mark.parametrize("saves", [1, 2, 5, 12])
def test_what_was_saved_before_a_kill_stays(store: TinyDbStore, path: Path, saves: int) -> None:
    """Whatever the next save was at."""
    saving = [sys.executable, "-c", KILLED_ANYWHERE, str(path)]
    with subprocess.Popen(saving, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        told = [int(process.stdout.readline()) for _ in range(saves)]
        process.kill()
        told += [int(line) for line in process.stdout]

    found = {*TinyDbStore(path).index().uids()} - {"e1", "e2"}
    assert found >= {f"n{number}" for number in told}
    assert len(found) <= len(told) + 1
