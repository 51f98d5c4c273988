"""Drafts: what was typed survives Esc, the end of the app, and kill -9."""

import json
import signal
from pathlib import Path

import pytest

from store.base import Change
from store.connect import connect
from store.drafts_open import new_event
from store.edits import Stamp, edited
from store.history import stored
from tests.tui.app import choose, timeline_app
from tests.tui.forms import editor, said, save, selected, soon, told, write
from tests.tui.stores import opened
from tests.tui.terminal import Program
from tui.screens.drafting import KEEPING

JET = "Government jet lost"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store file with the bundled chronology."""
    path = tmp_path / "events.json"
    connect(path, create=True).close()
    return path


def kept(state: Path) -> list[str]:
    """Return the drafts on disk, as text."""
    files = sorted((state / "drafts").glob("*.json"))
    return [draft for file in files for draft in json.loads(file.read_text())["drafts"]]


async def test_esc_keeps_and_the_key_goes_on(path: Path, tmp_path: Path) -> None:
    """On disk and in hand; saving removes it."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await pilot.press("escape")
        assert told(pilot, "Kept as a draft, not saved; a goes on with it.")
        await soon(pilot, lambda: len(kept(tmp_path)) == 1)

        await pilot.press("a")
        assert "a draft that was kept goes on here; ctrl+l starts over" in said(pilot)
        assert JET in said(pilot)

        await save(pilot)
        await soon(pilot, lambda: kept(tmp_path) == [])
        await pilot.press("a")
        assert JET not in said(pilot)


async def test_a_draft_is_on_disk_within_a_second(path: Path, tmp_path: Path) -> None:
    """Of the last key, while the form is open."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await soon(pilot, lambda: any(JET in draft for draft in kept(tmp_path)))

    assert KEEPING < 1


async def test_starting_over_drops_the_draft(path: Path, tmp_path: Path) -> None:
    """By key, from the disk too."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await soon(pilot, lambda: len(kept(tmp_path)) == 1)
        await pilot.press("ctrl+l")
        assert "ctrl+l once more drops all that is typed here, for good" in said(pilot)
        assert JET in said(pilot)

        await pilot.press("ctrl+l")
        await soon(pilot, lambda: kept(tmp_path) == [])

        assert JET not in said(pilot)


async def test_several_drafts_of_new_events_are_gone_on_with_one_by_one(
    path: Path, tmp_path: Path
) -> None:
    """Starting over drops the one in hand and no other."""
    app = opened(path, state=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "First")
        await pilot.press("escape")
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "ctrl+l", "ctrl+l")
        await write(pilot, "what", "Second")
        await pilot.press("escape")
        await soon(pilot, lambda: ["First" in draft for draft in kept(tmp_path)] == [False])

    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        editor(pilot).drafting.desk.put(new_event().writing("what", 0, "Third"))
        await pilot.press("a")
        assert "Third" in said(pilot)

        await save(pilot)
        await pilot.press("a")
        assert "Second" in said(pilot)

        await pilot.press("ctrl+l", "ctrl+l")
        await write(pilot, "what", "Fourth")
        await save(pilot)
    assert kept(tmp_path) == []


async def test_an_untouched_form_leaves_no_draft(path: Path, tmp_path: Path) -> None:
    """Nor a word about one."""
    async with opened(path, state=tmp_path).run_test(notifications=True) as pilot:
        await pilot.press("a", "escape")
        await pilot.press("e", "escape")

        assert not told(pilot, "Kept as a draft")
    assert not (tmp_path / "drafts").exists()


async def test_each_target_has_its_draft(path: Path, tmp_path: Path) -> None:
    """A new event, claims on an event, a correction of it."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        for key, field in (("a", "what"), ("A", "claims"), ("e", "what")):
            await pilot.press(key)
            await write(pilot, field, f"SOHR said: {key}")
            await pilot.press("escape")
        for key in "aAe":
            await pilot.press(key)
            assert f"SOHR said: {key}" in said(pilot)
            await pilot.press("escape")

        await choose(pilot, "People flee")
        await pilot.press("e")
        assert "SOHR said: e" not in said(pilot)


async def test_the_next_run_offers_what_the_last_left(path: Path, tmp_path: Path) -> None:
    """It says so when it starts."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        await pilot.press("e")
        await write(pilot, "what", "Jet lost")

    async with opened(path, state=tmp_path).run_test(size=(120, 40), notifications=True) as pilot:
        await soon(pilot, "Not saved, but kept: a correction of “Government jet lost")
        await choose(pilot, "Government jet")
        await pilot.press("e")
        assert "a draft that was kept goes on here" in said(pilot)

        await save(pilot)
        assert selected(pilot)["title"] == "Jet lost"
    assert kept(tmp_path) == []


async def test_a_draft_of_an_older_version_stands_beside_theirs(path: Path, tmp_path: Path) -> None:
    """It knows the version that it began from."""
    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        uid = selected(pilot)["uid"]
        await pilot.press("e")
        await write(pilot, "what", "My title")
    store = connect(path)
    before = stored(store, "event", uid)
    after = edited(before, {**before, "title": "Their title"}, Stamp.now())
    store.apply([Change("event", uid, 1, after)], "by another")

    async with opened(path, state=tmp_path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Their title")
        await pilot.press("e")
        assert "another terminal saved “Their title”" in said(pilot)

        await save(pilot)
        assert selected(pilot)["title"] == "My title"


async def test_where_drafts_cannot_be_kept_it_is_said_once(path: Path, tmp_path: Path) -> None:
    """And typing goes on."""
    (tmp_path / "drafts").write_text("no folder")
    async with opened(path, state=tmp_path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await soon(pilot, "arlier drafts cannot be read")
        await pilot.press("!")

        assert f"{JET}!" in said(pilot)


async def test_without_a_folder_a_draft_lasts_as_long_as_the_run() -> None:
    """As in the tests of the screens."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await pilot.press("escape", "a")

        assert JET in said(pilot)


def test_kill_9_loses_nothing_that_is_a_second_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a real terminal: typed, killed, offered, saved."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    db = str(tmp_path / "e.json")
    with Program("--db", db) as program:
        program.until("21 of 21 events")
        program.press("a")
        program.type("\t", *JET)
        program.until(JET)
        state = tmp_path / "state" / "syria-timeline"
        while not (any(JET in draft for draft in kept(state))):
            program.glance()
        program.kill(signal.SIGKILL)

    with Program("--db", db) as program:
        program.until("Not saved, but kept: a new event")
        program.press("a")
        program.until("a draft that was kept goes on")
        program.type("\x13")
        program.until("22 of 22 events")
        program.type("q")
        assert program.wait() == 0
    assert kept(state) == []
