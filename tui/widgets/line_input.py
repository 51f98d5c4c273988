"""One line to type or paste into."""

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from store.text import clean

LIMIT = 300
"""Code points taken; a longer paste is cut."""


class HeldKeys:
    """Keys and pastes that came while a widget took none: they wait for what takes them next."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._behind: list[events.Key | events.Paste] = []
        self.on = False
        """Whether what comes now is kept."""
        self.firm = False
        """Whether a change of focus lets nothing go."""

    def hold(self, firm: bool = False) -> None:
        """Keep what comes from now on."""
        self.on, self.firm = True, firm

    def keep(self, event: events.Key | events.Paste) -> bool:
        """Keep a key or paste while nothing is taken; whether it was kept.

        One that was on its way here when the focus went elsewhere goes there at once.
        """
        here = self._widget.is_attached and self._widget.screen.focused is self._widget
        if self.on or not here:
            event.prevent_default().stop()
            self._behind.append(_fresh(event))
        if not here and not self.firm:
            self.release()
        return self.on or not here

    def release(self) -> None:
        """Give everything to what has the keys now."""
        self.on = self.firm = False
        behind, self._behind = self._behind, []
        if self._widget.app.is_running:
            for event in behind:
                self._widget.app.post_message(event)

    def loosen(self) -> None:
        """Give everything on when the focus changes, unless the end is not decided yet."""
        if not self.firm:
            self.release()


class LineInput(Input):
    """An input that holds only what a terminal can show harmlessly.

    Enter and Esc end it at once: keys that came right behind them, from a fast hand or over a slow
    line, are not for this line any more and go to whatever takes the keys next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Done", id="line.keep", tooltip="Take what was typed"),
    ]

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0;
        overflow: hidden hidden;
    }
    """

    virtual_size: reactive[Size] = reactive(Size(0, 0), layout=False, repaint=False)
    """Cells of the text; no letter lays out the screen, as one does in Textual's own input."""

    limit = LIMIT
    """Most code points."""

    def __init__(self, value: str = "", **options: Any) -> None:
        self.held = HeldKeys(self)
        super().__init__(value, compact=True, **options)

    def validate_value(self, value: str) -> str:
        """Strip control characters, line breaks and what is beyond the limit."""
        return clean(value[: 4 * self.limit])[: self.limit]

    def watch_virtual_size(self, virtual_size: Size) -> None:
        """Scroll within the new width."""
        self._scroll_update(virtual_size)

    def hold(self, firm: bool = False) -> None:
        """Take no more keys, until `resume` or, unless held firmly, until the focus changes."""
        self.held.hold(firm)

    def resume(self) -> None:
        """Take keys again; those that came after the end go to whatever has the keys now."""
        self.held.release()

    def on_focus(self) -> None:
        """Take keys."""
        self.held.loosen()

    def on_blur(self) -> None:
        """Pass on what came after the end."""
        self.held.loosen()

    def on_unmount(self) -> None:
        """Pass on what came after the end."""
        self.held.release()

    async def on_key(self, event: events.Key) -> None:
        """End with Enter and Esc, and keep back what comes after."""
        if not self.held.keep(event) and not event.is_printable:
            await self.obey(event)

    async def obey(self, event: events.Key) -> None:
        """Do what a key is bound to, at once: by way of the app the next letter would be first."""
        bound = self.screen.active_bindings.get(event.key)
        if bound and bound.enabled and self.obeys(bound.node):
            if await self.app.run_action(bound.binding.action, bound.node):
                event.stop()
        elif event.key == "escape":
            self.hold()

    def obeys(self, node: DOMNode) -> bool:
        """Whether the keys of a widget are obeyed at once."""
        return node is self

    async def action_submit(self) -> None:
        """End the line."""
        self.hold()
        await super().action_submit()

    def on_paste(self, event: events.Paste) -> None:
        """Cut what is too long before anything is done with it, and say so."""
        if not self.held.keep(event) and len(event.text) > self.limit:
            event.text = event.text[: self.limit]
            self.notify(f"Only the first {self.limit} characters were taken.", markup=False)


def _fresh(event: events.Key | events.Paste) -> events.Key | events.Paste:
    """Return the event as if it came now: one that was forwarded once goes nowhere else."""
    if isinstance(event, events.Key):
        return event.copy()
    return events.Paste(event.text)
