"""The detail pane: who says what about one event, or the card of an actor."""

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from store.model import Event
from store.names import Names
from tui.presentation.reading import Reading
from tui.presentation.stops import Position
from tui.theme import Looks
from tui.widgets.page_view import PageView


class DetailPane(PageView):
    """Lines of one event; when focused, a cursor goes from stop to stop."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "card",
            "Card",
            id="detail.card",
            tooltip="Open the card of the name under the cursor",
        ),
        Binding(
            "y",
            "copy",
            "Copy",
            id="detail.copy",
            tooltip="Copy the claim or figure with who says so; on the title, all claims",
        ),
        Binding(
            "o",
            "url",
            "Address",
            id="detail.address",
            tooltip="Open the address of the source under the cursor",
        ),
        Binding(
            "escape",
            "back",
            "Back",
            id="detail.back",
            tooltip="Close the card, or go back to the timeline",
        ),
    ]

    DEFAULT_CSS = """
    DetailPane {
        background: $background;
        & > .page--cursor, &:focus > .page--cursor { background: $primary 18%; text-style: none; }
        &:light > .page--cursor, &:light:focus > .page--cursor { background: $primary 9%; }
        &:ansi > .page--cursor, &:ansi:focus > .page--cursor {
            background: $background; text-style: none;
        }
    }
    """

    class ActorChosen(Message):
        """The card of an actor is asked for."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    class CopyAsked(Message):
        """A text with its attribution is to be copied."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class UrlAsked(Message):
        """The address of a source is to be opened, after a question."""

        def __init__(self, url: str) -> None:
            super().__init__()
            self.url = url

    class Left(Message):
        """The reader goes back to where the event was chosen."""

    def __init__(self, **options: Any) -> None:
        self._reading = Reading(Names({}, {}, {}), Looks((), "dark"))
        super().__init__(self._reading.written, self._reading.looks, **options)

    def show(self, event: Event | None, names: Names, looks: Looks) -> None:
        """Show an event; the same event again stays where it was scrolled to."""
        if (names, looks) != (self._reading.names, self.looks):
            self.looks = looks
            self.fade()
        other = self._reading.show(event, names, looks)
        self.rewrite(Position(0, 0) if other else None)

    @property
    def shown(self) -> str | None:
        """Uid of the event in the pane."""
        event = self._reading.event
        return event.uid if event else None

    def show_card(self, actor: str) -> None:
        """Show the card of an actor over what is shown; Esc closes it."""
        self._reading.open_card(actor, self.position)
        self.rewrite(Position(0, 0))

    def colour(self, uid: str) -> str:
        """Return the colour of an actor, or of the faction it is part of."""
        from tui.presentation.involved import colour

        return colour(uid, self._reading.names, self.looks)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in view."""
        if not self.page.lines:
            return Strip.blank(self.size.width, self.rich_style)
        return super().render_line(y)

    def on_page_view_chosen(self) -> None:
        """Open the card of the name that was clicked."""
        self.action_card()

    def action_card(self) -> None:
        """Ask for the card of the actor under the cursor."""
        if self.stop and self.stop.actor:
            self.post_message(self.ActorChosen(self.stop.actor))

    def action_copy(self) -> None:
        """Ask for a copy of what is under the cursor, with who says so."""
        if text := self._reading.citation(self.stop):
            self.post_message(self.CopyAsked(text))

    def action_url(self) -> None:
        """Ask for the address of the source under the cursor, or say that there is none."""
        from tui.presentation.address import NoAddressError

        try:
            self.post_message(self.UrlAsked(self._reading.address(self.stop)))
        except NoAddressError as error:
            self.notify(str(error), severity="warning", markup=False)

    def action_back(self) -> None:
        """Close the card, or leave the pane."""
        if left := self._reading.close_card():
            self.rewrite(left)
        else:
            self.post_message(self.Left())

    def _sign(self, line: int) -> str:
        return super()._sign(line) if self.has_focus else ""
