"""Changes that wait for a file that others have edited: made where they fit, else told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from store.journal.table import JournalDB
from tests.store.journal.damage import WHOLE, Files, database, edited
from tests.store.journal.mending import mend
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage


@pytest.fixture(autouse=True)
def nobody_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for whoever might be writing."""
    monkeypatch.setattr("store.journal.rescue._SETTLING", 0)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Return a database with changes that wait."""
    return database(tmp_path / NAME)


def by_stock(path: Path, edit: Callable[[TinyDB], Any]) -> Path:
    """Edit a file with stock TinyDB."""
    with TinyDB(path) as db:
        edit(db)
    return path


def made(path: Path, *steps: Callable[[JournalDB], Any]) -> Path:
    """Make a database of the first step, and let the others wait in the journal."""
    first, *others = steps
    db = JournalDB(path)
    first(db)
    storage(db).checkpoint()
    for step in others:
        step(db)
    db.close()
    return path


def test_another_document_was_edited(files: Files) -> None:
    """All changes are made."""
    found = mend(files.put(snapshot=edited(files.snapshot, b'"one"', b'"eleven"')))

    assert found.documents == WHOLE | {("actors", 1): {"name": "eleven"}}
    assert found.repaired.applied == 5
    assert not found.lost
    assert not found.conflicts


def test_stock_tinydb_has_rewritten_the_file(files: Files) -> None:
    """It is the same still, in another layout."""
    found = mend(by_stock(files.path, lambda db: db.table("actors").insert({"name": "new"})))

    assert found.documents == WHOLE | {("actors", 3): {"name": "new"}}
    assert found.conflicts == [("actors", 3, {"name": "three"}, {"name": "new"})]
    assert found.reasons == ["its id was given outside to another"]


def test_an_id_was_given_twice_and_one_is_given_anew(files: Files) -> None:
    """No id that was ever seen is taken for it."""
    path = by_stock(files.path, lambda db: db.table("actors").insert({"name": "new"}))
    found = mend(path, renumber=True)

    assert found.documents == WHOLE | {
        ("actors", 3): {"name": "new"},
        ("actors", 4): {"name": "three"},
    }
    assert not found.conflicts


def test_later_changes_follow_a_document_to_its_new_id(tmp_path: Path) -> None:
    """Those of the other one stay with that."""
    path = made(
        tmp_path / NAME,
        lambda db: db.table("a").insert({"n": 1}),
        lambda db: db.table("a").insert({"n": 2}),
        lambda db: db.table("a").insert({"n": 3}),
        lambda db: db.table("a").update({"m": 2}, doc_ids=[2]),
        lambda db: db.table("a").remove(doc_ids=[3]),
    )
    by_stock(path, lambda db: db.table("a").insert_multiple([{"o": 2}, {"o": 3}]))
    found = mend(path, renumber=True)

    assert found.documents == {
        ("a", 1): {"n": 1},
        ("a", 2): {"o": 2},
        ("a", 3): {"o": 3},
        ("a", 4): {"n": 2, "m": 2},
    }
    assert not found.conflicts


def test_a_document_of_ours_is_not_taken_for_another(tmp_path: Path) -> None:
    """Nor gets a second id, where the file has it in a later state."""
    path = made(
        tmp_path / NAME,
        lambda db: db.table("a").insert({"n": 1}),
        lambda db: db.table("a").insert({"n": 2}),
        lambda db: db.table("a").update({"m": 2}, doc_ids=[2]),
    )
    by_stock(path, lambda db: db.table("a").insert({"m": 2, "n": 2}))
    found = mend(path, renumber=True)

    assert found.documents == {("a", 1): {"n": 1}, ("a", 2): {"n": 2, "m": 2}}
    assert not found.conflicts


def test_the_same_document_was_edited(files: Files) -> None:
    """The file's stays; ours is told."""
    path = by_stock(files.path, lambda db: db.table("events").update({"n": 9}, doc_ids=[2, 3]))
    found = mend(path)

    assert found.documents["events", 2] == {"n": 9, "text": "سوريا" * 2}
    assert found.documents["events", 3] == {"n": 9, "text": "سوريا" * 3}
    assert found.conflicts == [
        ("events", 2, WHOLE["events", 2], found.documents["events", 2]),
        ("events", 3, None, found.documents["events", 3]),
    ]
    assert found.reasons == [
        "it was changed outside, and in the journal",
        "it was changed outside, and deleted in the journal",
    ]


def test_the_document_was_deleted(files: Files) -> None:
    """It stays deleted; what was deleted on both sides is no conflict."""
    path = by_stock(files.path, lambda db: db.table("events").remove(doc_ids=[2, 3]))
    found = mend(path)

    assert found.documents.keys() == WHOLE.keys() - {("events", 2)}
    assert found.conflicts == [("events", 2, WHOLE["events", 2], None)]
    assert found.reasons == ["it was deleted outside, and changed in the journal"]


def test_the_last_change_of_a_document_is_told(tmp_path: Path) -> None:
    """Those before it were only on the way there."""
    path = made(
        tmp_path / NAME,
        lambda db: db.table("a").insert({"n": 1}),
        lambda db: db.table("a").update({"n": 2}, doc_ids=[1]),
        lambda db: db.table("a").update({"n": 3}, doc_ids=[1]),
    )
    found = mend(by_stock(path, lambda db: db.table("a").update({"n": 9}, doc_ids=[1])))

    assert found.conflicts == [("a", 1, {"n": 3}, {"n": 9})]


