"""Keys that come faster than the disk: what they change waits for what is being saved."""

from collections.abc import Sequence
from threading import Event

import pytest
from textual.pilot import Pilot

from store.base import Change, EventStore
from tests.tui.app import bundled, choose, main_screen, timeline_app, titles
from tests.tui.forms import SOON, documents, selected, soon, write


class Slow:
    """Holds up what a store saves while keys are pressed."""

    def __init__(self, store: EventStore, patch: pytest.MonkeyPatch) -> None:
        self._may = Event()
        self._may.set()
        self._apply = store.apply
        patch.setattr(store, "apply", self.apply)

    def apply(self, changes: Sequence[Change], label: str) -> int:
        """Save as soon as it may."""
        assert self._may.wait(SOON)
        return self._apply(changes, label)

    async def burst(self, pilot: Pilot[None], *keys: str) -> None:
        """Press keys while nothing is saved, then let all be."""
        self._may.clear()
        for key in keys:
            pilot.app.simulate_key(key)
            await pilot.pause()
        self._may.set()


@pytest.fixture
def store() -> EventStore:
    """Return the bundled chronology in memory."""
    return bundled()


@pytest.fixture
def slow(store: EventStore, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """Return what holds up the saving of that store."""
    return Slow(store, monkeypatch)


async def test_two_undos_at_once_take_two_changes_back(store: EventStore, slow: Slow) -> None:
    """The second waits for the first; so do two redos."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "People flee")
        await slow.burst(pilot, "d", "j", "d")
        await soon(pilot, lambda: len(titles(pilot)) == 19)
        await slow.burst(pilot, "u", "u")
        await soon(pilot, lambda: len(titles(pilot)) == 21)

        await slow.burst(pilot, "ctrl+r", "ctrl+r")
        await soon(pilot, lambda: len(titles(pilot)) == 19)


async def test_undo_right_behind_a_save_takes_back_what_is_saved(
    store: EventStore, slow: Slow
) -> None:
    """Also behind Esc, which comes too late to leave the form."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("1", "a")
        await write(pilot, "what", "A jet")
        await slow.burst(pilot, "ctrl+s", "escape", "u")
        await soon(pilot, "Taken back: Added “A jet”")

        assert main_screen(pilot).active_query.terms != ()
        assert len(documents(store)) == 21


async def test_a_filter_set_while_something_is_taken_back_is_the_last_step(
    store: EventStore, slow: Slow
) -> None:
    """It narrows at once, and the next undo takes it back."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("d")
        await soon(pilot, "Deleted “")
        await slow.burst(pilot, "u", "1")
        assert main_screen(pilot).active_query.terms != ()

        await soon(pilot, "Taken back: Deleted")
        await pilot.press("u")
        assert main_screen(pilot).active_query.terms == ()
        assert len(titles(pilot)) == 21


async def test_a_held_key_deletes_one_event(store: EventStore, slow: Slow) -> None:
    """That which it was pressed on, and nothing else is done to it; one undo brings it back."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await slow.burst(pilot, "d", "d", "d", "r")
        await soon(pilot, "Deleted “")
        assert len(titles(pilot)) == 20

        await pilot.press("u")
        await soon(pilot, lambda: len(titles(pilot)) == 21)


async def test_a_held_key_deletes_one_claim(store: EventStore, slow: Slow) -> None:
    """The claim that comes into its place stays."""
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "People flee")
        before = selected(pilot)["claims"]
        await pilot.press("enter")
        detail = main_screen(pilot).detail
        detail.cursor = next(
            at for at, stop in enumerate(detail.page.stops) if stop.claim and not stop.figure
        )
        await slow.burst(pilot, "d", "d")
        await soon(pilot, "Deleted a claim of")

        assert selected(pilot)["claims"] == before[1:]
