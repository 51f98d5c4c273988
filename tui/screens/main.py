"""The main screen: the one owner of state, and the only one that asks the store."""

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.geometry import Size
from textual.getters import query_one
from textual.widgets import Static

from store.base import EventStore
from store.errors import StoreError
from store.index import Index, Listing, Selection, Timeline
from store.query import Filter
from tui.config import Settings
from tui.presentation import summary
from tui.presentation.filters import words
from tui.presentation.words import to_ascii
from tui.screens.editing import EditingScreen
from tui.screens.filtered import DIGITS
from tui.screens.follower import Counted, Follower, Loaded
from tui.screens.panes import NEVER
from tui.screens.reading import Reading
from tui.theme import Looks, Tone
from tui.widgets.density_strip import DensityStrip
from tui.widgets.faction_bar import FactionBar, FactionItem
from tui.widgets.key_line import KeyLine
from tui.widgets.timeline_view import TimelineView
from tui.widgets.top_line import TopLine

if TYPE_CHECKING:
    from tui.screens.searching import Searching


class MainScreen(EditingScreen):
    """Timeline and detail, side by side, stacked or one at a time."""

    BINDINGS: ClassVar[list[BindingType]] = [
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
    faction_bar = query_one(FactionBar)

    def __init__(
        self, settings: Settings, store: EventStore, reading: "Future[Index]", query: Filter
    ) -> None:
        super().__init__(settings, store, query)
        self.reading = reading
        self.searching: Searching | None = None
        """What goes through the texts, once it was needed."""
        self.follower: Follower | None = None
        self._told: set[str] = set()
        """Notices of the store that were shown."""

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
            self.loaded(Loaded(self.reading))
        else:
            self.reading.add_done_callback(self.post_loaded)
            if isinstance(self.reading, Reading):
                self.reading.listener = self.post_counted

    async def complete(self) -> None:
        """Add what the first frame does without."""
        await self.query_one("#panes", Container).mount(self.detail)
        if self.in_detail:
            self.detail.focus()
        self.fill_detail()
        await self.furnish()
        self.remind()

    def post_loaded(self, reading: "Future[Index]") -> None:
        """Tell, from any thread, that an index has been read."""
        self.post_message(Loaded(reading))

    def post_counted(self, done: int, every: int) -> None:
        """Tell, from any thread, how many events have been read."""
        self.post_message(Counted(done, every))

    @on(Counted)
    def counted(self, event: Counted) -> None:
        """Say how far the reading is, where nothing can be shown yet or it is done anew."""
        said = self._plain(summary.read(event.done, event.every))
        if self.timeline is None:
            self.timeline_view.said = said
        else:
            self.top_line.counts = said

    @on(Loaded)
    def loaded(self, event: Loaded) -> None:
        """Take an index, at the start or when the store has changed."""
        try:
            self.take(event.reading.result())
        except StoreError as error:
            self.trouble(error)

    def take(self, index: Index, uid: str | None = None) -> None:
        """Show an index, the cursor on an event; one that is older than what is shown is late."""
        if self.timeline is not None and index.token < self.timeline.index.token:
            return
        if self.follower is None:
            self.follow(index.token)
        elif index.token > self.follower.token:
            self.follower.token = index.token
        self.selected = uid or self.selected
        known = self.timeline.index.unreadable if self.timeline is not None else []
        self.timeline = Timeline(index, self.timeline)
        if self.is_editing:
            self.editor.rename(index.names)
        found = summary.factions(self.timeline)
        self.factions = tuple(dict.fromkeys((*self.factions, *found)))  # digits never move
        self.dress()
        if index.unreadable and index.unreadable != known:
            self.notify(summary.unreadable(index.unreadable), severity="warning", markup=False)
        self._tell()

    def _tell(self) -> None:
        """Show what the store has to tell, each notice once."""
        for notice in dict.fromkeys(self.store.info().notices):
            if notice not in self._told:
                self._told.add(notice)
                self.notify(notice, severity="warning", timeout=20, markup=False)

    def follow(self, token: int) -> None:
        """Be told when others change the store, once the events are painted: it reads ahead."""
        self.follower = Follower(self.store, token, self.post_loaded, self.post_counted)
        self.call_after_refresh(self.follower.start)

    def trouble(self, error: StoreError) -> None:
        """Say that the store cannot be read; what was read before stays on screen.

        Where nothing was, the app ends, and who started it finds the error in `reading`.
        """
        if self.timeline is None:
            self.leave(1)
        else:
            self.notify(str(error), severity="error", timeout=20, markup=False)

    def leave(self, code: int) -> None:
        """Exit once all is there and saved: what is still being made must not find the app gone."""
        self.turns.take(partial(self._exit, code))

    def _exit(self, code: int) -> None:
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
        self._detailed = NEVER
        self.relist()

    def relist(self) -> None:
        """Show what the filter lets through, the cursor on the same event or the nearest date."""
        if self.timeline is None:
            return
        query = self.query_now
        if self.searching:
            self.searching.end()
        if self.timeline.unknown(query):
            self._search(query)
        else:
            self.list_selected(self.timeline.select(query))

    def _search(self, query: Filter) -> None:
        """Look through the texts, from the event under the cursor on."""
        if self.searching is None:
            from tui.screens.searching import Searching

            self.searching = Searching(self)
        if self.timeline is not None:
            _, before = self._before  # where nothing is found there is no event under the cursor
            self.searching.begin(self.timeline, query, self.selected or before)

    def list_selected(
        self, selection: Selection, uid: str | None = None, *, counting: bool = False
    ) -> None:
        """Show some events, perhaps before all were found, the cursor on an event or near it."""
        if self.timeline is None:
            return
        query = self.query_now
        listing = Listing(self.timeline, selection, self.newest_first)
        self.strip.listing = listing
        self.faction_bar.factions = self._items(self.timeline, query)
        self.top_line.counts = self._plain(summary.shown(listing, counting))
        self.top_line.filter_words = self._plain(words(query, self.timeline.names))
        self.timeline_view.counting = counting
        self.timeline_view.show(listing, uid or self.selected)
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
