"""Which records an event names, and how a deleted event comes back with them."""

import pytest

from store.base import Change, EventStore
from store.connect import MEMORY, connect
from store.edits import Stamp, deleted
from store.errors import NotFound
from store.history import stored
from store.model import Document, Kind
from store.references import companions, referred, revived
from tests.factories import actor, claim, event, figure, place, source

STAMP = Stamp("2026-11-24T10:00:00Z")
NAMING = event(
    participants=[{"actor": "russia", "role": "accused", "by": "sohr"}],
    places=[{"place": "jazal"}],
    claims=[
        claim(via="afp", figures=[figure(place="palmyra"), figure("f2", place=None)]),
        claim("c2", "article", source=None),
    ],
)


def test_all_that_an_event_names() -> None:
    """Participants and who says so, claimants, via, places of events and figures, sources."""
    assert referred(NAMING) == {
        "actor": {"russia", "sohr", "afp", "article"},
        "place": {"jazal", "palmyra"},
        "source": {"src"},
    }
    assert referred(event()) == {"actor": set(), "place": set(), "source": set()}


@pytest.fixture
def store() -> EventStore:
    """Return a store with that event and some of what it names, all of it deleted but one."""
    store = connect(MEMORY, empty=True)
    records: list[tuple[Kind, Document]] = [
        ("actor", actor()),
        ("actor", actor("russia")),
        ("place", place()),
        ("source", source()),
        ("event", NAMING),
    ]
    store.apply([Change(kind, one["uid"], None, one) for kind, one in records], "add")
    gone = [(kind, one) for kind, one in records if one["uid"] != "russia"]
    marked = [Change(kind, one["uid"], 1, deleted(one, STAMP)) for kind, one in gone]
    store.apply(marked, "delete")
    return store


def test_an_event_comes_back_with_what_it_names(store: EventStore) -> None:
    """What was not deleted is left alone, what is unknown stays unknown."""
    changes = revived(store, stored(store, "event", "e1"), STAMP)
    store.apply(changes, "restore")

    assert [one.uid for one in changes] == ["sohr", "jazal", "src", "e1"]
    assert [*store.index().uids()] == ["e1"]
    assert set(store.index().actors) == {"sohr", "russia"}
    with pytest.raises(NotFound):
        store.get("place", ["palmyra"])


def test_what_an_event_names_comes_back_alone(store: EventStore) -> None:
    """For an event that is there, and whose restored part names it."""
    changes = companions(store, stored(store, "event", "e1"), STAMP)
    store.apply(changes, "restore")

    assert [one.uid for one in changes] == ["sohr", "jazal", "src"]
    assert [*store.index().uids()] == []
    assert companions(store, NAMING, STAMP) == []
