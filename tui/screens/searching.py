"""Looks through the texts of very many events while the keys are answered."""

from asyncio import sleep
from time import monotonic
from typing import TYPE_CHECKING

from store.index import Timeline
from store.index.search import Search
from store.query import Filter
from tui.screens.filter_panel import FilterPanel

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

FIRST = 0.004
"""Seconds that the key itself waits: ten thousand events are looked through by then."""
SLICE = 0.001
"""Seconds of work before the next key is asked for."""
SOON, LATER = 0.02, 0.2
"""Seconds until what was found is shown, first and from then on."""
GROUP = "search"


class Searching:
    """One search at a time: each letter ends the one before."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen
        self._search: Search | None = None
        self._from: str | None = None
        """Event under the cursor when the search began, None once it was moved."""
        self._at: str | None = None
        """Event on which the cursor was put since."""

    def begin(self, timeline: Timeline, query: Filter, uid: str | None) -> None:
        """Show what is found at once, from an event on, and go on with the rest."""
        row = timeline.index.row(uid) if uid else None
        self._search = search = Search(timeline, query, row or 0)
        self._from = uid
        self._at = self._screen.selected
        done = search.step(FIRST)
        self._show(search)
        if not done:
            self._screen.run_worker(self._go_on(search), group=GROUP, exclusive=True)

    def end(self) -> None:
        """Look for nothing any more."""
        if self._search:
            self._search.end()
        self._screen.workers.cancel_group(self._screen, GROUP)

    async def _go_on(self, search: Search) -> None:
        due = monotonic() + SOON
        while not search.step(SLICE):
            await sleep(0)
            if not self._screen.is_attached:  # the app ends
                return
            if monotonic() > due:
                self._show(search)
                due = monotonic() + LATER
        self._show(search)

    def _show(self, search: Search) -> None:
        """Show what was found, the cursor as near to where it was as can be; or where it is now."""
        screen = self._screen
        if screen.selected not in (None, self._at):
            self._from = None
        screen.list_selected(search.selection(), self._from, counting=not search.done)
        self._at = screen.timeline_view.uid
        if search.done and isinstance(top := screen.app.screen, FilterPanel):
            top.recount()
