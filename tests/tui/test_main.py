"""The main job with keys alone: launch, read, filter, search."""

from concurrent.futures import Future
from pathlib import Path

import pytest
from textual import events
from textual.color import Color
from textual.pilot import Pilot
from textual.widget import Widget

from store.errors import Corrupt
from store.index import Index
from store.query import Filter, Term
from tests.factories import event
from tests.tui.app import (
    bundled,
    choose,
    holding,
    main_screen,
    screen_text,
    timeline_app,
    titles,
    typed,
)
from tui.widgets.date_bar import DateBar

BESIDE, STACKED, SINGLE = (120, 40), (80, 24), (60, 15)


def shows(pilot: Pilot[None], *texts: str) -> None:
    """Assert that each text stands on the screen, its words perhaps parted by a line's end."""
    lines = screen_text(pilot)
    whole = " ".join(" ".join(lines).split())
    left, top, width, height = main_screen(pilot).detail.content_region
    pane = [line[left : left + width - 1] for line in lines[top : top + height]]
    detail = " ".join(" ".join(pane).split())
    for wanted in texts:
        assert wanted in whole or wanted in detail, "\n".join(lines)


def top(pilot: Pilot[None]) -> str:
    """Return the top line."""
    return screen_text(pilot)[0]


def date_bar(pilot: Pilot[None]) -> DateBar:
    """Return the line in which a date is typed."""
    return main_screen(pilot).query_one(DateBar)


async def test_launch_shows_every_event() -> None:
    """N of N, and the first event's detail."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await pilot.pause()

        assert "21 of 21 events · 1 undated" in top(pilot)
        shows(pilot, "Rebels hold eastern Aleppo", "since 2012", "Undated · 1")


async def test_a_digit_narrows_to_one_faction_and_widens_again() -> None:
    """The count and the words say so."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "1")
        narrowed = top(pilot)
        await typed(pilot, "1")

        assert "IS" in narrowed
        assert "7 of 21 events" in narrowed
        assert "21 of 21 events" in top(pilot)


async def test_searching_jazal_finds_the_jet_and_its_accounts() -> None:
    """Two accounts of the cause, one of the type; the row says that accounts differ."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, *"/jazal")

        assert titles(pilot) == ["Government jet lost on raids near Palmyra"]
        assert any(line.startswith(" / jazal") for line in screen_text(pilot))
        shows(
            pilot,
            "≠ accounts differ",
            "accounts differ: cause (SOHR, Aamaq)",
            "A government jet crashed",
            "Its militants brought the jet down",
            "MiG-23",
            "1 of 21 events",
        )


async def test_the_flight_from_aleppo_shows_ladder_and_verdicts() -> None:
    """The model case: four figures, far apart, not comparable, with the reasons."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "People flee")

        shows(
            pilot,
            "3 claimants · 4 figures · 1 article",
            "50,000",
            "“hundreds”",
            "> 80,000",
            "> 30,000",
            "a/b ≠ far apart",
            "two days within two weeks",
            "fled and displaced",
            "population not stated",
            "not comparable: period not stated",
        )


async def test_c_leaves_only_what_is_at_odds() -> None:
    """The flight and the jet."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "c")

        assert titles(pilot) == [
            "People flee eastern Aleppo",
            "Government jet lost on raids near Palmyra",
        ]
        assert "2 of 21 events" in top(pilot)


async def test_enter_keeps_a_search_and_esc_takes_it_back() -> None:
    """Esc restores the filter and the event from before."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "Ayrault")
        await typed(pilot, *"/chlor")
        await typed(pilot, "escape")
        restored = main_screen(pilot).active_query
        cursor = main_screen(pilot).selected
        await typed(pilot, *"/chlor", "enter")

        assert restored == Filter()
        assert titles(pilot)[0].startswith("Opposition activists")
        assert cursor != main_screen(pilot).selected
        assert main_screen(pilot).active_query.texts == ("chlor",)
        assert main_screen(pilot).timeline_view.has_focus


