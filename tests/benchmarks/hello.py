"""Peer of a start: the least that Textual can show."""

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Hello"
"""What its screen shows."""


class Hello(App[None]):
    """One Static."""

    def compose(self) -> ComposeResult:
        """Say hello."""
        yield Static(READY)


if __name__ == "__main__":
    Hello().run()
