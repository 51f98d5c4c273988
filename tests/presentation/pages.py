"""Pages to test: the bundled events and small ones of one's own, as plain text."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from store.model import Actor, Document, Event, Place, Source, view
from store.names import Names
from store.seeding import seed_changes
from tests import factories
from tui.presentation.card import card
from tui.presentation.details import Judged, details
from tui.presentation.page import Page, Stop
from tui.theme import Looks

MODEL = "People flee eastern Aleppo"
JET = "Government jet lost on raids near Palmyra"


@cache
def seeded() -> tuple[dict[str, Event], Names]:
    """Return the bundled events by title, and the names they use."""
    found: dict[str, list[Document]] = {"event": [], "actor": [], "place": [], "source": []}
    for change in seed_changes():
        found[change.kind].append(change.document or {})
    events = [view(Event, document) for document in found["event"]]
    known = names(found["actor"], found["place"], found["source"])
    return {event.title: event for event in events}, known


def names(
    actors: Iterable[Document] = (),
    places: Iterable[Document] = (),
    sources: Iterable[Document] = (),
) -> Names:
    """Return the names of these records."""
    return Names(
        {document["uid"]: view(Actor, document) for document in actors},
        {document["uid"]: view(Place, document) for document in places},
        {document["uid"]: view(Source, document) for document in sources},
    )


def looks(known: Names, ascii_only: bool = False) -> Looks:
    """Return how these actors are drawn on a dark screen."""
    return Looks(known.actors.values(), "dark", ascii_only)


def bundled(title: str, width: int = 56, ascii_only: bool = False) -> Page:
    """Return the page of a bundled event."""
    events, known = seeded()
    return details(Judged.of(events[title]), known, looks(known, ascii_only), width)


def page(known: Names | None = None, width: int = 60, **keys: Any) -> Page:
    """Return the page of an event with these keys."""
    known = known or names()
    event = view(Event, factories.event(**keys))
    return details(Judged.of(event), known, looks(known), width)


def bundled_card(uid: str, title: str, width: int = 56) -> Page:
    """Return the card of a bundled actor, opened over a bundled event."""
    events, known = seeded()
    return card(uid, events[title], known, looks(known), width)


def lines(shown: Page) -> list[str]:
    """Return the lines as text."""
    return ["".join(text for text, _ in line) for line in shown.lines]


def flat(shown: Page) -> str:
    """Return all words with single blanks, whatever lines they stand on."""
    return " ".join(" ".join(lines(shown)).split())


def section(shown: Page, heading: str) -> str:
    """Return the words under a heading up to the next blank line."""
    texts = lines(shown)
    start = next((i for i, text in enumerate(texts) if text.startswith(heading)), len(texts))
    rest = [text.strip() for text in texts[start:]]
    return " ".join(" ".join(rest[: rest.index("")] if "" in rest else rest).split())


def at(shown: Page, stop: Stop) -> str:
    """Return the words of a stop."""
    return " ".join(" ".join(lines(shown)[stop.first : stop.end]).split())
