"""The names that configuration may use; imports textual and every part of the screen."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from textual.binding import Binding
from textual.dom import DOMNode
from textual.theme import BUILTIN_THEMES

import tui.app
import tui.screens
import tui.widgets
from tui.theme import themes as own_themes


def themes() -> set[str]:
    """Return the names of all themes, ours and textual's."""
    return {*BUILTIN_THEMES, *(theme.name for theme in own_themes())}


def bindings() -> set[str]:
    """Return the ids of all bindings of our own app, screens and widgets."""
    for package in (tui.screens, tui.widgets):
        for module in iter_modules(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    ours = [kind for kind in _kinds(DOMNode) if kind.__module__.startswith("tui.")]
    listed = (Binding.make_bindings(kind.__dict__.get("BINDINGS", ())) for kind in ours)
    return {binding.id for made in listed for binding in made if binding.id}


def _kinds(base: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)
