"""What is typed at the bottom: a search that narrows the timeline, a date to go to."""

from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual.binding import Binding, BindingType
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import AwaitMount

from store.dates import When
from store.query import Filter
from store.text import clean
from tui.screens.filtered import FilteredScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.timeline_view import TimelineView

if TYPE_CHECKING:
    from tui.widgets.date_bar import DateBar
    from tui.widgets.prompt_bar import PromptBar
    from tui.widgets.search_bar import SearchBar


class PromptedScreen(FilteredScreen):
    """Opens the lines at the bottom and does what is typed into them.

    The lines are made once the events have been painted: they are half of what a start would cost.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "go_to_date", "Date", id="date", priority=True, tooltip="Go to a date"),
    ]

    timeline_view = query_one(TimelineView)

    selected: reactive[str | None] = reactive[str | None](None, init=False, repaint=False)
    """Uid of the event under the cursor."""

    def __init__(self, query: Filter) -> None:
        super().__init__(query)
        self._before: tuple[Filter, str | None] = query, None
        """The filter, and the event under the cursor, when the search began."""
        self.search_bar: SearchBar | None = None
        self.date_bar: DateBar | None = None
        self._furnished: AwaitMount | None = None

    async def furnish(self) -> None:
        """Make the lines that will be typed into, once."""
        if self._furnished is None:
            from tui.widgets.date_bar import DateBar
            from tui.widgets.search_bar import SearchBar

            self.search_bar, self.date_bar = SearchBar(), DateBar()
            place = self.query_exactly_one(KeyLine)
            self._furnished = self.mount(self.search_bar, self.date_bar, before=place)
        await self._furnished

    def on_search_bar_changed(self, event: "SearchBar.Changed") -> None:
        """Narrow with each letter, once that is on screen."""
        self.call_after_refresh(self._narrow, event.bar)

    def _narrow(self, bar: "PromptBar") -> None:
        """Search for what stands in the line by now, while it is open."""
        if bar.display:
            self.typed = clean(bar.input.value)

    def on_search_bar_kept(self, event: "SearchBar.Kept") -> None:
        """Make the search a word of the filter, and go to the list."""
        self.typed = ""
        query, _ = self._before
        texts = (*self.active_query.texts, *filter(None, [event.text]))
        self.change_filter(replace(self.active_query, texts=texts), before=query)
        self.close_prompt(event.bar)

    def on_search_bar_cancelled(self, event: "SearchBar.Cancelled") -> None:
        """Go back to the filter and the event from before."""
        self.typed = ""
        self.active_query, uid = self._before
        listing = self.timeline_view.listing
        if listing and uid:
            self.timeline_view.cursor = listing.nearest(uid)
        self.close_prompt(event.bar)

    def on_date_bar_kept(self, event: "DateBar.Kept") -> None:
        """Go to the event nearest to the date; a date that cannot be read stays to be mended."""
        when = self.date_bar.when(event.text) if self.date_bar else None
        if when is None and event.text:
            event.bar.input.resume()
            return
        listing = self.timeline_view.listing
        if when and when.anchor is not None and listing:
            position = listing.at(when.anchor)
            self.timeline_view.cursor = position
            if not _covers(when, listing.row(position).when):
                self.notify("No event is dated then; this is the nearest.", markup=False)
        self.close_prompt(event.bar)

    def on_date_bar_cancelled(self, event: "DateBar.Cancelled") -> None:
        """Stay where the cursor is."""
        self.close_prompt(event.bar)

    def close_prompt(self, bar: "PromptBar") -> None:
        """Take the line away, and go to the list."""
        bar.close()
        self.timeline_view.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let what is typed into a line be text; its keys must not wait for the line to open."""
        bars = self.search_bar, self.date_bar
        if action in ("search", "go_to_date") and any(bar and bar.has_focus_within for bar in bars):
            return False
        return super().check_action(action, parameters)

    async def action_search(self) -> None:
        """Ask for words; those searched for last are there to be replaced or mended."""
        await self.furnish()
        if self.search_bar:
            self._before = self.active_query, self.selected
            *texts, last = self.active_query.texts or ("",)
            self.typed = last
            self.active_query = replace(self.active_query, texts=tuple(texts))
            self.search_bar.open(last)

    async def action_go_to_date(self) -> None:
        """Ask for a date."""
        await self.furnish()
        if self.date_bar:
            self.date_bar.open()


def _covers(asked: When, found: When) -> bool:
    """Whether a date that was asked for takes in the one under which an event stands."""
    if asked.earliest is None or asked.latest is None or found.anchor is None:
        return False
    return asked.earliest <= found.anchor < asked.latest
