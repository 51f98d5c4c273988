"""Owner and mode of a database: kept by a checkpoint, and given to what lies beside it."""

import os
import sys
from pathlib import Path
from stat import S_IMODE

import pytest
from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no modes there")

MODES = [0o600, 0o640, 0o644, 0o660, 0o664, 0o666]
OTHER = 12345
"""The number of a user and a group that need not be known here."""

as_root = pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root gives files away"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


def stock(path: Path) -> None:
    """Make a file as stock TinyDB does."""
    with TinyDB(path) as db:
        db.insert({})


def ours(path: Path) -> None:
    """Make a database."""
    with JournalDB(path) as db:
        db.insert({})


def use(path: Path) -> None:
    """Write before and after a checkpoint."""
    with JournalDB(path) as db:
        db.insert({})
        storage(db).checkpoint()
        db.insert({})


def modes(path: Path) -> dict[str, int]:
    """Return the mode of each file by the ending of its name."""
    return {
        each.name.removeprefix(NAME): S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()
    }


def test_a_new_database_is_for_its_owner_alone(path: Path) -> None:
    """Whatever the usual mode of new files is."""
    before = os.umask(0)
    try:
        use(path)
    finally:
        os.umask(before)

    assert modes(path) == dict.fromkeys(["", "-journal-2", "-lock", ".bak"], 0o600)


@pytest.mark.parametrize("mode", MODES)
def test_a_checkpoint_keeps_the_mode(path: Path, mode: int) -> None:
    """And the new journal has it, too."""
    ours(path)
    path.chmod(mode)
    use(path)
    found = modes(path)

    assert found[""] == found["-journal-2"] == found[".bak"] == mode


@pytest.mark.parametrize("mode", MODES)
def test_an_upgrade_keeps_the_mode(path: Path, mode: int) -> None:
    """That of the stock file."""
    stock(path)
    path.chmod(mode)
    ours(path)
    found = modes(path)

    assert found[""] == found["-journal-1"] == found[".before-upgrade"] == mode


@pytest.mark.parametrize("mode", MODES)
def test_the_lock_lets_others_no_further_than_the_database(path: Path, mode: int) -> None:
    """Who may write to that may lock it; nobody may who may not."""
    stock(path)
    path.chmod(mode)
    ours(path)

    assert modes(path)["-lock"] == mode & ~0o002 | 0o600


def test_a_backup_has_the_mode_of_the_database(path: Path) -> None:
    """It holds the same."""
    ours(path)
    path.chmod(0o640)
    with JournalDB(path) as db:
        storage(db).backup(path.with_name("backup.json"))

    assert S_IMODE(path.with_name("backup.json").stat().st_mode) == 0o640


def test_the_usual_mode_of_new_files_takes_nothing_away(path: Path) -> None:
    """A mode was chosen for the database by whoever changed it."""
    ours(path)
    path.chmod(0o666)
    before = os.umask(0o077)
    try:
        use(path)
    finally:
        os.umask(before)

    assert modes(path)[""] == 0o666


@as_root
def test_a_checkpoint_keeps_owner_and_group(path: Path) -> None:
    """For all files, so that the owner can go on."""
    ours(path)
    os.chown(path, OTHER, OTHER + 1)
    use(path)
    left = {(each.stat().st_uid, each.stat().st_gid) for each in path.parent.iterdir()}

    assert left == {(OTHER, OTHER + 1)}


@as_root
def test_an_upgrade_keeps_owner_and_group(path: Path) -> None:
    """Also those of the lock."""
    stock(path)
    os.chown(path, OTHER, OTHER + 1)
    ours(path)
    left = {(each.stat().st_uid, each.stat().st_gid) for each in path.parent.iterdir()}

    assert left == {(OTHER, OTHER + 1)}
