"""The deleted events: a list to restore them from."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from store.index import Timeline
from tui.presentation.deleted_page import deleted_page
from tui.presentation.page import Page
from tui.presentation.words import count
from tui.screens.panel import Panel
from tui.theme import Looks
from tui.widgets.page_view import PageView


class DeletedScreen(Panel):
    """Lists the deleted events, the latest first; Enter brings one back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "restore",
            "Restore",
            id="deleted.restore",
            tooltip="Bring the deleted event under the cursor back",
        ),
        Binding("escape,q", "dismiss", "Close", id="deleted.close", tooltip="Close the list"),
    ]

    def __init__(self, timeline: Timeline, looks: Looks, restore: Callable[[str], None]) -> None:
        self.listed = timeline.index.deleted
        super().__init__(count(len(self.listed), "deleted event"), looks)
        self.restore = restore

    def write(self, width: int) -> Page:
        """Write the list."""
        return deleted_page(self.listed, width, self.looks.ascii_only)

    @on(PageView.Chosen)
    def action_restore(self) -> None:
        """Bring the event under the cursor back, and close the list."""
        at = self.view.cursor
        if at is not None and at < len(self.listed):
            self.restore(self.listed[at].uid)
            self.dismiss()
