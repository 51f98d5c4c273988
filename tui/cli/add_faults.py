"""What is wrong with a JSON document, all of it, each by its path: "claims[1].figures[0].best"."""

from collections.abc import Callable, Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec

from store.text import clean
from tui.presentation.reasons import reason_words

Check = Callable[[Any], str]
"""Says what is wrong with a value of the right type; nothing where it is sound."""
Checks = Mapping[tuple[type[msgspec.Struct], str], Check]
"""By view and key of the document."""

_SHOWN = 60
"""Characters of a wrong value that are repeated."""


def faults(type_: Any, value: object, path: str, checks: Checks) -> Iterator[str]:
    """Yield what is wrong with a value that is to be of a type, and with all within it."""
    if isinstance(value, dict) and (view := view_of(type_)):
        for field in msgspec.structs.fields(view):
            key = field.encode_name
            at = f"{path}.{key}".removeprefix(".")
            if key in value:
                yield from _field(view, field, value[key], at, checks)
            elif field.required:
                yield f"{at}: missing"
    elif isinstance(value, list) and get_origin(type_) is tuple:
        for number, item in enumerate(value):
            yield from faults(get_args(type_)[0], item, f"{path}[{number}]", checks)
    elif wrong := _wrong(type_, value):
        yield f"{path}: {wrong}"


def shown(value: str) -> str:
    """Return a value to be repeated, on one line and not too long."""
    text = clean(value)
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def view_of(type_: Any) -> type[msgspec.Struct] | None:
    """Return the view that a type is, or that it is if it is not None."""
    options = get_args(type_) if get_origin(type_) in (Union, UnionType) else (type_,)
    structs = (each for each in options if isinstance(each, type))
    return next((each for each in structs if issubclass(each, msgspec.Struct)), None)


def _field(
    view: type[msgspec.Struct],
    field: msgspec.structs.FieldInfo,
    value: object,
    path: str,
    checks: Checks,
) -> Iterator[str]:
    """Yield what is wrong with one field; what it says is looked at where its type is right."""
    sound = True
    for fault in faults(field.type, value, path, checks):
        sound = False
        yield fault
    check = checks.get((view, field.encode_name))
    stated = field.required or value not in (None, "")
    if check and stated and sound and (said := check(value)):
        yield f"{path}: {said}"


def _wrong(type_: Any, value: object) -> str:
    """Say why a value is none of the type; empty if it is."""
    try:
        msgspec.convert(value, type_)
    except msgspec.ValidationError as error:
        words = _words(type_)
        if words and isinstance(value, str):
            return f"{shown(value)} is none of {', '.join(words)}"
        return reason_words(str(error))
    return ""


def _words(type_: Any) -> list[str]:
    """Return the words of a closed list, also where nothing may stand in their place."""
    if get_origin(type_) is Literal:
        return list(get_args(type_))
    return [word for each in get_args(type_) for word in _words(each)]
