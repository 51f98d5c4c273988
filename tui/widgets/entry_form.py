"""The form: what is added or corrected, in the place where it will stand."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.presentation.sheet import Choice
from tui.widgets.entry_pad import EntryPad
from tui.widgets.entry_page import EntryPage

KEYS = (
    ("ctrl+s", "save", "save", "Save", "Save; Enter never does"),
    ("tab", "next", "go(1)", "Next field", "Go to the next line; what was typed stays"),
    ("escape", "leave", "leave", "Keep for later", "Leave the choices; close and keep the draft"),
    ("ctrl+t", "figures", "figures", "Figures", "Take or leave out the figures found in the line"),
    ("ctrl+l", "empty", "empty", "Start over", "Drop what was typed and start over"),
    ("shift+tab", "previous", "go(-1)", "", "Go to the line before"),
    ("down", "down", "down", "", "Go into the choices, or to the next line"),
    ("up", "up", "up", "", "Go back out of the choices, or to the line before"),
    ("enter", "enter", "enter", "", "Take the choice; else open a line, or go to the next field"),
)
"""Keys, id, action, name and tooltip of each binding; those without a name are not shown."""


class EntryForm(EntryPad):
    """Does what keys and mouse say; the screen says where the form lies and how high it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            keys,
            action,
            shown or name.capitalize(),
            id=f"form.{name}",
            tooltip=tooltip,
            show=bool(shown),
        )
        for keys, name, action, shown, tooltip in KEYS
    ]

    class Submitted(Message):
        """It is to be saved; keys are kept until `resume`, or until the form is gone."""

    class Left(Message):
        """It is to be closed and kept; keys wait for what has the focus next."""

    class Emptied(Message):
        """It is to be started over; keys are kept until `show` or `resume`."""

    @on(EntryPage.Pointed)
    def point(self, event: EntryPage.Pointed) -> None:
        """Write where the mouse says, or take what it points at."""
        event.stop()
        if self.editor.held.on:
            return
        if event.choice:
            self.take(event.choice)
        elif event.place != self.place:
            self.move(event.place)
            self.editor.point(event.cell)
        self.focus()

    def take(self, choice: Choice) -> None:
        """Take a choice."""
        self.hand.sheet.take(self.place, choice)
        self.move(self.place, choice.cursor)
        self.tell(self.place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Do nothing before anything is shown."""
        return self._hand is not None and super().check_action(action, parameters)

    def action_go(self, lines: int) -> None:
        """Go to another line, round at the end."""
        self.move(self.hand.beside(lines))

    def action_down(self) -> None:
        """Go into the choices or to the next line."""
        self._reach(1)

    def action_up(self) -> None:
        """Go back out of the choices or to the line before."""
        self._reach(-1)

    def action_enter(self) -> None:
        """Take the choice reached, else go on writing below."""
        if self.hand.reached is None:
            self.move(self.hand.below())
        else:
            self.take(self.hand.choices[self.hand.reached])

    def action_figures(self) -> None:
        """Take or leave out the figures of the line."""
        self.hand.sheet.toggle(self.place)
        self.look(fresh=True)
        self.tell(self.place)

    def action_save(self) -> None:
        """Ask for it to be saved."""
        self.saving = True
        self.post_message(self.Submitted())

    def action_leave(self) -> None:
        """Leave the choices, or the form."""
        if self.hand.reached is None:
            self.editor.held.hold()
            self.post_message(self.Left())
        else:
            self.hand.reached = None
            self.rewrite()

    def action_empty(self) -> None:
        """Ask for it to be started over."""
        self.editor.held.hold()
        self.post_message(self.Emptied())

    def _reach(self, step: int) -> None:
        if self.hand.reach(step):
            self.rewrite()
        else:
            self.action_go(step)
