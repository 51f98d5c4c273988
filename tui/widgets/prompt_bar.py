"""A line at the bottom to type into, with its echo beside it, or above it where that is long."""

from typing import ClassVar

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from store.text import clean
from tui.widgets.line_input import LineInput

ROOM = 24
"""Cells that the text keeps beside its label and echo."""


class PromptBar(Vertical):
    """One-line input; Enter keeps what was typed, Esc takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "cancel",
            "Back",
            id="prompt.cancel",
            tooltip="Close the line; what was typed is dropped, Enter keeps it",
        ),
    ]

    DEFAULT_CSS = """
    PromptBar {
        display: none;
        height: auto;
        background: $panel;
        & > Horizontal { height: 1; }
        & .prompt-label { width: auto; padding: 0 1; color: $accent; text-style: bold; }
        & LineInput, & LineInput:focus { background: $panel; }
        & .prompt-echo { width: auto; padding: 0 1; color: $foreground 72%; }
        & .prompt-remark { display: none; padding: 0 1; height: auto; max-height: 6; }
        &:ansi .prompt-echo { color: $foreground; }
    }
    """

    LABEL = ""
    PLACEHOLDER = ""
    INPUT: ClassVar[type[LineInput]] = LineInput
    """What is typed into."""

    input = query_one(LineInput)
    echo = query_one(".prompt-echo", Static)
    remark = query_one(".prompt-remark", Static)

    class Said(Message):
        """Something about the text."""

        def __init__(self, bar: "PromptBar", text: str) -> None:
            super().__init__()
            self.bar = bar
            self.text = text

        @property
        def control(self) -> "PromptBar":
            """The line typed into."""
            return self.bar

    class Changed(Said):
        """The text after a key."""

    class Kept(Said):
        """Enter was pressed."""

    class Cancelled(Said):
        """Esc was pressed."""

    def compose(self) -> ComposeResult:
        """Lay out a long echo, and below it label, input and a short echo."""
        yield Static("", classes="prompt-remark", markup=False)
        with Horizontal():
            yield Static(self.LABEL, classes="prompt-label", markup=False)
            yield self.INPUT(placeholder=self.PLACEHOLDER)
            yield Static("", classes="prompt-echo", markup=False)

    def open(self, text: str = "") -> None:
        """Show the line and take the keys from the very next one on; the first replaces `text`."""
        with self.prevent(Input.Changed):
            self.input.value = text
        self.say("")
        self.display = True
        self.screen.set_focus(self.input, scroll_visible=False)

    def close(self) -> None:
        """Take the line away."""
        self.display = False

    def say(self, text: str) -> None:
        """Show what was understood of the text, or what is wrong with it."""
        text = clean(text)
        beside = cell_len(self.LABEL) + cell_len(text) + 4 + ROOM <= self.screen.size.width
        self.echo.update(Content(text if beside else ""))
        self.remark.update(Content("" if beside else text))
        self.remark.display = not beside

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(self, clean(event.value)))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Kept(self, clean(event.value).strip()))

    def action_cancel(self) -> None:
        """Close without a change."""
        self.post_message(self.Cancelled(self, clean(self.input.value)))
