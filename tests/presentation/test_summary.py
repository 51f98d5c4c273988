"""What the lines above the timeline say."""

import pytest

from store.index import Listing, Timeline
from store.model import Kind, Unreadable
from store.query import Filter, Term
from tests.factories import actor, event
from tests.store.index.samples import index, timeline
from tui.presentation.summary import factions, shown, unreadable


def listed(query: Filter) -> str:
    """Return the counts of a filter."""
    whole = timeline()
    return shown(Listing(whole, whole.select(query)))


def test_shown() -> None:
    """The counts say how many of how many, and how many of them have no date."""
    assert listed(Filter()) == "5 of 5 events · 1 undated"
    assert listed(Filter((Term("participant", "islamic-state"),))) == "2 of 5 events"
    assert listed(Filter(texts=("no such word",))) == "0 of 5 events"


def test_shown_of_one() -> None:
    """One event is singular."""
    whole = Timeline(index([event()]))

    assert shown(Listing(whole, whole.select(Filter()))) == "1 of 1 event"


def taking_part(*uids: str) -> dict[str, object]:
    """Return the field of an event in which these take part."""
    return {"participants": [{"actor": uid, "role": "attacker"} for uid in uids]}


def test_factions() -> None:
    """Factions that take part come by stored rank, then by their events, then by uid."""
    actors = [
        actor("few", kind="rebel group"),
        actor("many", kind="rebel group"),
        actor("alike", kind="rebel group"),
        actor("second", kind="state forces", rank=2),
        actor("first", kind="external forces", rank=1),
        actor("absent", kind="rebel group", rank=3),
        actor("monitor"),
    ]
    events = [
        event("e1", **taking_part("few", "many", "second", "first", "monitor", "unknown")),
        event("e2", **taking_part("many", "second", "alike")),
    ]

    found = factions(Timeline(index(events, actors=actors)))

    assert found == ("first", "second", "many", "alike", "few")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([("event", "e7", "no title")], "1 event could not be read: e7: no title"),
        ([("event", "a", "x"), ("actor", "b", "y")], "2 records could not be read: a: x; b: y"),
        (
            [("event", f"e{number}", "x") for number in range(1200)],
            "1,200 events could not be read: e0: x; e1: x; e2: x; and 1,197 more",
        ),
    ],
)
def test_unreadable(records: list[tuple[Kind, str, str]], said: str) -> None:
    """What could not be read is counted and named, the first few with their reasons."""
    assert unreadable([Unreadable(*record) for record in records]) == said
