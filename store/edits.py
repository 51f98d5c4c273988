"""Corrections of documents: what they change, what was there before, how it comes back.

Nothing is overwritten without a trace: `history` keeps the previous value of every part changed,
and `origin.changed` the imported value of every field. Paths are those of JSON Pointer (RFC 6901)
without the first stroke, nested items by id: "claims/c1/figures/f1/best".
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from store.model import Deleted, Document, Revision, view

KEPT_BY_US = frozenset(
    ("uid", "version", "created", "updated", "by", "origin", "deleted", "history")
)
"""Keys that tell of a document and are no part of what it says."""
_BY_ID = frozenset(("claims", "figures"))
"""Lists whose items have ids."""
_ABSENT: Any = object()


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
    """Return the document with one part as it was imported, or with all; the same if none was.

    A part is a field, a claim ("claims/c1") or a figure ("claims/c1/figures/f1").
    """
    original = imported(document)
    if not path:
        return original
    value = part(original, path)
    return document if value is None else _put(document, path.split("/"), value)


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
    return dict(_differing(_said(before), _said(after), ""))


def part(document: Document, path: str) -> Any:
    """Return what stands at a path, None where nothing does."""
    found: Any = document
    for step in path.split("/"):
        if isinstance(found, list):
            found = next((item for item in found if _id(item) == _unescaped(step)), None)
        else:
            found = found.get(_unescaped(step)) if isinstance(found, dict) else None
    return found


def _by(stamp: Stamp) -> dict[str, str]:
    return {"by": stamp.by} if stamp.by else {}


def _next(before: Document, after: Document, stamp: Stamp) -> Document:
    return {**after, "version": before.get("version", 1) + 1, "updated": stamp.at}


def _said(document: Document) -> Document:
    return {key: value for key, value in document.items() if key not in KEPT_BY_US}


def _changed(before: Document, after: Document) -> Document:
    """Return the imported value of each field that differs from it now."""
    original = _said(imported(before))
    now = _said(after)
    return {
        key: original.get(key)
        for key in {**original, **now}
        if original.get(key, _ABSENT) != now.get(key, _ABSENT)
    }


def _differing(before: Any, after: Any, path: str) -> Iterator[tuple[str, Any]]:
    for key in {**before, **after}:
        old, new = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if old == new:
            continue
        here = f"{path}{_escaped(key)}"
        olds, news = _items(key, old), _items(key, new)
        if olds is not None and news is not None:
            yield from _nested(olds, news, f"{here}/")
        else:
            yield here, None if old is _ABSENT else old


def _nested(olds: Document, news: Document, path: str) -> Iterator[tuple[str, Any]]:
    """Compare lists whose items have ids, item by item."""
    for uid in {**olds, **news}:
        old, new = olds.get(uid), news.get(uid)
        if old is None or new is None:
            yield f"{path}{_escaped(uid)}", old
        else:
            yield from _differing(old, new, f"{path}{_escaped(uid)}/")


def _items(key: str, value: Any) -> Document | None:
    """Return a list of items by their ids; None where it is no such list."""
    if key not in _BY_ID or not isinstance(value, list):
        return None
    found = {_id(item): item for item in value}
    return found if len(found) == len(value) and "" not in found else None


def _id(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def _put(value: Any, steps: list[str], new: Any) -> Any:
    """Return a copy with another value at a path; items of lists are found by id."""
    if not steps:
        return new
    step, rest = _unescaped(steps[0]), steps[1:]
    if isinstance(value, list):
        return [_put(item, rest, new) if _id(item) == step else item for item in value]
    return {**value, step: _put(value.get(step), rest, new)}


def _last(history: list[Revision], path: str) -> Revision | None:
    """Return the latest revision that changed a part, or something within it or around it."""
    touching = (each for each in reversed(history) if any(_touches(was, path) for was in each.was))
    return next(touching, None)


def _touches(one: str, other: str) -> bool:
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")


def _unescaped(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")
