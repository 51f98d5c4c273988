"""What others do to the store while the app runs: seen within about a second, the view kept."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter

import pytest
from textual.pilot import Pilot

from store.base import Change
from store.connect import connect
from store.model import Document
from tests.factories import actor, event
from tests.tui.app import main_screen, screen_text, titles
from tests.tui.stores import opened, write

SOON = 3.0
"""Seconds; a busy machine is given three times what is meant."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of three events, one of each month, and a faction that is in two of them."""
    path = tmp_path / "live.json"
    part = [{"actor": "is", "role": "attacker"}]
    taking = {month: part if month < 3 else [] for month in (1, 2, 3)}
    events = [
        event(f"e{month}", title=f"Event {month}", when=f"2016-0{month}-10", participants=found)
        for month, found in taking.items()
    ]
    write(path, {"events": events, "actors": [actor("is", kind="rebel group"), actor()]})
    return path


@asynccontextmanager
async def running(path: Path) -> AsyncIterator[Pilot[None]]:
    """Run the app on a store file."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        yield pilot


async def soon(pilot: Pilot[None], seen: Callable[[], bool]) -> None:
    """Wait until something is so; raises AssertionError with the screen if it is not in time."""
    end = perf_counter() + SOON
    while not seen():
        assert perf_counter() < end, "\n".join(screen_text(pilot))
        await pilot.pause(0.02)


def told(pilot: Pilot[None], words: str) -> bool:
    """Whether a notice that says so is on screen."""
    return any(words in " ".join(note.message.split()) for note in pilot.app._notifications)


def by_another(path: Path, *changes: Change) -> None:
    """Change the store as another process does: through a store of its own."""
    store = connect(path)
    store.apply(changes, "by another")
    store.close()


def added(document: Document) -> Change:
    """Return the adding of an event."""
    return Change("event", document["uid"], None, document)


async def test_what_another_process_adds_is_seen(path: Path) -> None:
    """The cursor stays on its event, the filter stays, counts and words follow."""
    async with running(path) as pilot:
        main = main_screen(pilot)
        main.action_faction(1)
        main.timeline_view.cursor = 1
        await pilot.pause()
        part = [{"actor": "is", "role": "victim"}]
        new = [event("e0", title="New", when="2016-01-02", participants=part), event("e9")]
        by_another(path, *map(added, new))
        await soon(pilot, lambda: "3 of 5 events" in screen_text(pilot)[0])

        assert titles(pilot) == ["New", "Event 1", "Event 2"]
        assert (main.selected, main.timeline_view.cursor) == ("e2", 2)
        assert "Is" in screen_text(pilot)[0]


async def test_what_another_process_edits_is_seen_in_the_detail(path: Path) -> None:
    """Of the event that is being read, where one reads it."""
    async with running(path) as pilot:
        main = main_screen(pilot)
        main.in_detail = True
        edited = event("e1", version=2, title="Edited", when="2016-01-10", notes="Seen at once")
        by_another(path, Change("event", "e1", 1, edited))
        await soon(pilot, lambda: "Seen at once" in "\n".join(screen_text(pilot)))

        assert main.in_detail
        assert titles(pilot)[0] == "Edited"


async def test_the_cursor_leaves_a_deleted_event_for_the_nearest(path: Path) -> None:
    """The detail shows that one, and no error."""
    async with running(path) as pilot:
        main_screen(pilot).timeline_view.cursor = 1
        await pilot.pause()
        by_another(path, Change("event", "e2", 1, None))
        await soon(pilot, lambda: len(titles(pilot)) == 2)
        await pilot.pause()

        assert main_screen(pilot).selected in ("e1", "e3")
        assert not pilot.app._notifications


async def test_a_change_is_seen_behind_a_panel(path: Path) -> None:
    """The panel stays open."""
    async with running(path) as pilot:
        main = main_screen(pilot)
        main.action_help()
        await pilot.pause()
        panel = pilot.app.screen
        by_another(path, added(event("e9")))
        await soon(pilot, lambda: "4 of 4 events" in main.top_line.counts)

        assert pilot.app.screen is panel


async def test_a_search_being_typed_goes_on(path: Path) -> None:
    """Line and letters stay; what is new is searched too."""
    async with running(path) as pilot:
        await pilot.press("slash", "n", "e")
        by_another(path, added(event("e9", title="New")))
        await soon(pilot, lambda: titles(pilot) == ["New"])
        await pilot.press("w")

        assert main_screen(pilot).typed == "new"


def replaced(path: Path) -> None:
    """Put another store in the place of this one."""
    other = path.with_name("other.json")
    connect(other, create=True).close()
    other.replace(path)


def cut(path: Path) -> None:
    """Leave half of the file."""
    path.write_bytes(path.read_bytes()[:200])


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "deleted": (Path.unlink, "was deleted, moved or locked away while open"),
    "replaced": (replaced, "Another store lies at"),
    "damaged": (cut, "is not whole JSON"),
}


@pytest.mark.parametrize(("harm", "words"), FAULTS.values(), ids=FAULTS)
async def test_a_store_that_goes_away_leaves_the_view(
    path: Path, harm: Callable[[Path], object], words: str
) -> None:
    """A notice says what happened, once; all that was read can still be read."""
    whole = path.read_bytes()
    async with running(path) as pilot:
        harm(path)
        left = path.read_bytes() if path.exists() else None
        await soon(pilot, lambda: told(pilot, words))
        main_screen(pilot).timeline_view.cursor = 2
        main_screen(pilot).action_faction(1)
        await pilot.pause(0.5)

        assert titles(pilot) == ["Event 1", "Event 2"]
        assert len(pilot.app._notifications) == 1
        assert (path.read_bytes() if path.exists() else None) == left

        path.write_bytes(whole.replace(b"Event 1", b"Again 1"))
        await soon(pilot, lambda: "Again 1" in titles(pilot))


async def test_one_bad_event_among_good_ones_is_named(path: Path) -> None:
    """The good ones show; a notice gives its uid and the reason, the top line counts it."""
    store = path.read_bytes()
    path.write_bytes(store.replace(b'"Event 2"', b"5"))
    before = path.read_bytes()
    async with running(path) as pilot:
        assert titles(pilot) == ["Event 1", "Event 3"]
        assert "2 of 2 events · 1 unreadable" in screen_text(pilot)[0]
        assert told(pilot, "1 event could not be read: e2: ")
        assert told(pilot, "title")

    assert path.read_bytes() == before


async def test_an_event_that_turns_bad_is_named(path: Path) -> None:
    """Another program may write anything at any time."""
    async with running(path) as pilot:
        path.write_bytes(path.read_bytes().replace(b'"Event 2"', b"5"))
        await soon(pilot, lambda: told(pilot, "1 event could not be read: e2: "))

        assert titles(pilot) == ["Event 1", "Event 3"]


async def test_a_thousand_bad_events_are_counted(path: Path) -> None:
    """Three are named; the notice leaves the screen to the good ones."""
    bad = [event(f"bad{at}", title=at) for at in range(1000)]
    write(path, {"events": [*bad, event("good", title="Good")]})
    async with running(path) as pilot:
        assert titles(pilot) == ["Good"]
        assert "1 of 1 event · 1,000 unreadable" in screen_text(pilot)[0]
        assert told(pilot, "1,000 events could not be read: bad0: ")
        assert told(pilot, "; and 997 more")
        assert "Good" in "\n".join(screen_text(pilot)[:12])
