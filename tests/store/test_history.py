"""Undo and redo over a store: back to the same documents, and never over another's change."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.backends.memory import MemoryStore
from store.backends.tinydb import TinyDbStore
from store.backends.tinydb_write import create
from store.base import Change, EventStore
from store.edits import Stamp, deleted, edited, undeleted
from store.errors import Duplicate, NotFound, StoreError, VersionConflict, WriteError
from store.history import Done, Ledger, Transaction, perform, stored
from store.model import Document, Kind
from tests.factories import actor, claim, event, place, source
from tests.store.any_documents import from_seeds
from tests.store.backends.helpers import add

STAMP = Stamp("2026-11-24T08:00:00Z", by="Rima")
EVENTS = [
    event("e1", title="A jet is lost", claims=[claim()]),
    event("e2", title="Monuments fall", origin=from_seeds()["origin"]),
]
SEEDS = [add(actor("sohr"), "actor"), add(source("src"), "source"), *map(add, EVENTS)]


@pytest.fixture(params=["memory", "tinydb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> EventStore:
    """Return a store of each backend, with two events."""
    return MemoryStore(SEEDS) if request.param == "memory" else on_disk(tmp_path)


@pytest.fixture
def ledger(store: EventStore) -> Ledger:
    """Return what changes that store."""
    return Ledger(store)


def on_disk(folder: Path) -> TinyDbStore:
    """Return another view of the store in a folder, made if it is not there."""
    path = folder / "events.json"
    if not path.exists():
        create(path, SEEDS)
    return TinyDbStore(path)


def correcting(store: EventStore, uid: str = "e1", **keys: Any) -> Change:
    """Return the change that corrects an event."""
    before = stored(store, "event", uid)
    after = edited(before, {**before, **keys}, STAMP)
    return Change("event", uid, before["version"], after)


def deleting(store: EventStore, uid: str = "e1") -> Change:
    """Return the change that deletes an event."""
    before = stored(store, "event", uid)
    return Change("event", uid, before["version"], deleted(before, STAMP))


def said(store: EventStore, *uids: str) -> list[Document]:
    """Return the documents of events but their versions."""
    return [{**stored(store, "event", uid), "version": 0} for uid in uids or ("e1", "e2")]


def version(store: EventStore, uid: str = "e1") -> int:
    """Return the version of an event."""
    found: int = stored(store, "event", uid)["version"]
    return found


def gone(store: EventStore) -> list[str]:
    """Return the deleted events, none of which is a row."""
    index = store.index()
    uids = [each.uid for each in index.deleted]
    assert not {*uids} & {*index.uids()}
    return uids


def test_an_edit_is_undone_and_done_again(store: EventStore, ledger: Ledger) -> None:
    """The same documents both times; the version only grows."""
    first = said(store)
    done = ledger.perform([correcting(store, title="Other")], "corrected")
    then = said(store)

    redo = ledger.take_back(done, STAMP)
    assert (said(store), version(store)) == (first, 3)
    undo = ledger.take_back(redo, STAMP)
    assert (said(store), version(store)) == (then, 4)
    ledger.take_back(undo, STAMP)
    assert (said(store), version(store)) == (first, 5)


def test_a_deleted_event_is_back_with_version_plus_two(store: EventStore, ledger: Ledger) -> None:
    """One for the deletion, one for taking it back."""
    first = said(store)
    done = ledger.perform([deleting(store)], "deleted")

    assert gone(store) == ["e1"]
    ledger.take_back(done, STAMP)
    assert (gone(store), said(store), version(store)) == ([], first, 3)


def test_an_added_event_is_marked_as_deleted_and_comes_back(
    store: EventStore, ledger: Ledger
) -> None:
    """Not even what is taken back is lost."""
    done = ledger.perform([add(event("e3", x=[1]))], "added")
    new = said(store, "e3")

    redo = ledger.take_back(done, STAMP)
    assert gone(store) == ["e3"]
    assert stored(store, "event", "e3")["deleted"] == {"at": STAMP.at, "by": "Rima", "reason": ""}
    ledger.take_back(redo, STAMP)
    assert (gone(store), said(store, "e3"), version(store, "e3")) == ([], new, 3)


def test_an_event_with_its_new_actor_goes_and_comes_as_one(
    store: EventStore, ledger: Ledger
) -> None:
    """A transaction of several kinds."""
    done = ledger.perform([add(actor("un"), "actor"), add(event("e3"))], "added “e3”")

    redo = ledger.take_back(done, STAMP)
    assert ("un" in store.index().actors, store.index().row("e3") is not None) == (False, False)
    ledger.take_back(redo, STAMP)
    assert ("un" in store.index().actors, store.index().row("e3") is not None) == (True, True)
    assert (redo.label, redo.events) == ("added “e3”", ["e3"])


NAMED: list[tuple[Kind, Document]] = [
    ("actor", actor("un", history=[{"at": STAMP.at, "was": {"name": "UN"}}])),
    ("place", place("jazal")),
    ("source", source("copy")),
]


@pytest.mark.parametrize(("kind", "document"), NAMED)
def test_what_is_added_takes_the_place_of_a_deleted_namesake(
    store: EventStore, ledger: Ledger, kind: Kind, document: Document
) -> None:
    """Its history goes on; undo puts the deleted one back, redo the new one."""
    store.apply([add(document, kind)], "add")
    store.apply([Change(kind, document["uid"], 1, deleted(document, STAMP))], "delete")
    before = stored(store, kind, document["uid"])
    new = {key: document[key] for key in document if key != "history"} | {"notes": "New"}

    done = ledger.perform([add(new, kind)], "added")
    now = stored(store, kind, document["uid"])
    assert now == {**document, "notes": "New", "version": 3}
    redo = ledger.take_back(done, STAMP)
    assert stored(store, kind, document["uid"]) == {**before, "version": 4}
    ledger.take_back(redo, STAMP)
    assert stored(store, kind, document["uid"]) == {**now, "version": 5}


def test_what_is_typed_again_after_undo_is_added_again(store: EventStore, ledger: Ledger) -> None:
    """An event with a new actor, as often as one likes; those taken back stay deleted."""
    for uid in ("e3", "e4", "e5"):
        done = ledger.perform([add(actor("un"), "actor"), add(event(uid))], "added")
        assert ("un" in store.index().actors, store.index().row(uid) is not None) == (True, True)
        ledger.take_back(done, STAMP)

    assert "un" not in store.index().actors
    assert {*gone(store)} == {"e3", "e4", "e5"}


def test_an_event_never_takes_the_place_of_a_deleted_one(store: EventStore, ledger: Ledger) -> None:
    """Its key is nobody's name: the same one twice is a mistake, as of a record that is there."""
    ledger.perform([deleting(store)], "deleted")

    with pytest.raises(Duplicate):
        ledger.perform([add(event("e1"))], "added")
    with pytest.raises(Duplicate):
        ledger.perform([add(actor("sohr"), "actor")], "added")


