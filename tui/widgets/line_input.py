"""One line to type or paste into."""

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from store.text import clean

LIMIT = 300
"""Code points taken; a longer paste is cut."""


class LineInput(Input):
    """An input that holds only what a terminal can show harmlessly.

    Enter and Esc end it at once: keys that came right behind them, from a fast hand or over a slow
    line, are not for this line any more and go to whatever takes the keys next.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Done", id="line.keep", tooltip="Take what was typed"),
    ]

    DEFAULT_CSS = """
    LineInput, LineInput:focus { width: 1fr; height: 1; border: none; padding: 0; }
    """

    def __init__(self, value: str = "", **options: Any) -> None:
        super().__init__(value, compact=True, **options)
        self.ended = False
        self._behind: list[str] = []
        """Keys that came after the end."""

    def validate_value(self, value: str) -> str:
        """Strip control characters, line breaks and what is beyond the limit."""
        return clean(value[: 4 * LIMIT])[:LIMIT]

    def resume(self) -> None:
        """Take keys again; those that came after the end go to whatever has the keys now."""
        self.ended = False
        behind, self._behind = self._behind, []
        for key in behind:
            self.app.simulate_key(key)

    def on_focus(self) -> None:
        """Take keys."""
        self.resume()

    def on_blur(self) -> None:
        """Pass on what came after the end."""
        self.resume()

    async def on_key(self, event: events.Key) -> None:
        """End with Enter and Esc, and keep back what comes after."""
        if self.ended:
            event.prevent_default().stop()
            self._behind.append(event.key)
        elif event.key == "enter":
            event.prevent_default().stop()
            self.ended = True
            await self.action_submit()
        elif event.key == "escape":
            self.ended = True

    def on_paste(self, event: events.Paste) -> None:
        """Cut what is too long before anything is done with it, and say so."""
        if len(event.text) > LIMIT:
            event.text = event.text[:LIMIT]
            self.notify(f"Only the first {LIMIT} characters were taken.", markup=False)
