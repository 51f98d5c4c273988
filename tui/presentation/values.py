"""What stands in a part of an event, in words, as it is stored or was at any time."""

import json
from contextlib import suppress
from functools import partial
from math import isfinite
from typing import Any

import msgspec
from msgspec.structs import replace

from store import quantities
from store.model import Claim, Figure, Grading, Participant, Period, PlaceRef, Speaker
from store.names import Names
from store.pointers import steps
from tui.presentation import figures, words
from tui.presentation.claim_lines import person
from tui.presentation.involved import role_words
from tui.presentation.locators import located
from tui.presentation.parts import Parts, is_item

NOTHING = "none"
DATES = ("when", "said_on", "as_of")
RECORDS = ("claimant", "via", "source", "place")
CHOSEN = ("kind", "qualifier", "stance", "about", "part_of_day", "language", "unit")
"""Fields that take one of a few words."""
SHAPES: dict[str, Any] = {
    "participants": tuple[Participant, ...],
    "places": tuple[PlaceRef, ...],
    "speaker": Speaker,
    "period": Period,
    "grading": Grading,
    **dict.fromkeys(("tags", "related", "agrees_with"), tuple[str, ...]),
}
"""What stands in the fields that hold more than a text or a number."""


def said(path: str, value: Any, parts: Parts) -> str:
    """Return what stands at a path; what no view takes stands as JSON."""
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, str):
        return _text(steps(path)[-1], value, parts)
    with suppress(msgspec.ValidationError):
        if found := _made(path, msgspec.convert(value, _shape(path)), parts):
            return found
    return json.dumps(value, ensure_ascii=False)


def _number(value: float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    endless = isinstance(value, float) and not isfinite(value)
    return str(value) if endless else quantities.grouped(value)


def _text(field: str, text: str, parts: Parts) -> str:
    if field in DATES:
        return figures.date_words(text)
    if field in RECORDS:
        return parts.names.label(text)
    if field in CHOSEN:
        return text
    if field == "supersedes":
        return parts.by(text)
    return f"“{located(text) if field == 'locator' else text}”"


def _shape(path: str) -> Any:
    if is_item(path):
        return Figure if len(steps(path)) == 4 else Claim
    return SHAPES.get(steps(path)[-1], Any)


def _made(path: str, value: Any, parts: Parts) -> str:
    text = ""
    match value:
        case Claim():
            text = f"“{value.statement or value.quote or 'no words recorded'}”"
        case Figure():
            text = ", ".join([f"“{value.verbatim}”", *figures.scope(value, parts.names)])
        case Speaker():
            text = _speaker(path, value, parts)
        case Period():
            when = f" ({figures.date_words(value.when)})" if value.when else ""
            text = f"“{value.verbatim}”{when}"
        case Grading():
            text = f"{value.grade}, by {value.grader}"
        case [*items]:
            text = _list(steps(path)[-1], items, parts)
    return text


def _list(field: str, items: list[Any], parts: Parts) -> str:
    if field in ("claims", "figures"):
        return words.count(len(items), field.removesuffix("s"))
    each = parts.by if field == "agrees_with" else partial(_one, parts=parts)
    found = [each(item) for item in items]
    return ", ".join(found) if all(found) else ""


def _one(item: Any, parts: Parts) -> str:
    match item:
        case Participant():
            role = role_words(item, parts.event, parts.names)
            return f"{parts.names.label(item.actor)} ({role})"
        case PlaceRef():
            return _place(item, parts.names)
        case str():
            return item
    return ""


def _place(ref: PlaceRef, names: Names) -> str:
    said = f" (“{ref.as_said}”)" if ref.as_said else ""
    return f"{names.label(ref.place)}{said}"


def _speaker(path: str, speaker: Speaker, parts: Parts) -> str:
    """Return name and office; a name that is withheld now is not told as it was before either."""
    claim = parts.claims.get("".join(steps(path)[1:2]))
    if claim and claim.speaker and claim.speaker.withheld:
        speaker = replace(speaker, withheld=True)
    return ", ".join(filter(None, [person(speaker), speaker.office]))
