"""What was changed in an event: since it was imported, or since it was added."""

from contextlib import suppress
from typing import Any

import msgspec

from store.edits import Correction, corrections, imported
from store.model import Claim, Document, Event, Figure, Origin, Revision, view
from store.names import Names
from store.pointers import steps
from tui.presentation.claim_lines import HANG
from tui.presentation.days import day_of
from tui.presentation.page import Does, Pen
from tui.presentation.parts import Parts, is_item
from tui.presentation.values import said

SEEDS = "seeds"
"""Format of the bundled chronology."""


def corrected(event: Event) -> list[Correction]:
    """Return what an imported event says differently now, part by part.

    Keys that no view has are left out: a page does not show them either.
    """
    if not (event.origin and event.origin.changed):
        return []
    document = _document(event)
    with suppress(msgspec.ValidationError):  # what is no valid import is compared as it stands
        original = _document(view(Event, imported(document)))
        document["origin"]["changed"] = {key: original.get(key) for key in event.origin.changed}
    return corrections(document)


def parts_of(event: Event, names: Names) -> Parts:
    """Return the parts of an event, and those that it was imported with."""
    original = None
    with suppress(msgspec.ValidationError):
        original = view(Event, imported(_document(event)))
    return Parts(event, names, original)


def came(origin: Origin) -> str:
    """Return where an event is from: "bundled", else the name of the format."""
    return "bundled" if origin.format == SEEDS else origin.format or "imported"


def since(origin: Origin, what: str = "it") -> str:
    """Return "since it was bundled", "since it was imported from UCDP"."""
    if origin.format == SEEDS:
        return f"since {what} was bundled"
    return f"since {what} was imported" + (f" from {origin.format}" if origin.format else "")


def changes(pen: Pen, event: Event, found: list[Correction], names: Names) -> None:
    """Write what an imported event says differently now; what each part of an own one was."""
    if event.origin and found:
        pen.heading("CHANGES", since(event.origin))
        _write_corrections(pen, event.origin, found, parts_of(event, names))
    elif event.history and not event.origin:
        pen.heading("CHANGES", "what each part was, the latest first")
        _write_history(pen, event, Parts(event, names))


def _document(event: Event) -> Document:
    """Return an event as a document in which nothing is left out."""
    document: Document = _listed(msgspec.to_builtins(event))
    return document


def _listed(value: Any) -> Any:
    """Return a JSON value with lists for its tuples."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, list | tuple) else value


def _write_corrections(pen: Pen, origin: Origin, found: list[Correction], parts: Parts) -> None:
    for each in found:
        was = f"{came(origin)}: {said(each.path, each.imported, parts)}"
        now = f"{_by(each.revision)}: {said(each.path, each.now, parts)}"
        told = [was, now]
        if is_item(each.path):
            told = [now] if each.imported is None else [was, _by(each.revision)]
        name = parts.name(each.path) + became(each.path, each.imported)
        _entry(pen, each.path, parts, (name, _dated(told, each.revision)))


def _write_history(pen: Pen, event: Event, parts: Parts) -> None:
    for revision in reversed(event.history):
        for path, was in revision.was.items():
            added = was is None and is_item(path)
            told = "" if added else "before: "
            told += said(path, parts.known(path) if added else was, parts)
            name = parts.name(path) + became(path, was)
            _entry(pen, path, parts, (name, _dated([told, _by(revision)], revision)))


def _entry(pen: Pen, path: str, parts: Parts, words: tuple[str, str]) -> None:
    """Write "title · bundled: “…” · you: “…”, 24 Nov 2026, reason" as a stop."""
    name, told = words
    with pen.stop(**_does(path, parts)):
        pen.write((name, "strong"), (f" · {told}", ""), first=2, rest=HANG)


def _dated(told: list[str], revision: Revision | None) -> str:
    when = [day_of(revision.at), revision.reason] if revision else []
    return ", ".join(filter(None, [" · ".join(told), *when]))


def became(path: str, was: Any) -> str:
    """Return what became of a claim or figure as a whole."""
    if not is_item(path):
        return ""
    return " added" if was is None else " taken away"


def _by(revision: Revision | None) -> str:
    """Return who made a change; where nobody knows, what stands there is merely so now."""
    return (revision.by or "you") if revision else "now"


def _does(path: str, parts: Parts) -> Does:
    """Return what can be done at a change: what can be with the claim or figure, if it is there."""
    claim, figure = _present(path, parts.event)
    if claim is None:
        return {"part": path}
    actor = claim.claimant if claim.claimant in parts.names.actors else ""
    does: Does = {"actor": actor, "source": claim.source or "", "claim": claim, "part": path}
    return {**does, "figure": figure} if figure else does


def _present(path: str, event: Event) -> tuple[Claim | None, Figure | None]:
    way = steps(path)
    if way[0] != "claims" or len(way) == 1:
        return None, None
    claim = next((each for each in event.claims if each.id == way[1]), None)
    wanted = way[3] if claim and way[2:3] == ["figures"] and len(way) > 3 else None
    figures = claim.figures if claim else ()
    return claim, next((each for each in figures if each.id == wanted), None)
