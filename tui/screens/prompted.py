"""What is typed at the bottom: a search that narrows the timeline, a date to go to."""

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.reactive import reactive
from textual.widgets import Input

from store.query import Filter
from tui.screens.filtered import FilteredScreen
from tui.widgets.date_bar import DateBar
from tui.widgets.prompt_bar import PromptBar
from tui.widgets.search_bar import SearchBar
from tui.widgets.timeline_view import TimelineView


class PromptedScreen(FilteredScreen):
    """Opens the lines at the bottom and does what is typed into them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "go_to_date", "Date", id="date", priority=True, tooltip="Go to a date"),
    ]

    timeline_view = query_one(TimelineView)
    search_bar = query_one(SearchBar)
    date_bar = query_one(DateBar)

    selected: reactive[str | None] = reactive[str | None](None, init=False)
    """Uid of the event under the cursor."""

    def __init__(self, query: Filter) -> None:
        super().__init__(query)
        self._before_typing: str | None = None
        """Uid of the event under the cursor when the search began."""

    @on(SearchBar.Kept, "SearchBar")
    def search_kept(self, event: SearchBar.Kept) -> None:
        """Make the search a word of the filter, and go to the list."""
        self.typed = ""
        if event.text:
            query = self.active_query
            self.change_filter(replace(query, texts=(*query.texts, event.text)))
        self.close_prompt(event.bar)

    @on(DateBar.Kept, "DateBar")
    def date_kept(self, event: DateBar.Kept) -> None:
        """Go to the event nearest to the date; a date that cannot be read stays to be mended."""
        when = self.date_bar.when(event.text)
        if when is None and event.text:
            return
        if when and when.anchor is not None and self.timeline_view.listing:
            self.timeline_view.cursor = self.timeline_view.listing.at(when.anchor)
        self.close_prompt(event.bar)

    @on(PromptBar.Cancelled)
    def prompt_cancelled(self, event: PromptBar.Cancelled) -> None:
        """Go back to the filter and the event from before."""
        if self.typed:
            self.selected = self._before_typing
            self.typed = ""
        self.close_prompt(event.bar)

    def close_prompt(self, bar: PromptBar) -> None:
        """Take the line away, and go to the list."""
        bar.close()
        self.timeline_view.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let what is typed into a line be text; its keys must not wait for the line to open."""
        typing = action in ("search", "go_to_date") and isinstance(self.focused, Input)
        return not typing and super().check_action(action, parameters)

    def action_search(self) -> None:
        """Ask for words."""
        self._before_typing = self.selected
        self.search_bar.open()

    def action_go_to_date(self) -> None:
        """Ask for a date."""
        self.date_bar.open()
