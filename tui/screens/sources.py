"""The sources of the store: a list, and the details of one."""

from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from store.index import Timeline
from store.model import Source
from tui.presentation.address import NoAddressError, address
from tui.presentation.page import Page
from tui.presentation.source_pages import in_order, source_details, source_list
from tui.presentation.words import count
from tui.screens.open_url import OpenUrl
from tui.screens.panel import Panel
from tui.theme import Looks
from tui.widgets.page_view import PageView


class Sources(Panel):
    """What the list and the details of a source share."""

    def __init__(self, heading: str, timeline: Timeline, looks: Looks) -> None:
        super().__init__(heading, looks)
        self.timeline = timeline

    @property
    def source(self) -> Source | None:
        """The source that is meant."""
        raise NotImplementedError

    def action_open(self) -> None:
        """Show the address, and open it if the user agrees."""
        if self.source is None:
            return
        try:
            self.app.push_screen(OpenUrl(address(self.source.uid, self.timeline.names)))
        except NoAddressError as error:
            self.notify(str(error), markup=False)


class SourcesScreen(Sources):
    """Lists the sources with how many events cite them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "details", "Details", id="sources.details", tooltip="All that a source states"
        ),
        Binding("o", "open", "Open", id="sources.open", tooltip="Open the address of a source"),
        Binding("escape,q,S", "dismiss", "Close", id="sources.close", tooltip="Close the list"),
    ]

    def __init__(self, timeline: Timeline, looks: Looks) -> None:
        self.listed = in_order(timeline.index)
        super().__init__(count(len(self.listed), "source"), timeline, looks)

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        at = self.view.cursor
        return None if at is None or at >= len(self.listed) else self.listed[at]

    def write(self, width: int) -> Page:
        """Write the list."""
        return source_list(self.listed, self.timeline.index, width, self.looks.ascii_only)

    @on(PageView.Chosen)
    def action_details(self) -> None:
        """Show all that the source states."""
        if self.source:
            self.app.push_screen(SourceScreen(self.source, self.timeline, self.looks))


class SourceScreen(Sources):
    """Shows all that one source states."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", "Open", id="source.open", tooltip="Open the address of the source"),
        Binding("escape,q,enter", "dismiss", "Back", id="source.close", tooltip="Back to the list"),
    ]

    def __init__(self, source: Source, timeline: Timeline, looks: Looks) -> None:
        super().__init__("Source", timeline, looks)
        self._source = source

    @property
    def source(self) -> Source:
        """The source shown."""
        return self._source

    def write(self, width: int) -> Page:
        """Write its details."""
        return source_details(self.source, self.timeline.index, width, self.looks.ascii_only)
