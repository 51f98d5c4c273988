"""Several stores on one file: what others write is told, and what becomes of the file."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread, Timer
from time import monotonic
from typing import Any

import pytest
from tinydb import TinyDB

from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_file import Stamp, stamp
from store.backends.tinydb_open import OpenStore
from store.backends.tinydb_write import create
from store.base import Change, Record, Resync
from store.errors import (
    Corrupt,
    NotAStore,
    NotFound,
    ReadOnly,
    Replaced,
    StoreError,
    Unavailable,
    VersionConflict,
)
from store.journal.disk import Disk
from store.journal.table import JournalDB
from tests.factories import event
from tests.store.backends.helpers import (
    add,
    delete,
    edit,
    four_kinds,
    journal,
    names,
    rewrite,
    second,
)

SOON = 3.0
"""Seconds to wait for what is promised within 0.3: a busy machine is given more."""


@pytest.fixture
def store(path: Path) -> TinyDbStore:
    """Make a store with one record of each kind."""
    create(path, four_kinds())
    return TinyDbStore(path)


@pytest.fixture
def other(store: TinyDbStore, path: Path) -> TinyDbStore:
    """Another terminal's store on the same file, everything read in both."""
    other = TinyDbStore(path)
    for each in (store, other):
        each.index()
        each.wait(0, 0)
    return other


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
        assert theirs.index().uid == uids


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
    assert sorted(store.index().uid) == ["e1", "ours", "theirs"]


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
    assert cached.index().uid == ["e1", "e2"]
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
    assert store.index().uid == ["new"]


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

    assert TinyDbStore(path).index().uid == ["e1", "e2", "e3"]


def test_what_was_written_before_anything_was_asked_for_means_resync(
    store: TinyDbStore, path: Path
) -> None:
    """The file is open, and no record of it was read."""
    opened = TinyDbStore(path)
    opened.changes(0)
    store.apply([delete("e1")], "theirs")

    assert opened.changes(0) == Resync()
    assert opened.index().uid == []


def test_very_many_changes_mean_resync(
    store: TinyDbStore, other: TinyDbStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read all anew is faster."""
    monkeypatch.setattr("store.backends.records.KEPT", 3)
    other.apply([add(event(f"n{number}")) for number in range(4)], "import")

    assert store.changes(0) == Resync()
    assert len(store.index()) == 5


# edited by another program


@pytest.mark.parametrize("title", ["By hand", "Something occurs"])
def test_an_edit_by_another_program_is_taken_and_told(
    store: TinyDbStore, other: TinyDbStore, path: Path, title: str
) -> None:
    """Whoever reads the index anew finds it; the next write makes the file one of ours again."""
    rewrite(path, lambda data: data["events"]["1"].update(title=title))

    assert store.wait(0, 0)
    assert store.changes(0) == Resync()
    index = store.index()
    assert index.title == [title]
    assert store.info().notices == (f"{path} was edited outside; it is taken as it is.",)
    assert store.wait(index.token, 0)  # for the notice
    assert not store.wait(store.index().token, 0)
    store.apply([add(event("e2"))], "add")
    assert other.changes(0) == Resync()
    assert other.index().uid == ["e1", "e2"]


def test_an_edit_by_stock_tinydb_is_seen(store: TinyDbStore, path: Path) -> None:
    """Somebody's script."""
    store.index()
    with TinyDB(path) as stock:
        stock.table("events").insert(event("theirs"))

    assert store.wait(0, SOON)
    assert store.changes(0) == Resync()
    assert store.index().uid == ["e1", "theirs"]


def test_an_edit_beside_pending_changes_is_not_merged(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """The store is read-only then, and says why and what to do."""
    other.apply([add(event("e2"))], "add")
    token = store.apply([add(event("e3"))], "add")
    store.index()
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))
    before = path.read_bytes(), journal(path).read_bytes()

    assert store.wait(token, 0)
    assert store.changes(token) == Resync()
    why = f"{path} was edited outside while changes to it were pending."
    info = store.info()
    assert (info.read_only, info.read_only_reason) == (True, why)
    assert info.notices == (f"Only read: {why} See what can be read with `syria-timeline check`.",)
    with pytest.raises(StoreError) as caught:
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == f"Not saved: {why} Nothing was changed."
    store.close()
    assert (path.read_bytes(), journal(path).read_bytes()) == before


