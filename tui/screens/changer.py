"""Saving, deleting, restoring, and taking back: every change of the store that the screen makes."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from store.base import Change
from store.edits import Stamp, deleted, edited, imported, restored
from store.errors import StoreError, VersionConflict
from store.history import Ledger, Transaction, stored
from store.merging import merged
from store.model import Document
from store.pointers import escaped, part, replaced, steps
from store.references import companions, revived
from store.text import clean
from tui.presentation.cells import cut
from tui.presentation.page import Stop
from tui.screens.writer import Work, Writer, Writing

if TYPE_CHECKING:
    from tui.screens.editing import EditingScreen

NAMED = 60
"""Most cells of a title in a notice."""


class Changer:
    """Changes the store in a thread of its own; what is shown follows once it is on disk."""

    def __init__(self, screen: "EditingScreen") -> None:
        self.screen = screen
        self._ledger = Ledger(screen.store)
        self._writer = Writer(screen, screen.store)

    @property
    def author(self) -> str:
        """Who changes things, as the configuration names them; may be empty."""
        return self.screen.settings.author

    def save(self, changes: Sequence[Change], label: str) -> None:
        """Save changes, and say so once they are on disk."""
        self.write(changes, label, self.refused, lambda _: None)

    def write(
        self,
        changes: Sequence[Change],
        label: str,
        refused: Callable[[StoreError], None],
        saved: Callable[[Transaction], None],
    ) -> None:
        """Save changes, and tell one of two: why they are not saved, or that they are on disk."""

        def done(transaction: Transaction) -> None:
            self.screen.history.did(transaction)
            self.say(f"{label}; u takes it back.")
            saved(transaction)

        self._do(partial(self._ledger.perform, changes, label), done, refused)

    def undo(self, step: Transaction, redo: bool) -> None:
        """Take a transaction back, or do again what was taken back."""
        work = partial(self._ledger.take_back, step, Stamp.now(self.author))
        self._do(work, partial(self._undone, step, redo), partial(self._not_undone, step))

    def delete(self) -> None:
        """Delete the event, claim or figure under the cursor."""
        if meant := self._meant("deleted"):
            self.screen.turns.take(partial(self._delete, *meant))

    def restore(self) -> None:
        """Put back what was bundled or imported of what is under the cursor."""
        if meant := self._meant("restored"):
            self.screen.turns.take(partial(self._restore, *meant))

    def undelete(self, uid: str) -> None:
        """Bring back a deleted event, with the records it names that were deleted with it."""
        if document := self.document(uid):
            changes = revived(self.screen.store, document, Stamp.now(self.author))
            self.save(changes, f"Restored “{titled(document)}”")

    def merge(self, kept: str, other: str) -> None:
        """Merge a source into another; the list of sources comes back after it."""
        screen, stamp = self.screen, Stamp.now(self.author)
        label = f"Merged [{other}] into [{kept}]"

        def work() -> Transaction:
            return self._ledger.perform(merged(screen.store, kept, other, stamp), label)

        def done(transaction: Transaction) -> None:
            screen.history.did(transaction)
            self.say(f"{label}; u takes it back.")
            screen.open_sources(kept)

        self._do(work, done, self.refused, stay=True)

    def restore_source(self, uid: str) -> None:
        """Put back what was bundled or imported of a source; the list comes back after it."""
        screen, stamp = self.screen, Stamp.now(self.author, "restored")
        before = stored(screen.store, "source", uid)
        after = edited(before, restored(before), stamp)
        change = Change("source", uid, before.get("version", 1), after)
        self.write([change], f"Restored [{uid}]", self.refused, lambda _: screen.open_sources(uid))

    def document(self, uid: str) -> Document | None:
        """Return an event as it is stored, or say why it cannot be read."""
        try:
            return stored(self.screen.store, "event", uid)
        except StoreError as error:
            self.refused(error)
            return None

    def say(self, text: str) -> None:
        """Tell something in a corner, in the place of what was told before."""
        self.screen.app.clear_notifications()
        self.screen.notify(text, markup=False)

    def refused(self, error: StoreError) -> None:
        """Say why nothing was changed."""
        self.screen.notify(str(error), severity="error", timeout=20, markup=False)

    def close(self) -> None:
        """Wait for what is being written."""
        self._writer.close()

    def _do(
        self,
        work: Work,
        done: Callable[[Transaction], None],
        refused: Callable[[StoreError], None],
        stay: bool = False,
    ) -> None:
        """Do what changes the store; the cursor goes to the event, or is to `stay`."""

        def told(writing: Writing) -> None:
            try:
                transaction, index = writing.result()
            except StoreError as error:
                refused(error)
            else:
                uid = None if stay else next(iter(transaction.events), None)
                self.screen.take(index, uid)
                done(transaction)
                self._tell_hidden(uid)
            self.screen.turns.ended()

        self.screen.turns.began()
        self._writer.write(work, told)

    def _tell_hidden(self, uid: str | None) -> None:
        """Say so where the filter hides what was just changed."""
        listing = self.screen.timeline_view.listing
        if listing and uid and listing.index.row(uid) is not None and listing.position(uid) is None:
            self.say("The filter hides it; 0 shows everything.")

    def _undone(self, step: Transaction, redo: bool, inverse: Transaction) -> None:
        history = self.screen.history
        (history.redid if redo else history.undid)(inverse)
        self.say(f"{'Done again' if redo else 'Taken back'}: {step.label}.")

    def _not_undone(self, step: Transaction, error: StoreError) -> None:
        if isinstance(error, VersionConflict):  # versions only grow: it can never be undone
            self.screen.history.forget(step)
        self.refused(error)

    def _meant(self, what: str) -> tuple[str, str] | None:
        """Return the event under the cursor and the path of what is meant, or say why not."""
        screen = self.screen
        stop = screen.detail.stop if screen.detail.has_focus else None
        if stop and (why := _refusal(stop, what)):
            self.say(f"{why} not {what} here: go to the title, a claim or figure.")
            return None
        return (screen.selected, path_of(stop)) if screen.selected else None

    def _delete(self, uid: str, path: str) -> None:
        if (document := self._alive(uid)) is None:
            return
        stamp = Stamp.now(self.author)
        if not path:
            self._change(document, deleted(document, stamp), "Deleted")
        elif part(document, path):
            named = "figure" if "/figures/" in path else "claim"
            after = edited(document, _without(document, path), stamp)
            self._change(document, after, f"Deleted a {named} of")

    def _restore(self, uid: str, path: str) -> None:
        if (document := self._alive(uid)) is None:
            return
        stamp = Stamp.now(self.author, "restored")
        after = edited(document, restored(document, path), stamp)
        if after is document:
            self.say(_nothing_to_restore(document, path))
        else:  # what comes back may name a source that was merged away since
            more = companions(self.screen.store, after, stamp)
            self._change(document, after, "Restored", more)

    def _alive(self, uid: str) -> Document | None:
        """Return an event; None where the key before this one has deleted it."""
        document = self.document(uid)
        return None if document is None or document.get("deleted") else document

    def _change(
        self, before: Document, after: Document, verb: str, more: Sequence[Change] = ()
    ) -> None:
        change = Change("event", before["uid"], before.get("version", 1), after)
        self.save([*more, change], f"{verb} “{titled(before)}”")


def titled(document: Document) -> str:
    """Return the title as it fits into a notice."""
    return cut(clean(str(document.get("title", ""))), NAMED)


def path_of(stop: Stop | None) -> str:
    """Return the path of the part, claim or figure at a stop, "" for the whole event."""
    return stop.part or _item(stop) if stop else ""


def _item(stop: Stop) -> str:
    """Return the path of the claim or figure at a stop, "" where there is none."""
    if stop.claim is None:
        return ""
    claim = f"claims/{escaped(stop.claim.id)}"
    return f"{claim}/figures/{escaped(stop.figure.id)}" if stop.figure else claim


def _refusal(stop: Stop, what: str) -> str:
    """Return what stands at a stop that cannot be deleted or restored, "" where it can be."""
    if stop.part:
        return "Changes are" if what == "deleted" and stop.part != _item(stop) else ""
    return "Names and sources are" if not stop.claim and (stop.actor or stop.source) else ""


def _nothing_to_restore(document: Document, path: str) -> str:
    if path and part(document, path) and not part(imported(document), path):
        return "This was added since, so there is nothing to put back; d deletes it."
    return "Nothing here differs from what was bundled or imported."


def _without(document: Document, path: str) -> Document:
    """Return the event without the claim or figure at a path."""
    above, uid = path.rpartition("/")[0], steps(path)[-1]
    return replaced(document, above, [one for one in part(document, above) if one["id"] != uid])
