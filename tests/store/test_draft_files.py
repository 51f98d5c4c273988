"""Drafts outlive the process that had them in hand, and only that."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import files
from store.draft_files import DraftFile
from tests.store.drafts_by_hand import STORE, names, write

ROOT = Path(__file__).parents[2]

KEEPING = """
import sys
from pathlib import Path
from store.draft_files import DraftFile

own = DraftFile(Path(sys.argv[1]), sys.argv[2])
own.keep([draft.encode() for draft in sys.argv[3:]])
print("kept", flush=True)
sys.stdin.read()
"""
"""A process that has drafts in hand until its input ends."""

TAKING = """
import sys
from pathlib import Path
from store.draft_files import DraftFile

own = DraftFile(Path(sys.argv[1]), sys.argv[2])
(left,) = own.left()
own.keep(left.drafts)
print("ready", flush=True)
sys.stdin.readline()
print(own.take(left), flush=True)
sys.stdin.read()
"""
"""A process that takes over what one other has left."""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[DraftFile]:
    """Make the drafts of this process."""
    own = DraftFile(tmp_path, STORE)
    yield own
    own.close(keep=True)


@contextmanager
def process(code: str, folder: Path, *drafts: str) -> Iterator[subprocess.Popen[str]]:
    """Run code in another process, past its first line of output."""
    command = [sys.executable, "-c", code, str(folder), STORE, *drafts]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as running:
        assert running.stdout
        running.stdout.readline()
        yield running


def killed(folder: Path, *drafts: str) -> int:
    """Let a process keep drafts and be killed; return its number."""
    with process(KEEPING, folder, *drafts) as running:
        running.kill()
        return running.pid


def test_a_draft_outlives_a_kill(own: DraftFile, tmp_path: Path) -> None:
    """It is offered with the time and the number of its process."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    pid = killed(tmp_path, '{"what": "a"}', '{"what": "ب"}')

    (left,) = own.left()

    assert left.drafts == [b'{"what": "a"}', '{"what": "ب"}'.encode()]
    assert left.pid == pid
    assert left.kept_at.endswith("Z")
    assert before <= datetime.fromisoformat(left.kept_at) <= datetime.now(UTC)


def test_a_draft_in_hand_is_not_offered(own: DraftFile, tmp_path: Path) -> None:
    """Neither one of a living process, nor our own."""
    own.keep([b"{}"])

    with process(KEEPING, tmp_path, "{}"):
        assert own.left() == []


@given(st.lists(st.recursive(st.text(), st.lists).map(json.dumps), min_size=1))
def test_drafts_come_back_byte_for_byte(drafts: list[str]) -> None:
    """Nobody here looks into them."""
    kept = [draft.encode() for draft in drafts]
    with TemporaryDirectory() as folder:
        own = DraftFile(Path(folder), STORE)
        own.keep(kept)
        own.close(keep=True)

        (left,) = own.left()
    assert left.drafts == kept


def test_what_is_kept_replaces_what_was(own: DraftFile, tmp_path: Path) -> None:
    """All drafts in one file, always."""
    own.keep([b"1", b"2"])
    own.keep([b"3"])
    own.close(keep=True)

    assert [left.drafts for left in own.left()] == [[b"3"]]
    assert names(tmp_path) == [f"{STORE}-{os.getpid()}.json"]


def test_the_newest_comes_first(own: DraftFile, tmp_path: Path) -> None:
    """It is the likeliest to be looked for."""
    for year in (2016, 2018, 2017):
        write(tmp_path, f"{year}", kept_at=f"{year}-12-10T00:00:00Z")

    assert [left.kept_at[:4] for left in own.left()] == ["2018", "2017", "2016"]


def test_nobody_else_can_read_a_draft(own: DraftFile, tmp_path: Path) -> None:
    """Also where the folder was open to others."""
    (tmp_path / "drafts").mkdir(0o755)

    own.keep([b"{}"])

    assert (tmp_path / "drafts").stat().st_mode & 0o777 == 0o700
    modes = {found.stat().st_mode & 0o777 for found in (tmp_path / "drafts").iterdir()}
    assert modes == {0o600}


