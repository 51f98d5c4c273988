"""What is typed into in a form: one line, moved to wherever one writes."""

from typing import Protocol

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from store.text import clean
from tui.widgets.entry_limits import fitting
from tui.widgets.line_input import LineInput


class Owner(Protocol):
    """The form, told at once: a message would come after the next key of a burst."""

    def typed(self, text: str) -> None:
        """Take what the line holds now."""

    def moved(self) -> None:
        """Take note that the cursor is elsewhere."""

    def erased(self) -> None:
        """Take the empty line away."""

    def pasted(self, text: str) -> None:
        """Take a paste of any size."""

    def refused(self, left: int) -> None:
        """Say that so many characters were not taken."""


async def obey(widget: Widget, event: events.Key, nodes: tuple[object, ...]) -> None:
    """Do what a key is bound to in one of the nodes, at once; only the app may hear of others."""
    bound = widget.screen.active_bindings.get(event.key)
    if bound is None or bound.node is widget.app:
        return
    if bound.node in nodes:
        await widget.app.run_action(bound.binding.action, bound.node)
    event.stop()


class EntryLine(LineInput):
    """One line of a form; a text stored longer than the limit stays, but more is refused."""

    DEFAULT_CSS = """
    EntryLine, EntryLine:focus {
        layer: editor;
        position: absolute;
        background: $surface;
        background-tint: $foreground 0%;
        & > .input--placeholder { color: $foreground 60%; text-style: italic; }
        &:ansi > .input--placeholder { color: $foreground; text-style: dim italic; }
    }
    """

    def __init__(self, owner: Owner) -> None:
        self._owner = owner
        self._told = False
        """Whether the owner is told of what changes."""
        super().__init__(select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """Strip what a terminal would act on."""
        return clean(value)

    def watch_selection(self) -> None:
        """Tell of a move of the cursor alone."""
        if self._told:
            self._owner.moved()

    @property
    def text(self) -> str:
        """What the line holds."""
        return self.value

    @property
    def cursor(self) -> int:
        """Code points before the cursor."""
        return self.cursor_position

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and behind the cursor, or what is selected."""
        start, end = sorted(self.selection)
        return self.value[:start], self.value[end:]

    def point(self, cell: int) -> None:
        """Put the cursor where the mouse points."""
        self.cursor_position = self._cell_offset_to_index(cell)

    def add(self, text: str) -> None:
        """Put a text where the cursor is, in place of what is selected."""
        self.replace(text.strip("\r\n"), *self.selection)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Show a text without telling of it, the cursor at its end."""
        self._told = False
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = len(self.value) if cursor is None else cursor
        self._told = True

    def replace(self, text: str, start: int, end: int) -> None:
        """Take as much of a text as the limit has room for."""
        start, end = sorted((max(start, 0), min(end, len(self.value))))
        before = self.value
        taken, left = fitting(clean(text), self.limit - len(before) + end - start)
        self._told = False
        with self.prevent(Input.Changed):
            super().replace(taken, start, end)
        self._told = True
        if self.value != before:
            self._owner.typed(self.value)
        if left:
            self._owner.refused(left)

    async def obey(self, event: events.Key) -> None:
        """Do what a key is bound to here or in the form; no other pane is to hear of it."""
        await obey(self, event, (self, self._owner))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the form, and scroll nothing."""
        if action == "submit" or action.startswith(("scroll_", "page_")):
            return False
        return super().check_action(action, parameters)

    def on_paste(self, event: events.Paste) -> None:
        """Let the form see how much it is, and in how many lines."""
        if not self.held.keep(event):
            event.prevent_default().stop()
            self._owner.pasted(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied here."""
        self._owner.pasted(self.app.clipboard)

    def action_delete_left(self) -> None:
        """Delete the letter before the cursor; in an empty line, the line."""
        if self.value:
            super().action_delete_left()
        else:
            self._owner.erased()
