"""What the command palette offers: every action of the screen, made from the bindings.

One that has no key is named here.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from textual.app import SystemCommand
from textual.markup import escape
from textual.screen import Screen
from textual.widget import Widget

from store.text import clean
from tui.presentation.keys import NO_KEYMAP, KeyRow, key_rows, keys_shown, own_bindings
from tui.presentation.words import to_ascii
from tui.widgets.faction_bar import FactionBar, FactionItem
from tui.widgets.timeline_view import TimelineView

FACTION = "filter.faction"
"""Ids of the keys that toggle a faction begin so; its digit follows."""

WITHOUT_KEY = {
    "deleted": ("Deleted: restore an event", "List the deleted events"),
    "back_up": ("Back up", "Write a whole copy of the store to a file"),
}
"""Name and help of the actions that have no key."""


def commands(
    screen: Screen[Any], keymap: Mapping[str, str] = NO_KEYMAP, ascii_only: bool = False
) -> Iterator[SystemCommand]:
    """Yield a command for each binding of the screen and of the panes on it.

    The steps of a cursor are offered only to who types for them.
    """
    for node in (screen, *screen.query(Widget)):
        if node is not screen and not node.can_focus:
            continue
        for row in key_rows("", own_bindings(type(node)), keymap):
            if name := _name(screen, row):
                help_text = f"{keys_shown(row.keys, ascii_only)} · {row.tooltip}"
                yield SystemCommand(
                    escape(to_ascii(name) if ascii_only else name),
                    escape(to_ascii(help_text) if ascii_only else help_text),
                    partial(_run, node, row.action),
                    discover=node is screen,
                )
    yield from _without_key(screen)


def _without_key(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what the screen does for the palette alone."""
    for action, (name, help_text) in WITHOUT_KEY.items():
        if hasattr(screen, f"action_{action}"):
            yield SystemCommand(name, help_text, partial(_run, screen, action))


async def _run(node: Widget, action: str) -> None:
    await node.run_action(action)


def _name(screen: Screen[Any], row: KeyRow) -> str:
    """Return the name of an action; a digit has that of its faction, none where there is none."""
    if not row.id.startswith(FACTION):
        return row.name
    digit = row.id.removeprefix(FACTION)
    items = (item for bar in screen.query(FactionBar) for item in bar.factions)
    return next((f"Filter: {_called(screen, item)}" for item in items if item.digit == digit), "")


def _called(screen: Screen[Any], item: FactionItem) -> str:
    """Return "Islamic State (IS)", so that either name is found."""
    listings = (view.listing for view in screen.query(TimelineView))
    actors = next((listing.index.actors for listing in listings if listing is not None), {})
    actor = actors.get(item.uid)
    full = actor.name if actor and actor.name != item.label else ""
    return clean(f"{full} ({item.label})" if full else item.label)
