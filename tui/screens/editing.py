"""The keys that add and correct, and the copy of it all; loaded with the first of them."""

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import DescendantFocus

from tui.screens.panes import PanesScreen

if TYPE_CHECKING:
    from store.history import Transaction
    from store.index import Index
    from tui.screens.changer import Changer
    from tui.screens.copier import Copier
    from tui.screens.editor import Editor
    from tui.screens.writer import Written
    from tui.widgets.backup_bar import BackupBar
    from tui.widgets.entry_form import EntryForm


class EditingScreen(PanesScreen):
    """Opens forms, deletes, restores, takes back and backs up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "a",
            "add",
            "Add",
            id="add",
            priority=True,
            tooltip="Add an event; a draft that was kept goes on",
        ),
        Binding(
            "A",
            "add_claims",
            "Add claims",
            id="add.claims",
            priority=True,
            show=False,
            tooltip="Add claims to the selected event",
        ),
        Binding(
            "e",
            "edit",
            "Edit",
            id="edit",
            priority=True,
            tooltip="Correct the event, or the claim, figure or source under the cursor",
        ),
        Binding(
            "d",
            "delete",
            "Delete",
            id="delete",
            show=False,
            tooltip="Delete the event, or the claim or figure under the cursor; u brings it back",
        ),
        Binding(
            "r",
            "restore",
            "Restore",
            id="restore",
            show=False,
            tooltip="Restore what was bundled or imported, of the event, claim or figure",
        ),
    ]

    @cached_property
    def changer(self) -> "Changer":
        """Saves, deletes, restores and takes back."""
        from tui.screens.changer import Changer

        return Changer(self)

    @cached_property
    def editor(self) -> "Editor":
        """Opens and closes forms, and keeps drafts."""
        from tui.screens.editor import Editor

        return Editor(self)

    @cached_property
    def copier(self) -> "Copier":
        """Writes copies of the store."""
        from tui.screens.copier import Copier

        return Copier(self)

    @property
    def is_editing(self) -> bool:
        """Whether a form is open."""
        return "editor" in self.__dict__ and self.editor.form is not None

    @property
    def is_unsaved(self) -> bool:
        """Whether a form is open with something typed into it."""
        entry = self.editor.entry if self.is_editing else None
        return entry is not None and entry.sheet.draft.touched

    @property
    def is_typing(self) -> bool:
        """Whether keys are text now."""
        form = self.editor.form if self.is_editing else None
        path = self.copier.bar if "copier" in self.__dict__ else None
        bars = self.search_bar, self.date_bar, form, path
        return any(bar is not None and bar.has_focus_within for bar in bars)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let what is typed be text: keys with priority would take it away."""
        if action in ("add", "add_claims", "edit", "search", "go_to_date") and self.is_typing:
            return False
        return super().check_action(action, parameters)

    def watch_in_detail(self, in_detail: bool) -> None:
        """Give the keys to the pane in use, unless a form has them."""
        if not self.is_editing:
            super().watch_in_detail(in_detail)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Let an open form keep the keys: a click on a row is no command to leave it."""
        if self.is_editing and event.widget in (self.detail, self.timeline_view):
            event.prevent_default()
            self.editor.refocus()

    def remind(self) -> None:
        """Say what earlier runs have left unsaved; nothing is loaded where there is none."""
        state = self.settings.state
        if state and any((state / "drafts").glob("*.json")):
            self.editor.drafting.remind()

    def take(self, index: "Index", uid: str | None = None) -> None:
        """Show an index, the cursor on an event."""
        raise NotImplementedError

    async def action_add(self) -> None:
        """Open the form of a new event."""
        await self.editor.add()

    async def action_add_claims(self) -> None:
        """Open a line for claims on the selected event."""
        await self.editor.add_claims()

    async def action_edit(self) -> None:
        """Open the form of what is under the cursor."""
        await self.editor.edit()

    def action_delete(self) -> None:
        """Delete what is under the cursor."""
        self.changer.delete()

    def action_restore(self) -> None:
        """Put back what was bundled or imported."""
        self.changer.restore()

    def action_deleted(self) -> None:
        """List the deleted events."""
        from tui.screens.deleted import DeletedScreen

        if self.timeline is not None:
            self.app.push_screen(DeletedScreen(self.timeline, self.looks, self.changer.undelete))

    async def action_back_up(self) -> None:
        """Ask where a copy of the store is to go."""
        await self.copier.ask()

    def action_sources(self) -> None:
        """List the sources, unless a form is open."""
        if self.is_editing:
            self.changer.say("A form is open: save it with ctrl+s, or keep it with Esc, first.")
        else:
            self.open_sources()

    def open_sources(self, at: str | None = None) -> None:
        """List the sources, the cursor on one of them."""
        from tui.screens.sources import SourcesScreen

        if self.timeline is not None:
            self.app.push_screen(
                SourcesScreen(
                    self.timeline,
                    self.looks,
                    at=at,
                    edit=self.editor.begin_source,
                    merge=self.changer.merge,
                    restore=self.changer.restore_source,
                )
            )

    def action_back(self) -> None:
        """Close the form, leave the detail, or dismiss the first-run line."""
        if self.is_editing:
            self.editor.leave()
        else:
            super().action_back()

    def undo(self, step: "Transaction", redo: bool = False) -> None:
        """Take a transaction back, or do it again."""
        self.changer.undo(step, redo)

    def on_written(self, event: "Written") -> None:
        """Pass on what became of a transaction."""
        event.told(event.writing)

    def on_backup_bar_kept(self, event: "BackupBar.Kept") -> None:
        """Write the copy."""
        self.copier.copy(event.bar, event.text)

    def on_backup_bar_cancelled(self, event: "BackupBar.Cancelled") -> None:
        """Write none."""
        self.copier.close(event.bar)

    def on_entry_form_typed(self, event: "EntryForm.Typed") -> None:
        """Keep the draft, and move the form with its date."""
        self.editor.typed(event.place)

    def on_entry_form_submitted(self) -> None:
        """Save what was typed."""
        self.editor.save()

    def on_entry_form_left(self) -> None:
        """Close the form; the draft is kept."""
        self.editor.leave()

    def on_entry_form_emptied(self) -> None:
        """Start over."""
        self.editor.empty()

    def on_entry_form_resized(self) -> None:
        """Give the form the room that it wants."""
        self.editor.fit()

    def on_resize(self) -> None:
        """Give the form the room that there is."""
        if self.is_editing:
            self.call_after_refresh(self.editor.fit)

    def on_unmount(self) -> None:
        """Leave nothing unsaved behind: what is being written is waited for, drafts are kept."""
        if "changer" in self.__dict__:
            self.changer.close()
        if "editor" in self.__dict__:
            self.editor.close()
