"""The index orders events, and drops none silently."""

import pytest

from store.model import Document
from tests.factories import actor, event
from tests.store.index.samples import index


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["2016-03-02", "2016-03-01"], [1, 0]),
        (["2016-03-01", "2016-03", "2016", "201X"], [3, 2, 1, 0]),
        (["", "2016"], [1, 0]),
        (["/2016-11-26~", "2016-11-25", "2016-11-27"], [1, 0, 2]),
        (["[..2016-12-10]", "2016-12-09"], [1, 0]),
        (["2016-12-10T08:00", "2016-12-10"], [1, 0]),
        (["2016", "2016"], [0, 1]),
    ],
)
def test_events_stand_by_earliest_then_the_coarser_first_then_uid(
    dates: list[str], order: list[int]
) -> None:
    """Latest stands in for an earliest that is not known; undated comes last."""
    events = [event(f"e{number}", when=when) for number, when in enumerate(dates)]

    assert index(events).uid == [f"e{number}" for number in order]


@pytest.mark.parametrize(
    "bad",
    [
        event("bad", when="soon"),
        event("bad", kind="rumour"),
        {"uid": "bad"},
    ],
)
def test_a_bad_event_is_named_and_the_good_ones_stay(bad: Document) -> None:
    """One bad event among good ones."""
    found = index([event("good"), bad])

    assert found.uid == ["good"]
    assert [record.uid for record in found.unreadable] == ["bad"]
    assert found.unreadable[0].reason


def test_a_record_without_uid_is_listed_too() -> None:
    """Even what has no name is not dropped."""
    found = index([], actors=[{"name": "nobody"}, actor("sohr")])

    assert list(found.actors) == ["sohr"]
    assert found.unreadable[0].uid == "(no uid)"


def test_sections_start_where_the_heading_changes() -> None:
    """A year, a month, the undated."""
    found = index()

    assert found.sections == [(0, 2012, 0), (1, 2016, 3), (2, 2016, 12), (4, 9999, 13)]
    assert len(found) == 5
