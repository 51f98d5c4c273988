"""What is read in the detail pane, and what can be taken from it."""

import pytest

from store.model import Event, view
from tests.factories import claim, event, figure, source
from tests.presentation.pages import lines, looks, names
from tui.presentation.address import NoAddressError
from tui.presentation.page import Stop
from tui.presentation.reading import NOTHING, Reading
from tui.presentation.stops import Position

SOURCES = [
    source("web", title="Web", URL="https://example.org/a"),
    source("none", title="Paper"),
    source("ftp", title="Old", URL="ftp://example.org/a"),
    source("script", title="Trick", URL="javascript:alert(1)"),
    source("broken", title="Broken", URL="http://[/"),
    source("hostless", title="Hostless", URL="http:///a"),
    source("spaced", title="Spaced", URL="https://example.org/a b"),
]
KNOWN = names(sources=SOURCES)


def _reading(*claims: object) -> Reading:
    reading = Reading(KNOWN, looks(KNOWN))
    reading.show(view(Event, event(claims=list(claims))), KNOWN, looks(KNOWN))
    return reading


def _stop(reading: Reading, at: int | None) -> Stop | None:
    stops = reading.written(60).stops
    return stops[at] if at is not None and at < len(stops) else None


def test_a_page_is_blank_at_first_and_then_says_that_nothing_is_selected() -> None:
    """Before anything is shown nothing is said; there is nothing to take either way."""
    reading = Reading(KNOWN, looks(KNOWN))
    first = reading.written(60).lines
    reading.show(None, KNOWN, looks(KNOWN))

    assert first == []
    assert reading.written(60) == NOTHING
    assert reading.citation(None) == ""


def test_another_event_closes_the_cards() -> None:
    """The same event in a new version keeps them, as it keeps the place."""
    reading, how = _reading(), looks(KNOWN)
    reading.open_card("gone", Position(3, 1))

    assert not reading.show(view(Event, event(version=2, title="New")), KNOWN, how)
    assert reading.close_card() == Position(3, 1)
    assert reading.close_card() is None
    assert reading.show(None, KNOWN, how)


def test_a_card_lies_over_the_event() -> None:
    """Closing it shows the event again."""
    reading = _reading()
    reading.open_card("gone", Position())
    over = lines(reading.written(60))
    reading.close_card()

    assert over == ["The store has no card of gone."]
    assert lines(reading.written(60))[0] == "Something occurs"


@pytest.mark.parametrize(
    ("cursor", "begins"),
    [
        (None, "Event: “Something occurs”"),
        (0, "Event: “Something occurs”"),
        (1, "Sohr said: “50,000”, fled"),
        (2, "Sohr said: it occurred."),
        (99, "Event: “Something occurs”"),
    ],
)
def test_a_copy_says_who_says_so(cursor: int | None, begins: str) -> None:
    """The figure, the claim, or all of the event, each with its claimant."""
    reading = _reading(claim("c1", "Sohr", figures=[figure()]))

    assert reading.citation(_stop(reading, cursor)).startswith(begins)


def test_an_address_is_that_of_the_source_under_the_cursor() -> None:
    """A claim leads to its source."""
    reading = _reading(claim(source="web"))

    assert reading.address(_stop(reading, 1)) == "https://example.org/a"


@pytest.mark.parametrize(
    ("uid", "why"),
    [
        ("none", "No address is stored for “Paper”."),
        ("gone", "No address is stored for “gone”."),
        ("ftp", "The address of “Old” is neither http nor https."),
        ("script", "The address of “Trick” is neither http nor https."),
        ("broken", "The address of “Broken” cannot be read as a web address."),
        ("hostless", "The address of “Hostless” cannot be read as a web address."),
        ("spaced", "The address of “Spaced” cannot be read as a web address."),
        (None, "There is no source here: go to a claim or to a source first."),
    ],
)
def test_what_cannot_be_opened_says_why(uid: str | None, why: str) -> None:
    """Only whole http and https addresses are ever opened."""
    reading = _reading(claim(source=uid))

    with pytest.raises(NoAddressError, match="^" + why.replace(".", r"\.") + "$"):
        reading.address(_stop(reading, 1))
