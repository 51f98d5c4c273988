"""An index that was kept before others wrote is followed, and says what one computed would."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb.table import Table

from store.backends.kept_index import KeptIndex
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.journal.table import JournalDB
from tests.factories import event
from tests.store.backends.following import (
    DEEDS,
    Deed,
    anew,
    answers,
    compacts,
    deletes,
    drops,
    keeps,
    opened,
    puts,
    removes,
    saves,
)
from tests.store.backends.helpers import add, four_kinds, journal


@given(st.lists(DEEDS, max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_whatever_was_done_to_a_store_its_index_says_what_there_is(
    deeds: list[Deed], open_meanwhile: bool
) -> None:
    """Whether the store is open all the time or opened in the end; past the app or through it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.json"
        create(path, four_kinds())
        keeps(path)
        with opened(path) as store:
            for deed in deeds:
                if open_meanwhile:
                    store.index()
                deed(path)
            store.changes(0)
            assert answers(store) == anew(path)
        with opened(path) as store:
            assert answers(store) == anew(path)


def events(path: Path, *uids: str) -> None:
    """Make a store of events whose index is kept."""
    create(path, [add(event(uid)) for uid in uids])
    keeps(path)


def followed(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the uids of an index that was followed; fails where it is computed."""
    with monkeypatch.context() as patched, opened(path) as store:
        patched.setattr(KeptIndex, "compute", None)
        return [*store.index().uids()]


@pytest.mark.parametrize(
    ("deeds", "uids"),
    [
        ([saves("event", "a", {})], ["a", "e1", "e2"]),
        ([saves("event", "e1", {"when": "2020"})], ["e2", "e1"]),
        ([saves("event", "e1", {"deleted": {"at": "2026"}})], ["e2"]),
        ([deletes("event", "e1")], ["e2"]),
        ([deletes("event", "e1"), deletes("event", "e2")], []),
        ([deletes("event", "e1"), saves("event", "e1", {})], ["e1", "e2"]),
        ([saves("event", "a", {}), deletes("event", "a")], ["e1", "e2"]),
        ([saves("actor", "a", {}), saves("place", "a", {}), saves("source", "a", {})],
         ["e1", "e2"]),
        ([puts("event", 1, {"uid": "new"})], ["e2", "new"]),
        ([puts("event", 9, event("x")), removes("event", 1), puts("event", 3, event("e1"))],
         ["e1", "e2"]),
    ],
)  # fmt: skip
def test_what_was_written_since_is_followed_and_not_computed(
    path: Path, monkeypatch: pytest.MonkeyPatch, deeds: list[Deed], uids: list[str]
) -> None:
    """Additions, edits, deletions, and what took the place of another, in whatever order."""
    events(path, "e1", "e2")
    for deed in deeds:
        deed(path)

    assert followed(path, monkeypatch) == uids
    assert [*TinyDbStore(path).index().uids()] == uids


@pytest.mark.parametrize(
    ("deeds", "uids"),
    [
        ([puts("event", 9, event("e1", title="Copied"))], ["e1", "e2"]),
        ([puts("event", 9, event("x")), puts("event", 9, event("x", title="Copied"))],
         ["e1", "e2", "x"]),
        ([puts("event", 2, {"uid": "e1"})], ["e1"]),
        ([puts("event", 9, {"no": "uid"})], ["e1", "e2"]),
        ([drops("event")], []),
        ([drops("event"), puts("event", 9, event("e1", title="Other"))], ["e1"]),
        ([drops("place")], ["e1", "e2"]),
    ],
)  # fmt: skip
def test_what_cannot_be_told_one_by_one_is_computed(
    path: Path, monkeypatch: pytest.MonkeyPatch, deeds: list[Deed], uids: list[str]
) -> None:
    """A second record with a uid, what is no record, and tables that were dropped."""
    create(path, [*four_kinds(), add(event("e2"))])
    keeps(path)
    for deed in deeds:
        deed(path)

    with pytest.raises(TypeError, match="not callable"):
        followed(path, monkeypatch)
    with opened(path) as store:
        assert [*store.index().uids()] == uids
        assert answers(store) == anew(path)


def test_an_index_without_events_is_kept_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one, although it is empty."""
    create(path, four_kinds()[:3])
    keeps(path)
    begun = followed(path, monkeypatch)
    saves("actor", "a", {})(path)
    later = followed(path, monkeypatch)
    compacts(path)

    assert (begun, later, followed(path, monkeypatch)) == ([], [], [])


def test_changes_of_other_processes_are_followed_while_the_store_is_open(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One after the other, without computing."""
    events(path, "e1")
    with opened(path) as store:
        store.index()
        monkeypatch.setattr(KeptIndex, "compute", None)
        seen = []
        for deed in (saves("event", "a", {}), deletes("event", "e1"), saves("event", "e1", {})):
            deed(path)
            store.changes(0)
            seen.append([*store.index().uids()])

    assert seen == [["a", "e1"], ["a"], ["a", "e1"]]


def test_a_table_whose_ids_do_not_ascend_is_looked_through(path: Path) -> None:
    """Where its documents lie is not kept; no program of ours lays them out so."""
    create(path, four_kinds())
    with JournalDB(str(path)) as database:
        table = database.table("events")
        table.insert(Table.document_class(event("e9"), doc_id=9))
        table.insert(Table.document_class(event("e5"), doc_id=5))
    compacts(path)
    keeps(path)
    saves("event", "a", {})(path)

    with opened(path) as store:
        assert answers(store) == anew(path)


def test_an_index_that_others_kept_meanwhile_is_not_said_to_be_that_of_the_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may have begun with it before, and be slow."""
    monkeypatch.setattr("store.backends.tinydb_upkeep.LARGEST", 0)
    kept = path.with_name(f"{path.name}-index")
    events(path, "e1")
    slow = path.with_name("slow")
    slow.write_bytes(kept.read_bytes())
    slow.chmod(0o600)
    saves("event", "a", {})(path)
    kept.unlink()

    with opened(path) as store:
        store.index()
        store.wait(0, 0)
        slow.replace(kept)
    assert followed(path, monkeypatch) == ["a", "e1"]


def test_an_index_of_a_journal_that_was_replaced_is_not_followed(path: Path) -> None:
    """Although it lies in the same place, and has become longer since."""
    create(path, four_kinds())
    elsewhere = path.parent / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(path.read_bytes())
    saves("event", "a", {})(path)
    keeps(path)
    for uid in "bcd":
        saves("event", uid, {})(elsewhere)
    journal(path).write_bytes(journal(elsewhere).read_bytes())

    with opened(path) as store:
        assert answers(store) == anew(path)
        assert [*store.index().uids()] == ["b", "c", "d", "e1"]
