"""A search through very many texts: shown as it goes, ended by the next letter."""

from asyncio import Event
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread

import pytest
from textual.pilot import Pilot

from store.base import EventStore
from store.index import Index
from store.index.search import Search
from tests.factories import event
from tests.tui.app import holding, main_screen, screen_text, timeline_app, titles, typed
from tui.screens import searching
from tui.screens.reading import Reading

MANY = 60


def many() -> EventStore:
    """Return a store of events by day, every third of which holds "convoy", every sixth "aid"."""
    texts = ("Convoy with aid", "Shelling", "Shelling", "Convoy", "Shelling", "Shelling")
    return holding(
        *(
            (
                "event",
                event(f"e{at:02}", when=f"2016-{1 + at // 28:02}-{1 + at % 28:02}", title=title),
            )
            for at in range(MANY)
            for title in [f"{texts[at % 6]} {at}"]
        )
    )


class Hand:
    """Holds every search after its first piece, until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._opened = Event()
        real = Search.step
        monkeypatch.setattr("store.index.search.PIECE", 60)
        monkeypatch.setattr(Search, "step", lambda search, seconds: real(search, 0))
        monkeypatch.setattr(searching, "sleep", self._wait)

    def open(self) -> None:
        """Let searches go on."""
        self._opened.set()

    async def _wait(self, seconds: float) -> None:
        await self._opened.wait()


@pytest.fixture
def hand(monkeypatch: pytest.MonkeyPatch) -> Hand:
    """Hold every search after its first piece."""
    return Hand(monkeypatch)


def counts(pilot: Pilot[None]) -> str:
    """Return what the top line says of how many there are."""
    return main_screen(pilot).top_line.counts


async def until(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(500):
        if seen():
            return
        await pilot.pause()
    raise AssertionError("\n".join(screen_text(pilot)))


async def test_what_is_found_at_once_is_shown_and_said_to_be_counted(hand: Hand) -> None:
    """The first hits need not wait for the last, and the count says that there may be more."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        await typed(pilot, *"/convoy")

        assert 0 < len(titles(pilot)) < MANY // 3
        assert all("Convoy" in title for title in titles(pilot))
        assert counts(pilot).startswith(f"{len(titles(pilot))}+ of {MANY} events · counting…")
        hand.open()
        await until(pilot, lambda: "counting" not in counts(pilot))
        assert counts(pilot) == f"{MANY // 3} of {MANY} events"


async def test_the_next_letter_ends_the_search_before(hand: Hand) -> None:
    """What is shown in the end is of the last letter alone."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        await typed(pilot, *"/sh")
        await typed(pilot, "backspace", "backspace", *"aid")
        hand.open()
        await until(pilot, lambda: "counting" not in counts(pilot))

        assert counts(pilot) == f"{MANY // 6} of {MANY} events"
        assert all("aid" in title for title in titles(pilot))


async def test_the_cursor_comes_as_near_as_it_can(hand: Hand) -> None:
    """What is found later may be nearer to where it was."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        main = main_screen(pilot)
        main.timeline_view.cursor = 31
        await pilot.pause()
        await typed(pilot, *"/aid")
        hand.open()
        await until(pilot, lambda: "counting" not in counts(pilot))

        assert titles(pilot)[main.timeline_view.cursor] == "Convoy with aid 30"


async def test_a_cursor_that_was_moved_stays(hand: Hand) -> None:
    """Whoever reads on while more is found is not taken back."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        main = main_screen(pilot)
        await typed(pilot, *"/convoy", "enter", "j")
        there = main.selected
        hand.open()
        await until(pilot, lambda: "counting" not in counts(pilot))

        assert main.selected == there


async def test_nothing_found_yet_is_not_nothing_found(hand: Hand) -> None:
    """It says that it searches, and only in the end that there is none."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        await typed(pilot, *"/nowhere")

        assert any("Searching…" in line for line in screen_text(pilot))
        hand.open()
        await until(pilot, lambda: any("No event matches" in line for line in screen_text(pilot)))


async def test_the_panel_counts_on(hand: Hand) -> None:
    """It waits for no search that is still going on, and says so."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        await typed(pilot, *"/convoy", "enter", "f")
        assert any(f"+ of {MANY} events · counting…" in line for line in screen_text(pilot))
        hand.open()

        found = f" {MANY // 3} of {MANY} events"
        await until(pilot, lambda: any(found in line for line in screen_text(pilot)))


async def test_it_says_how_far_reading_is() -> None:
    """In place of the events, until they are there."""
    reading, store = Reading(), many()
    async with timeline_app(store, reading=reading).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        counted = Thread(target=reading.count, args=(3_000, 100_000))
        counted.start()
        counted.join()
        await pilot.pause()
        assert any("Reading events… 3,000 of 100,000" in line for line in screen_text(pilot))
        main_screen(pilot).post_counted(100_000, 100_000)
        await pilot.pause()
        assert any("Sorting 100,000 events…" in line for line in screen_text(pilot))
        reading.set_result(store.index())
        await pilot.pause()

        assert counts(pilot) == f"{MANY} of {MANY} events"


async def test_it_says_that_events_are_read_anew() -> None:
    """What was read before stays on screen meanwhile."""
    async with timeline_app(many()).run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        main_screen(pilot).post_counted(3_000, 100_000)
        await pilot.pause()

        assert counts(pilot) == "Reading events… 3,000 of 100,000"
        assert len(titles(pilot)) == MANY


async def test_nobody_listens_to_a_reading_that_is_done() -> None:
    """Counts that come without a listener are no fault."""
    reading: Future[Index] = Reading()
    assert isinstance(reading, Reading)

    reading.count(1, 2)

    assert reading.listener is None
