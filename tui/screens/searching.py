"""Looks through the texts of very many events while the keys are answered."""

from asyncio import sleep
from time import monotonic
from typing import TYPE_CHECKING

from store.index.search import Search
from store.query import Filter

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

FIRST = 0.008
"""Seconds that the key itself waits: twenty thousand events are looked through by then."""
SLICE = 0.002
"""Seconds of work before the next key is asked for."""
SOON, LATER = 0.02, 0.2
"""Seconds until what was found is shown, first and from then on."""
GROUP = "search"


class Searching:
    """One search at a time: each letter ends the one before."""

    def __init__(self, screen: "MainScreen") -> None:
        self._screen = screen

    def begin(self, query: Filter, row: int) -> None:
        """Show what is found at once, and go on with the rest."""
        assert self._screen.timeline is not None
        search = Search(self._screen.timeline, query, row)
        if search.step(FIRST):
            self._screen.list_selected(search.selection())
        else:
            self._screen.list_selected(search.selection(), counting=True)
            self._screen.run_worker(self._go_on(search), group=GROUP, exclusive=True)

    def end(self) -> None:
        """Look for nothing any more."""
        self._screen.workers.cancel_group(self._screen, GROUP)

    async def _go_on(self, search: Search) -> None:
        due = monotonic() + SOON
        while not search.step(SLICE):
            await sleep(0)
            if monotonic() > due:
                self._screen.list_selected(search.selection(), counting=True)
                due = monotonic() + LATER
        self._screen.list_selected(search.selection())
