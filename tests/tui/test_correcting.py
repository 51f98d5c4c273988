"""Correcting and deleting, also what was bundled, and what other terminals do meanwhile."""

from pathlib import Path

import pytest

from store.base import Change
from store.connect import connect
from store.edits import Stamp, deleted, edited
from store.history import stored
from store.model import Document
from tests.tui.app import bundled, choose, main_screen, timeline_app, titles
from tests.tui.forms import (
    documents,
    refused,
    save,
    selected,
    shown,
    soon,
    told,
    until,
    write,
)
from tests.tui.saved import saved
from tests.tui.stores import opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store file with the bundled chronology."""
    path = tmp_path / "events.json"
    connect(path, create=True).close()
    return path


# corrections, also of what was bundled


async def test_a_bundled_event_is_corrected_and_restored(path: Path) -> None:
    """The bundled value is kept beside it; undo, redo and restore do what they say."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "Government jet")
        before = selected(pilot)
        await pilot.press("e")
        await write(pilot, "what", "Jet lost")
        await write(pilot, "reason", "shorter")
        await save(pilot)
        after = selected(pilot)

        assert after["title"] == "Jet lost"
        assert after["origin"]["changed"] == {"title": before["title"]}
        assert after["history"][0]["reason"] == "shorter"
        assert {key: after[key] for key in before if key not in CHANGED} == {
            key: before[key] for key in before if key not in CHANGED
        }

        await pilot.press("u")
        await soon(pilot, "Taken back")
        assert selected(pilot) == {**before, "version": 3}

        await pilot.press("ctrl+r")
        await soon(pilot, "Done again")
        assert selected(pilot)["title"] == "Jet lost"

        await pilot.press("r")
        await soon(pilot, "Restored")
        assert selected(pilot)["title"] == before["title"]
        assert selected(pilot)["origin"]["changed"] == {}


CHANGED = {"title", "version", "updated", "origin"}


async def test_nothing_to_restore() -> None:
    """It is said."""
    async with timeline_app().run_test(notifications=True) as pilot:
        await pilot.press("r")

        assert told(pilot, "Nothing here differs from what was bundled or imported.")


async def test_an_untouched_form_saves_nothing(path: Path) -> None:
    """Not a byte."""
    before = saved(path)
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        for at in range(21):
            main_screen(pilot).timeline_view.cursor = at
            await pilot.pause()
            await pilot.press("e", "ctrl+s")
            await until(pilot, True)

        assert told(pilot, "Nothing was changed")
    assert saved(path) == before


async def test_one_claim_and_one_figure_are_corrected() -> None:
    """Under the cursor of the detail, where the cursor is again afterwards."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await choose(pilot, "People flee")
        before = selected(pilot)
        await pilot.press("enter", "j", "e")
        assert "Figure · People flee eastern Aleppo" in shown(pilot)

        await write(pilot, "number", "55,000")
        await save(pilot)
        after = selected(pilot)
        assert main_screen(pilot).detail.has_focus
        assert after["claims"][0]["figures"][0]["best"] == 55_000
        assert after["claims"][1:] == before["claims"][1:]

        detail = main_screen(pilot).detail
        detail.cursor = next(
            at for at, stop in enumerate(detail.page.stops) if stop.claim and not stop.figure
        )
        await pilot.press("e")
        assert "Claim · People flee eastern Aleppo" in shown(pilot)

        await write(pilot, "claims", "Russia MoD claimed: 55,000 civilians fled / past two days")
        await save(pilot)
        assert selected(pilot)["claims"][0]["verb"] == "claimed"


async def test_a_source_is_corrected_from_the_detail() -> None:
    """Where it is listed."""
    store = bundled()
    async with timeline_app(store).run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        detail = main_screen(pilot).detail
        detail.cursor = next(
            at for at, stop in enumerate(detail.page.stops) if stop.source and not stop.claim
        )
        await pilot.press("e")
        await write(pilot, "publisher", "A house")
        await save(pilot)

    assert stored(store, "source", "is-re-enters-palmyra")["publisher"] == "A house"


async def test_delete_claim_figure_and_event() -> None:
    """What is under the cursor, each brought back by undo."""
    async with timeline_app().run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "People flee")
        before = selected(pilot)
        await pilot.press("enter", "j", "d")
        await soon(pilot, "Deleted a figure of")
        assert len(selected(pilot)["claims"][0]["figures"]) == 0

        await pilot.press("u")
        await soon(pilot, "Taken back: Deleted a figure of")
        detail = main_screen(pilot).detail
        detail.cursor = next(
            at for at, stop in enumerate(detail.page.stops) if stop.claim and not stop.figure
        )
        await pilot.press("d")
        await soon(pilot, "Deleted a claim of")
        assert len(selected(pilot)["claims"]) == len(before["claims"]) - 1

        await pilot.press("u")
        await soon(pilot, "Taken back: Deleted a claim of")
        await pilot.press("escape", "d")
        await soon(pilot, "Deleted “People flee")
        assert len(titles(pilot)) == 20

        await pilot.press("u")
        await soon(pilot, "Taken back: Deleted “People flee")
        assert selected(pilot) == {**before, "version": selected(pilot)["version"]}


async def test_names_are_not_deleted_in_the_detail() -> None:
    """The whole event would go, which nobody meant."""
    async with timeline_app().run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("enter")
        detail = main_screen(pilot).detail
        detail.cursor = next(
            at for at, stop in enumerate(detail.page.stops) if stop.actor and not stop.claim
        )
        await pilot.press("d")

        assert told(pilot, "Names and sources are not deleted here")
        assert len(titles(pilot)) == 21


async def test_a_deleted_event_is_restored_after_a_restart(path: Path) -> None:
    """From the list in the palette."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await choose(pilot, "People flee")
        before = selected(pilot)
        await pilot.press("d")
        await soon(pilot, "Deleted “")

    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()
        assert len(titles(pilot)) == 20
        await pilot.press("ctrl+p", *"deleted")
        await pilot.pause(0.5)
        await pilot.press("enter")
        await soon(pilot, "1 deleted event")
        await pilot.press("enter")
        await soon(pilot, "Restored “People flee")

        assert selected(pilot) == {**before, "version": 3, "updated": selected(pilot)["updated"]}


