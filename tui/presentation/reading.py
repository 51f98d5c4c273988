"""What the detail pane shows, an event or a card opened over it, and what can be taken from it."""

from typing import TYPE_CHECKING

import msgspec

from store.model import Event
from store.names import Names
from tui.presentation.page import Page, Stop
from tui.presentation.stops import Position
from tui.theme import Looks

if TYPE_CHECKING:
    from tui.presentation.details import Judged

NOTHING = Page([(("No event is selected.", "quiet"),)])


class Opened(msgspec.Struct, frozen=True):
    """A card, and the position it was opened at."""

    actor: str
    left: Position


class Reading:
    """An event with its names and looks, and the cards opened over it.

    What writes a page is imported with the first one, after the timeline has been painted.
    """

    def __init__(self, names: Names, looks: Looks) -> None:
        self.names = names
        self.looks = looks
        self._nothing = Page([])
        self._judged: Judged | None = None
        self._trail: list[Opened] = []

    @property
    def event(self) -> Event | None:
        """The event that is read."""
        return self._judged.event if self._judged else None

    def show(self, event: Event | None, names: Names, looks: Looks) -> bool:
        """Take an event; return whether it is another one than before, its cards closed."""
        from tui.presentation.details import Judged

        self.names, self.looks, self._nothing = names, looks, NOTHING
        other = (event and event.uid) != (self.event and self.event.uid)
        if event != self.event:
            self._judged = Judged.of(event) if event else None
        if other:
            self._trail.clear()
        return other

    def open_card(self, actor: str, left: Position) -> None:
        """Open the card of an actor over what is shown."""
        self._trail.append(Opened(actor, left))

    def close_card(self) -> Position | None:
        """Close the card; return the position it was opened at, None where no card is open."""
        return self._trail.pop().left if self._trail else None

    def written(self, width: int) -> Page:
        """Return the page of the top card, or of the event, its lines at most `width` cells."""
        if self._trail:
            from tui.presentation.card import card

            return card(self._trail[-1].actor, self.event, self.names, self.looks, width)
        if self._judged:
            from tui.presentation.details import details

            return details(self._judged, self.names, self.looks, width)
        return self._nothing

    def citation(self, stop: Stop | None) -> str:
        """Return the claim or figure at a stop with who says so, else all of the event."""
        from tui.presentation.citation import claim_citation, event_citation, figure_citation

        if self.event is None:
            return ""
        sources = self.names.sources
        if stop is None or stop.claim is None:
            return event_citation(self.event, self.names, sources)
        if stop.figure is None:
            return claim_citation(self.event, stop.claim, self.names, sources)
        return figure_citation(self.event, stop.claim, stop.figure, self.names, sources)

    def address(self, stop: Stop | None) -> str:
        """Return the URL of the source at a stop, or of the event's only one.

        Raises NoAddressError.
        """
        from tui.presentation.address import NoAddressError, address

        claims = self.event.claims if self.event else ()
        only = {claim.source for claim in claims if claim.source}
        source = stop.source if stop else ""
        if not source and len(only) == 1:
            source = only.pop()
        if not source:
            raise NoAddressError("There is no source here: go to a claim or to a source first.")
        return address(source, self.names)
