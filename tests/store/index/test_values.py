"""What can be asked for is told with numbers, without going through the events."""

import pytest
from msgspec.structs import replace

from store.index import Timeline
from store.index.fresh import Fresh
from store.query import Facet
from tests.factories import claim, event
from tests.store.index.samples import EVENTS, index, kept

MORE = [
    event("more", claims=[claim(claimant="sohr")], participants=[{"actor": "x", "role": "host"}]),
    event("most", claims=[claim(claimant="y"), claim("c2", claimant="z")]),
]


def laid() -> Timeline:
    """Return a timeline of events on disk, with two more laid over them."""
    over = Fresh(index(MORE).entries())
    return Timeline(replace(kept(index()), over=over))


def test_the_most_frequent_values_are_told_with_their_numbers() -> None:
    """So many of the base, and all that lie over it, each with both."""
    found = laid()

    assert Timeline(kept(index())).most("claimant", 1) == {"sohr": 2}
    assert found.most("claimant", 1) == {"sohr": 3, "y": 1, "z": 1}
    assert found.most("claimant", 9) == {"sohr": 3, "aamaq": 1, "article": 1, "y": 1, "z": 1}
    assert found.most("place", 0) == {}


def test_some_values_are_told_with_their_numbers() -> None:
    """Also those that no event has, and actors by what they say and do."""
    found = laid()

    assert found.totals_of("claimant", ["sohr", "none"]) == {"sohr": 3, "none": 0}
    assert found.totals_of("actor", ["islamic-state", "x", "sohr"]) == {
        "islamic-state": 2,
        "x": 1,
        "sohr": 3,
    }


@pytest.mark.parametrize(
    ("facet", "number"), [("claimant", 6), ("participant", 3), ("actor", 9), ("metric", 1)]
)
def test_the_number_of_values_is_told_at_the_most(facet: Facet, number: int) -> None:
    """One that stands in both layers counts twice."""

    assert laid().number(facet) == number


def test_no_total_leaves_an_event_out() -> None:
    """Of either layer, and of both facets of an actor."""
    found = Timeline(index([*EVENTS, *MORE]))

    assert laid().totals("actor") == found.totals("actor")
    assert laid().values("actor") == found.values("actor")