async def test_keys_that_follow_the_slash_at_once_are_text() -> None:
    """A fast typist, or a slow line: t, s, c and digits are letters of the search."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        for key in ("slash", *"tsc1/"):
            pilot.app.simulate_key(key)
        await pilot.pause()

        assert main_screen(pilot).typed == "tsc1/"
        assert main_screen(pilot).active_query == Filter()


async def test_zero_clears_and_u_brings_the_filter_back() -> None:
    """Ctrl+r clears it again; what is not there is no error."""
    async with timeline_app(query=Filter((Term("participant", "russia"),))).run_test(
        size=BESIDE
    ) as pilot:
        before = titles(pilot)
        await typed(pilot, "0")
        cleared = titles(pilot)
        await typed(pilot, "u", "u")
        undone = titles(pilot)
        await typed(pilot, "ctrl+r", "ctrl+r")

        assert len(before) < len(cleared) == 21
        assert undone == before
        assert titles(pilot) == cleared


async def test_a_digit_without_a_faction_says_so() -> None:
    """Nothing happens silently."""
    async with timeline_app(holding(("event", event()))).run_test(size=BESIDE) as pilot:
        await typed(pilot, "4")

        assert [note.message for note in pilot.app._notifications] == [
            "There is no faction 4 in this store."
        ]


async def test_s_turns_the_order_and_keeps_the_event() -> None:
    """Undated stays last."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "Ayrault")
        selected = main_screen(pilot).selected
        await typed(pilot, "s")

        assert titles(pilot)[-2] == "Rebels hold eastern Aleppo"
        assert titles(pilot)[-1].startswith("IS destroys")
        assert main_screen(pilot).selected == selected


@pytest.mark.parametrize(
    ("date", "title"),
    [("mar 2016", "Government forces recapture Palmyra"), ("1999", "Rebels hold eastern Aleppo")],
)
async def test_t_goes_to_the_nearest_date(date: str, title: str) -> None:
    """As people write it."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "Ayrault")
        await typed(pilot, "t")
        date_bar(pilot).input.value = date
        await typed(pilot, "enter")

        assert titles(pilot)[main_screen(pilot).timeline_view.cursor] == title


async def test_a_date_that_cannot_be_read_stays_to_be_mended() -> None:
    """Beside the line, with both readings."""
    async with timeline_app().run_test(size=STACKED) as pilot:
        await typed(pilot, "t")
        date_bar(pilot).input.value = "10/12/2016"
        await typed(pilot, "enter")

        assert date_bar(pilot).display
        shows(pilot, "“10/12/2016” can be 10 Dec 2016 or 12 Oct 2016")
        await typed(pilot, "escape")
        assert not date_bar(pilot).display
        assert main_screen(pilot).timeline_view.cursor == 0


async def test_on_a_narrow_screen_enter_opens_the_detail_and_esc_leaves_it() -> None:
    """One pane at a time."""
    async with timeline_app().run_test(size=SINGLE) as pilot:
        await typed(pilot, "enter")
        detail = screen_text(pilot)
        await typed(pilot, "escape")

        assert any("CLAIMS" in line for line in detail)
        assert not any("March 2016" in line for line in detail)
        shows(pilot, "March 2016")
        assert main_screen(pilot).timeline_view.has_focus


async def test_z_enlarges_the_pane_in_use_and_tab_goes_to_the_other() -> None:
    """And z shows both again."""
    async with timeline_app().run_test(size=STACKED) as pilot:
        screen = main_screen(pilot)
        await typed(pilot, "z")
        one = (screen.timeline_view.display, screen.detail.display)
        await typed(pilot, "tab")
        other = (screen.timeline_view.display, screen.detail.display)
        await typed(pilot, "z")
        both = (screen.timeline_view.display, screen.detail.display)
        await typed(pilot, "tab")

        assert (one, other, both) == ((True, False), (False, True), (True, True))
        assert screen.timeline_view.has_focus


async def test_a_tiny_terminal_gets_one_line() -> None:
    """Under 40 by 10."""
    async with timeline_app().run_test(size=(39, 20)) as pilot:
        await pilot.pause()
        narrow = [line for line in screen_text(pilot) if line]
        await pilot.resize_terminal(120, 9)
        await pilot.pause()
        flat = [line for line in screen_text(pilot) if line]
        await pilot.resize_terminal(120, 40)
        await pilot.pause()

        assert flat == ["syria-timeline needs 40 columns and 10 rows."]
        assert " ".join(narrow) == flat[0]
        shows(pilot, "21 of 21 events")


async def test_y_copies_with_attribution_and_shows_what_was_copied() -> None:
    """From the timeline, the whole event."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "IS enters")
        await typed(pilot, "y")

        assert "SOHR" in pilot.app.clipboard or "Syrian Observatory" in pilot.app.clipboard
        assert "at least 49" in pilot.app.clipboard
        assert any("Syrian Observatory" in line for line in screen_text(pilot))
        await typed(pilot, "escape")
        assert main_screen(pilot)


