"""Adding and correcting in the timeline, from the first key to the disk."""

import json
from pathlib import Path

import pytest

from store.connect import connect
from store.errors import WriteError
from store.history import stored
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

        assert "“50,000” · person · civilians · fled · kind not stated · past two days" in said(
            pilot
        )

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


async def test_the_source_that_stands_ready_is_replaced_by_what_is_typed() -> None:
    """It is a proposal; a name typed in part is offered whole before anything new is."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await choose(pilot, "Government jet")
        await pilot.press("A")
        form(pilot).focus_line(Place("source"))
        await pilot.press(*"Islamic State re")

        assert form(pilot).line.value == "Islamic State re"
        assert "is-re-enters-palmyra · Islamic State" in said(pilot)


async def test_a_click_beside_the_form_leaves_it_the_keys() -> None:
    """Else the next letters would be commands."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await pilot.click(offset=(30, 35))
        await pilot.click(offset=(90, 10))
        await pilot.press("d", "d")

        assert form(pilot).line.value == "dd"
        assert len(titles(pilot)) == 21


async def test_a_claim_says_from_whose_accounts_it_will_differ() -> None:
    """With what to write where it does not."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "claims", "SOHR said: it crashed", "Aamaq said: it was a MiG-23")
        assert "≠ accounts differ: SOHR too on the occurrence" in said(pilot)

        await paste(pilot, " #identity")
        assert "accounts differ" not in said(pilot)


async def test_created_records_are_named_where_they_were_agreed_to() -> None:
    """So that nobody forgets what is going to be added."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await write(pilot, "where", "Tiyas")
        await pilot.press("down", "enter")

        assert "adds “Tiyas” as a new place" in said(pilot)


async def test_with_nothing_selected_the_keys_say_so() -> None:
    """And the detail shows no event that is not listed."""
    async with timeline_app().run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("slash", *"nothing at all", "enter")
        await pilot.pause()
        for key in "eA":
            await pilot.press(key)
            assert told(pilot, "No event is selected; a adds one.")

        assert "No event is selected." in shown(pilot)
