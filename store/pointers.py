"""Parts of a document by their paths: what stands there, what differs, another value put there.

Paths are those of JSON Pointer (RFC 6901) without the first stroke, nested items by id:
"claims/c1/figures/f1/best". A key that is not there says the same as null, and items with ids
say the same in any order.
"""

from collections.abc import Iterator
from typing import Any

from store.model import Document

_BY_ID = frozenset(("claims", "figures"))
"""Lists whose items have ids; one that is not there is empty."""


def steps(path: str) -> list[str]:
    """Return the keys and ids that lead to a part."""
    return [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")]


def escaped(key: str) -> str:
    """Return a key or an id as it stands in a path."""
    return key.replace("~", "~0").replace("/", "~1")


def part(document: Document, path: str) -> Any:
    """Return what stands at a path, None where nothing does."""
    found: Any = document
    for step in steps(path):
        if isinstance(found, list):
            found = next((item for item in found if _id(item) == step), None)
        else:
            found = found.get(step) if isinstance(found, dict) else None
    return found


def replaced(document: Document, path: str, value: Any) -> Document:
    """Return a copy with another value at a path; the same where its claim or figure is gone."""
    done: Document = _put(document, steps(path), value)
    return done


def reverted(document: Document, original: Document, path: str) -> Document:
    """Return a copy in which a part is as it was in the original.

    A key that was not there goes; a claim or figure that was not there stays.
    """
    above = path.rpartition("/")[0]
    holder = part(original, above) if above else original
    if isinstance(holder, dict) or part(original, path) is not None:
        back: Document = _back(document, original, steps(path))
        return back
    return document


def differing(before: Document, after: Document, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path of each part that differs, with what it was; None where nothing was."""
    for key in {**before, **after}:
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        here = f"{path}{escaped(key)}"
        olds, news = _items(key, old), _items(key, new)
        if olds is None or news is None:
            yield here, old
        else:
            yield from _nested(olds, news, f"{here}/")


def touching(one: str, other: str) -> bool:
    """Whether two paths lead to the same part, or one to something within the other's."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _nested(olds: Document, news: Document, path: str) -> Iterator[tuple[str, Any]]:
    """Compare lists whose items have ids, item by item."""
    for uid in {**olds, **news}:
        old, new = olds.get(uid), news.get(uid)
        if old is None or new is None:
            yield f"{path}{escaped(uid)}", old
        else:
            yield from differing(old, new, f"{path}{escaped(uid)}/")


def _items(key: str, value: Any) -> Document | None:
    """Return a list of items by their ids; None where it is no such list."""
    if key not in _BY_ID or not isinstance(value, list | None):
        return None
    items = value or []
    found = {_id(item): item for item in items}
    return found if len(found) == len(items) and "" not in found else None


def _id(item: Any) -> str:
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) else ""


def _put(value: Any, way: list[str], new: Any) -> Any:
    if not way:
        return new
    step, rest = way[0], way[1:]
    if isinstance(value, list):
        return [_put(item, rest, new) if _id(item) == step else item for item in value]
    return {**value, step: _put(value.get(step), rest, new)}


def _back(now: Any, original: Any, way: list[str]) -> Any:
    if not way:
        return original
    step, rest = way[0], way[1:]
    if isinstance(original, list):
        return _item_back(now if isinstance(now, list) else [], original, step, rest)
    if not isinstance(now, dict):
        return original
    value = _back(now.get(step), original.get(step), rest)
    others = {key: each for key, each in now.items() if key != step}
    return others if value is None else {**now, step: value}


def _item_back(now: list[Any], original: list[Any], uid: str, rest: list[str]) -> list[Any]:
    """Return a copy with one item as it was, behind those that it stood behind."""
    at = next(at for at, item in enumerate(original) if _id(item) == uid)
    if any(_id(item) == uid for item in now):
        return [_back(each, original[at], rest) if _id(each) == uid else each for each in now]
    ahead = {_id(item) for item in original[:at]}
    place = max((i for i, item in enumerate(now, 1) if _id(item) in ahead), default=0)
    return [*now[:place], original[at], *now[place:]]
