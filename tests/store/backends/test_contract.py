"""What every backend promises; a backend is done when this is green."""

from threading import Thread
from typing import Any

import pytest

from store.base import Change, EventStore, Record, Resync
from store.errors import Duplicate, NotFound, StoreError, VersionConflict, WriteError
from store.model import Document, Kind
from tests.factories import actor, claim, event, figure, place, source
from tests.store.backends.conftest import OpenStore
from tests.store.backends.helpers import add, delete, edit, four_kinds, second


@pytest.fixture
def store(open_store: OpenStore) -> EventStore:
    """One record of each kind."""
    return open_store(four_kinds())


def document(store: EventStore, uid: str = "e1", kind: Kind = "event") -> Document:
    """Return one stored document."""
    (record,) = store.get(kind, [uid])
    assert isinstance(record, Record)
    return record.document


def state(store: EventStore) -> list[object]:
    """Return all that a failed transaction must leave as it is."""
    return [
        *store.get("event", ["e1"]),
        *store.get("actor", ["sohr"]),
        [*store.index().uids()],
        store.changes(0),
    ]


def test_info_tells_a_new_store_from_another(open_store: OpenStore) -> None:
    """The identity lasts, the format is the first."""
    store = open_store([])

    assert store.info() == store.info()
    assert len(store.info().store_id) == 36
    assert store.info().format == 1
    assert not store.info().read_only
    assert store.info().location


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("event", event("e1")),
        ("actor", actor("sohr")),
        ("place", place("jazal")),
        ("source", source("src")),
    ],
)
def test_get_returns_the_record(store: EventStore, kind: Kind, expected: Document) -> None:
    """Each kind has a table of its own."""
    assert store.get(kind, [expected["uid"]]) == [Record(kind, expected["uid"], 1, expected)]


def test_get_keeps_the_order_asked(open_store: OpenStore) -> None:
    """Records come in the order of the uids, one as often as it is asked for."""
    store = open_store([add(event("a")), add(event("b"))])

    assert [record.uid for record in store.get("event", ["b", "a", "b"])] == ["b", "a", "b"]


def test_get_of_an_unknown_uid_names_it(store: EventStore) -> None:
    """What is not there is said, not left out."""
    with pytest.raises(NotFound, match=r"^There is no event e8, e9\.$"):
        store.get("event", ["e1", "e8", "e9"])


def test_an_empty_store_has_an_empty_index(open_store: OpenStore) -> None:
    """Nothing in, nothing out."""
    index = open_store([]).index()

    assert len(index) == 0
    assert index.token == 0
    assert index.unreadable == []


def test_index_holds_every_kind(store: EventStore) -> None:
    """Columns of the events, views of the rest."""
    index = store.index()

    assert [*index.uids()] == ["e1"]
    assert list(index.actors) == ["sohr"]
    assert list(index.places) == ["jazal"]
    assert list(index.sources) == ["src"]


def test_names_are_those_of_actors_places_and_sources(store: EventStore) -> None:
    """As the index has them."""
    names, index = store.names(), store.index()

    assert (names.actors, names.places) == (index.names.actors, index.names.places)
    assert names.sources == index.names.sources
    assert list(names.actors) == ["sohr"]


def test_apply_adds_edits_and_deletes(open_store: OpenStore) -> None:
    """All three are changes, in one transaction too."""
    store = open_store([add(event("a")), add(event("b"))])

    token = store.apply(
        [add(event("c")), edit(second("a", title="Edited")), delete("b")], "all at once"
    )

    assert sorted([*store.index().uids()]) == ["a", "c"]
    assert document(store, "a")["title"] == "Edited"
    assert store.index().token == token
    with pytest.raises(NotFound):
        store.get("event", ["b"])


def test_a_record_may_change_twice_in_one_transaction(store: EventStore) -> None:
    """The second change sees the first."""
    store.apply([edit(second()), delete("e1", 2), add(event("e1", version=4))], "again and again")

    assert document(store)["version"] == 4


def test_apply_of_nothing_is_no_transaction(store: EventStore) -> None:
    """The token stays."""
    assert store.apply([], "nothing") == store.index().token == 0


def test_tokens_grow(store: EventStore) -> None:
    """Each transaction has its own, later ones larger."""
    tokens = [store.apply([add(event(uid))], "add") for uid in "abc"]

    assert tokens == sorted(set(tokens))
    assert tokens[0] > 0


