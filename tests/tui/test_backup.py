"""“Back up” in the palette: a whole copy of the store, whatever became of its files."""

import os
import resource
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot

from store.backends.memory import MemoryStore
from store.base import Change
from store.connect import connect
from store.errors import WriteError
from store.index import Index
from tests.factories import event, titles
from tests.tui.app import main_screen, screen_text, timeline_app, typed
from tests.tui.forms import SOON, form, save, shown, soon, told, write
from tests.tui.stores import opened
from tui.widgets.prompt_bar import PromptBar

SIZES = [(60, 15), (80, 24), (120, 40)]
NAMED = f"events-{date.today().isoformat()}.json"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a store of two events."""
    path = tmp_path / "events.json"
    store = connect(path, create=True, empty=True)
    store.apply([Change("event", uid, None, event(uid)) for uid in ("e1", "e2")], "test")
    store.close()
    return path


def line(pilot: Pilot[None]) -> PromptBar:
    """Return the open line."""
    bar = main_screen(pilot).copier.bar
    assert bar is not None
    return bar


def closed(pilot: Pilot[None]) -> bool:
    """Whether no line is open."""
    return not main_screen(pilot).query("BackupBar")


async def choose(pilot: Pilot[None]) -> None:
    """Choose the command in the palette, and wait for the line."""
    await pilot.press("ctrl+p", *"back up")
    await soon(pilot, "Write a whole copy of the store")
    await pilot.press("enter")
    await soon(pilot, lambda: not closed(pilot) and line(pilot).has_focus_within)


async def ask(pilot: Pilot[None]) -> None:
    """Do what the command does."""
    await main_screen(pilot).run_action("back_up")
    await pilot.pause()


async def copy(pilot: Pilot[None], target: Path | str | None = None) -> None:
    """Ask for a copy at a path, or at the one that is suggested."""
    await ask(pilot)
    if target is not None:
        line(pilot).input.value = str(target)
    await pilot.press("enter")


def uids(path: Path) -> list[str]:
    """Return the uids of the events in a store, and make sure that nothing in it is at fault."""
    store = connect(path)
    assert store.check() == []
    return sorted([*store.index().uids()])


@pytest.mark.parametrize("size", SIZES)
async def test_a_copy_lies_beside_the_store(path: Path, size: tuple[int, int]) -> None:
    """Under the name of the store and the day; one notice says where, the list has the keys."""
    async with opened(path).run_test(size=size, notifications=True) as pilot:
        await choose(pilot)
        assert screen_text(pilot)[-2].startswith(" Back up to ")
        assert screen_text(pilot)[-2].endswith(NAMED)
        await pilot.press("enter")
        await soon(pilot, "Copied 2 events to")

        target = path.with_name(NAMED)
        (notice,) = pilot.app._notifications
        assert notice.message == f"Copied 2 events to {target}; open it with --db."
        assert closed(pilot)
        assert main_screen(pilot).timeline_view.has_focus
    assert uids(target) == ["e1", "e2"]


async def test_the_first_key_replaces_the_name_and_leaves_the_folder(path: Path) -> None:
    """Keys of the timeline are text here."""
    async with opened(path).run_test() as pilot:
        await ask(pilot)
        await pilot.press(*"ate/t", "backspace", "backspace", *".json")

        assert line(pilot).input.value == str(path.with_name("ate.json"))


async def test_the_home_folder_may_be_a_tilde(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notice says where that is."""
    monkeypatch.setenv("HOME", str(path.parent))
    async with opened(path).run_test(notifications=True) as pilot:
        await copy(pilot, "~/mine.json")
        await soon(pilot, f"to {path.with_name('mine.json')};")

    assert uids(path.with_name("mine.json")) == ["e1", "e2"]


async def test_a_folder_that_cannot_be_shown_as_it_is_takes_the_copy(tmp_path: Path) -> None:
    """What is shown of its name is composed and cleaned; the copy lies beside the store."""
    path = tmp_path / "e\u0301 \x1b" / "events.json"
    path.parent.mkdir()
    connect(path, create=True, empty=True).close()
    async with opened(path).run_test(notifications=True) as pilot:
        await copy(pilot)
        await soon(pilot, "Copied 0 events")

    assert path.with_name(NAMED).exists()


