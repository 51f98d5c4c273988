"""Several stores on one file: what others write is told."""

from pathlib import Path
from threading import Thread
from time import monotonic
from typing import Any

import pytest

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_file import Stamp, stamp
from store.backends.tinydb_open import OpenStore
from store.base import Change, Record, Resync
from store.errors import (
    NotFound,
    VersionConflict,
)
from store.journal.table import JournalDB
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    delete,
    edit,
    names,
    rewrite,
    second,
)

SOON = 3.0
"""Seconds to wait for what is promised within 0.3: a busy machine is given more."""


def list_of(changes: list[Change] | Resync) -> list[Change]:
    """Return changes that are known one by one."""
    assert isinstance(changes, list)
    return changes


def by_uid(change: Change) -> str:
    """Return what changes are sorted by whose order says nothing."""
    return change.uid


def test_what_others_write_is_told(store: TinyDbStore, other: TinyDbStore) -> None:
    """Wait says that, changes says what; then there is nothing more to tell."""
    assert not store.wait(0, 0)

    other.apply([edit(second()), add(event("e2")), delete("sohr", 1, "actor")], "theirs")

    assert store.wait(0, 0)
    first, *others = list_of(store.changes(0))
    assert first == delete("sohr", 1, "actor")
    assert sorted(others, key=by_uid) == [edit(second()), add(event("e2"))]
    token = store.index().token
    assert token > 0
    assert not store.wait(token, 0)
    assert store.changes(token) == []


def test_waiting_sees_what_others_write(store: TinyDbStore, other: TinyDbStore) -> None:
    """The file is looked at again and again."""
    waking: list[bool] = []
    waiter = Thread(target=lambda: waking.append(store.wait(0, 60)))

    waiter.start()
    other.apply([add(event("e2"))], "theirs")
    waiter.join(30)

    assert waking == [True]


def test_each_sees_the_other_soon_also_after_a_checkpoint(
    store: TinyDbStore, other: TinyDbStore
) -> None:
    """Whoever writes, and whoever folds the journal in."""
    uids = ["e1"]
    for number in range(2, 8):
        mine, theirs = (store, other) if number % 2 else (other, store)
        before = theirs.index().token
        mine.apply([add(event(f"e{number}"))], "add")
        if number > 3:
            mine.compact()
        begun = monotonic()

        uids.append(f"e{number}")
        assert theirs.wait(before, SOON)
        assert monotonic() - begun < SOON
        assert theirs.changes(before) == [add(event(f"e{number}"))]
        assert [*theirs.index().uids()] == uids


def test_a_checkpoint_by_others_is_no_change(store: TinyDbStore, other: TinyDbStore) -> None:
    """Told once, for nothing: the documents are the same."""
    token = other.apply([add(event("e2"))], "add")
    store.changes(0)
    assert store.wait(0, 0)
    known = store.index().token
    other.compact()

    assert store.wait(known, 0)
    assert store.changes(known) == []
    assert not store.wait(known, 0)
    assert not other.wait(token, 0)


def test_what_was_written_before_a_checkpoint_is_told_one_by_one(
    store: TinyDbStore, other: TinyDbStore
) -> None:
    """Also where the journal in which it stood is gone by then."""
    token = other.apply([add(event("e2"))], "add")
    store.changes(0)
    other.apply([add(event("e3"))], "add")
    other.compact()
    other.apply([edit(second())], "edit")

    assert sorted(list_of(store.changes(token)), key=by_uid) == [edit(second()), add(event("e3"))]


def test_reading_stays_at_one_state(store: TinyDbStore, other: TinyDbStore) -> None:
    """Documents fit the index until the changes have been taken in."""
    other.apply([edit(second(title="Theirs"))], "theirs")

    assert store.get("event", ["e1"]) == [Record("event", "e1", 1, event("e1"))]
    store.changes(0)
    assert store.get("event", ["e1"]) == [Record("event", "e1", 2, second(title="Theirs"))]


def test_a_stale_change_is_refused(store: TinyDbStore, other: TinyDbStore) -> None:
    """Nobody's edit is lost, also where it was not yet seen."""
    other.apply([edit(second(title="Theirs"))], "theirs")

    with pytest.raises(VersionConflict, match="e1"):
        store.apply([edit(second(title="Ours"))], "ours")
    assert store.get("event", ["e1"]) == [Record("event", "e1", 2, second(title="Theirs"))]


def test_our_write_keeps_theirs_and_tells_of_it(store: TinyDbStore, other: TinyDbStore) -> None:
    """Their transaction comes before ours."""
    other.apply([add(event("theirs"))], "theirs")
    store.apply([add(event("ours"))], "ours")

    assert store.changes(0) == [add(event("theirs")), add(event("ours"))]
    assert sorted([*store.index().uids()]) == ["e1", "ours", "theirs"]


