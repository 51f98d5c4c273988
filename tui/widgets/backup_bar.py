"""The line in which it is typed where a copy of the store goes."""

from pathlib import PurePath
from typing import ClassVar

from textual import events, on
from textual.widgets.input import Selection

from tui.widgets.line_input import LineInput
from tui.widgets.prompt_bar import PromptBar

LONGEST = 4096
"""Code points of a path; systems take no longer ones."""


class PathInput(LineInput):
    """Takes a whole path; Esc is heard also while what was typed is being done."""

    limit = LONGEST

    async def on_key(self, event: events.Key) -> None:
        """Let Esc come before the keys that wait for the end."""
        if event.key == "escape":
            self.resume()


class BackupBar(PromptBar):
    """Asks for the path of a new file."""

    LABEL = "Back up to"
    PLACEHOLDER = "the path of a new file"
    INPUT: ClassVar[type[LineInput]] = PathInput

    class Changed(PromptBar.Changed):
        """The path after a key."""

    class Kept(PromptBar.Kept):
        """The copy is to be written."""

    class Cancelled(PromptBar.Cancelled):
        """No copy is asked for any more."""

    def open(self, text: str = "") -> None:
        """Show the line; the first key replaces the name of the file, and leaves its folder."""
        self.input.select_on_focus = False
        super().open(text)
        end = len(self.input.value)
        self.input.selection = Selection(end - len(PurePath(self.input.value).name), end)

    @on(PromptBar.Changed)
    def _mended(self) -> None:
        self.say("")