def test_several_edits_of_one_event_are_undone_one_after_the_other(
    store: EventStore, ledger: Ledger
) -> None:
    """Each finds the version that taking back the next one gave."""
    first = said(store)
    done = [ledger.perform([correcting(store, title=each)], each) for each in "abc"]
    last = said(store)

    undone = undo_all(ledger, done)
    assert (said(store), version(store)) == (first, 7)
    undo_all(ledger, undone)
    assert (said(store), version(store)) == (last, 10)


def test_what_another_changed_between_two_undos_is_not_undone(
    store: EventStore, ledger: Ledger
) -> None:
    """The version that taking back gave is no longer there."""
    done = [ledger.perform([correcting(store, title=each)], each) for each in "abc"]
    ledger.take_back(done[2], STAMP)
    store.apply([correcting(store, title="theirs")], "theirs")

    with pytest.raises(VersionConflict):
        ledger.take_back(done[1], STAMP)
    assert stored(store, "event", "e1")["title"] == "theirs"


def test_a_change_that_cannot_be_saved_is_no_transaction(store: EventStore) -> None:
    """Nothing is changed, and there is nothing to undo."""
    first = said(store)

    with pytest.raises(WriteError):
        perform(store, [correcting(store, title="Other"), add(event("e3", when="soon"))], "")
    with pytest.raises(NotFound):
        perform(store, [Change("event", "e9", 1, event("e9", version=2))], "")
    assert said(store) == first


@pytest.mark.parametrize("kind", ["added", "corrected", "deleted"])
def test_what_another_terminal_changed_since_is_not_undone(tmp_path: Path, kind: str) -> None:
    """A sentence with the title as it is now; nothing is changed, of other records neither."""
    mine, other = on_disk(tmp_path), on_disk(tmp_path)
    changes = {
        "added": [add(event("e3"))],
        "corrected": [correcting(mine, title="Mine"), correcting(mine, "e2", title="Mine too")],
        "deleted": [deleting(mine)],
    }
    ledger = Ledger(mine)
    done = ledger.perform(changes[kind], kind)
    uid = done.events[0]
    other.changes(0)
    before = stored(other, "event", uid)
    theirs = edited(undeleted(before, STAMP), {**before, "title": "A \x1b[1mtitle"}, STAMP)
    other.apply([Change("event", uid, before["version"], theirs)], "theirs")
    bytes_ = (tmp_path / "events.json").read_bytes()

    with pytest.raises(VersionConflict) as refused:
        ledger.take_back(done, STAMP)

    assert str(refused.value) == ("“A [1mtitle”: changed since by another terminal; not undone.")
    assert refused.value.uids == (uid,)
    assert (tmp_path / "events.json").read_bytes() == bytes_


