"""Help: the legend of every mark, then every key, made from the bindings."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.model import Actor
from tui.presentation.keys import NO_KEYMAP
from tui.presentation.legend import help_page
from tui.presentation.page import Page
from tui.screens.keys import key_table
from tui.screens.panel import Panel
from tui.theme import Looks


class HelpScreen(Panel):
    """Explains what is on the screen and what the keys do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,question_mark,q", "dismiss", "Close", id="help.close", tooltip="Close the help"
        ),
    ]

    def __init__(
        self,
        looks: Looks,
        factions: Sequence[Actor] = (),
        keymap: Mapping[str, str] = NO_KEYMAP,
    ) -> None:
        super().__init__("Marks, and below them the keys", looks)
        self.factions = factions
        """In the order of their digits."""
        self.keymap = keymap

    def write(self, width: int) -> Page:
        """Write the legend and the keys."""
        return help_page(self.looks, self.factions, key_table(self.keymap), width)
