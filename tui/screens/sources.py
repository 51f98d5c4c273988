"""The sources of the store: a list, and the details of one."""

from asyncio import sleep
from collections.abc import Callable
from functools import partial
from typing import ClassVar, NotRequired, TypedDict, Unpack

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from store.index import Timeline
from store.latest import place_of
from store.model import Source
from tui.presentation.address import NoAddressError, address
from tui.presentation.cells import cut
from tui.presentation.corrections import corrected
from tui.presentation.page import Page
from tui.presentation.source_pages import SourceList, source_details
from tui.presentation.stops import Position
from tui.presentation.words import count, to_ascii
from tui.screens.merge import MergeScreen
from tui.screens.open_url import OpenUrl
from tui.screens.panel import Panel
from tui.theme import Looks
from tui.widgets.page_view import PageView

NOTHING_TO_RESTORE = "Nothing of this source differs from what was bundled or imported."
NAMED = 60
"""Most cells of a title in the heading."""
PIECE = 100
"""Sources that are written at once, in some 8 ms: more than are seen at first."""


class Does(TypedDict):
    """What can be done with the sources of a list."""

    edit: Callable[[str], None]
    merge: Callable[[str, str], None]
    """Merges the second of two keys into the first."""
    restore: NotRequired[Callable[[str], None]]


class Sources(Panel):
    """What the list and the details of a source share."""

    def __init__(
        self,
        heading: str,
        timeline: Timeline,
        looks: Looks,
        edit: Callable[[str], None],
        restore: Callable[[str], None] | None,
    ) -> None:
        super().__init__(heading, looks)
        self.timeline = timeline
        self.edit = edit
        """Opens the form of a source."""
        self.restore = restore
        """Puts back what was bundled or imported of a source."""

    @property
    def source(self) -> Source | None:
        """The source that is meant."""
        raise NotImplementedError

    def leave(self, then: Callable[..., None], *uids: str) -> None:
        """Close, and go on with some sources."""
        self.dismiss()
        then(*uids)

    def action_edit(self) -> None:
        """Close, and open the form of the source."""
        if self.source:
            self.leave(self.edit, self.source.uid)

    def action_restore(self) -> None:
        """Close, and put back what was bundled or imported of the source."""
        if self.source is None or self.restore is None:
            return
        if corrected(self.source):
            self.leave(self.restore, self.source.uid)
        else:
            self.notify(NOTHING_TO_RESTORE, markup=False)

    def action_open(self) -> None:
        """Show the address, and open it if the user agrees."""
        if self.source is None:
            return
        try:
            self.app.push_screen(OpenUrl(address(self.source.uid, self.timeline.names)))
        except NoAddressError as error:
            self.notify(str(error), markup=False)


class SourcesScreen(Sources):
    """Lists the sources with how many claims use them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "details", "Details", id="sources.details", tooltip="All that a source states"
        ),
        Binding("e", "edit", "Edit", id="sources.edit", tooltip="Correct a source"),
        Binding(
            "r",
            "restore",
            "Restore",
            id="sources.restore",
            tooltip="Restore what was bundled or imported of a source",
        ),
        Binding("o", "open", "Open", id="sources.open", tooltip="Open the address of a source"),
        Binding(
            "m",
            "merge",
            "Merge",
            id="sources.merge",
            tooltip="Mark a source, then the one that is the same and is kept",
        ),
        Binding("escape,q,S", "back", "Close", id="sources.close", tooltip="Close the list"),
    ]

    def __init__(
        self,
        timeline: Timeline,
        looks: Looks,
        *,
        at: str | None = None,
        **does: Unpack[Does],
    ) -> None:
        self.listed = timeline.names.latest()
        self.counted = count(len(self.listed), "source")
        super().__init__(self.counted, timeline, looks, does["edit"], does.get("restore"))
        self.merge = does["merge"]
        source = timeline.names.sources.get(at or "")
        self.at = place_of(source, self.listed) if source else 0
        """Where the cursor stands at first."""
        self.marked: Source | None = None
        """The source that is to be merged into another."""

    def on_mount(self) -> None:
        """Put the cursor on a source."""
        if self.at:
            self.call_after_refresh(self.view.rewrite, Position(0, self.at))

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        at = self.view.cursor
        return None if at is None or at >= len(self.listed) else self.listed[at]

    def write(self, width: int) -> Page:
        """Write the list as far as it is seen, and the rest while keys are answered."""
        marked = self.marked.uid if self.marked else ""
        index, ascii_only = self.timeline.index, self.looks.ascii_only
        listing = SourceList(self.listed, index, width, ascii_only, marked)
        seen = max(self.at, self.view.cursor or 0)
        if not listing.write(seen + PIECE):
            self._go_on(listing)
        return listing.page

    @work(group="list", exclusive=True)
    async def _go_on(self, listing: SourceList) -> None:
        done = False
        while not done and self.is_attached:
            await sleep(0)
            done = listing.write(PIECE)
            self.view.grow()

    @on(PageView.Chosen)
    def action_details(self) -> None:
        """Show all that the source states."""
        if self.source:
            edit = partial(self.leave, self.edit)
            restore = partial(self.leave, self.restore) if self.restore else None
            screen = SourceScreen(self.source, self.timeline, self.looks, edit, restore)
            self.app.push_screen(screen)

    def action_merge(self) -> None:
        """Mark the source, or ask whether it is the same as the one that is marked."""
        source, marked = self.source, self.marked
        if source is None:
            return
        if marked is None or marked == source:
            self.mark(None if marked else source)
        else:
            merge = partial(self.leave, self.merge)
            self.app.push_screen(MergeScreen(source, marked, self.timeline, self.looks, merge))

    def action_back(self) -> None:
        """Unmark what is marked, else close the list."""
        if self.marked:
            self.mark(None)
        else:
            self.dismiss()

    def mark(self, source: Source | None) -> None:
        """Mark a source as the one to be merged into another, or none."""
        self.marked = source
        heading = self.counted
        if source:
            title = cut(source.title, NAMED)
            heading = f"m on another source merges “{title}” into that one, Esc unmarks"
        shown = to_ascii(heading) if self.looks.ascii_only else heading
        self.query_one(".panel-heading", Static).update(Content(shown))
        self.view.rewrite()


class SourceScreen(Sources):
    """Shows all that one source states."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", "Edit", id="source.edit", tooltip="Correct the source"),
        Binding(
            "r",
            "restore",
            "Restore",
            id="source.restore",
            tooltip="Restore what was bundled or imported of the source",
        ),
        Binding("o", "open", "Open", id="source.open", tooltip="Open the address of the source"),
        Binding("escape,q,enter", "dismiss", "Back", id="source.close", tooltip="Back to the list"),
    ]

    def __init__(
        self,
        source: Source,
        timeline: Timeline,
        looks: Looks,
        edit: Callable[[str], None],
        restore: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__("Source", timeline, looks, edit, restore)
        self._source = source

    @property
    def source(self) -> Source:
        """The source shown."""
        return self._source

    def write(self, width: int) -> Page:
        """Write its details."""
        return source_details(self.source, self.timeline.index, width, self.looks.ascii_only)
