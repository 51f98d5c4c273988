"""What is computed of an event when it enters an index is computed once where it recurs."""

import pytest

from store.dates import DateError
from store.index.entry import enter, spot
from store.model import Event, view
from store.names import Names
from tests.factories import claim, event, figure

NOBODY = Names({}, {}, {})


def test_dates_are_read_once() -> None:
    """The same days recur in most events; what is kept of them has an end."""
    spot.cache_clear()
    for day in (10, 11, 10, 10):
        enter(view(Event, event(when=f"2016-12-{day}")), NOBODY)

    assert spot.cache_info().hits == 2
    assert spot.cache_info().maxsize == 8_192


def test_a_wrong_date_is_refused_each_time() -> None:
    """No event with it has an entry."""
    for _ in range(2):
        with pytest.raises(DateError, match="not understood"):
            enter(view(Event, event(when="yesterday")), NOBODY)


@pytest.mark.parametrize(
    ("claims", "fault"),
    [
        ([claim(), claim()], "claim id c1 stands twice"),
        ([claim(figures=[figure(), figure()])], "figure id f1 stands twice in claim c1"),
    ],
)
def test_an_id_that_stands_twice_is_refused(claims: list[object], fault: str) -> None:
    """Nobody could say which is meant."""
    with pytest.raises(ValueError, match=fault):
        enter(view(Event, event(claims=claims)), NOBODY)


def test_equal_dates_are_one_text() -> None:
    """A hundred thousand entries are held at once."""
    one, other = (
        enter(view(Event, event(uid, when="".join(["2016-", "12-10"]))), NOBODY) for uid in "ab"
    )

    assert one.when is other.when
    assert one.section is other.section


def test_what_an_event_is_found_by() -> None:
    """Every record that it names, and every word of its own, once and in order."""
    claims = [
        claim(via="afp", verb="said", speaker={"name": "John Kerry", "office": "Secretary"}),
        claim("c2", quote="Shot", figures=[figure(place="jazal", population="men")]),
    ]
    parts = [{"actor": "un", "role": "host", "as_said": "UN men"}]
    places = [{"place": "jazal", "as_said": "Jazal area"}]
    found = enter(
        view(Event, event(claims=claims, participants=parts, places=places, tags=["Tag"])), NOBODY
    )

    assert found.postings == (
        *("kind:occurrence", "participant:un", "place:jazal", "claimant:sohr", "via:afp"),
        *("source:src", "metric:fled"),
    )
    assert found.text.split("\n") == [
        *("something occurs", "tag", "un men", "jazal area", "said", "it occurred", "john kerry"),
        *("secretary", "said", "it occurred", "shot", "fled", "men", "50,000"),
    ]