async def test_a_long_path_is_taken_whole(tmp_path: Path) -> None:
    """Other lines take no more than a few hundred signs."""
    path = tmp_path / ("a" * 200) / ("b" * 200) / "events.json"
    path.parent.mkdir(parents=True)
    connect(path, create=True, empty=True).close()
    async with opened(path).run_test(notifications=True) as pilot:
        await copy(pilot)
        await soon(pilot, "Copied 0 events")

    assert path.with_name(NAMED).exists()


def unlink_journal(path: Path) -> None:
    """Take the journal away, in which the last change stands."""
    (journal,) = path.parent.glob("events.json-journal-*")
    journal.unlink()


def unlink_all(path: Path) -> None:
    """Take everything away that belongs to the store."""
    for each in path.parent.glob("events.json*"):
        each.unlink()


def replace(path: Path) -> None:
    """Put another store in its place."""
    other = path.with_name("other.json")
    connect(other, create=True).close()
    other.replace(path)


LOSSES: dict[str, Callable[[Path], None]] = {
    "journal deleted": unlink_journal,
    "file deleted": Path.unlink,
    "all deleted": unlink_all,
    "replaced": replace,
}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
async def test_what_is_open_is_saved_though_its_files_are_gone(
    path: Path, lose: Callable[[Path], None]
) -> None:
    """Also what was added since the file was last written."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "A jet is lost")
        await save(pilot)
        lose(path)
        await copy(pilot)
        await soon(pilot, "Copied 3 events to")

    found = titles(connect(path.with_name(NAMED)).index())
    assert "A jet is lost" in found
    assert len(uids(path.with_name(NAMED))) == 3


@pytest.mark.parametrize("lose", [Path.unlink, replace])
async def test_a_form_that_cannot_be_saved_stays_while_the_rest_is(
    path: Path, lose: Callable[[Path], None]
) -> None:
    """It has the keys again, and its text."""
    async with opened(path).run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("a")
        await write(pilot, "what", "A jet is lost")
        lose(path)
        await pilot.press("ctrl+s")
        await soon(pilot, "Nothing was changed")
        await choose(pilot)
        await pilot.press("enter")
        await soon(pilot, "Copied 2 events to")
        await pilot.press(*" too")

        assert form(pilot).has_focus_within
        assert "A jet is lost too" in shown(pilot)


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("size", SIZES)
async def test_why_there_is_no_copy_is_said_at_the_line(path: Path, size: tuple[int, int]) -> None:
    """It stays with its text, until that is mended."""
    target = path.with_name(NAMED)
    target.write_text("mine")
    async with opened(path).run_test(size=size, notifications=True) as pilot:
        await copy(pilot)
        await soon(pilot, "is there already, and stays; write the path of a new file.")
        assert line(pilot).input.value == str(target)
        assert not pilot.app._notifications

        await pilot.press("end", *["left"] * 5, *"-2")
        assert "is there already" not in shown(pilot)
        await pilot.press("enter")
        await soon(pilot, "Copied 2 events to")

    assert target.read_text() == "mine"
    assert uids(target.with_stem(f"{target.stem}-2")) == ["e1", "e2"]


async def test_a_disk_without_room_is_told(path: Path) -> None:
    """Nothing is left behind, and it can be tried again."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await ask(pilot)
        before = sorted(path.parent.iterdir())
        with full_disk():
            await pilot.press("enter")
            await soon(pilot, "Not saved: the file would be too large. Nothing was changed.")
        assert sorted(path.parent.iterdir()) == before

        await pilot.press("enter")
        await soon(pilot, "Copied 2 events to")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
async def test_a_folder_of_others_is_told(path: Path) -> None:
    """It is the folder that must be another one, not the store."""
    folder = path.with_name("locked")
    folder.mkdir(0o500)
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await copy(pilot, folder / "copy.json")
        await soon(pilot, "Nothing may be written in")

        assert line(pilot).has_focus_within


async def test_a_store_in_memory_says_so() -> None:
    """Nothing is written."""
    async with timeline_app().run_test(size=(120, 40)) as pilot:
        await copy(pilot)
        await soon(pilot, "A store in memory cannot be backed up; open a file with --db.")


async def test_esc_closes_the_line(path: Path) -> None:
    """Nothing is written, and the pane that was in use has the keys."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await pilot.press("enter")
        await choose(pilot)
        await pilot.press("escape")
        await pilot.pause()

        assert closed(pilot)
        assert main_screen(pilot).detail.has_focus
    assert not path.with_name(NAMED).exists()


async def test_a_search_being_typed_goes_on_behind_the_line(path: Path) -> None:
    """It has the keys again once the line is closed."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await typed(pilot, "slash", "e")
        await choose(pilot)
        await typed(pilot, "escape")

        search = main_screen(pilot).search_bar
        assert search is not None
        assert search.has_focus_within


