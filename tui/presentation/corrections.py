"""What a record says differently now than when it was imported, and where it is from."""

from contextlib import suppress
from typing import Any

import msgspec

from store.edits import Correction, corrections, imported
from store.model import Document, Event, Origin, Revision, Source, view
from store.names import Names
from tui.presentation.days import day_of
from tui.presentation.parts import Parts

SEEDS = "seeds"
"""Format of the bundled chronology."""


def corrected(record: Event | Source) -> list[Correction]:
    """Return what an imported record says differently now, part by part.

    Keys that no view has are left out: a page does not show them either.
    """
    if not (record.origin and record.origin.changed):
        return []
    document = as_document(record)
    with suppress(msgspec.ValidationError):  # what is no valid import is compared as it stands
        original = as_document(view(type(record), imported(document)))
        document["origin"]["changed"] = {key: original.get(key) for key in record.origin.changed}
    return corrections(document)


def parts_of(event: Event, names: Names) -> Parts:
    """Return the parts of an event, and those that it was imported with."""
    original = None
    with suppress(msgspec.ValidationError):
        original = view(Event, imported(as_document(event)))
    return Parts(event, names, original)


def came(origin: Origin) -> str:
    """Return where a record is from: "bundled", else the name of the format."""
    return "bundled" if origin.format == SEEDS else origin.format or "imported"


def since(origin: Origin, what: str = "it") -> str:
    """Return "since it was bundled", "since it was imported from UCDP"."""
    if origin.format == SEEDS:
        return f"since {what} was bundled"
    return f"since {what} was imported" + (f" from {origin.format}" if origin.format else "")


def maker(revision: Revision | None) -> str:
    """Return who made a change; where nobody knows, what stands there is merely so now."""
    return (revision.by or "you") if revision else "now"


def dated(told: str, revision: Revision | None) -> str:
    """Return what is told with the day of the change and its reason behind it."""
    when = [day_of(revision.at), revision.reason] if revision else []
    return ", ".join(filter(None, [told, *when]))


def when(revision: Revision | None) -> str:
    """Return "you, 24 Nov 2026, misread"."""
    return dated(maker(revision), revision)


def as_document(record: Event | Source) -> Document:
    """Return a record as a document in which nothing is left out."""
    document: Document = _listed(msgspec.to_builtins(record))
    return document


def _listed(value: Any) -> Any:
    """Return a JSON value with lists for its tuples."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value
