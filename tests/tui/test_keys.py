"""The one table of keys."""

from collections import Counter

from textual.widgets import Static

from tests.tui.panels import Host
from tui.screens.keys import APP_BINDINGS, key_table


def test_every_key_says_what_it_does() -> None:
    """Each binding has an id for the configuration, a name and a tooltip."""
    rows = key_table()

    assert [row for row in rows if not (row.id and row.name and row.tooltip)] == []
    assert [uid for uid, count in Counter(row.id for row in rows).items() if count > 1] == []


def test_reading_keys_are_there() -> None:
    """All keys of the product that read are in the table."""
    keys = {key for row in key_table() for key in row.keys}

    assert keys >= set("jkgGfctsyoSzuq0123456789") | {"slash", "question_mark", "ctrl+p", "ctrl+q"}
    assert keys >= {"pagedown", "pageup", "ctrl+d", "ctrl+u", "home", "end", "enter", "tab"}
    assert keys >= {"left_square_bracket", "right_square_bracket", "ctrl+r", "escape"}


def test_keymap() -> None:
    """The keys that the user gave are the ones told."""
    rows = {row.id: row for row in key_table({"timeline.down": "n, ctrl+n"})}

    assert rows["timeline.down"].keys == ("n", "ctrl+n")
    assert rows["timeline.up"].keys == ("k", "up")


def test_keys_of_the_application() -> None:
    """What is told of the palette and of quitting is what Textual does with these keys."""
    app = Host(Static())

    assert APP_BINDINGS[0].key == app.COMMAND_PALETTE_BINDING
    assert APP_BINDINGS[1].key in [each.key for each in app.BINDINGS if not isinstance(each, tuple)]
