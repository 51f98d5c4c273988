"""The form in the timeline: opened, moved with its date, saved, kept as a draft."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Container
from textual.timer import Timer

from store.drafts import Draft
from store.drafts_open import new_claims, new_event, source
from store.errors import StoreError, VersionConflict
from store.history import Transaction, stored
from store.model import Document, Kind
from store.names import Names
from tui.presentation.sheet import Place, Remark
from tui.screens.drafting import Drafting, key_of, named
from tui.screens.entries import Entry, opened
from tui.widgets.entry_form import EntryForm

if TYPE_CHECKING:
    from tui.screens.editing import EditingScreen

MOVING = 0.3
"""Seconds after the last key before the form moves to where its date belongs."""
LOW = 24
"""Rows of a screen below which the form takes the whole pane."""
AROUND = 3
"""Lines of the timeline in sight around a form: a heading, the row above, the row below."""

CHANGED = (
    "another terminal changed it meanwhile: its text stands below yours."
    " ctrl+s saves yours over it, Esc keeps yours as a draft"
)
ELSEWHERE = "another terminal changed other parts of it meanwhile; ctrl+s saves yours beside them"
GONE = "another terminal took it away meanwhile; Esc keeps your text as a draft"


class Editor:
    """Opens one form at a time over a hole in the timeline."""

    def __init__(self, screen: "EditingScreen") -> None:
        self.screen = screen
        self.form: EntryForm | None = None
        self.entry: Entry | None = None
        self.drafting = Drafting(screen)
        self._source = ""
        """Key of the source used last."""
        self._from_detail = False
        self._emptying = False
        """Whether the next ctrl+l starts over."""
        self._then: Callable[[], None] | None = None
        """What to go back to once the form is closed."""
        self._moving: Timer | None = None
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
        self._emptying = False
        self.drafting.keep_soon(self.entry.sheet.draft)
        if place.field == "when" and self.entry.document is None:
            if self._moving:
                self._moving.stop()
            self._moving = self.screen.set_timer(MOVING, self._move)

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
            self.drafting.drop(entry.sheet.draft)
            self._close()
            self.screen.changer.say("Nothing was changed, so nothing was saved.")

    def leave(self) -> None:
        """Close the form and keep what was typed."""
        if self.entry is None:
            return
        draft = self.entry.sheet.draft
        self.drafting.keep(draft)
        self._close()
        if draft.touched:
            self.screen.changer.say(f"Kept as a draft, not saved; {key_of(draft)} goes on with it.")

    def empty(self) -> None:
        """Drop the draft and start over."""
        if self.entry is None or self.form is None:
            return
        draft = self.entry.sheet.draft
        if draft.touched and not self._emptying:
            self._emptying = True
            self._say("ctrl+l once more drops all that is typed here, for good")
            return
        self._emptying = False
        self.drafting.drop(draft)
        fresh = self._fresh(draft, self.entry.document)
        self.entry = Entry(named(fresh), self.entry.document, self.names)
        self.form.show(self.entry.sheet, self.entry.focus)

    def close(self) -> None:
        """Leave every draft where the next run finds it."""
        self.drafting.close(self.entry.sheet.draft if self.entry else None)

    def refocus(self) -> None:
        """Give the keys back to the form."""
        if self.form is not None:
            self.form.focus()

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
        if (info := screen.store.info()).read_only:
            why = f" {info.read_only_reason}" if info.read_only_reason else ""
            screen.changer.say(f"This store is read-only: nothing can be added or corrected.{why}")
            return
        self.entry = self._continued(fresh, document) or Entry(named(fresh), document, self.names)
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
        kept = self.drafting.found(fresh.target)
        if kept is None or kept.fields.keys() != fresh.fields.keys():
            return None
        entry = Entry(kept, document, self.names)
        entry.sheet.notice = Remark("a draft that was kept goes on here; ctrl+l starts over")
        if document and kept.version != fresh.version:
            entry.rebase(document, self.names)
            entry.sheet.notice = Remark(CHANGED, "theirs")
        return entry

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
        self.drafting.drop(self.entry.sheet.draft)
        self._source = self.entry.source or self._source
        self._close()

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
            entry.sheet.notice = Remark(CHANGED if entry.is_contested else ELSEWHERE, "theirs")

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
        if self._moving:
            self._moving.stop()
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

    def _selected(self) -> Document | None:
        uid = self.screen.selected
        if uid is None:
            self.screen.changer.say("No event is selected; a adds one.")
        return self._stored("event", uid) if uid else None

    def _stored(self, kind: Kind, uid: str) -> Document | None:
        try:
            return stored(self.screen.store, kind, uid)
        except StoreError as error:
            self.screen.changer.refused(error)
            return None
