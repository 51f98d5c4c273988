"""A repair writes two new files or none, and touches nothing that was there."""

from errno import EACCES, EIO, ENOSPC
from pathlib import Path

import pytest

from store.journal.errors import JournalError, NotSaved, ReadOnly
from store.journal.part import Part
from store.journal.repair import repair
from store.journal.table import JournalDB
from tests.store.journal.damage import WHOLE, Files, database
from tests.store.journal.disks import CountingDisk, Crash, CrashingDisk, FailingDisk
from tests.store.journal.mending import everything, flat
from tests.store.journal.recovery import NAME, noted
from tests.store.journal.workload import read, read_by_stock


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database of which the last change was never confirmed, so that it is a conflict."""
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    files = database(tmp_path / "old" / NAME)
    journal = b"".join(files.lines[:-1])[:-1]
    files.put(journal=journal)
    return files._replace(journal=journal)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the new file is to be."""
    return tmp_path / "new" / "new.json"


SAVED = {place: WHOLE[place] for place in WHOLE if place[0] != "places"}


def test_there_are_two_files(files: Files, target: Path) -> None:
    """What has no place stands beside."""
    repaired = repair(files.path, target)

    assert everything(target.parent).keys() == {"new.json", "new.json.conflicts"}
    assert repaired.conflicts_file == target.with_name("new.json.conflicts")
    assert flat(read_by_stock(target)) == SAVED


def test_there_is_one_file_if_all_has_a_place(tmp_path: Path, target: Path) -> None:
    """And no empty one beside it."""
    target.parent.mkdir()
    repaired = repair(database(tmp_path / NAME).path, target)

    assert everything(target.parent).keys() == {"new.json"}
    assert repaired.conflicts_file is None


@pytest.mark.parametrize("name", ["new.json", "new.json.conflicts"])
def test_nothing_is_overwritten(files: Files, target: Path, name: str) -> None:
    """Whatever is there, be it a link that leads nowhere."""
    target.with_name(name).symlink_to("nowhere")
    with pytest.raises(FileExistsError, match="there is a file already"):
        repair(files.path, target)

    assert [each.name for each in target.parent.iterdir()] == [name]


def test_nothing_is_written_over_itself(files: Files) -> None:
    """Nor is a database repaired in its place."""
    before = everything(files.path.parent)
    with pytest.raises(FileExistsError):
        repair(files.path, files.path)

    assert everything(files.path.parent) == before


def test_two_repair_at_once(files: Files, target: Path) -> None:
    """One of them is told."""
    disk = CountingDisk()
    part = Part.alone(disk, target.with_name("new.json-part"), None)

    assert part

    with pytest.raises(FileExistsError, match="another process is writing it"):
        repair(files.path, target)

    part.close()

    assert everything(target.parent).keys() == {"new.json-part"}


def test_there_is_no_folder(files: Files, tmp_path: Path) -> None:
    """None is made."""
    with pytest.raises(NotSaved, match="No such file or directory"):
        repair(files.path, tmp_path / "none" / "new.json")

    assert not (tmp_path / "none").exists()


def test_the_new_file_resembles_the_old(files: Files, target: Path) -> None:
    """Nobody else can read it."""
    files.path.chmod(0o640)
    repaired = repair(files.path, target)

    assert repaired.conflicts_file
    assert {each.stat().st_mode & 0o777 for each in target.parent.iterdir()} == {0o640}


def test_conflicts_are_on_disk_before_the_new_file_has_its_name(files: Files, target: Path) -> None:
    """So that nobody finds the one without the other."""
    disk = CountingDisk()
    repair(files.path, target, disk=disk)
    changes = [(call.name, call.path.name) for call in disk.changes]
    conflicts = changes.index(("link", "new.json.conflicts"))

    assert changes.index(("sync", "new.json.conflicts-part")) < conflicts
    assert ("sync_folder", "new") in changes[conflicts : changes.index(("link", "new.json"))]
    assert {call.path.parent for call in disk.changes} <= {target.parent, target.parent.parent}


@pytest.mark.parametrize("errno", [ENOSPC, EIO])
def test_the_disk_refuses_any_change(files: Files, target: Path, errno: int) -> None:
    """Then there is nothing new, or all of it."""
    before = everything(files.path.parent)
    refused = 0
    for nth in range(1, 60):
        disk = FailingDisk(nth, errno)
        with noted(f"change {nth}"):
            try:
                repair(files.path, target, disk=disk)
            except NotSaved:
                refused += 1

                assert not any(_named(target))
            else:
                assert _named(target) == ["new.json", "new.json.conflicts"]

        for each in target.parent.iterdir():
            each.unlink()
        if not disk.refused:
            break

    assert refused > 10
    assert everything(files.path.parent) == before


def test_the_disk_refuses_all_changes_from_any_on(files: Files, target: Path) -> None:
    """What cannot be tidied up is no new file all the same."""
    for nth in range(1, 60):
        disk = FailingDisk(nth, EIO, lasting=True)
        try:
            repair(files.path, target, disk=disk)
        except NotSaved:
            for name in _named(target):
                require_readable(target.with_name(name))
        for each in target.parent.iterdir():
            each.unlink()
        if not disk.refused:
            break


def test_the_disk_cannot_be_read(files: Files, target: Path) -> None:
    """Whatever call it fails at, nothing new is there then."""
    counting = CountingDisk()
    repair(files.path, target, disk=counting)
    for nth in range(1, len(counting.calls) - len(counting.changes) + 1):
        for each in target.parent.iterdir():
            each.unlink()
        with noted(f"call {nth}"):
            try:
                repair(files.path, target, disk=FailingDisk(nth, EIO, looks=True))
            except (JournalError, OSError):
                assert not any(_named(target))


def test_nothing_may_be_written_there(files: Files, target: Path) -> None:
    """It is told apart from a disk that is full."""
    with pytest.raises(ReadOnly, match=r"new\.json cannot be written: Permission denied"):
        repair(files.path, target, disk=FailingDisk(1, EACCES))


@pytest.mark.parametrize("partly", [True, False])
def test_a_crash_at_any_change(files: Files, target: Path, partly: bool) -> None:
    """A file that has its name is whole, and its conflicts are beside it."""
    before = everything(files.path.parent)
    for nth in range(1, 60):
        disk = CrashingDisk(nth, partly=partly)
        with noted(f"change {nth}"):
            try:
                repair(files.path, target, disk=disk)
            except Crash:
                disk.die()
            for name in _named(target):
                require_readable(target.with_name(name))

        for each in target.parent.iterdir():
            each.unlink()
        if not disk.dead:
            break

    assert everything(files.path.parent) == before


def require_readable(path: Path) -> None:
    """Require that a file is whole; that of a database has its conflicts beside it."""
    if path.suffix == ".json":
        db = JournalDB(path)

        assert flat(read(db)) == SAVED

        db.close()
        path = path.with_name(f"{path.name}.conflicts")

    assert path.read_bytes().endswith(b"}\n")


def _named(target: Path) -> list[str]:
    return sorted(
        each.name for each in target.parent.iterdir() if each.suffix in (".json", ".conflicts")
    )