def test_an_edit_beside_pending_changes_is_found_by_whoever_writes_next(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Before anything is written."""
    other.apply([add(event("e2"))], "add")
    rewrite(path, lambda data: data["events"]["1"].update(title="By hand"))

    with pytest.raises(ReadOnly) as caught:
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == (
        f"Not saved: {path} was edited outside while changes to it were pending."
        " Nothing was changed; see what can be read with `syria-timeline check`."
    )


@pytest.mark.parametrize("value", [5, {"title": "no uid"}, {**event("e1"), "x": float("nan")}])
def test_damage_by_hand_means_resync(
    store: TinyDbStore, other: TinyDbStore, path: Path, value: object
) -> None:
    """What cannot be told as a change is read again as a whole."""
    rewrite(path, lambda data: data["events"].update({"1": value}))

    assert store.changes(0) == Resync()
    assert len(store.index().unreadable) == 1


# what there is to tell


def woken(store: TinyDbStore) -> bool:
    """Whether whoever follows is sent to the index, as the app's follower is."""
    token = store.index().token
    for _ in range(2):
        if store.wait(token, 0) and store.changes(token) == Resync():
            store.index()
            return True
    return False


def test_a_store_without_faults_wakes_nobody(store: TinyDbStore, other: TinyDbStore) -> None:
    """There is nothing to tell."""
    assert not woken(store)
    assert store.info().notices == ()


def test_an_unfinished_change_is_set_aside_and_told(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """By whoever writes next; nothing that was confirmed is lost."""
    other.apply([add(event("e2"))], "add")
    with journal(path).open("ab") as file:
        file.write(b"01234567 [half a rec")
    store.changes(0)
    store.index()
    token = store.apply([add(event("e3"))], "add")

    notice = f"One unfinished change was set aside in {path}.torn."
    assert store.info().notices == (notice,)
    assert store.wait(token, 0)
    assert store.index().uid == ["e1", "e2", "e3"]
    assert path.with_name(f"{path.name}.torn").read_bytes() == b"01234567 [half a rec"


def test_a_missing_journal_is_told(store: TinyDbStore, path: Path) -> None:
    """What was saved last is gone with it."""
    store.apply([add(event("e2"))], "add")
    store.compact()
    store.apply([add(event("e3"))], "add")
    store.close()
    lost = journal(path)
    lost.unlink()

    opened = TinyDbStore(path)
    assert woken(opened)
    notice = f"{lost} is missing, and with it what was saved last."
    assert opened.info().notices == (notice,)
    assert opened.index().uid == ["e1", "e2"]


def test_damage_in_the_journal_is_told_while_it_is_open(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """With file and byte; it can only be read from then on."""
    other.apply([add(event("e2"))], "add")
    store.changes(0)
    store.index()
    at = journal(path).stat().st_size
    other.apply([add(event("e3"))], "add")
    other.apply([add(event("e4"))], "add")
    flip(journal(path), at + 40)

    assert woken(store)
    why = f"{journal(path)} is damaged at byte {at}."
    assert store.info().read_only_reason == why
    assert any(why in notice for notice in store.info().notices)
    assert store.index().uid == ["e1", "e2"]


def test_a_file_that_is_not_what_was_saved_is_told(store: TinyDbStore, path: Path) -> None:
    """The first wait reads all of it; a bit that has turned is found so."""
    store.apply([add(event("e2"))], "add")
    store.close()
    content = path.read_bytes()
    found = path.stat()
    path.write_bytes(content.replace(b"Something", b"Anything!"))
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))

    opened = TinyDbStore(path)
    assert woken(opened)
    why = f"{path} is not what was saved: damaged, or edited outside."
    assert opened.info().read_only_reason == why
    assert opened.index().uid == ["e1", "e2"]


def flip(path: Path, at: int) -> None:
    """Let a bit of a file turn."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 1]))


# files that go


def test_a_file_that_goes_is_told_once(store: TinyDbStore, other: TinyDbStore, path: Path) -> None:
    """Nothing is written in its place; it may come back."""
    away = path.rename(path.with_name("away"))

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(Replaced) as caught:
        store.changes(0)
    with pytest.raises(Replaced, match=r"^Not saved: "):
        store.apply([add(event("n"))], "add")
    assert str(caught.value) == (
        f"{path} was deleted, moved or locked away while open. Nothing was changed;"
        " put it back, or save what is open with “Back up” (ctrl+p)."
    )
    assert not path.exists()
    assert store.get("event", ["e1"])

    away.rename(path)
    assert store.changes(0) == []


def test_a_file_that_goes_before_it_is_opened_is_missing(store: TinyDbStore, path: Path) -> None:
    """Only its ends were read so far."""
    path.unlink()

    with pytest.raises(Unavailable, match=f"^There is no store at {path}; start the app"):
        store.get("event", ["e1"])


def test_a_file_that_may_not_be_read_any_more_is_told(
    store: TinyDbStore, other: TinyDbStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the system's own words."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Disk, "stat", refuse)

    with pytest.raises(Unavailable) as caught:
        store.changes(0)
    assert str(caught.value).startswith(f"{path} cannot be read: ")
    assert str(caught.value).endswith("; check the path and its permissions.")
    with pytest.raises(StoreError, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")


def test_damage_that_is_found_while_saving_is_told(store: TinyDbStore, path: Path) -> None:
    """It was only seen now that the file is another one than at the start."""
    path.write_bytes(path.read_bytes()[:-9])
    before = path.read_bytes()

    with pytest.raises(StoreError, match=rf"^Not saved: {path} is damaged at byte .*Nothing was"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_another_store_in_its_place_is_not_taken(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Its records are not ours, and ours do not go there."""
    path.unlink()
    create(path, [])
    before = path.read_bytes()

    assert store.wait(0, 0)
    with pytest.raises(Replaced, match=f"^Another store lies at {path} now. Nothing was changed;"):
        store.changes(0)
    with pytest.raises(Replaced, match=r"^Not saved: Another store lies at"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


def test_a_journal_that_goes_is_told_at_once(
    store: TinyDbStore, other: TinyDbStore, path: Path
) -> None:
    """Not only to whoever writes next."""
    token = store.apply([add(event("e2"))], "add")
    lost = journal(path)
    lost.unlink()
    before = path.read_bytes()

    assert store.wait(token, 0)
    assert not store.wait(token, 0)
    with pytest.raises(Replaced, match=f"^{lost} was deleted or moved while open. Nothing was"):
        store.changes(token)
    with pytest.raises(Replaced, match=f"^Not saved: {lost} was deleted or replaced while open"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before


GONE: dict[str, Callable[[Path], object]] = {
    "file": lambda path: path.unlink(),
    "journal": lambda path: journal(path).unlink(),
    "all": lambda path: list(map(Path.unlink, (journal(path), path))),
}


@pytest.mark.parametrize("gone", GONE.values(), ids=GONE)
def test_what_is_open_can_be_saved_elsewhere(
    store: TinyDbStore, other: TinyDbStore, path: Path, gone: Callable[[Path], object]
) -> None:
    """All that was saved is in the copy, and can be read on."""
    store.apply([add(event("e2"))], "add")
    gone(path)
    copy = path.with_name("copy.json")

    store.backup(copy)

    assert TinyDbStore(copy).index().uid == ["e1", "e2"]
    assert store.index().uid == ["e1", "e2"]
    assert [each.uid for each in store.get("event", ["e2", "e1"])] == ["e2", "e1"]


DAMAGES: dict[str, tuple[bytes | None, type[StoreError], str]] = {
    "cut": (None, Corrupt, " is damaged at byte "),
    "emptied": (b"", Corrupt, " is empty, perhaps after a crash; restore a copy"),
    "blank": (b"\n", Corrupt, " is empty, perhaps after a crash; restore a copy"),
    "something else": (b"[]", NotAStore, " is no store of syria-timeline; name another"),
}


@pytest.mark.parametrize(("content", "error", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_file_that_is_damaged_is_told(
    store: TinyDbStore,
    other: TinyDbStore,
    path: Path,
    content: bytes | None,
    error: type[StoreError],
    words: str,
) -> None:
    """Once by wait, then by whoever asks; it is not written over, and its records stay."""
    path.write_bytes(path.read_bytes()[:-9] if content is None else content)
    before = path.read_bytes()

    assert store.wait(0, 0)
    assert not store.wait(0, 0)
    with pytest.raises(error, match=f"^{path}{words}"):
        store.changes(0)
    with pytest.raises(error, match=r"^Not saved: .*Nothing was changed\.$"):
        store.apply([add(event("n"))], "add")
    assert path.read_bytes() == before
    assert store.get("event", ["e1"])
    store.close()
    assert path.read_bytes() == before


# a file that is being written while it is opened, and the end


def test_half_a_file_is_read_again(store: TinyDbStore, path: Path) -> None:
    """Stock storage truncates after it has written: what is read between is half a file."""
    rewrite(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    writing = Timer(0.02, path.write_bytes, [whole])

    writing.start()
    uids = TinyDbStore(path).index().uid
    writing.join()

    assert uids == ["e1"]


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
