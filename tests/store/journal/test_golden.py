"""Files of version 1 of the format, made once: every later version reads them to the same."""

import json
import re
from pathlib import Path
from shutil import copytree
from zlib import crc32

import pytest
from tinydb import TinyDB

from store.journal.errors import NewerFormat
from store.journal.table import JournalDB
from tests.store.journal.golden.replay import bodies, replayed
from tests.store.journal.recovery import NAME, listing, tidy
from tests.store.journal.steps import storage
from tests.store.journal.workload import Tables, read, read_by_stock

GOLDEN = Path(__file__).parent / "golden"
JOURNAL = f"{NAME}-journal-2"
CASES = ["whole", "torn", "folded", "overtaken", "stock"]
NEWER = ["snapshot", "odd-snapshot", "journal", "odd-journal"]
KINDS = {"meta", "put", "del", "create", "drop", "checkpoint", "close"}

EACH = pytest.mark.parametrize("case", CASES)


def copied(case: str, folder: Path) -> Path:
    """Return the path of a copy: nothing is ever written to the golden files."""
    copytree(GOLDEN / case, folder / "db")
    return folder / "db" / NAME


def expected(case: str) -> Tables:
    """Return what is to be read from it."""
    every = json.loads((GOLDEN / "expected.json").read_bytes())
    return {
        table: {int(doc_id): row for doc_id, row in rows.items()}
        for table, rows in every[case].items()
    }


@EACH
def test_all_is_read(tmp_path: Path, case: str) -> None:
    """And opening writes nothing, and tells nothing."""
    path = copied(case, tmp_path)
    before = listing(path.parent)
    with JournalDB(path) as db:
        found, notices, read_only = read(db), storage(db).notices, storage(db).read_only

    assert found == expected(case)
    assert (notices, read_only) == ([], "")
    assert listing(path.parent) == before


@pytest.mark.parametrize("case", CASES[:-1])
def test_what_is_expected_is_what_the_lines_say(case: str) -> None:
    """It was not read by the journal alone."""
    every = json.loads((GOLDEN / "expected.json").read_bytes())

    assert replayed(GOLDEN / case / NAME, GOLDEN / case / JOURNAL) == every[case]


@EACH
def test_work_goes_on(tmp_path: Path, case: str) -> None:
    """What is written is read again; nothing is left over, and stock TinyDB reads it."""
    path = copied(case, tmp_path)
    with JournalDB(path) as db:
        given = db.table("new").insert({"n": 1})
    with JournalDB(path) as db:
        storage(db).verify()
        storage(db).checkpoint()
        found = read(db)
    path.with_name(f"{NAME}.before-upgrade").unlink(missing_ok=True)

    assert given == 1
    assert found == read_by_stock(path) == expected(case) | {"new": {1: {"n": 1}}}
    assert tidy(path.parent)


@pytest.mark.parametrize(
    ("case", "table", "next_id"),
    [
        ("whole", "events", 6),
        ("whole", "places", 3),
        ("whole", "actors", 2),
        ("folded", "places", 3),
        ("folded", "actors", 2),
        ("overtaken", "events", 6),
        ("torn", "events", 5),
        ("stock", "events", 4),
    ],
)
def test_ids_go_on(tmp_path: Path, case: str, table: str, next_id: int) -> None:
    """Also of tables that are empty, or were dropped."""
    with JournalDB(copied(case, tmp_path)) as db:
        assert db.table(table).insert({}) == next_id


def test_every_kind_of_record_is_there() -> None:
    """So that all of the format is read."""
    head, *records = bodies(GOLDEN / "whole" / JOURNAL)

    assert head.keys() == {
        *("format", "version", "store_id", "generation", "base_size", "base_crc"),
        *("lsn", "next_id", "previous"),
    }
    assert {record[3] for record in records} == KINDS
    assert all(len(record) == 8 for record in records)


def test_a_torn_tail_is_set_aside_as_it_is(tmp_path: Path) -> None:
    """By the first write, which says so."""
    path = copied("torn", tmp_path)
    journal = path.with_name(JOURNAL).read_bytes()
    begun = journal.rindex(b"\n", 0, journal.rindex(b'"meta"')) + 1
    with JournalDB(path) as db:
        db.table("events").insert({})
        notices = storage(db).notices

    assert notices == [f"one unfinished change was set aside in {NAME}.torn"]
    assert path.with_name(f"{NAME}.torn").read_bytes() == journal[begun:]
    assert path.with_name(JOURNAL).read_bytes().startswith(journal[:begun])


@pytest.mark.parametrize("case", ["folded", "overtaken"])
def test_a_new_snapshot_beside_the_old_journal_gets_its_own(tmp_path: Path, case: str) -> None:
    """With the next write, and the old one is gone then."""
    path = copied(case, tmp_path)
    snapshot = path.read_bytes()
    with JournalDB(path) as db:
        db.table("new").insert({})

    assert path.read_bytes() == snapshot
    assert not path.with_name(JOURNAL).exists()
    assert path.with_name(f"{NAME}-journal-3").exists()


def test_what_was_written_while_the_snapshot_was_made_is_only_in_the_journal() -> None:
    """It would else prove nothing that it is read."""
    inside = read_by_stock(GOLDEN / "overtaken" / NAME)["events"]

    assert expected("overtaken")["events"].keys() - inside.keys() == {5}


@pytest.mark.parametrize("case", NEWER)
def test_a_newer_version_is_refused(tmp_path: Path, case: str) -> None:
    """Whatever its fields have become; and it is left byte for byte."""
    path = copied(f"newer/{case}", tmp_path)
    before = listing(path.parent)
    with pytest.raises(NewerFormat, match=re.escape(NAME)) as refused:
        JournalDB(path)

    assert "2" in str(refused.value)
    assert listing(path.parent) == before


def test_a_newer_version_that_others_laid_out_is_refused(tmp_path: Path) -> None:
    """As stock TinyDB does when it writes to it."""
    path = copied("newer/snapshot", tmp_path)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4), encoding="utf-8")
    before = listing(path.parent)
    with pytest.raises(NewerFormat):
        JournalDB(path)

    assert listing(path.parent) == before


def test_a_newer_version_that_appears_while_it_is_open_is_refused(tmp_path: Path) -> None:
    """A later program may have upgraded it."""
    path = copied("newer/snapshot", tmp_path)
    later = path.read_bytes()
    for each in path.parent.iterdir():
        each.unlink()
    with JournalDB(path) as db:
        db.insert({})
        path.write_bytes(later)
        before = listing(path.parent)
        with pytest.raises(NewerFormat):
            db.insert({})

    assert before.items() <= listing(path.parent).items()
    assert read_by_stock(path)


def test_the_golden_files_were_not_touched_by_a_checkout() -> None:
    """Line ends count: a snapshot has a checksum."""
    for journal in GOLDEN.rglob(JOURNAL):
        head = bodies(journal)[0] if bodies(journal) else {}
        snapshot = journal.with_name(NAME).read_bytes()
        if head.get("version") == 1 and journal.parent.name in ("whole", "torn", "journal"):
            assert (head["base_size"], head["base_crc"]) == (len(snapshot), crc32(snapshot))


def test_stock_reads_every_snapshot() -> None:
    """Also those of the newer version."""
    for snapshot in GOLDEN.rglob(NAME):
        with TinyDB(snapshot, access_mode="r") as db:
            assert db.table("events").all()
