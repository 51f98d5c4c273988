"""Adding and correcting in the timeline, from the first key to the disk."""

import json
from pathlib import Path

import pytest

from store.base import Change
from store.connect import connect
from store.edits import Stamp, deleted, edited
from store.errors import WriteError
from store.history import stored
from store.model import Document
from tests.tui.app import bundled, choose, main_screen, screen_text, timeline_app, titles
from tests.tui.forms import (
    documents,
    editor,
    form,
    paste,
    refused,
    said,
    save,
    selected,
    shown,
    soon,
    told,
    until,
    write,
)
from tests.tui.stores import opened
from tui.presentation.sheet import Place

JET = "Government jet lost"
SIZES = [(60, 15), (80, 24), (120, 40), (200, 60)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store file with the bundled chronology."""
    path = tmp_path / "events.json"
    connect(path, create=True).close()
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_an_event_is_added_and_is_there_after_a_restart(
    path: Path, size: tuple[int, int]
) -> None:
    """A month stands as a month, under its heading, and the cursor on it."""
    async with opened(path).run_test(size=size) as pilot:
        await pilot.press("a")
        await write(pilot, "when", "Dec 2016")
        await write(pilot, "what", "Something in December")
        await save(pilot)

        assert selected(pilot)["title"] == "Something in December"
        assert "Dec ? Something in December" in shown(pilot)

    async with opened(path).run_test(size=size) as pilot:
        await pilot.pause()
        main_screen(pilot).timeline_view.cursor = titles(pilot).index("Something in December")
        await pilot.pause()

        assert selected(pilot)["when"] == "2016-12"


async def test_every_key_of_a_new_event() -> None:
    """Typed as a user types it: completions, lines, a new actor by consent, a new source."""
    store = bundled()
    async with timeline_app(store).run_test(size=(120, 40)) as pilot:
        await pilot.press("a", *"10 Dec 2016", "tab", *"Jet lost", "tab", *"Jaz", "down", "enter")
        await pilot.press("tab", *"A new report", "tab", "tab", "tab", "tab", *"11 Dec 2016")
        await pilot.press("tab", "tab", *"so", "down", "enter", *"said: x", "enter")
        await pilot.press(*"Hez said: y", "down", "down", "down", "enter", "ctrl+s")
        await until(pilot, True)
        found = selected(pilot)

        assert (found["when"], found["title"]) == ("2016-12-10", "Jet lost")
        assert found["places"][0]["place"] == "jazal"
        assert [one["claimant"] for one in found["claims"]] == ["sohr", "hez"]
        assert [one["source"] for one in found["claims"]] == ["a-new-report"] * 2
        assert stored(store, "actor", "hez")["kind"] == "armed group"
        assert stored(store, "source", "a-new-report")["issued"] == "2016-12-11"


async def test_an_event_with_a_new_actor_is_added_again_after_undo() -> None:
    """The actor that went with the first one comes with the second."""
    store = bundled()
    async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
        for time in ("once", "twice"):
            await pilot.press("a")
            await write(pilot, "what", f"Added {time}")
            await write(pilot, "claims", "Hez said: y")
            await pilot.press("down", "down", "down", "enter")
            await save(pilot)
            assert store.index().actors["hez"].kind == "armed group"

            await pilot.press("u")
            await soon(pilot, f"Taken back: Added “Added {time}”")
            assert "hez" not in store.index().actors


async def test_both_jet_claims_in_sixty_keys() -> None:
    """The row then says that accounts differ."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "tab")
        await paste(pilot, JET)
        await save(pilot)
        first, second = "SOHR reported: it crashed", "Aamaq claimed: IS downed it"
        keys = ["A", *first, "enter", *second, "ctrl+s"]
        await pilot.press(*keys)
        await until(pilot, True)

        assert len(keys) <= 60
        assert [one["claimant"] for one in selected(pilot)["claims"]] == ["sohr", "aamaq"]
        assert f"{JET} ≠ accounts differ" in shown(pilot)


async def test_a_claim_with_speaker_figure_population_and_period() -> None:
    """Its figure is shown as it is understood before it is taken."""
    line = (
        "Russia MoD (Maj. Gen. Igor Konashenkov, spokesman) said: 50,000 civilians fled"
        " / past two days [is-re-enters-palmyra]"
    )
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "People flee")
        await write(pilot, "claims", line)

        assert "“50,000” · person · civilians · fled · past two days" in said(pilot)

        await save(pilot)
        (claim,) = selected(pilot)["claims"]
        assert claim["speaker"]["name"] == "Maj. Gen. Igor Konashenkov"
        assert claim["speaker"]["office"] == "spokesman"
        assert claim["figures"][0]["period"]["verbatim"] == "past two days"


