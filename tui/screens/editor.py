"""The form in the timeline: opened, moved with its date, saved, kept as a draft."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.timer import Timer

from store.drafts import Draft
from store.drafts_open import new_claims, new_event, source
from store.errors import DraftError, StoreError, VersionConflict
from store.history import Transaction, stored
from store.model import Document, Kind
from store.names import Names
from tui.presentation.cells import cut
from tui.presentation.sheet import Place, Remark
from tui.presentation.words import count
from tui.screens.desk import Desk
from tui.screens.entries import NAMED, Entry, opened
from tui.widgets.entry_form import EntryForm

if TYPE_CHECKING:
    from tui.screens.editing import EditingScreen

MOVING = 0.3
"""Seconds after the last key before the form moves to where its date belongs."""
KEEPING = 0.5
"""Seconds after the last key before a draft is on disk."""
LOW = 24
"""Rows of a screen below which the form takes the whole pane."""
AROUND = 3
"""Lines of the timeline in sight around a form: a heading, the row above, the row below."""

CHANGED = (
    "another terminal changed it meanwhile: its text stands below yours."
    " ctrl+s saves yours over it, Esc keeps yours as a draft"
)
GONE = "another terminal took it away meanwhile; Esc keeps your text as a draft"


class Editor:
    """Opens one form at a time over a hole in the timeline."""

    def __init__(self, screen: "EditingScreen") -> None:
        self.screen = screen
        self.form: EntryForm | None = None
        self.entry: Entry | None = None
        self.desk = Desk(screen.settings.state, screen.store.info().store_id)
        self._source = ""
        """Key of the source used last."""
        self._from_detail = False
        self._then: Callable[[], None] | None = None
        """What to go back to once the form is closed."""
        self._moving: Timer | None = None
        self._keeping: Timer | None = None
        self._kept_failing = False
        screen.watch(screen.timeline_view, "hole_place", self._place, init=False)

    @property
    def names(self) -> Names:
        """Names of all records."""
        timeline = self.screen.timeline
        return timeline.names if timeline is not None else Names({}, {}, {})

    async def add(self) -> None:
        """Open the form of a new event, or go on with the draft that was kept."""
        await self._open(new_event(self._source), None)

    async def add_claims(self) -> None:
        """Open a line for claims on the selected event."""
        if document := self._selected():
            await self._open(new_claims(document, self._source), document)

    async def edit(self) -> None:
        """Open the form of the event, or of the claim, figure or source under the cursor."""
        detail = self.screen.detail
        stop = detail.stop if detail.has_focus else None
        if stop and stop.source and not stop.claim:
            await self.edit_source(stop.source)
        elif document := self._selected():
            await self._open(opened(document, stop, self.names), document)

    async def edit_source(self, uid: str) -> None:
        """Open the form of a source."""
        if document := self._stored("source", uid):
            await self._open(source(document), document)

    def begin_source(self, uid: str) -> None:
        """Open the form of a source that was chosen in the list; the list comes back after it."""
        self.screen.run_worker(self._edit_then(uid), group="form")

    def typed(self, place: Place) -> None:
        """Keep the draft soon, and move the form where its date belongs."""
        if self.entry is None:
            return
        self._later_kept()
        if place.field == "when" and self.entry.document is None:
            self._moving = self._again(self._moving, MOVING, self._move)

    def save(self) -> None:
        """Save what was typed; the form stays until that is on disk."""
        entry, form = self.entry, self.form
        if entry is None or form is None:
            return
        if faults := entry.sheet.faults:
            entry.sheet.tried = True
            self._say("not saved: mend what is marked, then ctrl+s again")
            form.focus_line(Place(*next(iter(faults))))
            return
        if changes := entry.changes(self.screen.changer.author):
            form.saving = True
            self.screen.changer.write(changes, entry.label, self._refused, self._saved)
        else:
            self.desk.drop(entry.sheet.draft)
            self._close()
            self.screen.changer.say("Nothing was changed, so nothing was saved.")

    def leave(self) -> None:
        """Close the form and keep what was typed."""
        if self.entry is None:
            return
        draft = self.entry.sheet.draft
        self._keep()
        self._close()
        if draft.touched:
            self.screen.changer.say(f"Kept as a draft, not saved; {_key(draft)} goes on with it.")

    def empty(self) -> None:
        """Drop the draft and start over."""
        if self.entry is None or self.form is None:
            return
        draft = self.entry.sheet.draft
        self.desk.drop(draft)
        fresh = self._fresh(draft, self.entry.document)
        self.entry = Entry(fresh, self.entry.document, self.names)
        self.form.show(self.entry.sheet, self.entry.focus)
        self._later_kept()

    def remind(self) -> None:
        """Say what earlier runs have left unsaved, and the key that goes on with it."""
        with suppress(DraftError):  # it is told when a draft is to be kept
            left = self.desk.left()
            more = f", and {count(len(left) - 1, 'more draft')}" if len(left) > 1 else ""
            if left:
                self.screen.changer.say(f"Not saved, but kept: {self._named(left[0])}{more}.")

    def rename(self, names: Names) -> None:
        """Read what is typed with the names of a new index."""
        if self.entry and self.form:
            self.entry.sheet.rename(names)
            self.form.reread()

    def fit(self) -> None:
        """Give the form its height: all of a low pane, else what it wants and there is."""
        view, form = self.screen.timeline_view, self.form
        if form is None:
            return
        room = view.size.height
        low = self.screen.size.height < LOW
        view.set_hole_height(room if low else min(form.wanted, room - AROUND))

    def close(self) -> None:
        """Leave every draft where the next run finds it."""
        if self.entry:
            self.desk.put(self.entry.sheet.draft)
        with suppress(DraftError):  # it was told while there was a screen to tell it on
            self.desk.close()

    async def _edit_then(self, uid: str) -> None:
        await self.edit_source(uid)
        if self.form is not None:
            self._then = partial(self.screen.open_sources, uid)

    async def _open(self, fresh: Draft, document: Document | None) -> None:
        """Open a form over the timeline, with the draft that was kept, if there is one."""
        screen = self.screen
        if self.form is not None:
            self.form.focus()
            return
        if screen.store.info().read_only:
            screen.changer.say("This store is read-only: nothing can be added or corrected.")
            return
        self.entry = self._continued(fresh, document) or Entry(fresh, document, self.names)
        self.form = EntryForm(screen.looks)
        self._from_detail, screen.in_detail = screen.in_detail, False
        screen.add_class("-editing")
        self.form.show(self.entry.sheet, self.entry.focus)
        await screen.query_one("#panes", Container).mount(self.form)
        screen.timeline_view.open_hole(after=screen.selected or "", height=self.form.wanted)
        self.form.focus()
        screen.call_after_refresh(self.fit)
        screen.call_after_refresh(self._move)

    def _continued(self, fresh: Draft, document: Document | None) -> Entry | None:
        """Return the entry of a kept draft, brought up to what is stored now."""
        try:
            self.desk.take_over()
        except DraftError as error:
            self._not_kept(str(error))
        kept = self.desk.found(fresh.target)
        if kept is None or kept.fields.keys() != fresh.fields.keys():
            return None
        entry = Entry(kept, document, self.names)
        entry.sheet.notice = Remark("a draft that was kept goes on here; ctrl+l starts over")
        if document and kept.version != fresh.version:
            entry.rebase(document, self.names)
            entry.sheet.notice = Remark(CHANGED, "theirs")
        return entry

    def _named(self, draft: Draft) -> str:
        """Name a draft, and the key that goes on with it."""
        if not draft.uid:
            return "a new event; a goes on with it"
        if draft.form == "source":
            return f"a correction of source [{draft.uid}]; S, then e goes on with it"
        timeline = self.screen.timeline
        row = timeline.index.rows.get(draft.uid) if timeline is not None else None
        title = "an event" if row is None or timeline is None else timeline.index.title[row]
        return f"a correction of “{cut(title, NAMED)}”; {_key(draft)} on it goes on with it"

    def _fresh(self, draft: Draft, document: Document | None) -> Draft:
        from store.drafts_open import again

        return again(draft, document, self.names) if document else new_event(self._source)

    def _move(self) -> None:
        """Move the form of a new event to where its date belongs, once that can be read."""
        entry = self.entry
        if entry is None or entry.document is not None:
            return
        if (when := entry.when) is not None:
            self.screen.timeline_view.open_hole(at=when)

    def _place(self, place: tuple[int, int] | None) -> None:
        """Lay the form over its hole."""
        form, view = self.form, self.screen.timeline_view
        if form is None or place is None:
            return
        y, height = place
        inner = view.content_region.offset - self.screen.query_one("#panes").region.offset
        form.styles.offset = (inner.x, inner.y + y)
        form.styles.width = view.scrollable_content_region.width
        form.styles.height = height

    def _saved(self, transaction: Transaction) -> None:
        """Close the form: it is on disk."""
        if self.entry is None:
            return
        draft = self.entry.sheet.draft
        self.desk.drop(draft)
        self._source = self.entry.source or self._source
        self._close()
        self._flush_soon()

    def _refused(self, error: StoreError) -> None:
        """Keep the form, filled, and say why it is not saved."""
        entry, form = self.entry, self.form
        if entry is None or form is None:
            self.screen.changer.refused(error)
            return
        if isinstance(error, VersionConflict) and entry.document:
            self._conflicted(entry, entry.document)
            form.show(entry.sheet, form.place)
        else:
            self._say(str(error))
        form.resume()

    def _conflicted(self, entry: Entry, document: Document) -> None:
        """Set theirs beside what was typed."""
        now = self._stored(entry.kind, document["uid"])
        try:
            if now is None or now.get("deleted"):
                raise LookupError
            entry.rebase(now, self.names)
        except LookupError:
            entry.sheet.notice = Remark(GONE, "problem")
        else:
            entry.sheet.notice = Remark(CHANGED, "theirs")

    def _say(self, text: str) -> None:
        """Say in the form why it is not saved."""
        if self.entry and self.form:
            self.entry.sheet.notice = Remark(text, "problem")
            self.form.reread()
            self.form.resume()

    def _close(self) -> None:
        """Take the form away and give the keys back."""
        screen, form = self.screen, self.form
        self.form = self.entry = None
        for timer in (self._moving, self._keeping):
            if timer:
                timer.stop()
        screen.remove_class("-editing")
        screen.timeline_view.close_hole()
        screen.set_focus(screen.timeline_view)  # before the form goes, which would choose another
        if form is not None:
            form.remove()
        if self._from_detail:
            screen.call_later(setattr, screen, "in_detail", True)
        if then := self._then:
            self._then = None
            screen.call_after_refresh(then)

    def _later_kept(self) -> None:
        self._keeping = self._again(self._keeping, KEEPING, self._keep)

    def _again(self, timer: Timer | None, seconds: float, callback: Callable[[], None]) -> Timer:
        """Start a timer anew."""
        if timer:
            timer.stop()
        return self.screen.set_timer(seconds, callback)

    def _keep(self) -> None:
        """Write the draft to disk, off the event loop."""
        if self.entry:
            self.desk.put(self.entry.sheet.draft)
        self._flush_soon()

    def _flush_soon(self) -> None:
        self.screen.run_worker(self._flush, group="drafts", thread=True, exit_on_error=False)

    def _flush(self) -> None:
        try:
            self.desk.flush()
        except DraftError as error:
            self.screen.app.call_from_thread(self._not_kept, str(error))

    def _not_kept(self, why: str) -> None:
        """Say once that drafts do not survive this run."""
        if not self._kept_failing:
            self._kept_failing = True
            self.screen.notify(why, severity="warning", timeout=20, markup=False)

    def _selected(self) -> Document | None:
        uid = self.screen.selected
        return self._stored("event", uid) if uid else None

    def _stored(self, kind: Kind, uid: str) -> Document | None:
        try:
            return stored(self.screen.store, kind, uid)
        except StoreError as error:
            self.screen.changer.refused(error)
            return None


def _key(draft: Draft) -> str:
    """Return the key that goes on with a draft."""
    if not draft.uid:
        return "a"
    return "A" if draft.adds else "e"
