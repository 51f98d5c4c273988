"""An application that shows a form over a list, as high as it wants to be where there is room."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import events, on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.harness import looks
from tests.tui.sheets import MemorySheet
from tui.presentation.sheet import Place
from tui.theme import themes
from tui.widgets.entry_form import EntryForm
from tui.widgets.key_line import KeyLine

SIZE = 80, 24

NAMED = {"tab", "down", "up", "enter", "escape", "backspace", "left", "right", "home", "end"}
"""Keys that are not their letters."""


class Beside(Static, can_focus=True):
    """What stands behind the form, and keeps the keys that come to it."""

    def __init__(self) -> None:
        super().__init__("Behind")
        self.keys: list[str] = []

    def on_key(self, event: events.Key) -> None:
        """Keep a key."""
        self.keys.append(event.key)


class FormScreen(Screen[None]):
    """Has keys that are letters, and one that is none."""

    BINDINGS = [("j,q,f,1,question_mark,ctrl+r,tab", "wrong")]
    CSS = """
    FormScreen { layers: default form; }
    EntryForm { layer: form; position: absolute; width: 100%; }
    KeyLine { dock: bottom; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.wrong = 0

    def compose(self) -> ComposeResult:
        """Show what stands behind, and the keys."""
        yield Beside()
        yield KeyLine()

    def action_wrong(self) -> None:
        """Count a key that was to be text, or nothing."""
        self.wrong += 1


class FormHost(App[None]):
    """Shows the form, and keeps what it says."""

    def __init__(self, sheet: MemorySheet, place: Place, theme: str, ascii_only: bool) -> None:
        super().__init__()
        self.heard: list[Message] = []
        self.sheet = sheet
        self.start = place
        self.form = EntryForm(looks(ascii_only, "ansi" if theme.startswith("ansi") else "dark"))
        for each in themes():
            self.register_theme(each)
        self.theme = theme

    def get_default_screen(self) -> Screen[None]:
        """Return the screen behind the form."""
        return FormScreen()

    async def on_mount(self) -> None:
        """Show the sheet."""
        self.form.show(self.sheet, self.start)
        await self.screen.mount(self.form)
        self.form.focus_line(self.start)
        self.fit()

    def fit(self) -> None:
        """Give the form what it wants, or what there is."""
        self.form.styles.height = min(self.form.wanted, self.size.height - 1)

    def on_resize(self) -> None:
        """Fit the form."""
        self.fit()

    @on(EntryForm.Resized)
    @on(EntryForm.Typed)
    @on(EntryForm.Submitted)
    @on(EntryForm.Left)
    @on(EntryForm.Emptied)
    def hear(self, message: Message) -> None:
        """Keep a message."""
        self.heard.append(message)
        self.fit()


class Writing:
    """A form on screen, and a hand at the keys."""

    def __init__(self, pilot: Pilot[None], app: FormHost) -> None:
        self.pilot = pilot
        self.app = app
        self.form = app.form
        self.sheet = app.sheet

    @property
    def heard(self) -> list[str]:
        """The names of what the form said, without what was typed and its size."""
        quiet = EntryForm.Typed, EntryForm.Resized
        return [type(each).__name__ for each in self.app.heard if not isinstance(each, quiet)]

    @property
    def typed(self) -> list[tuple[Place, str]]:
        """The changes that were told."""
        return [
            (each.place, each.text) for each in self.app.heard if isinstance(each, EntryForm.Typed)
        ]

    @property
    def screen(self) -> FormScreen:
        """The screen behind the form."""
        found = self.app.screen
        assert isinstance(found, FormScreen)
        return found

    @property
    def lines(self) -> list[str]:
        """What is on screen, without blanks at the ends."""
        strips = self.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What is on screen."""
        return "\n".join(self.lines)

    @property
    def beside(self) -> Beside:
        """What stands behind the form."""
        return self.screen.query_one(Beside)

    async def keys(self, *keys: str) -> None:
        """Press keys all at once, as a slow line delivers them; a word is its letters."""
        for key in keys:
            for one in (key,) if key in NAMED or (len(key) > 1 and "+" in key) else key:
                name = {" ": "space", ".": "full_stop"}.get(one, one)
                self.app.post_message(events.Key(name, one if len(one) == 1 else None))
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def settle(self) -> None:
        """Wait until all is painted."""
        for _ in range(3):
            await self.pilot.pause()


@asynccontextmanager
async def writing(
    sheet: MemorySheet | None = None,
    place: Place | None = None,
    size: tuple[int, int] = SIZE,
    theme: str = "palmyra-dark",
    ascii_only: bool = False,
) -> AsyncIterator[Writing]:
    """Show a form, settled."""
    app = FormHost(sheet or MemorySheet(), place or Place("when"), theme, ascii_only)
    async with app.run_test(size=size) as pilot:
        hand = Writing(pilot, app)
        await hand.settle()
        app.heard.clear()
        yield hand
