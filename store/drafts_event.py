"""From the draft of an event to the changes that save it; untouched parts stay as they are."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from store import claims_patch, participants, place_lines, sources
from store.base import Change
from store.dates import When
from store.drafts import Draft, Line
from store.drafts_reading import EventReading, Reader, consented
from store.edits import KEPT_BY_US, Stamp, created, edited
from store.identity import new_uid
from store.model import Claim, Document, Event, Kind, view
from store.names import Names
from store.references import referred
from store.text import clean


class Unsaved(Exception):
    """A draft has problems; `problems` names them by line."""

    def __init__(self, reading: EventReading) -> None:
        super().__init__("Not saved: some of it cannot be read.")
        self.reading = reading


def changes(draft: Draft, document: Document | None, reader: Reader, stamp: Stamp) -> list[Change]:
    """Return what saves a draft, records before those that refer to them; none if it says nothing.

    `document` is the stored event that the draft is of, None for a new one. Raises Unsaved.
    """
    reading = reader.event(draft)
    if reading.problems:
        raise Unsaved(reading)
    before = document or _blank()
    after = _patched(before, draft, reading, reader)
    if document is None:
        event = Change("event", after["uid"], None, created(after, stamp))
    else:
        fresh = edited(before, after, stamp)
        if fresh is before:
            return []
        event = Change("event", before["uid"], before.get("version", 1), fresh)
    return [*_new_records(draft, reading, reader, after, stamp), event]


def _blank() -> Document:
    """Return an event that says nothing yet, with every key that a document has."""
    said: Document = msgspec.json.decode(msgspec.json.encode(Event(uid=new_uid(), title="")))
    return {key: said[key] for key in said if key not in KEPT_BY_US - {"uid", "origin"}}


def _patched(before: Document, draft: Draft, reading: EventReading, reader: Reader) -> Document:
    after = dict(before)
    if draft.is_touched("when"):
        after |= _dated(before, reading.when, reading.part_of_day)
    for field, key in (("what", "title"), ("kind", "kind"), ("notes", "notes")):
        if draft.is_touched(field):
            after[key] = clean(draft.text(field), lines=key == "notes")
    names = reading.names
    lists = {
        "places": _numbered(
            before.get("places", []), draft.lines("where"), reading.where, _PLACE, names
        ),
        "participants": _numbered(
            before.get("participants", []), draft.lines("who"), reading.who, _PART, names
        ),
        "claims": _claims(before, draft.lines("claims"), reading, reader),
    }
    changed = {key: items for key, items in lists.items() if items != before.get(key, [])}
    return {**after, **changed}


def _dated(before: Document, when: When, part_of_day: str) -> Document:
    """Return what a typed date changes; it is no date that was computed any more."""
    now = {"when": when.text, "when_derived": False, "part_of_day": part_of_day}
    if before.get("when", "") == when.text:
        del now["when_derived"]
    return {key: value for key, value in now.items() if before.get(key) or value}


class _Grammar(NamedTuple):
    """How the lines of a field are made into items, and change them."""

    read: Callable[[str, Names], Any]
    made: Callable[[Any], Document]
    patched: Callable[[Document, Any, Any], Document]


_PLACE = _Grammar(place_lines.read, place_lines.made, place_lines.patched)
_PART = _Grammar(participants.read, participants.made, participants.patched)


def _numbered(
    stored: Sequence[Document],
    lines: Sequence[Line],
    readings: Sequence[Any],
    grammar: _Grammar,
    names: Names,
) -> list[Document]:
    """Return places or participants: each as it is, patched or gone, then the new ones."""
    mine = {line.of: (line, read) for line, read in zip(lines, readings, strict=True) if line.of}
    kept = []
    for at, item in enumerate(stored):
        line, read = mine.get(str(at), (Line(), None))
        if not line.touched:
            kept.append(item)
        elif not line.blank:
            kept.append(grammar.patched(item, grammar.read(line.was, names), read))
    return kept + [grammar.made(read) for line, read in zip(lines, readings) if _is_new(line)]


def _claims(
    before: Document, lines: Sequence[Line], reading: EventReading, reader: Reader
) -> list[Document]:
    """Return the claims: each as it is, patched or gone, then the new ones under free ids."""
    stored = before.get("claims", [])
    others = [view(Claim, each) for each in stored]
    mine = {line.of: (line, read) for line, read in zip(lines, reading.claims) if line.of}
    kept = []
    for item in stored:
        line, read = mine.get(item["id"], (Line(), None))
        if not line.touched or read is None:
            kept.append(item)
        elif not line.blank:
            was = reader.claim(line.was, reading.cited.uid)
            kept.append(claims_patch.patched(item, was, read, others, figures=line.figures))
    taken = _used_ids(before)
    for line, read in zip(lines, reading.claims):
        if _is_new(line):
            uid = claims_patch.free_id(taken, "c")
            taken.add(uid)
            made = claims_patch.made(read, uid, figures=line.figures, others=others)
            others.append(view(Claim, made))
            kept.append(made)
    return kept


def _is_new(line: Line) -> bool:
    return not line.of and not line.blank


def _used_ids(document: Document) -> set[str]:
    """Return the ids of all claims that the event has or had: none may stand for two."""
    paths = [path for each in document.get("history", ()) for path in each.get("was", ())]
    past = {path.split("/")[1] for path in paths if path.startswith("claims/")}
    imported = ((document.get("origin") or {}).get("changed") or {}).get("claims") or []
    return past | {each["id"] for each in (*document.get("claims", ()), *imported)}


def _new_records(
    draft: Draft, reading: EventReading, reader: Reader, event: Document, stamp: Stamp
) -> Iterator[Change]:
    """Yield the actors, places and the source that the event refers to and that are not here."""
    used = referred(event)
    actors, places = consented(draft, reader.known)
    found: dict[Kind, list[Document]] = {"actor": actors, "place": places}
    for kind, documents in found.items():
        for document in documents:
            if document["uid"] in used[kind]:
                yield _added(kind, document, stamp)
    cited = reading.cited
    if cited.new and cited.uid and not cited.same:
        yield _added("source", sources.made(cited.new, cited.uid), stamp)


def _added(kind: Kind, document: Document, stamp: Stamp) -> Change:
    return Change(kind, document["uid"], None, created(document, stamp))
