"""Any event in the form, and any text in any field of it."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot

from store.model import Document
from tests.store.any_events import EVENTS
from tests.store.known import ACTORS, PLACES, SOURCES
from tests.tui.app import main_screen
from tests.tui.forms import editor, form, paste, until
from tests.tui.hostile import LONG, TEXTS, drawn, tables
from tests.tui.saved import saved
from tests.tui.stores import Tables, opened, write
from tui.presentation.sheet import Place

SHRINKLESS = set(Phase) - {Phase.shrink}


def holding(*events: Document) -> Tables:
    """Return a store's tables with events, and the records that they may name."""
    numbered = [{**each, "uid": f"e{at}"} for at, each in enumerate(events)]
    return {"events": numbered, "actors": ACTORS, "places": PLACES, "sources": SOURCES}


@settings(deadline=None, max_examples=3, phases=SHRINKLESS)
@given(st.lists(EVENTS, min_size=3, max_size=6))
async def test_any_event_saved_untouched_is_the_same_bytes(events: list[Document]) -> None:
    """Opened, gone through line by line, and saved: the file is as it was."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.json"
        write(path, holding(*events))
        before = saved(path)
        app = opened(path)
        async with app.run_test(size=(80, 24)) as pilot:
            view = main_screen(pilot).timeline_view
            for at in range(len(view.listing or ())):
                view.cursor = at
                await pilot.pause()
                await pilot.press("e", "tab", "tab", "tab", "tab", "tab", "ctrl+s")
                await until(pilot, True)

        assert app.return_code is None
        assert saved(path) == before


async def typed_everywhere(pilot: Pilot[None], text: str) -> None:
    """Put a text into every line of the open form; it stays drawn and open."""
    sheet = form(pilot).hand.sheet
    for field in list(sheet.fields):
        form(pilot).focus_line(Place(field.name))
        await paste(pilot, text)
        drawn(pilot)
        await pilot.press("down")
        drawn(pilot)


@pytest.mark.parametrize(
    ("key", "size", "texts"),
    [
        ("a", (120, 40), TEXTS[::3]),
        ("a", (60, 15), TEXTS[1::3]),
        ("A", (60, 15), TEXTS[2::3]),
        ("e", (120, 40), TEXTS[1::8]),
    ],
)
async def test_hostile_text_in_every_field(
    tmp_path: Path, key: str, size: tuple[int, int], texts: list[str]
) -> None:
    """Typed over hostile records: nothing harmful is drawn, nothing crashes, a draft is kept."""
    path = tmp_path / "s.json"
    write(path, tables(TEXTS))
    app = opened(path, state=tmp_path)
    async with app.run_test(size=size, notifications=True) as pilot:
        for at, text in enumerate(texts):
            main_screen(pilot).timeline_view.cursor = at
            await pilot.pause()
            await pilot.press(key)
            await typed_everywhere(pilot, text)
            await pilot.press("ctrl+s")
            await pilot.pause()
            drawn(pilot)
            if editor(pilot).form is not None:
                await until(pilot, editor(pilot).form is None)
            if editor(pilot).form is not None:
                await pilot.press("ctrl+l", "ctrl+l", "escape")

    assert app.return_code is None


@settings(deadline=None, max_examples=5, phases=SHRINKLESS)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), EVENTS)
async def test_any_text_is_kept_as_it_is_typed(texts: list[str], event: Document) -> None:
    """Whatever it is, it stands in the draft when the form is closed."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.json"
        write(path, holding(event))
        app = opened(path, state=Path(folder))
        async with app.run_test(size=(80, 24)) as pilot:
            for text in texts:
                await pilot.press("a")
                form(pilot).focus_line(Place("what"))
                await paste(pilot, text)
                held = form(pilot).line.value
                await pilot.press("escape")
                kept = [
                    draft
                    for drafts in editor(pilot).drafting.desk._drafts.values()
                    for draft in drafts
                ]

                assert not held or held in [draft.lines("what")[0].text for draft in kept]

        assert app.return_code is None


async def test_long_text_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    """A megabyte, and what is longer than its field: a sentence, and the field as it was."""
    path = tmp_path / "s.json"
    write(path, holding())
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        form(pilot).focus_line(Place("what"))
        await paste(pilot, "x" * 1_000_000)
        assert form(pilot).line.value == ""

        for text in LONG:
            await paste(pilot, text)
            drawn(pilot)
        assert len(form(pilot).line.value) <= 300

        form(pilot).focus_line(Place("notes"))
        await paste(pilot, "n" * 100_001)
        assert json.dumps(form(pilot).hand.sheet.lines("notes")[0]) == '""'
