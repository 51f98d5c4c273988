"""What a new snapshot takes over from the one before."""

import errno
import os
from pathlib import Path
from stat import S_IMODE

import pytest

from store.journal.disk import Disk
from store.journal.errors import ReadOnly
from store.journal.table import JournalDB


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a file that only its owner may read."""
    path = tmp_path / "things.json"
    path.touch(0o600)
    return path


@pytest.mark.parametrize("fold", [False, True], ids=["first write", "checkpoint"])
def test_attributes_stay(path: Path, fold: bool) -> None:
    """Where there are any; access lists are among them."""
    try:
        os.setxattr(path, "user.note", b"theirs")
    except (AttributeError, OSError):
        pytest.skip("no attributes here")

    with JournalDB(path) as db:
        db.insert({})
        if fold:
            db.storage.checkpoint()

    assert os.getxattr(path, "user.note") == b"theirs"


@pytest.mark.parametrize(
    ("refused", "asked", "mode"),
    [
        ([], [(7, 8)], 0o664),
        ([7], [(7, 8), (-1, 8)], 0o664),
        ([7, -1], [(7, 8), (-1, 8)], 0o644),
    ],
    ids=["root", "member of the group", "nobody in particular"],
)
def test_owner_and_group_stay_where_they_can(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    refused: list[int],
    asked: list[tuple[int, int]],
    mode: int,
) -> None:
    """Root does not take a user's file away, and our group gets nothing of another's."""
    calls: list[tuple[int, int]] = []

    def fchown(_: int, owner: int, group: int) -> None:
        calls.append((owner, group))
        if owner in refused:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", fchown)
    like = os.stat_result((0o100664, 0, 0, 1, 7, 8, 0, 0, 0, 0))

    with path.open("rb") as file:
        Disk().resemble(file.fileno(), like)

    assert calls == asked
    assert S_IMODE(path.stat().st_mode) == mode


def turned(path: Path) -> Path:
    """Let damage give a snapshot another number, and return the journal that was its own."""
    (journal,) = path.parent.glob(f"{path.name}-journal-*")
    path.write_bytes(path.read_bytes().replace(b'"generation":', b'"generation":6', 1))
    return journal


def test_a_snapshot_of_another_number_costs_no_changes(path: Path) -> None:
    """The journal that was its own is left alone, for `check` and repair."""
    with JournalDB(path) as db:
        db.insert({"n": 1})
        db.storage.checkpoint()
        db.insert({"n": 2})
    journal = turned(path)
    before = journal.read_bytes()

    with JournalDB(path) as db:
        with pytest.raises(ReadOnly):
            db.insert({"n": 3})
        assert db.all() == [{"n": 1}]

    assert journal.read_bytes() == before


def test_a_snapshot_of_another_number_is_written_to_where_nothing_waits(path: Path) -> None:
    """It is told that its journal is missing; the one that is left over holds nothing more."""
    with JournalDB(path) as db:
        db.insert({"n": 1})
        db.storage.checkpoint()
    journal = turned(path)

    with JournalDB(path) as db:
        db.insert({"n": 2})
        assert [f"{path.name}-journal-62 is missing" in each for each in db.storage.notices] == [
            True
        ]

    with JournalDB(path) as again:
        assert again.all() == [{"n": 1}, {"n": 2}]
    assert not journal.exists()
