"""Events to test that were corrected, and the section of a page that tells of it."""

from typing import Any

from store.edits import Stamp, edited
from store.model import Document, Event, view
from tests.factories import actor, claim, event, figure, place, source
from tests.presentation.pages import at, lines, looks, names
from tui.presentation.details import Judged, details
from tui.presentation.page import Page

YOU = Stamp("2026-11-24T23:30:00Z", reason="misread")
RIMA = Stamp("2026-11-25T08:00:00Z", by="Rima")
ORIGIN = {"format": "seeds", "changed": {}}
KNOWN = names(
    [actor("sohr", short="SOHR"), actor("un", short="UN"), actor("rebels", name="Rebels")],
    [place("jazal"), place("palmyra")],
    [source("src", title="An article"), source("other", title="Another")],
)
SEED = event(
    origin=ORIGIN,
    claims=[
        claim("c1", "sohr", verb="reported", statement="it fell", figures=[figure()]),
        claim("c2", "un", quote="we see it"),
    ],
)


def corrected(*edits: dict[str, Any], seed: Document = SEED, by: Stamp = YOU) -> Document:
    """Return a document after some edits."""
    for keys in edits:
        seed = edited(seed, {**seed, **keys}, by)
    return seed


def shown(document: Document, width: int = 300) -> Page:
    """Return the page of an event."""
    judged = Judged.of(view(Event, document))
    return details(judged, KNOWN, looks(KNOWN), width)


def entries(document: Document) -> list[str]:
    """Return the entries of the section, each a stop."""
    page = shown(document)
    start = next(i for i, line in enumerate(lines(page)) if line.startswith("CHANGES"))
    return [at(page, stop) for stop in page.stops if stop.first > start]


def changing(**keys: Any) -> list[str]:
    """Return the entries after one edit of the first claim."""
    first, *rest = SEED["claims"]
    return entries(corrected({"claims": [{**first, **keys}, *rest]}))


def figure_changing(**keys: Any) -> list[str]:
    """Return the entries after one edit of the figure."""
    return changing(figures=[{**figure(), **keys}])