def test_a_record_that_was_deleted_and_added_again_is_found(
    store: TinyDbStore, other: TinyDbStore
) -> None:
    """It lies elsewhere."""
    other.apply([delete("e1")], "delete")
    other.apply([add(event("e1", version=3))], "undo")

    assert store.changes(0) == [delete("e1"), add(event("e1", version=3))]
    assert store.get("event", ["e1"]) == [Record("event", "e1", 3, event("e1", version=3))]


def test_a_change_before_the_first_read_means_resync(store: TinyDbStore, path: Path) -> None:
    """An index from a cache is of a state that nobody has read."""
    cached = TinyDbStore(path)
    store.apply([add(event("e2"))], "theirs")

    assert cached.changes(0) == Resync()
    assert [*cached.index().uids()] == ["e1", "e2"]
    assert cached.changes(cached.index().token) == []


def test_what_is_gone_is_not_found(store: TinyDbStore, other: TinyDbStore) -> None:
    """Also where only the names were read since."""
    other.apply([delete("e1")], "delete")
    store.names()

    with pytest.raises(NotFound, match=r"^There is no event e1\.$"):
        store.get("event", ["e1"])
    assert store.changes(0) == [delete("e1")]


def test_a_second_record_with_a_uid_means_resync(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Another program has copied one; the first counts."""
    with JournalDB(str(path)) as database:
        database.table("events").insert(event("e1", title="Copied"))

    assert store.changes(0) == Resync()
    assert [bad.reason for bad in store.index().unreadable] == ["another record has the same uid"]
    assert store.get("event", ["e1"]) == [Record("event", "e1", 1, event("e1"))]


def test_a_record_with_another_uid_means_resync(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """It is not the one that lay there, and nobody has deleted that."""
    with JournalDB(str(path)) as database:
        database.table("events").update({"uid": "new"}, doc_ids=[1])

    assert store.changes(0) == Resync()
    assert [*store.index().uids()] == ["new"]


def test_a_journal_that_others_have_just_begun_is_not_missed(
    store: TinyDbStore, other: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the place of the one before while that is looked for."""
    store.apply([add(event("e2"))], "add")

    def overtaken(*given: Any) -> Stamp:
        monkeypatch.undo()
        other.compact()
        return stamp(*given)

    monkeypatch.setattr("store.backends.tinydb_open.stamp", overtaken)

    assert store.changes(0) == [add(event("e2"))]
    assert store.stamp() == TinyDbStore(path).stamp()


def test_a_write_at_the_very_end_is_in_the_next_index(
    store: TinyDbStore, other: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index that the app leaves is not that of a later state."""
    store.apply([add(event("e2"))], "add")
    store.index()
    close = OpenStore.close

    def overtaken(opened: OpenStore) -> None:
        monkeypatch.undo()
        close(opened)
        other.apply([add(event("e3"))], "add")

    monkeypatch.setattr(OpenStore, "close", overtaken)
    store.close()

    assert [*TinyDbStore(path).index().uids()] == ["e1", "e2", "e3"]


def test_what_was_written_before_anything_was_asked_for_means_resync(
    store: TinyDbStore, path: Path
) -> None:
    """The file is open, and no record of it was read."""
    opened = TinyDbStore(path)
    opened.changes(0)
    store.apply([delete("e1")], "theirs")

    assert opened.changes(0) == Resync()
    assert [*opened.index().uids()] == []


def test_very_many_changes_mean_resync(
    store: TinyDbStore, other: TinyDbStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read all anew is faster."""
    monkeypatch.setattr("store.backends.records.KEPT", 3)
    other.apply([add(event(f"n{number}")) for number in range(4)], "import")

    assert store.changes(0) == Resync()
    assert len(store.index()) == 5


def test_the_end_of_one_leaves_the_other_at_work(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Both are apps: the first to end folds the journal in."""
    other.apply([add(event("e2"))], "add")
    store.close()

    assert other.changes(0) == [add(event("e2"))]
    other.apply([edit(second())], "edit")
    other.close()
    assert "-part" not in names(path)
    assert TinyDbStore(path).get("event", ["e1"]) == [Record("event", "e1", 2, second())]


def test_a_closed_store_waits_no_more(store: TinyDbStore, other: TinyDbStore) -> None:
    """Whatever happens to the file."""
    store.close()
    other.apply([add(event("e2"))], "add")

    assert not store.wait(0, SOON)


def test_changes_are_those_of_records_only(store: TinyDbStore, path: Path) -> None:
    """What others keep in tables of their own is none of ours."""
    rewrite(path, lambda data: data.update(_default={"1": {"mine": 1}}))
    store.apply([add(event("e2"))], "add")

    assert store.changes(0) == Resync()
    token = store.index().token
    assert store.apply([edit(second("e2"))], "edit") == token + 1
    assert store.changes(token) == [edit(second("e2"))]
