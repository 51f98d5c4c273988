"""The command palette, safe against keys that come twice."""

from textual import on
from textual.command import CommandPalette, SearchIcon
from textual.widgets import Input, OptionList


class Palette(CommandPalette):
    """Textual's palette; an Enter that finds it closed does nothing."""

    def on_mount(self) -> None:
        """Show a sign of one cell for the search, no emoji."""
        self.query_one(SearchIcon).icon = "/"

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _refuse_second(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        if not self.is_current:
            event.prevent_default()
            event.stop()
