"""Corrections of documents: what they change, what was there before, how it comes back.

Nothing is overwritten without a trace: `history` keeps the previous value of every part changed,
and `origin.changed` the imported value of every field. Parts are named by `store.pointers`.
"""

from datetime import UTC, datetime
from typing import Any

import msgspec

from store.model import Deleted, Document, Revision, view
from store.pointers import differing, part, replaced, reverted, steps, touching

__all__ = [
    "KEPT_BY_US",
    "Correction",
    "Stamp",
    "corrections",
    "created",
    "deleted",
    "differences",
    "edited",
    "imported",
    "part",
    "replaced",
    "restored",
    "undeleted",
]

KEPT_BY_US = frozenset(
    ("uid", "version", "created", "updated", "by", "origin", "deleted", "history")
)
"""Keys that tell of a document and are no part of what it says."""


class Stamp(msgspec.Struct, frozen=True):
    """Who changes something, when and why."""

    at: str
    """UTC, ISO 8601, to the second."""
    by: str = ""
    reason: str = ""

    @classmethod
    def now(cls, by: str = "", reason: str = "") -> "Stamp":
        """Return the stamp of this moment."""
        return cls(datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), by, reason)


class Correction(msgspec.Struct, frozen=True):
    """One part of an imported record that says something else now."""

    path: str
    imported: Any
    """None where the import has no such part."""
    now: Any
    """None where the part was taken away."""
    revision: Revision | None
    """The last one that changed it, if it is known."""


def created(document: Document, stamp: Stamp) -> Document:
    """Complete a new document with version, times and author."""
    own = {"version": 1, "created": stamp.at, "updated": stamp.at}
    return {"uid": document["uid"], **own, **_by(stamp), **document}


def edited(before: Document, after: Document, stamp: Stamp) -> Document:
    """Return the next version, with what it changes kept beside it; the same if nothing is."""
    was = differences(before, after)
    if not was:
        return before
    revision = {"at": stamp.at, **_by(stamp), "was": was}
    if stamp.reason:
        revision["reason"] = stamp.reason
    done = {**_next(before, after, stamp), "history": [*before.get("history", ()), revision]}
    if before.get("origin"):
        done["origin"] = {**before["origin"], "changed": _changed(before, done)}
    return done


def deleted(document: Document, stamp: Stamp) -> Document:
    """Return the next version, marked as deleted."""
    mark = msgspec.to_builtins(Deleted(at=stamp.at, by=stamp.by, reason=stamp.reason))
    return {**_next(document, document, stamp), "deleted": mark}


def undeleted(document: Document, stamp: Stamp) -> Document:
    """Return the next version, deleted no longer."""
    kept = _next(document, document, stamp)
    kept.pop("deleted", None)
    return kept


def imported(document: Document) -> Document:
    """Return the document with all fields as they were imported."""
    changed = (document.get("origin") or {}).get("changed") or {}
    back = {**document, **changed}
    return {key: back[key] for key in back if key not in changed or changed[key] is not None}


def restored(document: Document, path: str = "") -> Document:
    """Return the document with one part as it was imported, or with all.

    A part is a field, a claim ("claims/c1") or a figure ("claims/c1/figures/f1"). A claim or
    figure that was added since stays: the document is the same.
    """
    original = imported(document)
    return reverted(document, original, path) if path else original


def corrections(document: Document) -> list[Correction]:
    """Return what an imported document says differently now, part by part."""
    original = imported(document)
    history = [view(Revision, each) for each in document.get("history", ())]
    return [
        Correction(path, was, part(document, path), _last(history, path))
        for path, was in differences(original, document).items()
    ]


def differences(before: Document, after: Document) -> dict[str, Any]:
    """Return the value that each differing part had before; None where there was none."""
    return dict(differing(_said(before), _said(after)))


def _by(stamp: Stamp) -> dict[str, str]:
    return {"by": stamp.by} if stamp.by else {}


def _next(before: Document, after: Document, stamp: Stamp) -> Document:
    kept = {key: value for key, value in before.items() if key in KEPT_BY_US}
    return {**after, **kept, "version": before.get("version", 1) + 1, "updated": stamp.at}


def _said(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in KEPT_BY_US}


def _changed(before: Document, after: Document) -> Document:
    """Return the imported value of each field that says something else now."""
    original = imported(before)
    fields = dict.fromkeys(steps(path)[0] for path in differences(original, after))
    return {field: original.get(field) for field in fields}


def _last(history: list[Revision], path: str) -> Revision | None:
    """Return the latest revision that changed a part, or something within it or around it."""
    found = (each for each in reversed(history) if any(touching(was, path) for was in each.was))
    return next(found, None)
