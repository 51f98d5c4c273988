"""The application on the bundled chronology, or on other events, without a terminal."""

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from store.base import Change, EventStore
from store.connect import MEMORY, connect
from store.index import Index
from store.model import Document, Kind
from store.query import Filter
from tui.app import TimelineApp
from tui.config import Settings
from tui.screens.main import MainScreen


def bundled() -> EventStore:
    """Return the bundled chronology in memory."""
    return connect(MEMORY)


def holding(*records: tuple[Kind, Document]) -> EventStore:
    """Return a store in memory of these records."""
    store = connect(MEMORY, empty=True)
    store.apply([Change(kind, one["uid"], None, one) for kind, one in records], "test")
    return store


def timeline_app(
    store: EventStore | None = None,
    query: Filter | None = None,
    reading: "Future[Index] | None" = None,
    **settings: Any,
) -> TimelineApp:
    """Return the app, with its events read where they are not still to come."""
    store = store or bundled()
    if reading is None:
        reading = Future()
        reading.set_result(store.index())
    chosen = Settings(db=Path("palmyra-aleppo.json"), **settings)
    return TimelineApp(chosen, store, reading, query or Filter())


def screen_text(pilot: Pilot[None]) -> list[str]:
    """Return the lines on screen, without blanks at their ends."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


async def typed(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, and wait until the screen has settled."""
    await pilot.press(*keys)
    await pilot.pause()


def main_screen(pilot: Pilot[None]) -> MainScreen:
    """Return the main screen."""
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    return screen


def titles(pilot: Pilot[None]) -> Sequence[str]:
    """Return the titles listed, in reading order."""
    listing = main_screen(pilot).timeline_view.listing
    assert listing is not None
    return [listing.row(position).title for position in range(len(listing))]


async def choose(pilot: Pilot[None], title: str) -> None:
    """Put the cursor on an event with that in its title, and wait until its detail is drawn."""
    view = main_screen(pilot).timeline_view
    view.cursor = next(at for at, found in enumerate(titles(pilot)) if title in found)
    assert view.listing is not None
    uid = view.listing.row(view.cursor).uid
    while main_screen(pilot).detail.shown != uid:
        await pilot.pause()
    await pilot.pause()
