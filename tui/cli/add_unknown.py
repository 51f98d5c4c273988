"""Keys of a JSON document that say nothing here: kept, but told of, and refused where mistyped."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, get_args, get_origin

import msgspec

from store.edits import KEPT_BY_US
from store.model import VIEWS
from store.text import clean, fold
from tui.cli.add_faults import shown, view_of

OWN = "x-"
"""What begins with it is meant to be unknown."""
_ALIKE = 0.8
"""How much of a key must agree for it to be taken for another, 1 being all."""
_DATES = ("when", "said_on", "as_of", "issued")
"""What "date" is meant for, by the view in which it stands."""
_COMPARED = 500
"""Unknown keys of one object that are compared with what is missing."""
_NAMED = 10
"""Unknown keys that are written out."""
_LONGEST = 60
"""Characters of a key that is written out."""


class Unknown(NamedTuple):
    """A key of a document that no view has."""

    path: str
    meant: str
    """The key that is missing beside it and is nearly the same; empty if there is none."""


def unknown(type_: Any, value: object, path: str, also: str = "") -> Iterator[Unknown]:
    """Yield the unknown keys of a value and of all within it; `also` is a key without a field."""
    if isinstance(value, dict) and (view := view_of(type_)):
        fields = {each.encode_name: each.type for each in msgspec.structs.fields(view)}
        ours = KEPT_BY_US if view in VIEWS.values() else frozenset()
        missing = [key for key in (*fields, also) if key and key not in value and key not in ours]
        strange = [key for key in value if key not in fields]
        meant = {key: _meant(key, missing) for key in strange[:_COMPARED]}
        for key in strange:
            yield Unknown(_at(path, key), meant.get(key, ""))
        for key, inner in fields.items():
            if key in value:
                yield from unknown(inner, value[key], _at(path, key))
    elif isinstance(value, list) and get_origin(type_) is tuple:
        for number, item in enumerate(value):
            yield from unknown(get_args(type_)[0], item, f"{path}[{number}]")


def mistyped(found: Iterable[Unknown]) -> Iterator[str]:
    """Yield a sentence for each key that is nearly one that is missing."""
    for each in found:
        if each.meant:
            yield f"{each.path}: no such key is read; did you mean {shown(each.meant)}?"


def kept(found: Iterable[Unknown]) -> tuple[str, ...]:
    """Name the first unknown keys in one sentence, and count the others."""
    rest = iter(found)
    if named := [f"$.{each.path}" for each in islice(rest, _NAMED)]:
        more = sum(1 for _ in rest)
        return (f"Kept, but not understood: {', '.join([*named, *_more(more)])}.",)
    return ()


def _more(number: int) -> list[str]:
    return [f"and {number:,} more"] if number else []


def _meant(key: str, missing: list[str]) -> str:
    """Return which missing key was meant, or nothing."""
    from difflib import get_close_matches

    if key.startswith(OWN) or len(key) > _LONGEST:
        return ""
    if fold(key) == "date":
        return next((each for each in _DATES if each in missing), "")
    folded = {fold(each): each for each in missing}
    return next((folded[each] for each in get_close_matches(fold(key), folded, 1, _ALIKE)), "")


def _at(path: str, key: str) -> str:
    name = clean(key)
    name = f"{name[:_LONGEST]}…" if len(name) > _LONGEST else name
    return f"{path}.{name}".removeprefix(".")
