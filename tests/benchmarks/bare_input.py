"""Peer of a letter in a form: one line to type in, as Textual has it."""

from textual.app import App, ComposeResult
from textual.widgets import Input

READY = "Type here"
"""What its screen shows."""


class BareInput(App[None]):
    """One Input."""

    def compose(self) -> ComposeResult:
        """Show it."""
        yield Input(placeholder=READY)


if __name__ == "__main__":
    BareInput().run()