@pytest.mark.parametrize("state", [1, 2, 3, 4])
def test_the_file_has_a_later_state_already(tmp_path: Path, state: int) -> None:
    """What was done up to there is not done again; the rest is."""
    path = made(
        tmp_path / NAME,
        lambda db: db.table("a").insert({"n": 1}),
        lambda db: db.table("a").update({"n": 2}, doc_ids=[1]),
        lambda db: db.table("a").update({"n": 3}, doc_ids=[1]),
        lambda db: db.table("a").update({"n": 4}, doc_ids=[1]),
    )
    found = mend(by_stock(path, lambda db: db.table("a").update({"n": state}, doc_ids=[1])))

    assert found.documents == {("a", 1): {"n": 4}}
    assert found.repaired.applied == 4 - state
    assert not found.conflicts


def test_the_same_was_done_outside(files: Files) -> None:
    """Whatever the order of its fields."""
    document = {"mood": "a", "text": "سوريا" * 2, "n": 2}

    def edit(db: TinyDB) -> None:
        db.table("events").remove(doc_ids=[2, 3])
        db.table("events").insert(_at(2, document))
        db.table("events").insert(_at(5, {"n": 5}))

    found = mend(by_stock(files.path, edit))

    assert found.documents == WHOLE
    assert not found.conflicts


def test_a_table_was_dropped(tmp_path: Path) -> None:
    """It is, if nothing is in it; else nobody knows what others have put there since."""
    path = made(
        tmp_path / NAME,
        lambda db: [db.table(name).insert({"n": 1}) for name in "abc"],
        JournalDB.drop_tables,
    )

    def edit(db: TinyDB) -> None:
        db.table("a").truncate()
        db.drop_table("b")

    found = mend(by_stock(path, edit))

    assert found.documents == {("c", 1): {"n": 1}}
    assert found.conflicts == [("c", None, None, None)]
    assert found.reasons == ["the table was dropped, but there are documents in it"]


def test_a_table_was_dropped_and_the_file_is_the_same(tmp_path: Path) -> None:
    """Then it is dropped with all that is in it, and what was put there again stays."""
    path = made(
        tmp_path / NAME,
        lambda db: [db.table(name).insert({"n": 1}) for name in "ab"],
        JournalDB.drop_tables,
        lambda db: db.table("a").insert({"n": 2}),
    )
    found = mend(path)

    assert found.documents == {("a", 2): {"n": 2}}
    assert found.repaired.applied == 3
    assert not found.conflicts


def test_a_table_is_new_on_both_sides(tmp_path: Path) -> None:
    """Their documents come together."""
    path = made(
        tmp_path / NAME,
        lambda db: db.table("a").insert({"n": 1}),
        lambda db: db.table("b").insert({"n": 2}),
    )
    found = mend(by_stock(path, lambda db: db.table("b").insert({"n": 3})), renumber=True)

    assert found.documents == {("a", 1): {"n": 1}, ("b", 1): {"n": 3}, ("b", 2): {"n": 2}}


def test_an_older_file_was_put_there(files: Files) -> None:
    """The latest journal is read, whatever generation the file says it is of."""
    older = files.path.with_name(f"{NAME}.bak").read_bytes()
    found = mend(files.put(snapshot=older))

    assert found.documents == {
        key: WHOLE[key] for key in [("events", 5), ("actors", 3), ("places", 1)]
    }
    assert found.conflicts == [("events", 2, WHOLE["events", 2], None)]


def test_the_journal_before_this_one_does_not_name_the_file(files: Files) -> None:
    """It lies there all the same, and is the only one."""
    path = files.put(snapshot=edited(files.snapshot, b'"generation":2', b'"generation":3'))

    assert mend(path).documents == WHOLE


def test_there_are_two_journals(files: Files) -> None:
    """That of the file is read."""
    files.path.with_name(f"{NAME}-journal-9").write_bytes(b"")
    files.path.with_name(f"{NAME}-journal-1").write_bytes(b"")

    assert mend(files.path).documents == WHOLE


def test_the_journals_before_and_behind_do_not_name_the_file(files: Files) -> None:
    """The latest is read."""
    files.path.with_name(f"{NAME}-journal-9").write_bytes(files.journal)
    files.beside.write_bytes(b"")
    path = files.path
    path.write_bytes(edited(files.snapshot, b'"generation":2', b'"generation":3'))

    assert mend(path).documents == WHOLE


def test_documents_on_several_lines(files: Files) -> None:
    """An editor may have laid them out; here they stand on one."""
    tables = json.loads(files.snapshot)
    tables["events"]["2"]["n"] = 9
    files.path.write_text(json.dumps(tables, indent=2))
    found = mend(files.path)

    assert found.conflicts == [("events", 2, WHOLE["events", 2], {"n": 9, "text": "سوريا" * 2})]


def _at(doc_id: int, document: dict[str, Any]) -> Any:
    from tinydb.table import Document

    return Document(document, doc_id)
