"""The filter panel: every facet with its counts; each change is seen in the timeline at once."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from store.dates import DateError
from store.index import Listing, Timeline
from store.query import Facet, Filter
from tui.presentation.choice_page import choice_page
from tui.presentation.choices import Choice, Heading, Line, choices, next_role, used
from tui.presentation.filters import words
from tui.presentation.page import Page
from tui.presentation.period import period_words, with_period
from tui.presentation.stops import Position
from tui.presentation.summary import counted
from tui.presentation.words import to_ascii
from tui.presentation.wrap import within
from tui.theme import Looks
from tui.widgets.key_line import KeyLine
from tui.widgets.line_input import LineInput
from tui.widgets.page_view import PageView

WORDS = 2
"""Lines for the filter in words; fixed, so that the values never move."""

BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]
"""Below 80 columns the panel takes all of the screen."""


class FilterPanel(ModalScreen[None]):
    """Includes and excludes values, sets the period, and says what comes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "space,enter",
            "cycle",
            "In/out",
            id="panel.cycle",
            tooltip="Include the value under the cursor; again to exclude it, again to free it",
        ),
        Binding("x", "only", "Only", id="panel.only", tooltip="Only this value of its facet"),
        Binding(
            "a", "join", "Any/all", id="panel.join", tooltip="Match any or all values of the facet"
        ),
        Binding(
            "r",
            "role",
            "Role",
            id="panel.role",
            tooltip="List actors as participants, as claimants, or in either role",
        ),
        Binding(
            "slash",
            "find",
            "Find",
            id="panel.find",
            show=False,
            tooltip="Find a value by name or alias",
        ),
        Binding("0", "clear", "Clear", id="panel.clear", tooltip="Clear the whole filter"),
        Binding("escape,f,q", "close", "Close", id="panel.close", tooltip="Close the panel"),
        Binding(
            "down",
            "list",
            "To the list",
            id="panel.list",
            show=False,
            tooltip="From a line typed in to the list",
        ),
    ]

    DEFAULT_CSS = """
    FilterPanel {
        align: right top;
        background: transparent;
        & > Vertical {
            width: 62; height: 100%; background: $surface; border-left: vkey $primary;
        }
        &.-ascii > Vertical { border-left: ascii $primary; }
        &.-narrow > Vertical { width: 100%; border-left: none; }
        #panel-found { padding: 0 1; text-style: bold; }
        #panel-words { height: 2; padding: 0 1; color: $warning; }
        #panel-echo { height: auto; padding: 0 1; }
        .panel-inputs { height: 1; background: $panel; }
        .panel-inputs > Static { width: auto; padding: 0 1; }
        .panel-inputs > LineInput, .panel-inputs > LineInput:focus { background: $panel; }
        PageView { height: 1fr; }
    }
    """

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    values = query_one(PageView)
    found = query_one("#panel-found", Static)
    said = query_one("#panel-words", Static)
    echo = query_one("#panel-echo", Static)
    since = query_one("#since", LineInput)
    until = query_one("#until", LineInput)
    needle = query_one("#needle", LineInput)

    def __init__(
        self,
        timeline: Timeline,
        query: Filter,
        looks: Looks,
        change: Callable[[Filter], None],
    ) -> None:
        super().__init__()
        self.timeline = timeline
        self.opened = query
        """The filter by which the values are ordered: none moves while it is in use."""
        self.active_query = query
        self.looks = looks
        self.change = change
        self.role: Facet = used(query)
        self.undated = Listing(timeline, timeline.select(Filter())).undated
        self.lines: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lay out what is found, the values, and below them the lines to type in."""
        with Vertical():
            yield Static(id="panel-found", markup=False)
            yield Static(id="panel-words", markup=False)
            yield PageView(self._page, self.looks)
            yield Static(id="panel-echo", markup=False)
            with Horizontal(classes="panel-inputs"):
                yield Static("From", markup=False)
                yield LineInput(self.active_query.since, placeholder="any date", id="since")
                yield Static("to", markup=False)
                yield LineInput(self.active_query.until, placeholder="any date", id="until")
            with Horizontal(classes="panel-inputs"):
                yield Static("/ Find", markup=False)
                yield LineInput(placeholder="a name or alias in the list", id="needle")
            yield KeyLine()

    def on_mount(self) -> None:
        """Show the values."""
        self.set_class(self.looks.ascii_only, "-ascii")
        self.values.focus()
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Fit the words of the filter."""
        self.call_after_refresh(self._tell)

    def take(self, query: Filter) -> None:
        """Use a changed filter at once."""
        if query != self.active_query:
            self.active_query = query
            self.change(query)
        self.values.rewrite()
        self._tell()

    @property
    def chosen(self) -> Choice | None:
        """The value under the cursor."""
        found = [line for line in self.lines if isinstance(line, Choice)]
        at = self.values.cursor
        return found[at] if at is not None and at < len(found) else None

    @on(Input.Changed, "#needle")
    def narrow(self) -> None:
        """Show only values with that in a name."""
        self.values.rewrite(Position(0, 0))

    @on(Input.Changed, "#since")
    @on(Input.Changed, "#until")
    def period(self) -> None:
        """Set the period as soon as it can be read; until then it stays as it was."""
        try:
            query = with_period(self.active_query, self.since.value, self.until.value, date.today())
        except DateError as error:
            self._say(str(error))
        else:
            self.take(query)

    @on(Input.Submitted)
    def action_list(self) -> None:
        """Go to the values."""
        self.values.focus()

    @on(PageView.Chosen)
    def action_cycle(self) -> None:
        """Include, exclude, free the value under the cursor."""
        if choice := self.chosen:
            self.take(self.active_query.cycled(choice.facet, choice.value))

    def action_only(self) -> None:
        """Leave this value alone in its facet."""
        if choice := self.chosen:
            self.take(self.active_query.only(choice.facet, choice.value))

    def action_join(self) -> None:
        """Ask for any, or for all, of a facet's values."""
        if choice := self.chosen:
            above = self.lines[: self.lines.index(choice)]
            heading = [line for line in above if isinstance(line, Heading)][-1]
            if heading.joined:
                self.take(self.active_query.joined(heading.group))

    def action_role(self) -> None:
        """List the actors in the next role."""
        self.role = next_role(self.role)
        self.values.rewrite(Position(0, 0))

    def action_find(self) -> None:
        """Find a value by name."""
        self.needle.focus()

    def action_clear(self) -> None:
        """Show everything."""
        with self.prevent(Input.Changed):
            for box in (self.since, self.until, self.needle):
                box.clear()
        self.take(Filter())

    def action_close(self) -> None:
        """Leave the line typed in, or close; a date that could not be read is dropped."""
        if not isinstance(self.focused, LineInput):
            self.dismiss()
            return
        if self.focused is self.needle:
            self.needle.clear()
        else:
            self._restore()
        self.values.focus()

    def _restore(self) -> None:
        """Show the period that holds in place of one that cannot be read."""
        try:
            with_period(Filter(), self.since.value, self.until.value, date.today())
        except DateError:
            with self.prevent(Input.Changed):
                self.since.value = self.active_query.since
                self.until.value = self.active_query.until
            self._tell()

    def _page(self, width: int) -> Page:
        needle = self.needle.value
        self.lines = list(choices(self.timeline, self.active_query, self.role, needle, self.opened))
        actors = self.timeline.index.actors
        factions = {uid for uid, actor in actors.items() if actor.faction}
        return choice_page(self.lines, self.looks, factions, width)

    def recount(self) -> None:
        """Count anew: all was found by now."""
        self.values.rewrite()
        self._tell()

    def _tell(self) -> None:
        """Say how many events are left, and by what filter."""
        found = len(self.timeline.select(self.active_query))
        counting = bool(self.timeline.unknown(self.active_query))
        self.found.update(counted(found, len(self.timeline), counting))
        said = self._plain(words(self.active_query, self.timeline.names) or "No filter.")
        width = max(self.said.size.width, 1)
        self.said.update(Content(within(said, width, WORDS, self.looks.glyphs.ellipsis)))
        self._say(period_words(self.active_query, self.undated))

    def _say(self, text: str) -> None:
        self.echo.update(Content(self._plain(text)))
        self.echo.display = bool(text)

    def _plain(self, text: str) -> str:
        return to_ascii(text) if self.looks.ascii_only else text
