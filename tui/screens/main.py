"""The main screen: the one owner of state, and the only one that asks the store."""

from concurrent.futures import Future
from typing import ClassVar

import msgspec
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.events import DescendantFocus
from textual.geometry import Size
from textual.getters import query_one
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from store.base import EventStore
from store.errors import StoreError
from store.index import Index, Listing, Timeline
from store.model import Event, Unreadable, view
from store.query import Filter
from tui.config import Settings
from tui.presentation import summary
from tui.presentation.filters import words
from tui.presentation.words import to_ascii
from tui.screens.filtered import DIGITS
from tui.screens.follower import Follower
from tui.screens.opening import OpeningScreen
from tui.theme import Looks, Tone
from tui.widgets.density_strip import DensityStrip
from tui.widgets.detail_pane import DetailPane
from tui.widgets.faction_bar import FactionBar, FactionItem
from tui.widgets.key_line import KeyLine
from tui.widgets.timeline_view import TimelineView
from tui.widgets.top_line import TopLine


class MainScreen(OpeningScreen):
    """Timeline and detail, side by side, stacked or one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Pane", id="pane", show=False, tooltip="To the other pane"),
        Binding("z", "zoom", "Zoom", id="zoom", show=False, tooltip="Enlarge one pane, or both"),
        Binding("escape", "back", "Back", id="back", show=False, tooltip="One step back"),
        Binding("q", "app.quit", "Quit", id="quit", tooltip="Quit"),
    ]

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"),
        (40, "-single"),
        (80, "-stacked"),
        (110, "-beside"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-high")]

    top_line = query_one(TopLine)
    strip = query_one(DensityStrip)
    faction_bar = query_one(FactionBar)

    zoomed: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-zoomed")
    """The pane in use has the whole room."""
    in_detail: reactive[bool] = reactive(
        False, init=False, repaint=False, toggle_class="-in-detail"
    )
    """The detail pane takes the keys; on a narrow screen, it is the one shown."""

    class Loaded(Message):
        """An index has been read, or could not be."""

        def __init__(self, reading: "Future[Index]") -> None:
            super().__init__()
            self.reading = reading

    def __init__(
        self, settings: Settings, store: EventStore, reading: "Future[Index]", query: Filter
    ) -> None:
        super().__init__(settings, query)
        self.store = store
        self.reading = reading
        self.follower: Follower | None = None
        self._detailed: str | None = None
        """Uid of the event in the detail pane."""

    def compose(self) -> ComposeResult:
        """Lay out top line, strip, factions, the two panes and the footer."""
        yield TopLine()
        yield DensityStrip()
        yield FactionBar()
        if self.settings.welcome:
            from tui.widgets.welcome import Welcome

            yield Welcome(self.settings.welcome)
        with Container(id="panes"):
            yield TimelineView()
        yield KeyLine()
        yield Static("syria-timeline needs 40 columns and 10 rows.", id="too-small", markup=False)

    def fit(self, size: Size) -> None:
        """Take the classes of a size before the first styling, so that it is not done twice."""
        for cells, points in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = next(name for least, name in reversed(points) if cells >= least)
            self.add_class(fitting, update=False)

    def on_mount(self) -> None:
        """Show the events in the first frame where they are there, else as soon as they are."""
        self.top_line.store_name = self.settings.db.stem
        self.timeline_view.focus()
        self.call_after_refresh(self.complete)
        if self.reading.done():
            self.loaded(self.Loaded(self.reading))
        else:
            self.reading.add_done_callback(self.post_loaded)

    async def complete(self) -> None:
        """Add what the first frame does without."""
        await self.query_one("#panes", Container).mount(self.detail)
        if self.in_detail:
            self.detail.focus()
        self.fill_detail()
        await self.furnish()

    def post_loaded(self, reading: "Future[Index]") -> None:
        """Tell, from any thread, that an index has been read."""
        self.post_message(self.Loaded(reading))

    @on(Loaded)
    def loaded(self, event: Loaded) -> None:
        """Take an index, at the start or when the store has changed."""
        try:
            index = event.reading.result()
        except StoreError as error:
            self.trouble(error)
            return
        if self.timeline is None:
            self.follow(index.token)
        known = self.timeline.index.unreadable if self.timeline is not None else []
        self.timeline = Timeline(index)
        found = summary.factions(self.timeline)
        self.factions = tuple(dict.fromkeys((*self.factions, *found)))  # digits never move
        self.dress()
        if index.unreadable and index.unreadable != known:
            self.notify(summary.unreadable(index.unreadable), severity="warning", markup=False)

    def follow(self, token: int) -> None:
        """Be told when others change the store."""
        self.follower = Follower(self.store, token, self.post_loaded)
        self.follower.start()

    def trouble(self, error: StoreError) -> None:
        """Say that the store cannot be read; what was read before stays on screen.

        Where nothing was, the app ends, and who started it finds the error in `reading`.
        """
        if self.timeline is None:
            self.leave(1)
        else:
            self.notify(str(error), severity="error", timeout=20, markup=False)

    def leave(self, code: int) -> None:
        """Exit once all is there: what is still being made must not find the app gone."""
        self.call_after_refresh(self.app.exit, None, code)

    def on_unmount(self) -> None:
        """Wait for no more changes."""
        if self.follower:
            self.follower.ended.set()

    def dress(self) -> None:
        """Draw everything in the colours of the theme."""
        if self.timeline is None:
            return
        theme = self.app.current_theme
        tone: Tone = "ansi" if theme.name.startswith("ansi") else "dark" if theme.dark else "light"
        self.looks = Looks(self.timeline.index.actors.values(), tone, self.settings.ascii)
        self.timeline_view.looks = self.faction_bar.looks = self.strip.looks = self.looks
        self._detailed = None
        self.relist()

    def relist(self) -> None:
        """Show what the filter lets through, the cursor on the same event or the nearest date."""
        if self.timeline is None:
            return
        query = self.query_now
        listing = Listing(self.timeline, self.timeline.select(query), self.newest_first)
        self.strip.listing = listing
        self.faction_bar.factions = self._items(self.timeline, query)
        self.top_line.counts = self._plain(summary.shown(listing))
        self.top_line.filter_words = self._plain(words(query, self.timeline.names))
        self.timeline_view.show(listing, self.selected)
        if self.search_bar and self.search_bar.display:
            self.search_bar.say(self.top_line.counts)

    def _items(self, timeline: Timeline, query: Filter) -> tuple[FactionItem, ...]:
        counts = timeline.counts(query, "participant", self.factions)
        return tuple(
            FactionItem(
                digit.strip(),
                uid,
                timeline.names.label(uid),
                counts.get(uid, 0),
                query.state("participant", uid),
            )
            for digit, uid in zip(DIGITS.ljust(len(self.factions)), self.factions)
        )

    def _plain(self, text: str) -> str:
        return to_ascii(text) if self.settings.ascii else text

    def watch_in_detail(self, in_detail: bool) -> None:
        """Give the keys to the pane in use."""
        (self.detail if in_detail else self.timeline_view).focus()
        self.call_after_refresh(self.fill_detail)

    def watch_zoomed(self) -> None:
        """Fill the detail where it comes into view."""
        self.call_after_refresh(self.fill_detail)

    def on_resize(self) -> None:
        """Fill the detail where there is room for it now; give the keys back after a tiny size."""
        self.call_after_refresh(self.fill_detail)
        self.call_after_refresh(self.refocus)

    def refocus(self) -> None:
        """Give the keys to the pane in use where nothing has them."""
        if self.focused is None:
            (self.detail if self.in_detail else self.timeline_view).focus()

    def on_screen_suspend(self) -> None:
        """Leave the line of keys to the screen on top."""
        self.query_one(KeyLine).visible = False

    def on_screen_resume(self) -> None:
        """Take the line of keys back."""
        self.query_one(KeyLine).visible = True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Know which pane is in use, also where the mouse chose it."""
        if event.widget in (self.detail, self.timeline_view):
            self.in_detail = event.widget is self.detail

    @on(TimelineView.Highlighted)
    def highlighted(self, event: TimelineView.Highlighted) -> None:
        """Follow the cursor; the detail is filled once the timeline has been painted."""
        self.selected = event.uid
        self.strip.second = self._second(event.uid)
        self.call_after_refresh(self.fill_detail)

    def _second(self, uid: str | None) -> int | None:
        """Return where an event stands in time; the listing may be another one by now."""
        listing = self.timeline_view.listing
        at = listing.position(uid) if listing and uid else None
        return None if listing is None or at is None else listing.row(at).when.anchor

    @on(TimelineView.Opened)
    def opened(self) -> None:
        """Go into the detail."""
        self.in_detail = True

    @on(DetailPane.Left)
    def left(self) -> None:
        """Go back to the timeline."""
        self.in_detail = False

    def fill_detail(self) -> None:
        """Show the event under the cursor, where the detail is in view and shows another."""
        uid = self.selected
        if uid == self._detailed or self.timeline is None or not self.detail.display:
            return
        self._detailed = uid
        event = self._event(uid) if uid else None
        self.detail.show(event, self.timeline.names, self.looks)

    def _event(self, uid: str) -> Event | None:
        try:
            record = self.store.get("event", [uid])[0]
            if isinstance(record, Unreadable):
                raise StoreError(f"{uid} could not be read: {record.reason}")
            return view(Event, record.document)
        except (StoreError, msgspec.ValidationError) as error:
            self.notify(str(error), severity="error", markup=False)
            return None

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self.in_detail = not self.in_detail

    def action_zoom(self) -> None:
        """Give the pane in use the whole room, or both their share."""
        self.zoomed = not self.zoomed

    def action_back(self) -> None:
        """Leave the detail, or dismiss the first-run line."""
        from tui.widgets.welcome import Welcome

        if not self.in_detail:
            for welcome in self.query(Welcome):
                welcome.dismiss()
        self.in_detail = False
