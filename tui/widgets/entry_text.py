"""What paragraphs are typed into in a form."""

from textual import events
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from store.text import clean
from tui.widgets.entry_field import PARAGRAPHS
from tui.widgets.entry_limits import fitting
from tui.widgets.entry_line import Owner, obey
from tui.widgets.line_input import LIMIT, HeldKeys


class EntryText(TextArea):
    """Paragraphs of a form: Enter begins a new one, Tab leaves them, ↑ and ↓ at their ends too."""

    DEFAULT_CSS = """
    EntryText, EntryText:focus {
        layer: editor;
        position: absolute;
        display: none;
        width: 1fr;
        border: none;
        padding: 0;
        background: $surface;
        & .text-area--placeholder { color: $foreground 60%; text-style: italic; }
        &:ansi .text-area--placeholder { color: $foreground; text-style: dim italic; }
    }
    """

    limit = LIMIT
    """Most code points."""

    def __init__(self, owner: Owner) -> None:
        super().__init__(compact=True, highlight_cursor_line=False)
        self.held = HeldKeys(self)
        self._owner = owner

    @property
    def rows(self) -> int:
        """Rows in which the text is shown."""
        return min(max(self.wrapped_document.height, 1), PARAGRAPHS)

    @property
    def cursor(self) -> int:
        """Code points before the cursor."""
        return len(self.get_text_range((0, 0), self.cursor_location))

    def point(self, cell: int) -> None:
        """Leave the cursor at the end: the rows are not laid out yet when the mouse points."""

    def add(self, text: str) -> None:
        """Put a text where the cursor is, in place of what is selected."""
        if result := self._replace_via_keyboard(text, *self.selection):
            self.move_cursor(result.end_location)

    def put(self, text: str, cursor: int | None = None) -> None:
        """Show a text without telling of it, the cursor at its end."""
        with self.prevent(TextArea.Changed):
            self.load_text(text)
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Take as much of a text as the limit has room for."""
        text = clean(edit.text, lines=True)
        replaced = len(self.get_text_range(edit.top, edit.bottom))
        edit.text, left = fitting(text, self.limit - len(self.text) + replaced)
        with self.prevent(TextArea.Changed):
            result = super().edit(edit)
        self._owner.typed(self.text)
        if left:
            self._owner.refused(left)
        return result

    def undo(self) -> None:
        """Take the last edits back."""
        super().undo()
        self._owner.typed(self.text)

    def redo(self) -> None:
        """Do them again."""
        super().redo()
        self._owner.typed(self.text)

    def on_focus(self) -> None:
        """Take keys."""
        self.held.loosen()

    def on_blur(self) -> None:
        """Pass on what came after the end."""
        self.held.loosen()

    def on_unmount(self) -> None:
        """Pass on what came after the end."""
        self.held.release()

    async def on_key(self, event: events.Key) -> None:
        """Do what a key is bound to; letters and Enter are text."""
        if not self.held.keep(event) and not event.is_printable and event.key != "enter":
            await obey(self, event, (self, self._owner))

    def on_paste(self, event: events.Paste) -> None:
        """Let the form see how much it is."""
        if not self.held.keep(event):
            event.prevent_default().stop()
            self._owner.pasted(event.text)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave ↑ in the first row and ↓ in the last to the form."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        ends = {"cursor_up": 0, "cursor_down": self.wrapped_document.height - 1}
        if row == ends.get(action) and parameters == ():
            return False
        return super().check_action(action, parameters)

    def action_paste(self) -> None:
        """Paste what was cut or copied here."""
        self._owner.pasted(self.app.clipboard)
