"""A process of its own computes a large index, and leaves nothing behind where it must end."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM

import pytest

from store.backends.building import Builder
from store.backends.kept_index import KeptIndex
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.index.sidecar import load
from store.journal.table import JournalDB
from tests.factories import event
from tests.store.backends.helpers import add, in_the_way, names, rewrite

ROOT = Path(__file__).parents[3]
MODULE = [sys.executable, "-m", "store.backends.build_index"]

HELD_UP = """
import sys
from pathlib import Path
from store.backends import build_index

write = build_index.write

def held_up(whole, file, stamp, told):
    write(whole, file, stamp, lambda done, every: None)
    file.flush()
    print("written", flush=True)
    sys.stdin.readline()

build_index.write = held_up
sys.exit(build_index.main(Path(sys.argv[1])))
"""
"""A process that writes an index, and waits for a line before it goes on."""


@pytest.fixture
def held_up(large: Path, temporary: Path) -> Iterator["subprocess.Popen[str]"]:
    """Start a process that has written an index, and has not told of it."""
    command = [sys.executable, "-c", HELD_UP, str(large)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "written\n"
        yield process
        process.kill()


def run(path: Path) -> tuple[int, list[list[str]]]:
    """Let a process compute the index; return its exit code, and what it tells."""
    found = subprocess.run(
        [*MODULE, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.returncode, [line.split("\t") for line in found.stdout.splitlines()]


# what it tells


def test_it_tells_how_far_it_is_and_that_the_index_lies_there(large: Path) -> None:
    """Line by line."""

    assert run(large) == (
        0,
        [*(["read", done, "601"] for done in ("0", "500", "601")), ["kept"]],
    )
    assert names(large) == {"", "-index"}


def test_what_is_no_record_is_listed_as_such(path: Path) -> None:
    """Found in the one pass in which the others are read."""
    create(path, [add(event("e1"))])
    with JournalDB(str(path)) as database:
        database.table("events").insert_multiple([{"title": "Nobody's"}, event("e1")])

    assert run(path)[0] == 0
    assert [(each.uid, each.reason) for each in TinyDbStore(path).index().unreadable] == [
        ("(no uid)", "it has no uid"),
        ("e1", "another record has the same uid"),
    ]


def test_what_it_made_is_used(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is computed any more."""
    run(large)
    monkeypatch.setattr(KeptIndex, "compute", None)
    monkeypatch.setattr(Builder, "__init__", None)

    assert len(TinyDbStore(large).index()) == 601


@pytest.mark.parametrize("content", [b"", b"{}", b'{"_meta":{"1":{"format":"syria-timeline"}},'])
def test_it_fails_where_there_is_no_store(path: Path, content: bytes) -> None:
    """Whoever opens the file says what is wrong with it."""
    path.write_bytes(content)

    assert run(path) == (1, [])
    assert names(path) == {""}


def test_an_index_that_cannot_be_kept_is_laid_aside(large: Path, temporary: Path) -> None:
    """With the reason."""
    in_the_way(large)
    code, told = run(large)
    (made,) = temporary.iterdir()

    assert (code, told[-1]) == (0, ["aside", str(made), "Is a directory"])
    assert load(made) is not None


def test_the_index_of_a_store_with_notices_is_laid_aside(large: Path, temporary: Path) -> None:
    """Only what needs no telling is opened without a look at the file."""
    rewrite(large)
    code, told = run(large)

    assert (code, told[-1][0], told[-1][2]) == (0, "aside", "")
    assert names(large) == {""}


# how it ends


def go_on(process: "subprocess.Popen[str]", aside: bool) -> None:
    """Let it find that the index cannot lie beside the store, and lay it aside."""
    assert process.stdin
    assert process.stdout
    if aside:
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.stdout.readline() == "written\n"


@pytest.mark.parametrize("aside", [False, True])
def test_where_it_is_ended_it_leaves_no_part(
    large: Path, temporary: Path, aside: bool, request: pytest.FixtureRequest
) -> None:
    """Neither beside the store nor among the temporary files."""
    if aside:
        in_the_way(large)
    before = names(large)
    process: subprocess.Popen[str] = request.getfixturevalue("held_up")
    go_on(process, aside)
    process.send_signal(SIGTERM)

    assert process.wait() == 128 + SIGTERM
    assert names(large) == before
    assert [*temporary.iterdir()] == []


@pytest.mark.parametrize("aside", [False, True])
def test_where_nobody_listens_any_more_it_ends(
    large: Path, temporary: Path, aside: bool, request: pytest.FixtureRequest
) -> None:
    """Whoever has asked was killed; an index laid aside would stay for good."""
    if aside:
        in_the_way(large)
    process: subprocess.Popen[str] = request.getfixturevalue("held_up")
    go_on(process, aside)
    assert process.stdin
    assert process.stdout
    process.stdout.close()
    process.stdin.close()

    assert process.wait() == 1
    assert [*temporary.iterdir()] == []
    assert names(large) == {"", "-index"}
