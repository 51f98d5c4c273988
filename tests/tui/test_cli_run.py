"""The command without a name: the app."""

import gc
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from io import StringIO
from types import ModuleType
from typing import Any

import pytest

from store.base import Counted, EventStore
from store.errors import Corrupt, StoreError
from store.index import Index
from store.query import Filter, Term
from tests.factories import actor, event
from tests.tui.conftest import Shell
from tui.cli import configuration, run
from tui.cli.arguments import Arguments
from tui.cli.refusal import Refusal
from tui.config import Settings


class App:
    """Stands for the app: keeps what it was given."""

    def __init__(
        self, settings: Settings, store: EventStore, loading: "Future[Index]", query: Filter
    ) -> None:
        self.settings = settings
        self.index = loading.result(timeout=10)
        self.query = query
        self.return_code: int | None = None
        self.failure: StoreError | None = None
        self.mouse = None

    def run(self, *, mouse: bool) -> None:
        """Take note instead of the terminal."""
        STARTED.append((self, mouse))
        self.return_code = 143


STARTED: list[tuple[App, bool]] = []


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the place of a terminal and of the app."""
    module: Any = ModuleType("tui.app")
    module.TimelineApp = App
    monkeypatch.setitem(sys.modules, "tui.app", module)
    monkeypatch.setattr(run, "_require_terminal", lambda: None)
    STARTED.clear()
    yield
    gc.enable()


@pytest.mark.usefixtures("terminal")
def test_the_app_gets_store_events_and_filter(shell: Shell) -> None:
    """The first run makes the default store; the app's exit code is ours."""
    code = shell("--no-mouse", "--ascii", "--faction", "Daesh", "--from", "2016-03")

    (app, mouse), *others = STARTED
    assert (code, mouse, others) == (143, False, [])
    assert (app.settings.db, app.settings.ascii) == (shell.store, True)
    assert len(app.index) == 21
    assert app.query == Filter((Term("participant", "islamic-state"),), since="2016-03")


@pytest.mark.usefixtures("terminal")
def test_a_named_store_is_made(shell: Shell) -> None:
    """The app creates a missing --db, with nothing in it if asked."""
    path = shell.home / "new.json"

    shell("--db", str(path), "--empty")

    assert path.exists()
    assert len(STARTED[0][0].index) == 0


@pytest.mark.usefixtures("terminal")
def test_a_sound_configuration_reaches_the_app(shell: Shell) -> None:
    """Notices go along, to be shown there."""
    shell.configure("mouse = false\ncolour = 1\n")

    shell()

    (app, mouse), *_ = STARTED
    assert not mouse
    assert len(app.settings.notices) == 1


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("line", [["--faction", "Sohrr"], ["--from", "10/12/2016"]])
def test_a_wrong_filter_never_opens_the_app(shell: Shell, line: list[str]) -> None:
    """It is told on the command line, where it was written."""
    shell.keep(event(), actors=[actor("sohr")])

    code = shell(*line)

    assert (code, STARTED) == (2, [])


@pytest.mark.usefixtures("terminal")
def test_an_unknown_theme_makes_no_store(shell: Shell) -> None:
    """What is written wrong is told before anything is done."""
    code = shell("--theme", "plaid")

    assert (code, STARTED) == (2, [])
    assert "No theme is called “plaid”" in shell.err
    assert not shell.store.exists()


@pytest.mark.usefixtures("terminal")
def test_the_configuration_is_read_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reading is a hundredth of the start."""
    read: list[Arguments] = []

    def configure(arguments: Arguments, **names: Any) -> Settings:
        read.append(arguments)
        return configuration_of(arguments, **names)

    configuration_of = configuration.configure
    monkeypatch.setattr(configuration, "configure", configure)
    monkeypatch.setattr(run, "configure", configure, raising=False)

    assert shell() == 143
    assert len(read) == 1


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("command", [[], ["list"], ["paths"]])
@pytest.mark.parametrize("named", ["argument", "environment"])
def test_a_url_is_no_store_and_not_repeated(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, command: list[str], named: str
) -> None:
    """It may hold a password; and no folder of its name is made."""
    url = "postgres://user:password@host/db"
    monkeypatch.chdir(shell.home)
    if named == "environment":
        monkeypatch.setenv("SYRIA_TIMELINE_DB", url)

    code = shell(*(["--db", url] if named == "argument" else []), *command)

    assert (code, shell.out, STARTED) == (1, "", [])
    assert "“postgres://” begins no path" in shell.err
    assert "password" not in shell.err
    assert list(shell.home.iterdir()) == []


@pytest.mark.usefixtures("terminal")
def test_an_unreadable_store_never_opens_the_app(shell: Shell) -> None:
    """One line, and 1."""
    shell.store.mkdir()

    code = shell()

    assert (code, STARTED) == (1, [])
    assert shell.err.startswith("syria-timeline: ")
    assert shell.err.count("\n") == 1


def test_a_fault_while_reading_reaches_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread keeps nothing to itself."""

    class Broken:
        def index(self, told: Counted) -> Index:
            raise MemoryError

    store: Any = Broken()

    assert isinstance(run._load(store).exception(timeout=10), MemoryError)


@pytest.mark.usefixtures("terminal")
def test_what_ended_the_app_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the store is a sentence, after the terminal was given back."""
    monkeypatch.setattr(App, "run", lambda app, mouse: setattr(app, "failure", Corrupt("Cut.")))

    assert shell() == 1
    assert shell.err == "syria-timeline: Cut.\n"


def test_three_terminals_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys come from stdin, textual draws on stderr, and stdout is where people look."""

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, Terminal())

    run._require_terminal()
    monkeypatch.setattr(sys, "stderr", StringIO())
    with pytest.raises(Refusal, match="needs a terminal"):
        run._require_terminal()


def test_no_terminal_is_2_with_a_hint(shell: Shell) -> None:
    """Never a screen into a pipe."""
    code = shell()
    gc.enable()

    assert (code, shell.out) == (2, "")
    assert "`syria-timeline list`" in shell.err
    assert not shell.store.exists()
