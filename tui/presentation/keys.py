"""Keys as people read them, made from the bindings of our own classes."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

import msgspec
from textual.binding import Binding
from textual.keys import key_to_character

OURS = "tui"
"""Package whose classes' bindings count."""

CALLED = {
    "down": ("↓", "Down"),
    "up": ("↑", "Up"),
    "left": ("←", "Left"),
    "right": ("→", "Right"),
    "pagedown": ("PgDn", "PgDn"),
    "pageup": ("PgUp", "PgUp"),
    "slash": ("/", "/"),
    "space": ("Space", "Space"),
}
"""Names of keys on screen, and in ASCII, where they are not those of Textual."""


NO_KEYMAP: Mapping[str, str] = MappingProxyType({})
"""All keys as the bindings have them."""


class KeyRow(msgspec.Struct, frozen=True):
    """One action: its keys and what it does."""

    id: str
    """Name in the configuration."""
    keys: tuple[str, ...]
    """As Textual names them."""
    name: str
    tooltip: str
    group: str
    action: str


def key_rows(
    group: str, bindings: Iterable[Binding], keymap: Mapping[str, str]
) -> Iterator[KeyRow]:
    """Yield a row for each binding, under the keys that a keymap gives to its id."""
    for each in bindings:
        keys = tuple(key.strip() for key in keymap.get(each.id or "", each.key).split(","))
        yield KeyRow(each.id or "", keys, each.description, each.tooltip, group, each.action)


def own_bindings(cls: type) -> Iterator[Binding]:
    """Yield the bindings that a class and its bases declare, as far as they are ours."""
    for base in reversed(cls.__mro__):
        if base.__module__.split(".")[0] == OURS:
            declared = vars(base).get("BINDINGS", ())
            yield from (each for each in declared if isinstance(each, Binding))


def merged(rows: Iterable[KeyRow]) -> Iterator[KeyRow]:
    """Yield the rows, one for all that follow each other and do the same: its id is "f1 … f9"."""
    for _, run in groupby(rows, key=attrgetter("group", "tooltip")):
        first, *others = run
        keys = (*first.keys, *(key for row in others for key in row.keys))
        ids = " … ".join((first.id, *(row.id for row in others[-1:])))
        yield msgspec.structs.replace(first, keys=keys, id=ids)


def keys_shown(keys: tuple[str, ...], ascii_only: bool = False) -> str:
    """Return the keys of an action: "j ↓", and a run of digits by its ends."""
    if len(keys) > 2 and all(key.isdigit() for key in keys):
        return f"{keys[0]} {'..' if ascii_only else '…'} {keys[-1]}"
    return " ".join(_called(key, ascii_only) for key in keys)


def _called(key: str, ascii_only: bool) -> str:
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if last in CALLED:
        name = CALLED[last][ascii_only]
    else:
        sign = key_to_character(last) or ""
        name = sign if sign.isprintable() and sign.strip() else last
        name = {"escape": "Esc"}.get(name, name.capitalize() if len(name) > 1 else name)
    return "+".join([*modifiers, name])
