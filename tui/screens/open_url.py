"""Shows a web address before it is opened."""

import webbrowser
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from store.text import clean
from tui.presentation.address import unsafe

ASKED = "Enter opens it in a browser, y copies it, Esc goes back."
NO_BROWSER = "No browser with a window can be started from here: y copies the address."
COPIED = "Sent to the clipboard, where the terminal allows it."


class OpenUrl(ModalScreen[None]):
    """Enter opens the address in a browser, Esc does not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", id="url.open", tooltip="Open the address asked about"),
        Binding("y", "copy", "Copy", id="url.copy", tooltip="Copy the address asked about"),
        Binding("escape,q", "dismiss", "Back", id="url.close", tooltip="Do not open it"),
    ]

    DEFAULT_CSS = """
    OpenUrl {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 76; max-width: 96%; height: auto; background: $panel; padding: 1 2;
        }
        &:ansi { background: transparent; }
        .url-note { color: $foreground 72%; padding: 1 0 0 0; }
    }
    """

    note = query_one(".url-note", Static)

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    def compose(self) -> ComposeResult:
        """Show the whole address."""
        with Vertical():
            yield Static(Content(clean(self.url)))
            yield Static(ASKED, classes="url-note", markup=False)

    def action_open(self) -> None:
        """Hand the address to the browser, if it is one and has a window."""
        if unsafe(self.url):
            return
        if self.app.is_web or has_window():
            self.dismiss()
            self.app.open_url(self.url)
        else:
            self.note.update(NO_BROWSER)

    def action_copy(self) -> None:
        """Put the address on the clipboard."""
        self.app.copy_to_clipboard(clean(self.url))
        self.note.update(COPIED)


def has_window() -> bool:
    """Whether the browser of this system opens a window, and does not take over the terminal."""
    try:
        return type(webbrowser.get()) is not webbrowser.GenericBrowser
    except webbrowser.Error:
        return False
