"""A sheet on screen: its lines drawn, one of them written in."""

from typing import TYPE_CHECKING, Any, Self

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.presentation.cells import cut
from tui.presentation.sheet import Place, Sheet
from tui.presentation.words import to_ascii
from tui.theme import Looks
from tui.widgets.entry_hand import Hand
from tui.widgets.entry_limits import PASTE, pasted_lines, too_big, too_long
from tui.widgets.entry_line import EntryLine
from tui.widgets.entry_page import GUTTER, EntryPage

if TYPE_CHECKING:
    pass

EDGES = 2
"""Cells, and lines, of the border."""


class EntryPad(Widget):
    """Draws all lines on one page; one input, or one text area, lies over the line written in.

    So a letter paints one line and lays out nothing, and the keys of a burst go through one queue.
    """

    DEFAULT_CSS = """
    EntryPad {
        layers: page editor;
        height: 100%;
        border: round $primary;
        border-title-color: $accent;
        border-title-style: bold;
        border-subtitle-color: $foreground 72%;
        background: $surface;
        & > EntryPage { layer: page; }
        &.-saving { border: round $foreground 40%; }
        &:ansi { border-subtitle-color: $foreground; }
    }
    """

    saving: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-saving")
    """Keys are kept until it is known whether it is saved."""

    class Typed(Message, namespace="entry_form"):
        """A line was changed."""

        def __init__(self, place: Place, text: str) -> None:
            super().__init__()
            self.place = place
            self.text = text

    class Resized(Message, namespace="entry_form"):
        """Another number of lines is wanted."""

        def __init__(self, height: int) -> None:
            super().__init__()
            self.height = height

    def __init__(self, looks: Looks, **options: Any) -> None:
        # Textual's text area is half of what a form costs, and not needed before there is one
        from tui.widgets.entry_text import EntryText

        super().__init__(**options)
        self.looks = looks
        self.page = EntryPage(looks)
        self.line = EntryLine(self)
        self.area = EntryText(self)
        self.editor: EntryLine | EntryText = self.line
        """The one of the two that is typed into now."""
        self.wanted = EDGES
        """Lines that show everything, borders included; while one writes in a line, never less."""
        self._most = 0
        """The most lines wanted since one writes in this line; choices come and go with letters."""
        self._hand: Hand | None = None
        self._titles = "", ""
        """On the border, above and below."""

    def compose(self) -> ComposeResult:
        """Lay what is typed into over the page."""
        yield self.page
        yield self.line
        yield self.area

    @property
    def hand(self) -> Hand:
        """Where one writes; raises ValueError before anything is shown."""
        if self._hand is None:
            raise ValueError("The form shows no sheet yet.")
        return self._hand

    @property
    def place(self) -> Place:
        """The line written in."""
        return self.hand.place

    def watch_saving(self, saving: bool) -> None:
        """Keep keys meanwhile, whatever has the focus, and say why."""
        if saving:
            self.editor.held.hold(firm=True)
        self._entitle()

    def on_mount(self) -> None:
        """Move what is typed into with the page, and make room for paragraphs as they grow."""
        self.watch(self.page, "scroll_y", self._follow, init=False)
        self.watch(self.area, "virtual_size", self.rewrite, init=False)
        if self._hand is not None:
            self.move(self.place)

    def on_resize(self) -> None:
        """Write for the size."""
        self.rewrite()

    def show(self, sheet: Sheet, focus: Place) -> None:
        """Show a sheet and take the keys, also those that came since the last was given up."""
        self._hand = Hand(sheet, focus)
        self.move(focus)
        if self.is_mounted:
            self.focus()
        self.resume()

    def reread(self) -> None:
        """Show what the sheet says now; one goes on writing where one was."""
        before, held = self.place, self.editor.text
        self.hand.settle()
        if self.place != before or self.hand.text != held:
            self.move(self.place)
        else:
            self.look(fresh=True)

    def resume(self) -> None:
        """Take keys again, those too that came meanwhile."""
        self.saving = False
        self.line.held.release()
        self.area.held.release()

    def focus(self, scroll_visible: bool = False) -> Self:
        """Take the keys from the very next one on."""
        self.screen.set_focus(self.editor, scroll_visible=scroll_visible)
        return self

    def focus_line(self, place: Place) -> None:
        """Write in a line, and take the keys."""
        if place != self.place:
            self.move(place)
        self.focus()

    def move(self, place: Place, cursor: int | None = None) -> None:
        """Write in another line, the cursor at its end."""
        hand, self._most = self.hand, 0
        hand.go(place)
        editor, other = (self.area, self.line) if hand.field.text else (self.line, self.area)
        self.editor = editor
        editor.limit = hand.field.limit
        editor.placeholder = to_ascii(hand.field.hint) if self.looks.ascii_only else hand.field.hint
        editor.put(hand.text, cursor)
        if hand.field.ready and cursor is None:
            editor.select_all()
        editor.display = True
        if other.is_attached and self.screen.focused is other:
            self.focus()
        other.display = False
        self.look(fresh=True)

    def look(self, fresh: bool = False) -> None:
        """See what may be taken here, and write the form; `fresh` if other lines may be new."""
        self.hand.look(self.editor.cursor)
        if fresh:
            self.page.writer.forget()
        self.rewrite()

    def rewrite(self) -> None:
        """Write the form for the present size, and lay what is typed into over its line."""
        if self._hand is None:
            return
        rows = self.area.rows if self.editor is self.area else 1
        self.page.write(self.hand, self.content_size or self._guess, rows)
        self._follow()
        self._want(self.page.wanted + EDGES)

    def typed(self, text: str) -> None:
        """Write what the line holds now."""
        self.hand.write(text)
        self.look()
        self.tell(self.place)

    def moved(self) -> None:
        """Offer what may be taken where the cursor is now."""
        self.look()

    def erased(self) -> None:
        """Take the empty line away, and go to the one above."""
        place = self.hand.above()
        if place:
            self.move(place)
            self.tell(place)

    def pasted(self, text: str) -> None:
        """Take a paste: into a field of many lines each line of its own."""
        field = self.hand.field
        if len(text) > PASTE:
            self.refuse(too_big(field.label, len(text)))
        elif field.many and len(lines := pasted_lines(text)) > 1:
            self._spread(lines)
        else:
            self.editor.add(text)

    def refused(self, left: int) -> None:
        """Say that so many characters were not taken."""
        self.refuse(too_long(self.hand.field.label, self.hand.field.limit, left))

    def refuse(self, why: str) -> None:
        """Say below the line why something was not taken."""
        self.hand.refusal = why
        self.rewrite()

    def tell(self, place: Place) -> None:
        """Tell what a line holds now."""
        self.post_message(self.Typed(place, self.hand.sheet.lines(place.field)[place.at]))

    def _want(self, lines: int) -> None:
        """Ask for more lines at once, for less only where one goes to another line."""
        self._most = max(self._most, lines)
        if self._most != self.wanted:
            self.wanted = self._most
            self.post_message(self.Resized(self.wanted))

    def _spread(self, lines: list[str]) -> None:
        """Write pasted lines below each other, the cursor behind the last."""
        before, behind = self.line.around
        places = self.hand.spread(before, lines, behind)
        refusal = self.hand.refusal
        self.move(places[-1])
        self.line.cursor_position -= len(behind)
        self.refuse(refusal)
        for place in places:
            self.tell(place)

    @property
    def _guess(self) -> Size:
        """The size before there is one."""
        return self.app.size - Size(EDGES, EDGES)

    def _follow(self) -> None:
        """Go with the page."""
        self._entitle()
        self._align()

    def _align(self) -> None:
        """Lay what is typed into over its line on the page."""
        written, editor = self.page.written, self.editor
        y = written.spans[self.place].start - self.page.scroll_offset.y
        editor.styles.offset = GUTTER + written.column, y
        editor.styles.width = written.room
        if editor is self.area:
            editor.styles.height = self.area.rows

    def _entitle(self) -> None:
        """Write the heading on the border, and how much is out of sight."""
        above = self.page.scroll_offset.y
        below = self.page.max_scroll_y - above
        hidden = (f"↑ {above}" if above else "", f"↓ {below}" if below else "")
        aside = "Saving…" if self.saving else "  ".join(filter(None, hidden))
        titles = self._fitted(self.hand.sheet.heading), self._fitted(aside)
        if titles != self._titles:
            self._titles = titles
            self.border_title, self.border_subtitle = (Content(text) for text in titles)

    def _fitted(self, text: str) -> str:
        plain = to_ascii(text) if self.looks.ascii_only else text
        return cut(plain, max(self.size.width - 6, 0), self.looks.glyphs.ellipsis)
