"""From an event as a JSON document to the changes that save it, and the records that it brings."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from typing import Any, NamedTuple

from store.base import Change
from store.claims_patch import free_id
from store.connect import MEMORY, connect
from store.edits import KEPT_BY_US, Stamp, created
from store.errors import StoreError
from store.identity import new_uid
from store.index import Index
from store.model import VIEWS, Actor, Document, Event, Kind, Place, Source, view
from store.names import Names
from store.text import clean, clean_document
from tui.cli.add_changes import Addition, Faulty
from tui.cli.add_checks import checks
from tui.cli.add_faults import faults, shown
from tui.cli.add_unknown import Unknown, kept, mistyped, unknown

_RECORDS = "records"
_LISTS: dict[str, Kind] = {"actors": "actor", "places": "place", "sources": "source"}
_ELSEWHERE = ("by", "origin", "history", "deleted")
"""Keys that tell what became of a document in the store that it is from."""


class _Part(NamedTuple):
    """One record of the document, the event being one."""

    kind: Kind
    path: str
    value: Any
    """An object, if nothing is wrong."""


def addition(given: Document, index: Index, stamp: Stamp) -> Addition:
    """Return what a document adds; raises Faulty with all that is wrong in it."""
    parts, misplaced = _parts(_cleaned(given))
    wrong = Faulty(chain(misplaced, _wrong(parts, index)))
    if wrong.faults:
        raise wrong
    strange = kept(chain.from_iterable(_unknown(part) for part in parts))
    changes = [
        Change(part.kind, part.value["uid"], None, created(part.value, stamp)) for part in parts
    ]
    _rehearse(changes)
    return Addition(changes, lambda: _echo(changes, index.names), (*_left_out(given), *strange))


def _wrong(parts: list[_Part], index: Index) -> Iterator[str]:
    """Yield what is wrong in each record, and between them."""
    made: dict[Kind, set[str]] = {kind: set() for kind in VIEWS}
    for part in parts:
        made[part.kind].add(str(_get(part.value, "uid")))
    known = checks(index, made)
    for part in parts:
        yield from faults(VIEWS[part.kind], part.value, part.path, known)
        yield from mistyped(_unknown(part))
    yield from _doubled(parts)
    yield from _linked(parts[-1].value)


def _unknown(part: _Part) -> Iterator[Unknown]:
    also = _RECORDS if part.kind == "event" else ""
    return unknown(VIEWS[part.kind], part.value, part.path, also)


def _cleaned(given: Document) -> Document:
    try:
        return clean_document(given)
    except ValueError as error:
        raise Faulty([str(error)]) from None


def _parts(given: Document) -> tuple[list[_Part], list[str]]:
    """Return the records and then the event, and what is wrong with how the records stand."""
    lists, wrong = given.get(_RECORDS, {}), []
    if not isinstance(lists, dict):
        lists, wrong = {}, [f"{_RECORDS}: expected an object with {', '.join(_LISTS)}"]
    parts = []
    for name, items in lists.items():
        if name not in _LISTS or not isinstance(items, list):
            wrong.append(f"{_RECORDS}.{name}: expected a list under {', '.join(_LISTS)}")
            continue
        for at, item in enumerate(items):
            parts.append(_Part(_LISTS[name], f"{_RECORDS}.{name}[{at}]", _own(item)))
    event = {key: value for key, value in given.items() if key != _RECORDS}
    return [*parts, _Part("event", "", _identified(_own(event)))], wrong


def _own(value: Any) -> Any:
    """Return what a document says itself: version, times and the like are ours."""
    if not isinstance(value, dict):
        return value
    return {key: item for key, item in value.items() if key == "uid" or key not in KEPT_BY_US}


def _identified(event: Document) -> Document:
    """Return the event with a uid, on one line its title, and ids of claims and figures."""
    event = {"uid": new_uid(), **event}
    if isinstance(event.get("title"), str):
        event["title"] = clean(event["title"]).strip()
    if "claims" in event:
        event["claims"] = _with_ids(event["claims"], "c")
    return event


def _with_ids(items: Any, letter: str) -> Any:
    """Return claims or figures, those without an id under the next free ones."""
    if not isinstance(items, list):
        return items
    first = free_id({str(_get(item, "id")) for item in items}, letter)
    numbers = count(int(first.removeprefix(letter)))
    return [_with_id(item, letter, numbers) for item in items]


def _with_id(item: Any, letter: str, numbers: Iterator[int]) -> Any:
    if not isinstance(item, dict):
        return item
    found = item if "id" in item else {"id": f"{letter}{next(numbers)}", **item}
    return {**found, "figures": _with_ids(item["figures"], "f")} if "figures" in item else found


def _doubled(parts: list[_Part]) -> Iterator[str]:
    """Yield which uids and ids name two."""
    for kind in VIEWS:
        of_kind = [part for part in parts if part.kind == kind]
        yield from _twice([(part.path, part.value) for part in of_kind], "uid")
    claims = _objects(parts[-1].value, "claims")
    yield from _twice(claims, "id")
    for path, claim in claims:
        figures = [(f"{path}.{at}", one) for at, one in _objects(claim, "figures")]
        yield from _twice(figures, "id")


def _twice(items: list[tuple[str, Any]], key: str) -> Iterator[str]:
    named = [(path, name) for path, item in items if isinstance(name := _get(item, key), str)]
    counts = Counter(name for _, name in named)
    for path, name in named:
        if counts[name] > 1:
            yield f"{path}.{key}: {shown(name)} stands twice"


def _linked(event: Document) -> Iterator[str]:
    """Yield which claims are named, and are none of the document."""
    claims = _objects(event, "claims")
    ids = {claim.get("id") for _, claim in claims if isinstance(claim.get("id"), str)}
    for path, claim in claims:
        agreed = claim.get("agrees_with")
        named = [("supersedes", claim.get("supersedes"))]
        named += [("agrees_with", uid) for uid in (agreed if isinstance(agreed, list) else ())]
        for key, uid in named:
            if isinstance(uid, str) and (uid not in ids or uid == claim.get("id")):
                yield f"{path}.{key}: no other claim of the document has the id {shown(uid)}"


def _objects(value: Any, key: str) -> list[tuple[str, Document]]:
    """Return the objects of a list with their paths."""
    items = _get(value, key)
    found = enumerate(items if isinstance(items, list) else ())
    return [(f"{key}[{at}]", item) for at, item in found if isinstance(item, dict)]


def _get(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _rehearse(changes: list[Change]) -> None:
    """Let a store look at it that is thrown away: it refuses what no document may be."""
    try:
        connect(MEMORY, empty=True).apply(changes, "rehearsal")
    except StoreError as error:
        raise Faulty([str(error)]) from None


def _left_out(given: Document) -> tuple[str, ...]:
    found = [key for key in _ELSEWHERE if given.get(key)]
    return (f"Left out, as what became of it elsewhere: {', '.join(found)}.",) if found else ()


def _echo(changes: list[Change], names: Names) -> Iterator[str]:
    from tui.cli.add_echo import event_lines

    documents = {
        kind: [each.document or {} for each in changes if each.kind == kind] for kind in VIEWS
    }
    overlaid = names.overlaid(
        [view(Actor, each) for each in documents["actor"]],
        [view(Place, each) for each in documents["place"]],
        [view(Source, each) for each in documents["source"]],
    )
    return event_lines(view(Event, documents["event"][0]), overlaid, changes)
