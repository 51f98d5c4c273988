"""What the command palette offers."""

from typing import ClassVar
from unittest.mock import ANY

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from store.index import Index, Listing, Timeline
from store.query import Filter
from tests import factories
from tests.tui.panels import NAMES, showing
from tui.commands import commands
from tui.screens.filtered import FilteredScreen
from tui.screens.main import MainScreen
from tui.widgets.faction_bar import FactionBar, FactionItem
from tui.widgets.timeline_view import TimelineView


class Offering(Screen[None]):
    """Has keys of its own, factions and a timeline."""

    __module__ = "tui.tests"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "Filter", id="filter", tooltip="Filter by actor"),
        Binding("1", "faction(1)", "Faction 1", id="filter.faction1", tooltip="Toggle"),
        Binding("2", "faction(2)", "Faction 2", id="filter.faction2", tooltip="Toggle"),
    ]

    def __init__(self, label: str = "Islamic State") -> None:
        super().__init__()
        self.label = label
        self.done: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out a bar of one faction, and a timeline."""
        bar = FactionBar()
        bar.factions = (FactionItem("1", "is", self.label, 6),)
        yield bar
        yield TimelineView()

    def action_filter(self) -> None:
        """Keep that it was asked for."""
        self.done.append("filter")

    def action_faction(self, digit: int) -> None:
        """Keep which was asked for."""
        self.done.append(f"faction {digit}")


async def test_offers_every_action_by_name() -> None:
    """Keys of the screen, named factions, and the keys of its panes."""
    screen = Offering()
    async with showing(screen):
        found = {command.title: command for command in commands(screen)}

    assert found["Filter"].help == "f · Filter by actor"
    assert "Filter: Islamic State" in found
    assert not any("Faction 2" in title for title in found)
    assert found["Page down"].help == "PgDn · Go a page down"
    assert [found["Filter"].discover, found["Page down"].discover] == [True, False]


async def test_factions_by_both_names() -> None:
    """A faction is found by its short and by its full name, once events are listed."""
    screen = Offering("IS")
    actor = factories.actor("is", name="Islamic State", short="IS", kind="rebel group")
    timeline = Timeline(Index.build([], [actor], [], [], token=1))
    async with showing(screen):
        view = screen.query_one(TimelineView)
        view.show(Listing(timeline, timeline.select(Filter())))
        titles = [command.title for command in commands(screen)]

    assert "Filter: Islamic State (IS)" in titles


async def test_runs_the_action() -> None:
    """A command does what its key does."""
    screen = Offering()
    async with showing(screen) as pilot:
        for command in commands(screen):
            if command.discover:
                pilot.app.call_later(command.callback)
        await pilot.pause()

    assert screen.done == ["filter", "faction 1"]


class Keyless(Offering):
    """Has actions without a key."""

    def action_deleted(self) -> None:
        """Keep that it was asked for."""
        self.done.append("deleted")

    def action_back_up(self) -> None:
        """Keep that it was asked for."""
        self.done.append("back up")


KEYLESS = {
    "Deleted: restore an event": ("List the deleted events", "deleted"),
    "Back up": ("Write a whole copy of the store to a file", "back up"),
}


@pytest.mark.parametrize(("title", "said"), KEYLESS.items(), ids=KEYLESS)
async def test_offers_what_has_no_key(title: str, said: tuple[str, str]) -> None:
    """Where the screen does it, and nowhere else."""
    help_text, done = said
    screen = Keyless()
    async with showing(screen) as pilot:
        command = next(each for each in commands(screen) if each.title == title)
        pilot.app.call_later(command.callback)
        await pilot.pause()

    assert command == (title, help_text, ANY, True)
    assert screen.done == [done]
    assert not [each for each in commands(Offering()) if each.title == title]


async def test_keys_of_the_user_in_ascii() -> None:
    """The keys told are those in force, with plain signs if wished."""
    screen = Offering()
    async with showing(screen):
        found = {each.title: each.help for each in commands(screen, {"filter": "F,up"}, True)}

    assert found["Filter"] == "F Up - Filter by actor"


@pytest.mark.parametrize("name", NAMES)
async def test_hostile_names(name: str) -> None:
    """The palette reads titles as markup: a name in one is text all the same."""
    screen = Offering(name)
    async with showing(screen):
        title = next(each.title for each in commands(screen) if "Filter: " in each.title)
    content = Content.from_markup(title)

    assert not any("@click" in str(span.style) for span in content.spans)
    assert "\x1b" not in content.plain


def test_the_main_screen_is_a_screen_of_ours() -> None:
    """The keys that the palette is made from are those of the main screen."""
    assert issubclass(MainScreen, FilteredScreen)
