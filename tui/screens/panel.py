"""A panel over the screen that is read and closed again."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.presentation.page import Page
from tui.presentation.words import to_ascii
from tui.theme import Looks
from tui.widgets.key_line import KeyLine
from tui.widgets.page_view import PageView


class Panel(ModalScreen[None]):
    """A heading, a page and the keys; on a small screen it takes all of it."""

    DEFAULT_CSS = """
    Panel {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 100; max-width: 100%; height: 100%; background: $surface; }
        &:ansi { background: transparent; }
        .panel-heading { padding: 0 1; background: $panel; text-style: bold; }
        PageView { height: 1fr; }
    }
    """

    view = query_one(PageView)

    def __init__(self, heading: str, looks: Looks) -> None:
        super().__init__()
        self.heading = heading
        self.looks = looks

    def compose(self) -> ComposeResult:
        """Lay out the heading, the page and the keys."""
        heading = to_ascii(self.heading) if self.looks.ascii_only else self.heading
        with Vertical():
            yield Static(Content(heading), classes="panel-heading")
            yield PageView(self.write, self.looks)
            yield KeyLine()

    def write(self, width: int) -> Page:
        """Return the page in lines of at most `width` cells."""
        raise NotImplementedError
