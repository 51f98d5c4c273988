"""A file that others rewrote while nothing waited for it: it is taken as it is, with a notice."""

import os
from pathlib import Path

import pytest

from store.journal.lines import header
from store.journal.table import JournalDB
from tests.store.journal.edits import AFTER, EACH, EDITED, Edit, by_hand, make
from tests.store.journal.recovery import NAME, listing, tidy
from tests.store.journal.steps import storage
from tests.store.journal.workload import read


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database lies."""
    return tmp_path / NAME


@EACH
def test_an_edit_is_accepted_where_nothing_waits(path: Path, edit: Edit) -> None:
    """With a notice, and without a write."""
    make(path)
    edit(path)
    before = listing(path.parent)
    with JournalDB(path) as db:
        found, notices = read(db), storage(db).notices

    assert found == AFTER
    assert notices == [EDITED]
    assert listing(path.parent) == before


@EACH
def test_an_edit_is_accepted_while_it_is_open(path: Path, edit: Edit) -> None:
    """At the next look."""
    make(path)
    with JournalDB(path) as db:
        edit(path)

        assert read(db) == AFTER
        assert storage(db).notices == [EDITED]


@EACH
def test_the_first_write_after_an_edit_begins_a_new_generation(path: Path, edit: Edit) -> None:
    """The edited file stays as the one before; no id is given twice."""
    make(path)
    edit(path)
    edited = path.read_bytes()
    with JournalDB(path) as db:
        given = db.table("events").insert({"n": 4})
        found = read(db)
    with JournalDB(path) as db:
        again = read(db)
        storage(db).verify()

    assert given == 4
    assert found == again == {"events": AFTER["events"] | {4: {"n": 4}}}
    assert path.with_name(f"{NAME}.bak").read_bytes() == edited
    assert _generation(path) == 3
    assert tidy(path.parent)


def test_a_file_that_was_only_touched_is_as_it_was(path: Path) -> None:
    """Its time is no part of what it holds."""
    make(path)
    with JournalDB(path) as db:
        os.utime(path, ns=(0, 0))
        db.table("events").insert({"n": 3})

        assert len(db.table("events")) == 3
        assert storage(db).notices == []


@EACH
def test_no_more_is_said_of_an_edit(path: Path, edit: Edit) -> None:
    """Once by who finds it; nothing by who opens what was written since."""
    make(path)
    edit(path)
    with JournalDB(path) as db:
        db.table("events").insert({})
        first = storage(db).notices
    with JournalDB(path) as db:
        second = storage(db).notices

    assert first == [EDITED]
    assert second == []


def test_an_edited_backup_loses_nothing(path: Path) -> None:
    """It has no journal that would tell of an edit."""
    make(path)
    copy = path.with_name("copy.json")
    with JournalDB(path) as db:
        storage(db).backup(copy)
    by_hand(copy)
    with JournalDB(copy) as db:
        db.table("events").insert({"n": 4})

        assert read(db) == {"events": AFTER["events"] | {4: {"n": 4}}}


def _generation(path: Path) -> int:
    """Return that of the only journal, which must say so itself."""
    (journal,) = path.parent.glob(f"{NAME}-journal-*")
    about = header(journal.read_bytes().partition(b"\n")[0])
    if about is None or journal.name != f"{NAME}-journal-{about.generation}":
        raise AssertionError(journal)
    return about.generation


def test_an_id_that_was_given_is_not_given_again_after_an_edit(path: Path) -> None:
    """Whether or not the editor took the document away, and what was said of ids."""
    make(path)
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 3}, {"n": 4}])
        storage(db).checkpoint()
    path.write_text('{"events": {"1": {"n": 1}}}', encoding="utf-8")
    with JournalDB(path) as db:
        given = db.table("events").insert({})

    assert given == 5