async def test_o_says_that_the_source_has_no_address() -> None:
    """The article names none."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "o")

        assert len(pilot.app._notifications) == 1


@pytest.mark.parametrize("key", ["question_mark", "S", "f"])
async def test_panels_open_and_close(key: str) -> None:
    """Help, sources, filter panel; Esc goes one step back."""
    async with timeline_app().run_test(size=STACKED) as pilot:
        await typed(pilot, key)
        opened = pilot.app.screen
        await typed(pilot, "escape")

        assert opened is not pilot.app.screen
        assert main_screen(pilot)


async def test_the_panel_filters_the_timeline_behind_it() -> None:
    """Each change is seen at once, and u takes it back."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "f", "space", "escape")
        filtered = titles(pilot)
        await typed(pilot, "u")

        assert 0 < len(filtered) < 21
        assert len(titles(pilot)) == 21


async def test_enter_on_a_name_opens_its_card() -> None:
    """Esc closes the card, and then leaves the detail."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "IS enters")
        main_screen(pilot).detail.show_card("islamic-state")
        await typed(pilot, "enter")

        shows(pilot, "داعش")
        await typed(pilot, "escape")
        assert main_screen(pilot).in_detail
        await typed(pilot, "escape")
        assert not main_screen(pilot).in_detail


async def test_the_events_may_come_later() -> None:
    """A placeholder until then; keys do no harm."""
    reading: Future[Index] = Future()
    async with timeline_app(reading=reading).run_test(size=BESIDE) as pilot:
        await typed(pilot, *"j1csf?SG0uzt")
        while len(pilot.app.screen_stack) > 1:
            await typed(pilot, "escape")
        shows(pilot, "Reading events…")
        reading.set_result(bundled().index())
        await pilot.pause()

        assert main_screen(pilot).timeline is not None


async def test_a_store_that_cannot_be_read_ends_the_app() -> None:
    """With one line and exit code 1."""
    reading: Future[Index] = Future()
    reading.set_exception(Corrupt("x is damaged."))
    app = timeline_app(reading=reading)
    async with app.run_test(size=BESIDE) as pilot:
        await pilot.pause()

    assert app.return_code == 1


def backgrounds(pilot: Pilot[None]) -> list[Color]:
    """Return the background of every widget."""
    return [widget.styles.background for widget in main_screen(pilot).walk_children(Widget)]


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light", "ansi-light", "nord"])
async def test_the_app_starts_in_its_theme(theme: str) -> None:
    """As if it had been chosen while running."""
    async with timeline_app(theme=theme).run_test(size=BESIDE) as pilot:
        await pilot.pause()
        start = backgrounds(pilot)
        pilot.app.theme = "palmyra-dark" if theme == "palmyra-light" else "palmyra-light"
        await pilot.pause()
        pilot.app.theme = theme
        await pilot.pause()

        assert backgrounds(pilot) == start


async def test_the_theme_can_change_while_it_runs() -> None:
    """Marks take the colours of the new one."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        dark = main_screen(pilot).looks["islamic-state"].colour
        pilot.app.theme = "palmyra-light"
        await pilot.pause()
        light = main_screen(pilot).looks["islamic-state"].colour
        pilot.app.theme = "ansi-dark"
        await pilot.pause()

        assert len({dark, light, main_screen(pilot).looks["islamic-state"].colour}) == 3


async def test_the_first_run_has_one_line_that_goes_for_good(tmp_path: Path) -> None:
    """Esc dismisses it, and leaves the mark that keeps it away."""
    mark = tmp_path / "state" / "welcomed"
    async with timeline_app(welcome=mark).run_test(size=BESIDE) as pilot:
        await pilot.pause()
        first = screen_text(pilot)
        await typed(pilot, "escape")

        assert any("New here?" in line for line in first)
        assert not any("New here?" in line for line in screen_text(pilot))
        assert mark.exists()


async def test_the_first_run_line_goes_where_no_mark_can_be_left(tmp_path: Path) -> None:
    """A read-only home is no reason to stay."""
    (tmp_path / "state").touch()
    async with timeline_app(welcome=tmp_path / "state" / "welcomed").run_test(size=BESIDE) as pilot:
        await typed(pilot, "escape")

        assert not any("New here?" in line for line in screen_text(pilot))


