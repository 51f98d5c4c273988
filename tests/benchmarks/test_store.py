"""All subjects do the same work, what is counted is what was done, and a missed figure is told."""

import sys
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("memory is told by Linux", allow_module_level=True)

from store.journal.table import JournalDB
from tests.benchmarks import bench_store, store_counts, store_disk, store_follow, store_table
from tests.benchmarks.rounds import Row
from tests.benchmarks.store_opening import PENDING, Reports, change_all, fold, opened
from tests.benchmarks.store_probe import BARE, Report, probe
from tests.benchmarks.store_subjects import EVENTS, JOURNAL, NAMED, SQLITE, STOCK, SUBJECTS
from tests.benchmarks.store_work import (
    FLOOR,
    Key,
    Shelf,
    Size,
    Times,
    in_turn,
    operate,
    shelf,
    take,
)
from tests.benchmarks.subjects import Stores

FEW = 3
ENOUGH = 1_000
NEW = {"title": "Something happened"}


@pytest.fixture
def made(tmp_path: Path) -> Shelf:
    """Return a shelf on which each subject has a few events."""
    made = Shelf(tmp_path, FEW, 2)
    take(made, Times(list), FEW, 1, 0)
    return made


@pytest.mark.parametrize("name", sorted(NAMED))
def test_subjects_keep_events(made: Shelf, name: str) -> None:
    """What is imported, inserted and changed is there when it is opened again."""
    path = made.path(name, FEW)
    with closing(NAMED[name].open(path)) as database:
        database.insert(NEW)
        database.update(2, "Read again.")
    with closing(NAMED[name].open(path)) as database:
        found = [database.get(key) for key in range(1, FEW + 2)]

        assert len(database) == database.scan() == FEW + 1
    first, second, third = made.documents
    assert found == [first, second | {"notes": "Read again."}, third, NEW]


def test_every_subject_has_its_turn(made: Shelf) -> None:
    """Each work is timed once a round in each database, and the floor beside."""
    times = Times(list)
    operate(made, times, (FEW,), 2, ENOUGH)

    works = {Key(each.name, FEW, work) for each in SUBJECTS for work in ("insert", "update", "get")}
    assert set(times) == works | {Key(FLOOR, 0, "insert")}
    assert {len(found) for found in times.values()} == {2}


def test_stock_has_fewer_turns(made: Shelf) -> None:
    """It writes all events each time, and so a few times only."""
    times = Times(list)
    operate(made, times, (FEW,), 2, 0)

    turns = {name: len(times[Key(name, FEW, "insert")]) for name in NAMED}
    assert turns == {STOCK.name: 1, JOURNAL.name: 2, SQLITE.name: 2}


def test_turns_are_taken_from_either_end() -> None:
    """Nobody is always first."""
    assert [in_turn(number, "abc") for number in range(3)] == ["cba", "abc", "cba"]


def test_floor_writes_what_the_journal_appends(tmp_path: Path) -> None:
    """The lines that are kept are those by which the journal grew."""
    with shelf(tmp_path, 1, 2) as made:
        path = made.path(JOURNAL.name, 0)
        lines = store_counts.appended(path, made.inserted)
    (journal,) = path.parent.glob(f"{path.name}-journal-*")

    assert len(lines) == 2
    assert b"".join(lines) in journal.read_bytes()


def test_a_transaction_is_one_write_and_one_sync(made: Shelf) -> None:
    """The counts hold, and an insert reads no document."""
    path = made.path(JOURNAL.name, FEW)
    rows = list(store_counts.rows(path, FEW, [{"title": str(number)} for number in range(5)]))

    assert [(row.ours, row.verdict) for row in rows] == [("1", "met"), ("1", "met"), ("0", "met")]


def test_reading_is_counted(made: Shelf) -> None:
    """A document that is asked for is read, the lock's holder is not counted."""
    disk = store_counts.Counting()
    with closing(JournalDB(made.path(JOURNAL.name, FEW), disk=disk)) as database:
        disk.forget()
        database.table(EVENTS).get(doc_id=1)

    assert disk.read_bytes > 0


