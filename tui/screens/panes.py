"""The two panes: which is in use, what the detail shows, how much room each has."""

from typing import ClassVar

import msgspec
from textual import on
from textual.binding import Binding, BindingType
from textual.events import DescendantFocus
from textual.getters import query_one
from textual.reactive import reactive

from store.base import EventStore
from store.errors import StoreError
from store.model import Event, Unreadable, view
from store.query import Filter
from tui.config import Settings
from tui.screens.opening import OpeningScreen
from tui.widgets.density_strip import DensityStrip
from tui.widgets.key_line import KeyLine
from tui.widgets.timeline_view import TimelineView

NEVER = ""
"""Stands for what was in the detail before it was filled; no uid is empty."""


class PanesScreen(OpeningScreen):
    """Timeline and detail; the detail follows the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_pane", "Pane", id="pane", show=False, tooltip="To the other pane"),
        Binding("z", "zoom", "Zoom", id="zoom", show=False, tooltip="Enlarge one pane, or both"),
        Binding("escape", "back", "Back", id="back", show=False, tooltip="One step back"),
    ]

    strip = query_one(DensityStrip)

    zoomed: reactive[bool] = reactive(False, init=False, repaint=False, toggle_class="-zoomed")
    """The pane in use has the whole room."""
    in_detail: reactive[bool] = reactive(
        False, init=False, repaint=False, toggle_class="-in-detail"
    )
    """The detail pane takes the keys; on a narrow screen, it is the one shown."""

    def __init__(self, settings: Settings, store: EventStore, query: Filter) -> None:
        super().__init__(settings, query)
        self.store = store
        self._detailed: str | None = NEVER
        """Uid of the event in the detail pane; None where it shows none."""

    def watch_in_detail(self, in_detail: bool) -> None:
        """Give the keys to the pane in use."""
        (self.detail if in_detail else self.timeline_view).focus()
        self.call_after_refresh(self.fill_detail)

    def watch_zoomed(self) -> None:
        """Fill the detail where it comes into view."""
        self.call_after_refresh(self.fill_detail)

    def on_resize(self) -> None:
        """Fill the detail where there is room for it now; give the keys back after a tiny size."""
        self.call_after_refresh(self.fill_detail)
        self.call_after_refresh(self.refocus)

    def refocus(self) -> None:
        """Give the keys to the pane in use where nothing has them."""
        if self.focused is None:
            (self.detail if self.in_detail else self.timeline_view).focus()

    def on_screen_suspend(self) -> None:
        """Leave the line of keys to the screen on top."""
        self.query_one(KeyLine).visible = False

    def on_screen_resume(self) -> None:
        """Take the line of keys back."""
        self.query_one(KeyLine).visible = True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Know which pane is in use, also where the mouse chose it."""
        if event.widget is self.timeline_view:
            self.in_detail = False
        elif self.has_detail and event.widget is self.detail:
            self.in_detail = True

    @on(TimelineView.Highlighted)
    def highlighted(self, event: TimelineView.Highlighted) -> None:
        """Follow the cursor; the detail is filled once the timeline has been painted."""
        self.selected = event.uid
        self.strip.second = self._second(event.uid)
        self.call_after_refresh(self.fill_detail)

    def _second(self, uid: str | None) -> int | None:
        """Return where an event stands in time; the listing may be another one by now."""
        listing = self.timeline_view.listing
        at = listing.position(uid) if listing and uid else None
        return None if listing is None or at is None else listing.row(at).when.anchor

    @on(TimelineView.Opened)
    def opened(self) -> None:
        """Go into the detail."""
        self.in_detail = True

    def on_detail_pane_left(self) -> None:
        """Go back to the timeline."""
        self.in_detail = False

    def fill_detail(self) -> None:
        """Show the event under the cursor, where the detail is in view and shows another."""
        uid = self.selected
        if uid == self._detailed or self.timeline is None:
            return
        if not self.has_detail or not self.detail.display:
            return
        if uid and self.timeline.index.row(uid) is None:
            return  # it was deleted a moment ago, and the cursor is about to leave it
        self._detailed = uid
        event = self._event(uid) if uid else None
        self.detail.show(event, self.timeline.names, self.looks)

    def _event(self, uid: str) -> Event | None:
        try:
            record = self.store.get("event", [uid])[0]
            if isinstance(record, Unreadable):
                raise StoreError(f"{uid} could not be read: {record.reason}")
            return view(Event, record.document)
        except (StoreError, msgspec.ValidationError) as error:
            self.notify(str(error), severity="error", markup=False)
            return None

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self.in_detail = not self.in_detail

    def action_zoom(self) -> None:
        """Give the pane in use the whole room, or both their share."""
        self.zoomed = not self.zoomed

    def action_back(self) -> None:
        """Leave the detail, or dismiss the first-run line."""
        from tui.widgets.welcome import Welcome

        if not self.in_detail:
            for welcome in self.query(Welcome):
                welcome.dismiss()
        self.in_detail = False