@pytest.mark.parametrize("key", ["slash", "t"])
async def test_a_line_opened_from_the_detail_leads_to_the_list(key: str) -> None:
    """Enter goes to the list, also where it was hidden behind the detail."""
    async with timeline_app().run_test(size=SINGLE) as pilot:
        await typed(pilot, "enter", key, "enter")

        assert not main_screen(pilot).in_detail
        assert main_screen(pilot).timeline_view.display
        assert main_screen(pilot).timeline_view.has_focus


async def test_the_mouse_chooses_the_pane_in_use() -> None:
    """A click into the detail, and z enlarges the detail."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await pilot.pause()
        await pilot.click(main_screen(pilot).detail)
        await typed(pilot, "z")

        assert main_screen(pilot).detail.display
        assert not main_screen(pilot).timeline_view.display


async def test_esc_restores_the_event_also_when_the_search_was_emptied() -> None:
    """What was typed and taken back again moved the cursor."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await choose(pilot, "Ayrault")
        selected = main_screen(pilot).selected
        await typed(pilot, *"/jazal", *["backspace"] * 5, "escape")

        assert main_screen(pilot).selected == selected


async def test_the_detail_is_filled_when_it_comes_into_view() -> None:
    """Hidden it costs nothing; a wider screen or Enter shows the event under the cursor."""
    async with timeline_app().run_test(size=SINGLE) as pilot:
        await typed(pilot, "j", "j")
        hidden = main_screen(pilot).detail.shown
        await pilot.resize_terminal(*BESIDE)
        await pilot.pause()
        await pilot.pause()

        assert hidden is None
        assert main_screen(pilot).detail.shown == main_screen(pilot).selected


async def burst(pilot: Pilot[None], *keys: str) -> None:
    """Press keys faster than the screen follows, as a slow line delivers them."""
    for key in keys:
        pilot.app.simulate_key(key)
    await pilot.pause()
    await pilot.pause()


async def test_keys_behind_enter_are_not_text() -> None:
    """The word is kept once; what follows moves the cursor, a second Enter opens the detail."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "slash")
        await burst(pilot, *"aleppo", "enter", "j", "j", "enter")

        assert main_screen(pilot).active_query.texts == ("aleppo",)
        assert main_screen(pilot).timeline_view.cursor == 2
        assert main_screen(pilot).in_detail


async def test_keys_behind_esc_are_not_text() -> None:
    """And the search is gone."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "slash")
        await burst(pilot, *"jet", "escape", "j", "j")

        assert main_screen(pilot).query_now == Filter()
        assert main_screen(pilot).timeline_view.cursor == 2


async def test_a_search_can_be_mended_or_replaced() -> None:
    """The slash shows the last one; typing replaces it, and u takes the whole change back."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, *"/jet", "enter", *"/chlorine", "enter")
        replaced = main_screen(pilot).active_query.texts
        await typed(pilot, "u")
        undone = main_screen(pilot).active_query.texts
        await typed(pilot, "slash", "end", *"s", "escape")

        assert (replaced, undone) == (("chlorine",), ("jet",))
        assert main_screen(pilot).active_query.texts == ("jet",)


async def test_a_long_paste_is_cut_and_said_so() -> None:
    """A megabyte costs no more than a line."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "slash")
        pilot.app.screen.focused.post_message(events.Paste("x y " * 250_000))  # type: ignore[union-attr]
        await pilot.pause()

        assert len(main_screen(pilot).typed) == 300
        assert [note.message for note in pilot.app._notifications] == [
            "Only the first 300 characters were taken."
        ]


async def test_enter_twice_in_the_palette_runs_one_command() -> None:
    """The second finds it closed."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "ctrl+p")
        await burst(pilot, "down", "enter", "enter", "enter")

        assert pilot.app.is_running


async def test_the_keys_come_back_after_a_tiny_size() -> None:
    """The pane in use has them again."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "enter")
        await pilot.resize_terminal(30, 8)
        await pilot.pause()
        await pilot.resize_terminal(*BESIDE)
        await pilot.pause()
        await pilot.pause()

        assert main_screen(pilot).detail.has_focus


async def test_a_date_without_events_says_that_the_nearest_is_shown() -> None:
    """It is not silently taken for the one asked for."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        for date, said in (("2016-03", 0), ("June 2016", 1)):
            await typed(pilot, "t")
            date_bar(pilot).input.value = date
            await typed(pilot, "enter")

            assert len(pilot.app._notifications) == said


async def test_newest_first_is_said() -> None:
    """In the top line, as long as it holds."""
    async with timeline_app().run_test(size=BESIDE) as pilot:
        await typed(pilot, "s")

        assert "newest first" in top(pilot)
