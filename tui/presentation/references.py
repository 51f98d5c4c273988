"""The sources of an event, numbered, with nothing that they do not state."""

from store.model import Event, Source
from store.names import Names
from tui.presentation import figures, words
from tui.presentation.locators import all_located
from tui.presentation.page import Pen
from tui.presentation.source_changes import correction
from tui.presentation.wrap import TIED


def sources(pen: Pen, event: Event, names: Names) -> None:
    """Write each source with its number, where in it the claims stand, and what was corrected."""
    numbers = figures.source_numbers(event)
    if numbers:
        pen.heading("SOURCES")
    for uid, number in numbers.items():
        source = names.sources.get(uid)
        label = f"[{number}] "
        hang = 2 + len(label)
        with pen.stop(source=uid):
            title = source.title if source else f"{uid} (this source is not in the store)"
            pen.write((label, "quiet"), (title, "strong"), first=2, rest=hang)
            for line in [*(described(source) if source else []), _places(event, uid)]:
                pen.write((line, "quiet"), first=hang, rest=hang)
            pen.write((correction(source) if source else "", "verdict"), first=hang, rest=hang)


def described(source: Source) -> list[str]:
    """Return what a source states of itself beside its title, its address on a line of its own."""
    stated = [
        figures.date_words(source.issued) if source.issued else "",
        words.byline(source),
        source.container_title,
        source.publisher,
    ]
    beside = [source.url, source.archive and f"archived: {source.archive}"]
    return list(filter(None, [" · ".join(filter(None, stated)), *beside]))


def _places(event: Event, uid: str) -> str:
    """Return how many claims rest on a source, and where in it they stand."""
    claims = [claim for claim in event.claims if claim.source == uid]
    places = all_located((claim.locator for claim in claims), TIED)
    return words.count(len(claims), "claim") + (f": {places}" if places else "")
