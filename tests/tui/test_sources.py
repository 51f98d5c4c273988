"""The list of sources, and one of them."""

from typing import Any

import pytest

from store.index import Index, Timeline
from tests.factories import claim, event, source
from tests.tui.panels import harmless, hostile, lines, looks, showing, text
from tui.screens.open_url import OpenUrl
from tui.screens.sources import SourceScreen, SourcesScreen

FULL = source(
    "full",
    title="Islamic State re-enters Palmyra",
    type="article",
    author=[{"literal": "jbh/sms"}],
    agencies=["AP", "AFP"],
    publisher="A publisher",
    URL="https://example.org/palmyra",
    accessed="2026-11-22",
    sha256="ab" * 32,
    **{"container-title": "A newspaper"},
)
BARE = source("bare", title="A leaflet", issued="", notes="Found in a street.")


def timeline() -> Timeline:
    """Return two events of one source, the first with two claims, and a source that none cites."""
    events = [
        event("e0", claims=[claim(source="full"), claim("c2", source="full")]),
        event("e1", claims=[claim(source="full")]),
    ]
    records: dict[str, Any] = {"actors": [], "places": [], "sources": [BARE, FULL]}
    return Timeline(Index.build(events, **records, token=1))


def sources(of: Timeline | None = None, ascii_only: bool = False) -> SourcesScreen:
    """Return the list."""
    of = timeline() if of is None else of
    return SourcesScreen(of, looks(of, ascii_only))


async def test_list() -> None:
    """Each source with what it states and nothing else, the latest first."""
    async with showing(sources()) as pilot:
        assert [line for line in lines(pilot) if line][:9] == [
            " 2 sources",
            "▌Islamic State re-enters Palmyra",
            "▌  Saturday 10 December 2016 · jbh/sms (AP, AFP) · A newspaper · A publisher",
            "▌  https://example.org/palmyra",
            "▌  cited in 2 events",
            " A leaflet",
            "   cited in no event",
            "  ⏎ Details  o Open  esc Close",
        ]


async def test_one_event() -> None:
    """One event is one, however many of its claims cite the source."""
    events = [event(claims=[claim(source="full"), claim("c2", source="full")])]
    async with showing(sources(Timeline(Index.build(events, [], [], [FULL], token=1)))) as pilot:
        assert "▌  cited in 1 event" in lines(pilot)
        assert "claim" not in text(pilot)


async def test_details() -> None:
    """Enter shows every field, and names what the reader looks for where it is not stated."""
    async with showing(sources()) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        told = text(pilot)

        assert isinstance(pilot.app.screen, SourceScreen)
        assert "publisher  not stated" in told
        assert "URL        not stated" in told
        assert "notes      Found in a street." in told
        assert "archive" not in told

        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, SourcesScreen)


async def test_address_is_shown_first() -> None:
    """Opening asks; a source without an address is told of."""
    screen = sources()
    async with showing(screen) as pilot:
        await screen.run_action("open")
        await pilot.pause()
        asked = pilot.app.screen
        assert isinstance(asked, OpenUrl)
        assert asked.url == "https://example.org/palmyra"

        await pilot.press("escape", "j", "o")
        await pilot.pause()

        assert pilot.app.screen is screen
        assert [each.message for each in pilot.app._notifications] == [
            "No address is stored for “A leaflet”."
        ]


@pytest.mark.parametrize("key", ["escape", "q", "S"])
async def test_closes(key: str) -> None:
    """The usual keys close the list."""
    async with showing(sources()) as pilot:
        await pilot.press(key)
        await pilot.pause()

        assert not isinstance(pilot.app.screen, SourcesScreen)


async def test_a_date_that_cannot_be_read_comes_last() -> None:
    """What stands for a date is shown as it is stored, behind the sources that have one."""
    odd = source("odd", title="Odd", issued="some day")
    of = Timeline(Index.build([], [], [], [odd, FULL], token=1))
    screen = sources(of)
    async with showing(screen) as pilot:
        assert [each.uid for each in screen.listed] == ["full", "odd"]
        assert "some day" in text(pilot)


async def test_no_source() -> None:
    """A store without sources says so, and its keys do nothing."""
    screen = sources(Timeline(Index.build([], [], [], [], token=1)))
    async with showing(screen) as pilot:
        await pilot.press("enter", "o", "j")

        assert "There is no source in this store yet." in text(pilot)
        assert pilot.app.screen is screen


async def test_hostile_titles_in_the_list() -> None:
    """Titles, publishers and addresses reach the screen as text."""
    screen = sources(hostile())
    async with showing(screen, (60, 15)) as pilot:
        for _ in range(10):
            assert harmless(pilot)
            await screen.view.run_action("leaf(1)")
            await pilot.pause()


@pytest.mark.parametrize("number", [0, 4, 6, 8])
async def test_hostile_titles_in_the_details(number: int) -> None:
    """So they do in the details of a source, with plain signs too."""
    of = hostile()
    chosen = of.index.sources[f"s{number}"]
    async with showing(SourceScreen(chosen, of, looks(of, number == 6)), (60, 15)) as pilot:
        assert harmless(pilot)
