"""The bundled records as the tests of this folder read them: views and walks over them."""

from collections.abc import Iterator

import seeds
from store.model import Actor, Document, Event, Place, Source, view

DOCUMENTS = seeds.documents()
EVENTS = [view(Event, document) for document in DOCUMENTS["event"]]
ACTORS = {document["uid"]: view(Actor, document) for document in DOCUMENTS["actor"]}
PLACES = {document["uid"]: view(Place, document) for document in DOCUMENTS["place"]}
SOURCES = {document["uid"]: view(Source, document) for document in DOCUMENTS["source"]}
CLAIMS = [claim for event in EVENTS for claim in event.claims]
FIGURES = [figure for claim in CLAIMS for figure in claim.figures]
FACTIONS = [actor for actor in ACTORS.values() if actor.faction]


def seed_id(event: Event) -> str:
    """Return the short id of a seed: s1, s2, ..."""
    return event.origin.id if event.origin else ""


def strings(value: object, skipped: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield every string of a JSON value but those under the keys skipped."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, skipped)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in skipped:
                yield from strings(item, skipped)


def records() -> Iterator[Document]:
    """Yield every bundled record."""
    for documents in DOCUMENTS.values():
        yield from documents