def test_what_another_terminal_deleted_before_us_is_not_undone(tmp_path: Path) -> None:
    """A record without a title is called by its name, or by its uid."""
    mine, other = on_disk(tmp_path), on_disk(tmp_path)
    named = {**actor("sohr"), "version": 2, "notes": "N"}
    ledger = Ledger(mine)
    done = ledger.perform([Change("actor", "sohr", 1, named)], "")
    other.changes(0)
    other.apply([Change("actor", "sohr", 2, {**named, "version": 3})], "")

    with pytest.raises(VersionConflict, match="“Sohr”: changed since by another"):
        ledger.take_back(done, STAMP)


def test_a_record_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """With the reason."""
    text = (on_disk(tmp_path), tmp_path / "events.json")[1].read_text(encoding="utf-8")
    (tmp_path / "events.json").write_text(text.replace('"A jet is lost"', "7"), encoding="utf-8")

    with pytest.raises(StoreError, match="e1 could not be read: Expected `str`, got `int`"):
        stored(on_disk(tmp_path), "event", "e1")


STEP = st.tuples(
    st.sampled_from(["add", "edit", "edit", "delete", "undelete"]),
    st.integers(0, 9),
    st.sampled_from(["", "A", "B", "C"]),
)
STEPS = st.lists(STEP, max_size=9) | st.lists(STEP, min_size=50, max_size=50)
Steps = list[tuple[str, int, str]]


def work(ledger: Ledger, steps: Steps) -> list[Transaction]:
    """Do any work that a user may do, a transaction a step."""
    return [ledger.perform(_changes(ledger.store, *step), step[0]) for step in steps]


def _changes(store: EventStore, verb: str, number: int, text: str) -> list[Change]:
    index = store.index()
    alive, dead = [*index.uids()], [each.uid for each in index.deleted]
    if verb == "add" or not alive or (verb == "undelete" and not dead):
        return [add(event(f"new{len(alive) + len(dead)}", title=text))]
    if verb == "undelete":
        before = stored(store, "event", dead[number % len(dead)])
        return [Change("event", before["uid"], before["version"], undeleted(before, STAMP))]
    uid = alive[number % len(alive)]
    other = f"{text}{version(store, uid)}"
    return [deleting(store, uid) if verb == "delete" else correcting(store, uid, title=other)]


def undo_all(ledger: Ledger, done: list[Transaction]) -> list[Transaction]:
    """Take back all, the last first; return what does it again."""
    return [ledger.take_back(each, STAMP) for each in reversed(done)]


def run(store: EventStore, steps: Steps) -> None:
    """Work, undo all, redo all, undo all again."""
    rows, first, ledger = [*store.index().uids()], said(store), Ledger(store)
    done = work(ledger, steps)
    last, lost = [*store.index().uids()], gone(store)
    then = said(store, *last, *lost)

    undone = undo_all(ledger, done)
    assert ([*store.index().uids()], said(store)) == (rows, first)
    redone = undo_all(ledger, undone)
    assert ([*store.index().uids()], {*gone(store)}) == (last, {*lost})
    assert said(store, *last, *lost) == then
    undo_all(ledger, redone)
    assert ([*store.index().uids()], said(store)) == (rows, first)


@given(STEPS)
@settings(deadline=None, max_examples=60)
def test_any_work_undone_wholly_gives_the_first_state(steps: Steps) -> None:
    """And redone wholly, the last."""
    run(MemoryStore(SEEDS), steps)


@given(STEPS)
@settings(deadline=None, max_examples=4)
def test_any_work_on_disk_undone_wholly_gives_the_first_state(steps: Steps) -> None:
    """In a file too."""
    with TemporaryDirectory() as folder:
        run(on_disk(Path(folder)), steps)


def test_a_transaction_of_added_records_keeps_no_documents() -> None:
    """An import of a million would not fit twice."""
    done = perform(MemoryStore(), [add(event("e1", notes="N" * 1000))], "imported")

    assert done == Transaction("imported", (Done("event", "e1", 1, None),))