def test_what_a_process_holds(made: Shelf, tmp_path: Path) -> None:
    """A report tells seconds and bytes; the bare decoding is not read twice."""
    fold(made, FEW)
    environment = Stores(tmp_path).environment
    ours = probe(JOURNAL.name, made.path(JOURNAL.name, FEW), environment)
    bare = probe(BARE, made.path(JOURNAL.name, FEW), environment)

    assert 0 < ours.resident <= ours.peak
    assert ours.opened > 0 < ours.scanned
    assert bare.scanned == 0 < bare.opened


def test_all_changes_are_pending(made: Shelf, tmp_path: Path) -> None:
    """None of them is in the snapshot, and they are there when it is opened."""
    fold(made, FEW)
    change_all(made, FEW)
    path = made.path(PENDING, FEW)
    with closing(JournalDB(path)) as database:
        notes = [event["notes"] for event in database.table(EVENTS)]

    assert notes == ["Read again."] * FEW
    assert "Read again." not in path.read_text()
    assert set(opened(made, Stores(tmp_path), FEW, 1)) == {*NAMED, BARE, PENDING}


def test_follower_sees_each_event(tmp_path: Path) -> None:
    """Every one has its time, and so has the waiting."""
    delay, share = store_follow.rows(Stores(tmp_path), FEW, 1, 0.1)

    assert delay.ratio > 0 < share.ratio


def test_table_has_a_line_for_each_subject() -> None:
    """A heading, a rule, and as many cells in each line."""
    report = Report(1.25, 88_000_000, 91_000_000, 0.434)
    times, reports = Times(lambda: [0.000_225]), Reports(lambda: [report])
    sheet = store_table.Sheet(100_000, times, reports, dict.fromkeys(NAMED, Size(5_400_000, 0)))
    heading, rule, *lines, end = store_table.lines(sheet)

    assert "at 100,000 events" in heading
    assert {line.count("|") for line in (heading, rule, *lines)} == {10}
    assert lines[1].split(" | ")[1:] == [
        "1,250.0 ms", "0.225 ms / 0.225 ms", "0.225 ms", "0.225 ms", "434.0 ms", "88 MB (91 MB)",
        "5.4 MB", "0.225 ms |",
    ]  # fmt: skip
    assert end == ""


def test_spare_copy_is_told_apart(tmp_path: Path) -> None:
    """The snapshot before the last one counts, but not as what the events take."""
    made = Shelf(tmp_path, FEW, 0)
    take(made, Times(list), FEW, 1, 0)
    fold(made, FEW)
    size = made.size(JOURNAL.name, FEW)
    files = [file.stat().st_size for file in made.path(JOURNAL.name, FEW).parent.iterdir()]

    assert size.live > size.spare > 0
    assert sum(size) == sum(files)


@pytest.mark.parametrize(("bound", "status"), [(1.0, 0), (0.9, 1)])
def test_missed_figure_is_the_exit_status(
    bound: float, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is printed is told to whoever called, too."""
    row = Row("S1", "insert", "1.0 ms", "1.0 ms", 1.0, 1.0, bound)
    monkeypatch.setattr(bench_store, "measured", lambda stores, plan: iter(["table", row]))

    assert bench_store.main(["--short"]) == status


def test_memory_is_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest mount point above a folder says what it lies on."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nmemory {tmp_path} tmpfs rw 0 0\n")
    monkeypatch.setattr(store_disk, "MOUNTS", mounts)

    assert store_disk.file_system(str(tmp_path / "inside")) == "tmpfs"
    assert store_disk.file_system("/") == "ext4"


def test_disk_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where temporary files lie in memory, another folder is taken."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nmemory {tmp_path} tmpfs rw 0 0\n")
    monkeypatch.setattr(store_disk, "MOUNTS", mounts)
    monkeypatch.setattr(store_disk, "gettempdir", lambda: str(tmp_path))

    assert store_disk.folder() == "/var/tmp"