async def test_asked_twice_the_line_keeps_its_text(path: Path) -> None:
    """There is one line."""
    async with opened(path).run_test(size=(120, 40)) as pilot:
        await ask(pilot)
        await pilot.press(*"mine")
        await choose(pilot)

        assert line(pilot).input.value == str(path.with_name("mine"))
        assert len(main_screen(pilot).query("BackupBar")) == 1


class Slow(MemoryStore):
    """A store whose copies are written, or refused, once they are let go on."""

    def __init__(self, refused: str = "") -> None:
        super().__init__([Change("event", uid, None, event(uid)) for uid in ("e1", "e2")])
        self.refused = refused
        self.begun, self.go_on = Event(), Event()

    def backup(self, path: Path) -> None:
        """Wait."""
        self.begun.set()
        assert self.go_on.wait(SOON)
        if self.refused:
            raise WriteError(self.refused)


@asynccontextmanager
async def copying(store: Slow) -> AsyncIterator[Pilot[None]]:
    """Run the app until the copy has begun, and let it end with the test."""
    try:
        async with timeline_app(store).run_test(size=(120, 40), notifications=True) as pilot:
            await copy(pilot)
            await soon(pilot, store.begun.is_set)
            yield pilot
    finally:
        store.go_on.set()


async def test_keys_behind_enter_wait_for_the_list() -> None:
    """They are no text, and are not lost."""
    store = Slow()
    async with copying(store) as pilot:
        await typed(pilot, "j")
        assert "Copying…" in shown(pilot)
        assert main_screen(pilot).timeline_view.cursor == 0

        store.go_on.set()
        await soon(pilot, lambda: main_screen(pilot).timeline_view.cursor == 1)
        assert told(pilot, "Copied 2 events")


async def test_nobody_need_wait_for_a_copy() -> None:
    """Esc goes to the list; that the copy is there is told all the same."""
    store = Slow()
    async with copying(store) as pilot:
        await typed(pilot, "escape", "j")
        assert closed(pilot)
        assert main_screen(pilot).timeline_view.cursor == 1

        store.go_on.set()
        await soon(pilot, "Copied 2 events")


async def test_where_the_line_is_closed_a_notice_says_why_there_is_no_copy() -> None:
    """Another line, opened since, is not for it."""
    store = Slow("Not saved: no space left. Nothing was changed.")
    async with copying(store) as pilot:
        await typed(pilot, "escape")
        await ask(pilot)
        store.go_on.set()
        await soon(pilot, lambda: told(pilot, "Not saved: no space left."))

        assert line(pilot).has_focus_within
        assert str(line(pilot).remark.content) == ""


async def test_a_copy_leaves_the_line_alone_that_was_opened_since() -> None:
    """What is typed into it stays."""
    store = Slow()
    async with copying(store) as pilot:
        await typed(pilot, "escape")
        await ask(pilot)
        await typed(pilot, *"mine")
        store.go_on.set()
        await soon(pilot, "Copied 2 events")

        assert line(pilot).input.value == "mine"
        assert line(pilot).has_focus_within


async def test_a_click_elsewhere_keeps_the_keys_there() -> None:
    """The end of the copy takes them from nobody."""
    store = Slow()
    async with copying(store) as pilot:
        main_screen(pilot).detail.focus()
        store.go_on.set()
        await soon(pilot, "Copied 2 events")

        assert main_screen(pilot).detail.has_focus


async def test_the_app_is_not_left_before_the_copy_is_there() -> None:
    """It is left then."""
    store = Slow()
    async with copying(store) as pilot:
        await typed(pilot, "ctrl+q")
        assert pilot.app.is_running
        assert pilot.app.return_code is None

        store.go_on.set()
        await soon(pilot, lambda: pilot.app.return_code == 0)


async def test_it_is_offered_before_the_events_are_read() -> None:
    """How many there are is not known then."""
    store = Slow()
    store.go_on.set()
    reading: Future[Index] = Future()
    async with timeline_app(store, reading=reading).run_test(notifications=True) as pilot:
        await copy(pilot)
        await soon(pilot, "Copied the whole store to")
