"""What opens over the timeline: the filter panel, a citation, an address, the sources, help."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from store.query import Filter
from tui.config import Settings
from tui.screens.prompted import PromptedScreen
from tui.theme import Looks

if TYPE_CHECKING:
    from tui.widgets.detail_pane import DetailPane


class OpeningScreen(PromptedScreen):
    """Opens other screens; each is imported when it is first asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "y",
            "copy",
            "Copy",
            id="copy",
            show=False,
            tooltip="Copy the event, or the claim or figure under the cursor, with attribution",
        ),
        Binding(
            "o", "open", "Open link", id="open", show=False, tooltip="Open the source's address"
        ),
        Binding(
            "S",
            "sources",
            "Sources",
            id="sources",
            show=False,
            tooltip="List the sources: read, correct, merge",
        ),
        Binding(
            "question_mark",
            "help",
            "Help",
            id="help",
            key_display="?",
            tooltip="Every mark and every key",
        ),
    ]

    def __init__(self, settings: Settings, query: Filter) -> None:
        super().__init__(query)
        self.settings = settings
        self.looks = Looks((), "dark", settings.ascii)
        """How actors are drawn in the present theme."""

    @cached_property
    def detail(self) -> "DetailPane":
        """The pane beside the timeline, made and put on the screen once the events are painted."""
        from tui.widgets.detail_pane import DetailPane

        return DetailPane()

    @property
    def has_detail(self) -> bool:
        """Whether that was made."""
        return "detail" in self.__dict__

    def action_help(self) -> None:
        """Explain the marks and the keys."""
        from tui.screens.help import HelpScreen

        actors = self.timeline.index.actors if self.timeline is not None else {}
        factions = [actors[uid] for uid in self.factions if uid in actors]
        self.app.push_screen(HelpScreen(self.looks, factions, self.settings.keymap))

    def action_filter(self) -> None:
        """Open the filter panel; every change in it is seen at once."""
        from tui.screens.filter_panel import FilterPanel

        if self.timeline is not None:
            self.app.push_screen(
                FilterPanel(self.timeline, self.active_query, self.looks, self.change_filter)
            )

    def on_detail_pane_copy_asked(self, event: "DetailPane.CopyAsked") -> None:
        """Copy a text with its attribution, and show what was copied."""
        from tui.screens.copied import CopiedScreen

        self.app.copy_to_clipboard(event.text)
        self.app.push_screen(CopiedScreen(event.text))

    def on_detail_pane_url_asked(self, event: "DetailPane.UrlAsked") -> None:
        """Show the source's address, and open it if the user agrees."""
        from tui.screens.open_url import OpenUrl

        self.app.push_screen(OpenUrl(event.url))

    def on_detail_pane_actor_chosen(self, event: "DetailPane.ActorChosen") -> None:
        """Show who the actor is."""
        self.detail.show_card(event.uid)

    def action_copy(self) -> None:
        """Copy the event under the cursor of the timeline."""
        self.detail.action_copy()

    def action_open(self) -> None:
        """Open the source of the event under the cursor of the timeline."""
        self.detail.action_url()