@pytest.mark.parametrize("touch", ["before", "returned"])
def test_documents_are_copied_at_the_border(open_store: OpenStore, touch: str) -> None:
    """What a caller does to its document does nothing to the store."""
    given = event("e1", claims=[claim("c1")])
    store = open_store([])
    store.apply([add(given)], "add")
    (change,) = list_of(store.changes(0))
    assert change.document is not None

    for theirs in [given] if touch == "before" else [document(store), change.document]:
        theirs["title"] = "Defaced"
        theirs["claims"][0]["statement"] = "defaced"

    assert document(store) == event("e1", claims=[claim("c1")])
    assert list_of(store.changes(0))[0].document == document(store)


def list_of(changes: list[Change] | Resync) -> list[Change]:
    """Return changes that are known one by one."""
    assert isinstance(changes, list)
    return changes


STRANGE: dict[str, Any] = {"id": "f1", "future": {"deep": [1, {"deeper": None}]}}


def test_unknown_keys_survive_the_change_of_another_record(open_store: OpenStore) -> None:
    """At any depth, nulls, floats and large numbers as they were."""
    odd = event(
        "odd", x=1.0, big=2**70, claims=[claim("c1", figures=[figure(**STRANGE)], later="kept")]
    )
    store = open_store([add(odd), add(event("e1"))])

    store.apply([edit(second())], "edit another")

    assert document(store, "odd") == odd


def test_an_edit_keeps_what_the_patched_document_has(store: EventStore) -> None:
    """Unknown keys of the edited record are written as given."""
    store.apply([edit(second(future=[{"a": 1}]))], "edit")

    assert document(store)["future"] == [{"a": 1}]


REFUSED: list[tuple[str, list[Change], type[StoreError], str]] = [
    ("add twice", [add(event("e1"))], Duplicate, "event e1 exists already"),
    ("add the same twice", [add(event("n")), add(event("n"))], Duplicate, "event n exists"),
    ("edit unknown", [edit(second("e9"))], NotFound, "there is no event e9"),
    ("delete unknown", [delete("e9")], NotFound, "there is no event e9"),
    ("delete what was never read", [delete("e9", None)], NotFound, "there is no event e9"),
    ("edit deleted", [delete("e1"), edit(second())], NotFound, "there is no event e1"),
    ("stale edit", [edit(event("e1", version=5))], VersionConflict, "e1"),
    ("stale delete", [delete("e1", 3)], VersionConflict, "e1"),
    ("delete unread", [delete("e1", None)], VersionConflict, "e1"),
    ("no title", [add({"uid": "n", "version": 1})], WriteError, "event n: .*title"),
    ("bad kind", [add(event("n", kind="rumour"))], WriteError, "event n: .*rumour"),
    ("bad date", [add(event("n", when="2016-02-30"))], WriteError, "event n: "),
    ("bad actor", [add(actor("n", kind="x"), "actor")], WriteError, "actor n: "),
    ("other uid", [Change("event", "n", None, event("m"))], WriteError, "its uid is written 'm'"),
    ("no uid", [add(event(""))], WriteError, "its uid is written ''"),
    ("uid with escapes", [add(event("n\x1b"))], WriteError, "its uid is written 'n'"),
    ("uid of two lines", [add(event("n\nm"))], WriteError, "does not stand on one line"),
    ("claim twice", [add(event("n", claims=[claim("c\n1")] * 2))], WriteError, "c 1 stands twice"),
    (
        "figure twice",
        [add(event("n", claims=[claim(figures=[figure()] * 2)]))],
        WriteError,
        "event n: figure id f1 stands twice in claim c1",
    ),
    ("no version", [add({"uid": "n", "title": "N"})], WriteError, "its version must be above 0"),
    ("version zero", [add(event("n", version=0))], WriteError, "its version must be above 0"),
    ("same version", [Change("event", "e1", 1, event("e1"))], WriteError, "must be above 1"),
    ("not a number", [add(event("n", x=float("nan")))], WriteError, "event n: .*float"),
    ("infinite", [add(event("n", x=[float("inf")]))], WriteError, "event n: .*float"),
    ("a set", [add(event("n", tags={"a"}))], WriteError, "event n: .*set"),
]


