"""The app in a real terminal: how it ends, what it writes, which sizes it bears. Linux only."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.connect import connect
from tests.tui.terminal import MOUSE, Program

if not sys.platform.startswith("linux"):
    pytest.skip("needs a pseudo terminal of Linux", allow_module_level=True)

READY = r"(\d+) of \1 events"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a store that holds the bundled chronology."""
    path = tmp_path_factory.mktemp("store") / "events.json"
    connect(path, create=True).close()
    return str(path)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each run a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))


# how it ends


@pytest.mark.parametrize(
    ("number", "before"), [(signal.SIGINT, ""), (signal.SIGTERM, "?"), (signal.SIGHUP, "/x")]
)
def test_a_signal_restores_the_terminal(store: str, number: signal.Signals, before: str) -> None:
    """Whatever is on screen; the exit code tells which one it was."""
    with Program("--db", store) as program:
        program.until(READY)
        program.type(before)

        assert program.kill(number) == 128 + number
        assert program.restored
        assert program.after == ""


def test_a_signal_at_the_very_start_restores_the_terminal(store: str) -> None:
    """From the first change of the terminal on, nobody is left with it."""
    with Program("--db", store) as program:
        program.changed()

        assert program.kill(signal.SIGTERM) == 128 + signal.SIGTERM
        assert program.restored


def test_a_terminal_that_is_gone_ends_the_app(store: str) -> None:
    """A closed window or a lost connection leaves no process behind."""
    with Program("--db", store) as program:
        program.until(READY)

        assert program.hang_up() == 128 + signal.SIGHUP


@pytest.mark.parametrize(("before", "shown"), [("?", "RAILS"), ("/xyz", "0 of ")])
def test_ctrl_q_quits_from_anywhere(store: str, before: str, shown: str) -> None:
    """Also where `q` closes what lies on top, or is a letter."""
    with Program("--db", store) as program:
        program.until(READY)
        program.type(before)
        program.until(shown)
        program.type("ctrl+q")

        assert program.wait() == 0
        assert program.restored


def test_the_terminal_is_asked_for_the_mouse(store: str) -> None:
    """Rows, factions and the wheel answer to it."""
    with Program("--db", store) as program:
        program.until(READY)

        assert {1000, 1006} <= program.asked & MOUSE


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_quitting_leaves_nothing_behind(store: str, key: str) -> None:
    """Nothing is written to the shell's screen; typed at the very start it counts as well."""
    with Program("--db", store) as program:
        program.listening()
        program.type(key)

        assert program.wait() == 0
        assert program.restored
        assert program.after == ""


BROKEN = """
import sys
from tui.__main__ import main
from tui.screens.main import MainScreen
def broken(self): raise ZeroDivisionError("by us")
MainScreen.action_zoom = broken
sys.exit(main())
"""


def test_a_fault_of_ours_restores_the_terminal(store: str) -> None:
    """It is told on the shell's screen, and by the exit code."""
    with Program("--db", store, python=["-c", BROKEN]) as program:
        program.until(READY)
        program.type("z")

        assert program.wait() == 1
        assert program.restored
        assert "ZeroDivisionError: by us" in program.after


def test_a_store_that_was_cut_off_is_told_in_one_line(tmp_path: Path) -> None:
    """It is found only when the events are read, with the app on screen already."""
    path = tmp_path / ("folder with a long name " * 8) / "events.json"
    path.parent.mkdir()
    connect(path, create=True).close()
    cut = path.read_bytes()[:-9]
    path.write_bytes(cut)

    with Program("--db", str(path)) as program:
        assert program.wait() == 1
        assert program.restored

    assert program.after.startswith(f"syria-timeline: {path} is damaged at byte ")
    assert program.after.count("\n") == 1
    assert path.read_bytes() == cut


def test_without_a_terminal_it_says_what_to_do() -> None:
    """Never a screen into a pipe."""
    command = [sys.executable, "-m", "tui"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (2, "")
    assert "`syria-timeline list`" in done.stderr


# sizes

TOO_SMALL = "syria-timeline needs 40 columns and 10 rows."


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (20, 5)])
def test_a_very_small_terminal_is_told(store: str, size: tuple[int, int]) -> None:
    """One line that says so, broken where it does not fit."""
    with Program("--db", store, size=size) as program:
        program.until("rows\\.")
        shown = " ".join(program.text.split())
        program.type("jq")

        assert shown == TOO_SMALL
        assert program.wait() == 0


SIZES = [(20, 5), (240, 70), (60, 15), (1, 1), (80, 24), (39, 70), (110, 10), (40, 10), (120, 40)]


def test_a_storm_of_sizes_is_borne(store: str) -> None:
    """In the list, in the detail, and in a panel; then the last size is drawn for."""
    with Program("--db", store) as program:
        program.until(READY)
        for key, shown in {"G": "Undated", "enter": "⏎ Card", "f": "ACTORS"}.items():
            program.type(key)
            program.until(shown)
            for columns, rows in SIZES:
                program.resize(columns, rows)
                program.glance()
        program.resize(100, 30)
        program.until(r"\A syria-timeline.*(\d+) of \1 events(?s:.)*Close\Z")
        program.type("ctrl+q")

        assert program.wait() == 0