def test_nothing_is_made_before_there_is_a_draft(tmp_path: Path) -> None:
    """Whoever only reads leaves no trace."""
    own = DraftFile(tmp_path / "state", STORE)

    assert own.left() == []
    own.keep([])
    own.close(keep=False)

    assert list(tmp_path.iterdir()) == []


def test_no_drafts_leave_no_file(own: DraftFile, tmp_path: Path) -> None:
    """Saved is saved; the lock stays until the end."""
    own.keep([b"{}"])
    own.keep([])
    own.keep([])
    assert names(tmp_path) == [f"{STORE}-{os.getpid()}.lock"]

    own.close(keep=True)

    assert names(tmp_path) == []


def test_drafts_that_are_not_wanted_go_with_the_process(own: DraftFile, tmp_path: Path) -> None:
    """The user said so."""
    own.keep([b"{}"])
    own.close(keep=False)

    assert names(tmp_path) == []


def test_a_file_can_be_used_after_it_was_closed(own: DraftFile) -> None:
    """What was left then is not written over."""
    own.keep([b"1"])
    own.close(keep=True)
    own.keep([b"2"])

    assert [left.drafts for left in own.left()] == [[b"1"]]


# taking over


def test_what_was_taken_is_gone(own: DraftFile, tmp_path: Path) -> None:
    """It is in our file by then."""
    killed(tmp_path, "1")
    (left,) = own.left()
    own.keep(left.drafts)

    assert own.take(left)

    assert own.left() == []
    assert names(tmp_path) == [f"{STORE}-{os.getpid()}.{end}" for end in ("json", "lock")]


def test_of_two_processes_one_gets_what_is_left(tmp_path: Path) -> None:
    """The other is told, and drops its copy."""
    killed(tmp_path, "1")

    with ExitStack() as stack:
        running = [stack.enter_context(process(TAKING, tmp_path)) for _ in range(2)]
        for each in running:
            assert each.stdin
            each.stdin.write("go\n")
            each.stdin.flush()
        told = [each.stdout.readline().strip() for each in running if each.stdout]

    assert sorted(told) == ["False", "True"]


def test_only_what_was_seen_is_taken(own: DraftFile, tmp_path: Path) -> None:
    """Another process may bear the number by now, and be gone too."""
    path = write(tmp_path, "7", drafts=["1"])
    (left,) = own.left()
    write(tmp_path, "7", drafts=["2"])

    assert not own.take(left)
    assert path.exists()


def test_who_only_looks_is_waited_for(
    own: DraftFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the lock for a moment and takes nothing."""
    path = write(tmp_path, "7")
    (left,) = own.left()
    looking = files.lock(path.with_suffix(".lock"))
    assert looking is not None
    monkeypatch.setattr(files, "sleep", lambda _: os.close(looking))

    assert own.take(left)


def test_a_number_that_is_used_again(own: DraftFile, tmp_path: Path) -> None:
    """A process before us bore ours: its draft is offered, and not written over."""
    write(tmp_path, str(os.getpid()), drafts=["theirs"])
    own.keep([b"ours"])

    (left,) = own.left()
    assert left.drafts == [b"theirs"]
    assert f"{STORE}-{os.getpid()}-1.json" in names(tmp_path)


def test_two_in_one_process_do_not_meet(own: DraftFile, tmp_path: Path) -> None:
    """Nor two processes with the same number, each in a container."""
    other = DraftFile(tmp_path, STORE)
    own.keep([b"1"])
    other.keep([b"2"])

    assert own.left() == other.left() == []
    other.close(keep=True)
    assert [left.drafts for left in own.left()] == [[b"2"]]


def test_what_a_killed_process_left_besides_is_cleared_away(own: DraftFile, tmp_path: Path) -> None:
    """Its lock, and the half of a file that it was writing."""
    killed(tmp_path, "1")
    killed(tmp_path)
    for found in list((tmp_path / "drafts").glob("*.json")):
        found.with_name(f"{found.name}-part").write_text("{")
    (tmp_path / "drafts" / f"{STORE}-7.lock").touch()

    assert len(own.left()) == 1
    assert [name.partition(".")[2] for name in names(tmp_path)] == ["json"]
