"""Asks before the app is left while a form is open."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

ASKED = "What you typed is not saved. It is kept as a draft and offered next time."
KEYS = "Enter quits, Esc goes back to it."


class UnsavedScreen(ModalScreen[bool]):
    """Enter leaves the app, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,q",
            "dismiss(True)",
            "Quit",
            id="unsaved.quit",
            tooltip="Quit; what was typed is kept as a draft",
        ),
        Binding(
            "escape", "dismiss(False)", "Back", id="unsaved.back", tooltip="Go back to the form"
        ),
    ]

    DEFAULT_CSS = """
    UnsavedScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 60; max-width: 96%; height: auto; background: $panel; padding: 1 2;
        }
        &:ansi { background: transparent; }
        .unsaved-note { color: $foreground 72%; padding: 1 0 0 0; }
    }
    """

    def compose(self) -> ComposeResult:
        """Say what is not saved, and what the keys do."""
        with Vertical():
            yield Static(Content(ASKED))
            yield Static(Content(KEYS), classes="unsaved-note")
