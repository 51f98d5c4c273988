"""What is asked of the timeline: the filter, the search being typed, the order."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from textual import on
from textual.binding import Binding, BindingType
from textual.reactive import reactive
from textual.screen import Screen

from store.index import Timeline
from store.query import Filter
from store.steps import History
from tui.screens.turns import Turns
from tui.widgets.faction_bar import FactionBar

if TYPE_CHECKING:
    from store.history import Transaction

DIGITS = "123456789"


class FilteredScreen(Screen[None]):
    """Holds the filter and changes it by key; what is shown follows in `relist`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "slash",
            "search",
            "Search",
            id="search",
            key_display="/",
            priority=True,
            tooltip="Search as you type: words, names and aliases, quotes",
        ),
        Binding(
            "f",
            "filter",
            "Filter",
            id="filter",
            tooltip="Filter by actor, period, place, metric, source and kind",
        ),
        Binding(
            "c",
            "contested",
            "At odds",
            id="filter.contested",
            tooltip="Only events whose figures conflict or are far apart, or whose accounts differ",
        ),
        *(
            Binding(
                digit,
                f"faction({digit})",
                f"Faction {digit}",
                id=f"filter.faction{digit}",
                show=False,
                tooltip="Only events in which that faction takes part; again to free it",
            )
            for digit in DIGITS
        ),
        Binding(
            "0",
            "clear_filter",
            "Clear filter",
            id="filter.clear",
            show=False,
            tooltip="Clear the filter; u brings it back",
        ),
        Binding(
            "u",
            "undo",
            "Undo",
            id="undo",
            show=False,
            tooltip="Take the last change back: add, edit, delete, filter",
        ),
        Binding("ctrl+r", "redo", "Redo", id="redo", show=False, tooltip="Redo what u took back"),
        Binding("s", "reverse", "Order", id="order", show=False, tooltip="Newest or oldest first"),
    ]

    active_query: reactive[Filter] = reactive(Filter(), init=False, repaint=False)
    """The filter as it was kept; a search being typed comes on top."""
    typed: reactive[str] = reactive("", init=False, repaint=False)
    """The search being typed."""
    newest_first: reactive[bool] = reactive(False, init=False, repaint=False)
    """Reading order."""

    def __init__(self, query: Filter) -> None:
        super().__init__()
        self.set_reactive(FilteredScreen.active_query, query)
        self.timeline: Timeline | None = None
        self.factions: tuple[str, ...] = ()
        """Uids by digit; a faction keeps its digit as long as the app runs."""
        self.history: History[Filter | Transaction] = History()
        """What undo takes back: filters as they were, transactions."""
        self.turns = Turns()
        """The order in which changes go into the history."""

    @property
    def query_now(self) -> Filter:
        """The filter with the search being typed."""
        typed = (self.typed,) if self.typed.strip() else ()
        return replace(self.active_query, texts=(*self.active_query.texts, *typed))

    def relist(self) -> None:
        """Show what the filter lets through."""
        raise NotImplementedError

    def change_filter(self, query: Filter, before: Filter | None = None) -> None:
        """Take a new filter, so that `u` can take it back to the present one, or `before`."""
        before = self.active_query if before is None else before
        if query != before:
            self.turns.take(partial(self.history.did, before))
        self.active_query = query

    def watch_active_query(self) -> None:
        """Narrow or widen the timeline."""
        self.relist()

    def watch_typed(self) -> None:
        """Narrow or widen the timeline with each letter."""
        self.relist()

    def watch_newest_first(self) -> None:
        """Turn the timeline round."""
        self.relist()

    @on(FactionBar.Toggled)
    def faction_clicked(self, event: FactionBar.Toggled) -> None:
        """Toggle the faction under the mouse."""
        self.change_filter(self.active_query.toggled("participant", event.uid))

    def action_contested(self) -> None:
        """Show only what is at odds, or everything again."""
        self.change_filter(replace(self.active_query, contested=not self.active_query.contested))

    def action_faction(self, digit: int) -> None:
        """Toggle the faction of a digit."""
        if digit > len(self.factions):
            self.notify(f"There is no faction {digit} in this store.", markup=False)
            return
        self.change_filter(self.active_query.toggled("participant", self.factions[digit - 1]))

    def action_clear_filter(self) -> None:
        """Show everything."""
        self.change_filter(Filter())

    def action_undo(self) -> None:
        """Take the last change back: of the filter, or of the store."""
        self.turns.take(self._undo)

    def action_redo(self) -> None:
        """Redo what was taken back."""
        self.turns.take(self._redo)

    def _undo(self) -> None:
        step = self.history.last
        if isinstance(step, Filter):
            self.history.undid(self.active_query)
            self.active_query = step
        elif step:
            self.undo(step)
        else:
            self.notify("There is nothing to take back.", markup=False)

    def _redo(self) -> None:
        step = self.history.next
        if isinstance(step, Filter):
            self.history.redid(self.active_query)
            self.active_query = step
        elif step:
            self.undo(step, redo=True)
        else:
            self.notify("There is nothing to do again.", markup=False)

    def undo(self, step: "Transaction", redo: bool = False) -> None:
        """Take a transaction back, or do it again."""
        raise NotImplementedError

    def action_reverse(self) -> None:
        """Read from the other end."""
        self.newest_first = not self.newest_first