async def test_figures_are_left_out_by_key() -> None:
    """What is no figure is not taken."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "x")
        await write(pilot, "claims", "SOHR said: 70 fled")
        await pilot.press("ctrl+t")

        assert "left out “70”" in shown(pilot)

        await save(pilot)
        assert selected(pilot)["claims"][0]["figures"] == []


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("10/12/2016", "can be 10 Dec 2016 or 12 Oct 2016"),
        ("30 Feb 2016", "does not exist"),
        ("12-10 Dec 2016", "ends before it begins: write the earlier date first"),
        ("soon", "is not understood: write 10 Dec 2016"),
    ],
)
@pytest.mark.parametrize("size", [(60, 15), (120, 40)])
async def test_a_date_that_cannot_be_read_is_refused_beside_its_field(
    typed: str, advice: str, size: tuple[int, int]
) -> None:
    """With what to write instead; nothing is saved, and nothing typed is lost."""
    store = bundled()
    async with timeline_app(store).run_test(size=size) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await write(pilot, "when", typed)
        why = await refused(pilot)

        assert advice in why
        assert form(pilot).place == Place("when")
        assert len(documents(store)) == 21


async def test_the_form_moves_to_where_its_date_belongs() -> None:
    """Once the date can be read, its neighbours in sight."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await paste(pilot, "15 April 2016")
        await soon(pilot, lambda: "from Mar" in screen_text(pilot)[form(pilot).region.y - 1])

        assert "(7 months)" in screen_text(pilot)[form(pilot).region.bottom]


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_lies_within_its_pane(size: tuple[int, int]) -> None:
    """At every size, with the line that is typed into and what is said of it in sight."""
    async with timeline_app().run_test(size=size) as pilot:
        await pilot.press("G", "a")
        await write(pilot, "claims", "SOHR said: 70 fled", "Hezbollah said: x")
        await pilot.pause()
        region = form(pilot).region

        assert main_screen(pilot).timeline_view.region.contains_region(region)
        assert "Hezbollah said: x" in shown(pilot)
        assert "is no known actor" in shown(pilot)


async def test_resizing_keeps_the_form_and_its_text() -> None:
    """Down to the least size and back."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        for size in ((60, 15), (40, 10), (30, 8), (80, 24), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        await pilot.press("!")

        assert f"{JET}!" in shown(pilot)


async def test_keys_of_the_screen_are_text_in_the_form() -> None:
    """Also right behind the key that opens it."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        pilot.app.simulate_key("a")
        for key in "d/qt0fecjzuAS":
            pilot.app.simulate_key(key)
        await pilot.pause()
        await pilot.pause()

        assert form(pilot).line.value == "d/qt0fecjzuAS"
        assert len(titles(pilot)) == 21


@pytest.mark.parametrize("size", SIZES)
async def test_the_keys_go_back_where_they_were(size: tuple[int, int]) -> None:
    """To the timeline, or to the detail; whether something was saved or not."""
    async with timeline_app().run_test(size=size) as pilot:
        screen = main_screen(pilot)
        for keys in (["e", "ctrl+s"], ["e", "escape"], ["A", "tab", "escape"]):
            await pilot.press(*keys)
            await until(pilot, True)
            assert pilot.app.focused is screen.timeline_view

        await pilot.press("enter")
        for keys in (["e", "ctrl+s"], ["e", "escape"], ["A", "tab", "escape"]):
            await pilot.press(*keys)
            await until(pilot, True)
            assert pilot.app.focused is screen.detail


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
    before = path.read_bytes()
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        for at in range(21):
            main_screen(pilot).timeline_view.cursor = at
            await pilot.pause()
            await pilot.press("e", "ctrl+s")
            await until(pilot, True)

        assert told(pilot, "Nothing was changed")
    assert path.read_bytes() == before


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
        await write(pilot, "what", JET)
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


# failures


async def test_a_failed_save_keeps_the_form_with_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And saving again succeeds once there is room."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        store = main_screen(pilot).store
        apply = store.apply

        def full(*_: object) -> int:
            raise WriteError("Not saved: no space left. Nothing was changed.")

        monkeypatch.setattr(store, "apply", full)
        await pilot.press("a")
        await write(pilot, "what", JET)
        why = await refused(pilot)
        assert "Not saved: no space left. Nothing was changed." in why
        assert JET in why

        monkeypatch.setattr(store, "apply", apply)
        await pilot.press("!")
        await save(pilot)
        assert selected(pilot)["title"] == f"{JET}!"


async def test_a_store_that_cannot_be_written_says_so_before_anything_is_typed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody types a page for nothing."""
    async with opened(path).run_test(notifications=True) as pilot:
        info = main_screen(pilot).store.info()
        locked = type(info)(info.store_id, info.location, True, info.format)
        monkeypatch.setattr(main_screen(pilot).store, "info", lambda: locked)
        await pilot.press("a")

        assert told(pilot, "This store is read-only")
        assert editor(pilot).form is None


async def test_a_saved_event_that_the_filter_hides_is_said_to_be_hidden() -> None:
    """It is not lost."""
    async with timeline_app().run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("1", "a")
        await write(pilot, "what", JET)
        await save(pilot)

        assert told(pilot, "The filter hides it; 0 shows everything.")


async def test_quitting_asks_while_something_is_typed(path: Path, tmp_path: Path) -> None:
    """Esc goes back to the form, Enter leaves; an empty form is left at once."""
    app = opened(path, state=tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "what", JET)
        await pilot.press("ctrl+q")
        await soon(pilot, "is not saved")
        await pilot.press("escape", "!")
        assert f"{JET}!" in shown(pilot)

        await pilot.press("ctrl+q")
        await soon(pilot, "is not saved")
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_code == 0
    (draft,) = (tmp_path / "drafts").glob("*.json")
    assert f"{JET}!" in json.dumps(json.loads(draft.read_text()))