@pytest.mark.parametrize(
    ("changes", "error", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_a_refused_change_changes_nothing(
    store: EventStore, changes: list[Change], error: type[StoreError], words: str
) -> None:
    """All or nothing: the good changes around a bad one are not kept either."""
    before = state(store)

    with pytest.raises(error, match=rf"^Not saved: .*{words}"):
        store.apply([add(event("good")), *changes, delete("sohr", 1, "actor")], "refused")

    assert state(store) == before
    with pytest.raises(NotFound):
        store.get("event", ["good"])


@pytest.mark.parametrize("levels", [100, 100_000])
def test_a_document_nested_too_deeply_is_refused(store: EventStore, levels: int) -> None:
    """Before it could be written and never read again."""
    deep: list[Any] = []
    for _ in range(levels):
        deep = [deep]

    with pytest.raises(WriteError, match="event n"):
        store.apply([add(event("n", x=deep))], "deep")


def test_a_document_may_be_wide(store: EventStore) -> None:
    """Many small lists are no deep one."""
    store.apply([add(event("n", x=[[{}]] * 200))], "wide")

    assert document(store, "n")["x"] == [[{}]] * 200


def test_a_conflict_names_every_record(open_store: OpenStore) -> None:
    """The form shows theirs beside yours for each."""
    store = open_store([add(event(uid, version=3)) for uid in "abc"])

    with pytest.raises(VersionConflict, match="a, c") as caught:
        store.apply([edit(second("a")), delete("b", 3), delete("c", 1)], "stale")

    assert caught.value.uids == ("a", "c")


def test_undoing_a_delete_may_skip_a_version(store: EventStore) -> None:
    """Versions only grow; the one of the deletion is not given again."""
    store.apply([delete("e1")], "delete")
    store.apply([add(event("e1", version=3))], "undo")

    assert document(store)["version"] == 3


def test_text_is_cleaned_on_the_way_in(open_store: OpenStore) -> None:
    """No escape sequence gets in, NFC throughout, newlines stay."""
    store = open_store([])

    store.apply([add(event("e1", title="a\x1b]52;b", summary="cafe\u0301\nx", x="\ud800"))], "add")

    stored = document(store)
    assert (stored["title"], stored["summary"], stored["x"]) == ("a]52;b", "caf\xe9\nx", "")


def test_changes_tell_each_transaction_in_order(store: EventStore) -> None:
    """Before, uid and the new document of each, from any token on."""
    first = store.apply([add(event("n"))], "add")
    second_ = store.apply([edit(second("n"))], "edit")
    store.apply([delete("n", 2)], "delete")

    expected = [add(event("n")), edit(second("n")), delete("n", 2)]
    assert store.changes(0) == expected
    assert store.changes(first) == expected[1:]
    assert store.changes(second_) == expected[2:]


def test_changes_come_before_those_that_refer_to_them(open_store: OpenStore) -> None:
    """An index that takes them in one by one knows an actor before its events."""
    store = open_store([])

    store.apply(list(reversed(four_kinds())), "mixed")

    assert store.changes(0) == four_kinds()


@pytest.mark.parametrize("token", [-1, 1])
def test_a_token_that_was_never_given_means_resync(store: EventStore, token: int) -> None:
    """Whoever comes with it reads the index again."""
    assert store.changes(token) == Resync()


def test_nothing_changed_since_the_latest_token(store: EventStore) -> None:
    """Own changes are not told twice."""
    token = store.apply([add(event("n"))], "add")

    assert store.changes(token) == []
    assert not store.wait(token, 0)


def test_wait_sees_what_is_there_already(store: EventStore) -> None:
    """No time passes."""
    store.apply([add(event("n"))], "add")

    assert store.wait(0, 0)


def test_wait_wakes_on_a_change(store: EventStore) -> None:
    """Long before the timeout."""
    waking: list[bool] = []
    waiter = Thread(target=lambda: waking.append(store.wait(0, 60)))

    waiter.start()
    store.apply([add(event("n"))], "add")
    waiter.join(30)

    assert waking == [True]


def test_close_ends_the_waiting(store: EventStore) -> None:
    """A waiting thread never holds up the end."""
    waking: list[bool] = []
    waiter = Thread(target=lambda: waking.append(store.wait(0, 60)))

    waiter.start()
    store.close()
    waiter.join(30)

    assert waking == [False]
