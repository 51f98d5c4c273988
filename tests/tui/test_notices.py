"""What a store has to tell of itself: on screen once, in the shell on standard error."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from store.backends.memory import MemoryStore
from store.backends.tinydb import TinyDbStore
from store.base import Change, StoreInfo
from tests.factories import event
from tests.tui.app import screen_text, timeline_app, typed
from tests.tui.conftest import Shell
from tests.tui.forms import editor, soon, told, write
from tests.tui.stores import opened

ASIDE = "One unfinished change was set aside as events.json.torn."
OUTSIDE = "The file was edited outside [b]of the program[/b]."
DAMAGED = "events.json-journal-3 is damaged at byte 88; `syria-timeline check` tells more."


class Telling(MemoryStore):
    """A store in memory that has something to tell."""

    def __init__(self, *notices: str, reason: str = "") -> None:
        super().__init__([Change("event", "e1", None, event())])
        self.notices = notices
        self.reason = reason

    def info(self) -> StoreInfo:
        """Return what a store has to tell after opening it."""
        return msgspec.structs.replace(
            super().info(),
            notices=(*self.notices, *filter(None, [self.reason])),
            read_only=bool(self.reason),
            read_only_reason=self.reason,
        )


def notices(pilot: Pilot[None]) -> list[str]:
    """Return what was told on screen, one line each."""
    return [" ".join(note.message.split()) for note in pilot.app._notifications]


async def test_the_app_shows_what_the_store_tells() -> None:
    """All of it, as it stands: text of a file is never markup."""
    app = timeline_app(Telling(ASIDE, OUTSIDE, ASIDE))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await soon(pilot, lambda: any("set aside" in line for line in screen_text(pilot)))

        assert notices(pilot) == [ASIDE, OUTSIDE]
        assert any("[b]of the" in line for line in screen_text(pilot))


async def test_a_notice_is_shown_once_and_a_later_one_when_it_comes() -> None:
    """A change brings no old notice back."""
    store = Telling(ASIDE)
    async with timeline_app(store).run_test(notifications=True) as pilot:
        await typed(pilot, "d")
        await soon(pilot, lambda: told(pilot, "Deleted"))
        assert ASIDE not in notices(pilot)

        store.notices = (ASIDE, OUTSIDE)
        await typed(pilot, "u")
        await soon(pilot, lambda: told(pilot, OUTSIDE))
        assert ASIDE not in notices(pilot)


async def test_a_sound_store_tells_nothing() -> None:
    """Nor does an empty corner open."""
    async with timeline_app(Telling()).run_test(notifications=True) as pilot:
        await pilot.pause()

        assert notices(pilot) == []


async def test_a_kept_draft_does_not_hide_what_the_store_tells(
    tmp_path: Path,
) -> None:
    """One crash leaves both: an unfinished change, and a draft."""
    store = Telling(ASIDE)
    async with timeline_app(store, state=tmp_path).run_test() as pilot:
        await pilot.press("a")
        await write(pilot, "what", "Government jet lost")
        await pilot.press("escape")
        await soon(pilot, lambda: any((tmp_path / "drafts").glob("*.json")))

    async with timeline_app(store, state=tmp_path).run_test(notifications=True) as pilot:
        await soon(pilot, lambda: told(pilot, "Not saved, but kept:"))

        assert ASIDE in notices(pilot)


async def test_a_store_that_can_only_be_read_says_why() -> None:
    """At once, and where it says that it can only be read."""
    async with timeline_app(Telling(reason=DAMAGED)).run_test(notifications=True) as pilot:
        await soon(pilot, lambda: notices(pilot) == [DAMAGED])
        await typed(pilot, "a")

        (said,) = notices(pilot)
        assert said == (f"This store is read-only: nothing can be added or corrected. {DAMAGED}")
        assert editor(pilot).form is None


@pytest.fixture
def telling(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return a shell whose default store has something to tell."""
    shell.keep(event())
    info = TinyDbStore.info
    monkeypatch.setattr(
        TinyDbStore, "info", lambda store: msgspec.structs.replace(info(store), notices=(ASIDE,))
    )
    return shell


@pytest.mark.parametrize(
    "line", [["list"], ["list", "--json"], ["show", "e1"], ["cite", "e1"], ["paths", "--check"]]
)
def test_the_shell_tells_it_on_standard_error(telling: Shell, line: list[str]) -> None:
    """After the notices of the configuration; the output itself is as ever."""
    telling.configure("colour = 1\n")

    telling(*line)

    first, second = telling.err.splitlines()
    assert "“colour” is not known" in first
    assert second == ASIDE
    assert ASIDE not in telling.out


