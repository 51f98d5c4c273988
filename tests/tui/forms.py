"""Forms as a user fills them: typed or pasted into, saved, left."""

from collections.abc import Callable
from time import perf_counter

from textual.events import Paste
from textual.pilot import Pilot

from store.base import EventStore, Record
from store.history import stored
from store.model import Document
from tests.tui.app import main_screen, screen_text
from tui.presentation.sheet import Place
from tui.screens.editor import Editor
from tui.widgets.entry_form import EntryForm

SOON = 5.0
"""Seconds that a busy machine may take for what is done in a thread."""


def editor(pilot: Pilot[None]) -> Editor:
    """Return what opens the forms of the main screen."""
    return main_screen(pilot).editor


def form(pilot: Pilot[None]) -> EntryForm:
    """Return the open form."""
    found = editor(pilot).form
    assert found is not None
    return found


async def paste(pilot: Pilot[None], text: str) -> None:
    """Paste a text where the form is written in."""
    form(pilot).editor.post_message(Paste(text))
    await pilot.pause()


async def write(pilot: Pilot[None], field: str, *texts: str) -> None:
    """Write lines into a field, in the place of those that are there."""
    for at, text in enumerate(texts):
        if at:
            await pilot.press("enter")
        else:
            form(pilot).focus_line(Place(field))
            await pilot.press("ctrl+u", "ctrl+k")
        await paste(pilot, text)


async def until(pilot: Pilot[None], done: bool, what: str = "") -> None:
    """Wait until a form is closed, or still open and no longer saving."""
    end = perf_counter() + SOON
    while (editor(pilot).form is None) is not done or (not done and form(pilot).saving):
        assert perf_counter() < end, what + "\n".join(screen_text(pilot))
        await pilot.pause(0.01)
    await pilot.pause()


async def save(pilot: Pilot[None]) -> None:
    """Save, and wait until that is on disk and on screen."""
    await pilot.press("ctrl+s")
    await until(pilot, True)


async def refused(pilot: Pilot[None]) -> str:
    """Try to save, and return the form that says why it is not."""
    await pilot.press("ctrl+s")
    await until(pilot, False)
    return said(pilot)


def shown(pilot: Pilot[None]) -> str:
    """Return the screen as one text, its blanks single."""
    return " ".join(" ".join(screen_text(pilot)).replace("│", " ").split())


def said(pilot: Pilot[None]) -> str:
    """Return what the form shows as one text, its blanks single."""
    region = form(pilot).region
    lines = [line.ljust(region.right) for line in screen_text(pilot)[region.y : region.bottom]]
    inner = (line[region.x : region.right] for line in lines)
    return " ".join("".join(f"{line} " for line in inner).translate(_FRAME).split())


_FRAME = str.maketrans("│▌╭╮╰╯─", "       ")


async def soon(pilot: Pilot[None], seen: str | Callable[[], bool]) -> str:
    """Wait until words are on screen or in a notice, or something is so; return the screen."""
    end = perf_counter() + SOON
    while not (seen in shown(pilot) or told(pilot, seen) if isinstance(seen, str) else seen()):
        assert perf_counter() < end, "\n".join(screen_text(pilot))
        await pilot.pause(0.01)
    await pilot.pause()
    return shown(pilot)


def told(pilot: Pilot[None], words: str) -> bool:
    """Whether a notice says so."""
    notices = pilot.app._notifications
    return any(words in " ".join(note.message.split()) for note in notices)


def selected(pilot: Pilot[None]) -> Document:
    """Return the event under the cursor as it is stored."""
    uid = main_screen(pilot).selected
    assert uid is not None
    return stored(main_screen(pilot).store, "event", uid)


def documents(store: EventStore) -> dict[str, Document]:
    """Return all events of a store that are not deleted."""
    records = store.get("event", [*store.index().uids()])
    return {one.uid: one.document for one in records if isinstance(one, Record)}
