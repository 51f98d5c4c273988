"""Writes a whole copy of the store to where the user says, in a thread."""

from asyncio import to_thread
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from store import copies
from store.errors import StoreError
from store.text import clean
from tui.presentation.words import count
from tui.widgets.backup_bar import BackupBar
from tui.widgets.key_line import KeyLine
from tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from tui.screens.editing import EditingScreen


class Copier:
    """Asks for a path at the bottom; the line stays until the copy is there, or Esc closes it."""

    def __init__(self, screen: "EditingScreen") -> None:
        self.screen = screen
        self.bar: BackupBar | None = None
        """The open line."""
        self._before: Widget | None = None
        """What had the keys before it."""
        self._suggested = Path()

    async def ask(self) -> None:
        """Open the line, with a name beside the store in it."""
        if self.bar is not None:
            self.bar.input.focus()
            return
        screen, self.bar = self.screen, BackupBar()
        self._before = screen.focused
        self._suggested = copies.suggested(screen.settings.db, date.today())
        await screen.mount(self.bar, before=screen.query_exactly_one(KeyLine))
        self.bar.open(str(self._suggested))

    def copy(self, bar: PromptBar, text: str) -> None:
        """Write a copy; the app is not left before it is there."""
        bar.say("Copying…")
        self.screen.turns.began()
        self.screen.run_worker(self._copy(bar, text), group="copies")

    def close(self, bar: PromptBar) -> None:
        """Take the line away, and give the keys back; a copy that is being written goes on."""
        if bar is not self.bar:
            return
        self.bar, before = None, self._before
        if bar.has_focus_within:
            there = before is not None and before.is_attached and before.focusable
            # at once: what is removed with the focus gives it to whatever comes next
            self.screen.set_focus(before if there else self.screen.timeline_view)
        bar.remove()

    async def _copy(self, bar: PromptBar, text: str) -> None:
        try:
            path = await to_thread(self._write, text)
        except StoreError as error:
            self._refused(bar, error)
        else:
            self.close(bar)
            name = clean(str(path))
            self.screen.changer.say(f"Copied {self._copied()} to {name}; open it with --db.")
        finally:
            self.screen.turns.ended()

    def _write(self, text: str) -> Path:
        """Write the copy, and return where it is; raises StoreError."""
        # what is shown of a path is cleaned, and might lead elsewhere
        same = text == clean(str(self._suggested)).strip()
        path = self._suggested if same else copies.read(text)
        copies.require_free(path, self.screen.settings.db)
        self.screen.store.backup(path)
        return path

    def _refused(self, bar: PromptBar, error: StoreError) -> None:
        """Say why there is no copy: at the text that is to be mended, where it is still there."""
        if bar is self.bar:
            bar.input.resume()
            bar.say(str(error))
        else:
            self.screen.changer.refused(error)

    def _copied(self) -> str:
        timeline = self.screen.timeline
        return count(len(timeline.index), "event") if timeline is not None else "the whole store"