@pytest.mark.parametrize("line", [["show", "e8"], ["list", "--from", "x"]])
def test_it_is_told_before_what_went_wrong(telling: Shell, line: list[str]) -> None:
    """The last line is about the command."""
    code = telling(*line)

    first, second = telling.err.splitlines()
    assert code in (1, 2)
    assert first == ASIDE
    assert second.startswith("syria-timeline: ")


@pytest.mark.parametrize("more", [[], ["--check"]])
def test_add_tells_it_once(telling: Shell, more: list[str]) -> None:
    """It opens the store twice."""
    code = telling("add", "--what", "A jet is lost", *more)

    assert (code, telling.err) == (0, f"{ASIDE}\n")


def test_what_writing_has_to_tell_is_told(telling: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some things are only done by a write."""
    apply, info = TinyDbStore.apply, TinyDbStore.info
    wrote: list[TinyDbStore] = []

    def applying(store: TinyDbStore, *arguments: Any) -> int:
        wrote.append(store)
        return apply(store, *arguments)

    def informed(store: TinyDbStore) -> StoreInfo:
        found = info(store)
        more = (*found.notices, OUTSIDE) if store in wrote else found.notices
        return msgspec.structs.replace(found, notices=more)

    monkeypatch.setattr(TinyDbStore, "apply", applying)
    monkeypatch.setattr(TinyDbStore, "info", informed)

    code = telling("add", "--what", "A jet is lost")

    assert (code, telling.err) == (0, f"{ASIDE}\n{OUTSIDE}\n")


def test_a_store_that_can_only_be_read_is_a_fault_for_paths(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it holds is said all the same."""
    shell.keep(event())
    info = TinyDbStore.info
    monkeypatch.setattr(
        TinyDbStore,
        "info",
        lambda store: msgspec.structs.replace(
            info(store),
            notices=(ASIDE, f"Only read: {DAMAGED}"),
            read_only=True,
            read_only_reason=DAMAGED,
        ),
    )

    code = shell("paths", "--check")

    assert (code, shell.err) == (1, f"{ASIDE}\n{DAMAGED}\n")
    assert "holds   1 event\n" in shell.out


def journal(shell: Shell) -> Path:
    """Return the journal beside the default store, after one event was added."""
    shell.keep(event())
    shell("add", "--what", "A jet is lost")
    (found,) = shell.home.glob("events.json-journal-*")
    return found


def test_an_unfinished_change_is_told_by_whoever_sets_it_aside(shell: Shell) -> None:
    """A process was killed while it wrote."""
    path = journal(shell)
    with path.open("ab") as file:
        file.write(b'0123abcd [9,9,false,"put"')

    code = shell("add", "--what", "A city is taken")

    assert (code, shell.err.count("\n")) == (0, 1)
    assert "was set aside in" in shell.err
    assert (shell.home / "events.json.torn").exists()
    assert (shell("list"), shell.err) == (0, "")


@pytest.mark.parametrize("line", [["list"], ["list", "--json"], ["show", "e1"], ["cite", "e1"]])
def test_a_damaged_store_is_told_each_time(shell: Shell, line: list[str]) -> None:
    """Also where all that is shown comes from the index beside it."""
    path = journal(shell)
    shell("add", "--what", "A city is taken")
    path.write_bytes(path.read_bytes().replace(b"A jet is lost", b"A jet is last"))

    told = [(shell(*line), shell.err) for _ in range(2)]

    assert told[0] == told[1]
    assert told[0][0] == 0
    assert f"{path} is damaged at byte " in told[0][1]
    assert told[0][1].count("\n") == 1


async def test_the_app_tells_what_is_wrong_with_a_file(shell: Shell) -> None:
    """It opens, to be read."""
    path = journal(shell)
    shell("add", "--what", "A city is taken")
    path.write_bytes(path.read_bytes().replace(b"A jet is lost", b"A jet is last"))

    async with opened(shell.store).run_test(notifications=True) as pilot:
        await soon(pilot, lambda: told(pilot, f"{path.name} is damaged at byte "))
        await typed(pilot, "a")
        await soon(pilot, lambda: told(pilot, "This store is read-only"))

        assert editor(pilot).form is None
