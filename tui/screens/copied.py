"""What was copied, on lines that can be selected where the terminal takes no clipboard."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.text import clean

NOTE = "Sent to the clipboard, where the terminal allows it. Esc closes."


class CopiedScreen(ModalScreen[None]):
    """Shows a citation; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,enter,q,y",
            "dismiss",
            "Close",
            id="copied.close",
            tooltip="Close what was copied",
        ),
    ]

    DEFAULT_CSS = """
    CopiedScreen {
        align: center middle;
        background: $background 60%;
        & > VerticalScroll {
            width: 76; max-width: 96%; height: auto; max-height: 90%;
            background: $panel; padding: 1 2; scrollbar-size-vertical: 1;
        }
        &:ansi { background: transparent; }
        .copied-note { color: $foreground 72%; padding: 0 0 1 0; }
    }
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """Lay out the note and the text."""
        with VerticalScroll():
            yield Static(NOTE, classes="copied-note", markup=False)
            yield Static(Content(clean(self.text, lines=True)))