async def test_undo_without_end_then_nothing_is_left() -> None:
    """Adds, edits, deletes and filters, in the order in which they were done."""
    store = bundled()
    before = documents(store)
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "Government jet lost")
        await save(pilot)
        await pilot.press("1")
        await pilot.press("d")
        await soon(pilot, "Deleted “")
        await pilot.press("u")
        await soon(pilot, "Taken back: Deleted")
        await pilot.press("u")
        assert main_screen(pilot).active_query.terms == ()

        await pilot.press("u")
        await soon(pilot, "Taken back: Added")
        await pilot.press("u")
        assert told(pilot, "There is nothing to take back.")
        assert documents(store).keys() == before.keys()

        await pilot.press("ctrl+r")
        await soon(pilot, "Done again: Added")
        await pilot.press("ctrl+r")
        assert main_screen(pilot).active_query.terms != ()


# other terminals


def by_another(path: Path, uid: str, says: Document | None) -> None:
    """Correct an event as another process does, or delete it."""
    store, stamp = connect(path), Stamp.now()
    before = stored(store, "event", uid)
    after = deleted(before, stamp) if says is None else edited(before, {**before, **says}, stamp)
    store.apply([Change("event", uid, before["version"], after)], "by another")
    store.close()


async def test_two_terminals_never_overwrite_each_other(path: Path) -> None:
    """Theirs stands beside yours; what you did not touch stays theirs."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        uid = selected(pilot)["uid"]
        await pilot.press("e")
        await write(pilot, "what", "My title")
        by_another(path, uid, {"title": "Their title", "notes": "their notes"})
        why = await refused(pilot)

        assert "another terminal changed it meanwhile" in why
        assert "another terminal saved “Their title”" in why
        assert stored(connect(path), "event", uid)["title"] == "Their title"

        await save(pilot)
        now = stored(connect(path), "event", uid)
        assert (now["title"], now["notes"]) == ("My title", "their notes")


async def test_what_another_deleted_is_not_brought_back_by_saving(path: Path) -> None:
    """The text is kept as a draft."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        uid = selected(pilot)["uid"]
        await pilot.press("e")
        await write(pilot, "what", "My title")
        by_another(path, uid, None)
        why = await refused(pilot)

        assert "another terminal took it away meanwhile" in why


async def test_undo_is_refused_where_another_changed_the_record(path: Path) -> None:
    """And the step before it can be taken back."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("1")
        await choose(pilot, "Government jet")
        uid = selected(pilot)["uid"]
        await pilot.press("e")
        await write(pilot, "what", "My title")
        await save(pilot)
        by_another(path, uid, {"notes": "their notes"})
        await pilot.press("u")
        await soon(pilot, "changed since by another terminal; not undone.")
        assert stored(connect(path), "event", uid)["title"] == "My title"

        await pilot.press("u")
        assert main_screen(pilot).active_query.terms == ()
