"""A save that is killed in the middle: the file is the old one or the new one."""

import subprocess
import sys
from pathlib import Path
from signal import SIGKILL

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from tests.factories import event
from tests.store.backends.helpers import add, four_kinds

ROOT = Path(__file__).parents[3]

KILLED_AT = """
import os, signal, sys
from pathlib import Path
from store.backends.tinydb import TinyDbStore
from tests.factories import event
from tests.store.backends.helpers import add

path, call, number = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
real = getattr(os, call)

def killed(*arguments, **options):
    global number
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    number -= 1
    return real(*arguments, **options)

store = TinyDbStore(path)
setattr(os, call, killed)
store.apply([add(event("n"))], "add")
"""
"""A process that adds an event and kills itself before a call to the system, counted from 0."""

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
"""
"""A process that adds one event after the other and tells of each that is saved."""


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


@pytest.mark.parametrize(
    ("call", "number", "saved"),
    [
        ("open", 0, False),
        ("open", 1, False),
        ("fdopen", 0, False),
        ("fsync", 0, False),
        ("replace", 0, False),
        ("fsync", 1, True),
    ],
)
def test_a_kill_leaves_the_old_file_or_the_new_one(
    store: TinyDbStore, path: Path, call: str, number: int, saved: bool
) -> None:
    """At each step of a save; the next save succeeds and clears away what was left."""
    before = path.read_bytes()
    killed = [sys.executable, "-c", KILLED_AT, str(path), call, str(number)]

    done = subprocess.run(killed, check=False, cwd=ROOT)

    assert done.returncode == -SIGKILL
    assert (path.read_bytes() == before) is not saved
    store.apply([add(event("next"))], "add")
    assert TinyDbStore(path).index().uid == ["e1", *["n"] * saved, "next"]
    kept = {path.name, f"{path.name}-lock", f"{path.name}-index"}
    assert {found.name for found in path.parent.iterdir()} == kept


@pytest.mark.parametrize("saves", [1, 2, 5, 12])
def test_what_was_saved_before_a_kill_stays(store: TinyDbStore, path: Path, saves: int) -> None:
    """Whatever the next save was at."""
    saving = [sys.executable, "-c", KILLED_ANYWHERE, str(path)]
    with subprocess.Popen(saving, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout
        told = [int(process.stdout.readline()) for _ in range(saves)]
        process.kill()
        told += [int(line) for line in process.stdout]

    found = TinyDbStore(path).index().uid
    assert set(found) >= {f"n{number}" for number in told}
    assert len(found) <= len(told) + 2
