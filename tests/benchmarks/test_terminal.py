"""The terminal that programs are measured in, tried on programs whose behaviour is known."""

import os
import sys
from time import perf_counter

import pytest

if sys.platform != "linux":
    pytest.skip("the terminal is one of Linux", allow_module_level=True)

from tests.benchmarks import terminal
from tests.benchmarks.terminal import Terminal

ECHO = """
import sys, termios, tty
tty.setcbreak(0)
print("\\x1b[2J\\x1b[HHello", flush=True)
while (key := sys.stdin.read(1)) != "q":
    if key == "m":
        sys.stdout.write("\\x1b[5;1Hmoved\\x1b[7;1Hmore")
    elif key == "s":
        sys.stdout.write("\\x1b[5;1Hmoved")
    elif key == "a":
        sys.stdout.write("\\x1b[?2026$p")
        sys.stdout.flush()
        sys.stdout.write("\\x1b[9;1H" + repr(sys.stdin.read(11)))
    sys.stdout.flush()
sys.exit(3)
"""
"""Says hello, and for "m" writes two lines, for "s" the first of them again, until "q"."""


def started(code: str) -> Terminal:
    """Return a terminal in which Python runs some code."""
    return Terminal([sys.executable, "-c", code], {"PATH": os.environ["PATH"], "TERM": "xterm"})


def test_ready_answers_and_exit() -> None:
    """Ready is told in seconds, an answer by its lines and bytes, the end by its status."""
    with started(ECHO) as run:
        ready = run.until("Hell.")
        answer = run.press("m")
        status = run.quit("q")

    assert ready > 0
    assert answer.lines == {4, 6}
    assert answer.written == len("\x1b[5;1Hmoved\x1b[7;1Hmore")
    assert 0 < answer.first <= answer.last
    assert status == 3


def test_a_screen_is_reached_from_a_key() -> None:
    """Its time is that since the key, not since the start."""
    with started("print('Hello'); input(); print('Bye')") as run:
        run.until("Hello")
        begun = perf_counter()
        reached = run.reach("\n", "Bye")
        passed = perf_counter() - begun

    assert 0 < reached < passed
    assert "Bye" in run.text


def test_what_changes_nothing_is_no_answer() -> None:
    """Writing what is there already counts as bytes, not as a change."""
    with started(ECHO) as run:
        run.until("Hello")
        run.press("s")
        again = run.press("s")

    assert again.lines == frozenset()
    assert again.first == again.last == 0
    assert again.written == len("\x1b[5;1Hmoved")


def test_query_is_answered() -> None:
    """A program hears that updates can be synchronised."""
    with started(ECHO) as run:
        run.until("Hello")
        run.press("a")
        text = run.text

    assert "[?2026;2$y" in text


def test_memory_is_that_of_the_command() -> None:
    """A command that takes 40 MB more holds 40 MB more."""
    with started("x = b''; print('Hi'); input()") as small:
        small.until("Hi")
        before = small.resident()
    with started("x = b'x' * 40_000_000; print('Hi'); input()") as large:
        large.until("Hi")
        after = large.resident()

    assert after - before == pytest.approx(40_000_000, rel=0.1)


def test_its_own_terminal_of_the_size() -> None:
    """The command has a terminal of its own, 120 by 40."""
    code = "import os; print(os.get_terminal_size(), os.isatty(2), os.getsid(0) == os.getpid())"
    with started(code) as run:
        run.until("columns=120, lines=40.* True True")


def test_screen_that_never_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on screen instead is told, as soon as the command has ended."""
    with started("print('Goodbye')") as run, pytest.raises(TimeoutError, match="Goodbye"):
        run.until("Hello")


def test_command_that_stays_silent_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience has an end, and nothing is left running behind."""
    monkeypatch.setattr(terminal, "PATIENCE", 0.05)
    with started("input()") as run:
        with pytest.raises(TimeoutError, match="No screen"):
            run.until("Hello")
        process = run._pid
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_stages_are_told() -> None:
    """What is skipped was over when the next one came."""
    with started("print('one'); input(); print('two'); input(); print('four')") as run:
        run.until("one")
        os.write(run._master, b"\n\n")
        two, three, four = run.stages("two", "three", "four")

    assert 0 < two <= three == four


def test_what_the_system_tells() -> None:
    """A command that has worked for a while has held more than it holds."""
    code = "x = b'x' * 50_000_000; del x\nfor _ in range(4_000_000): pass\nprint('Hi'); input()"
    with started(code) as run:
        run.until("Hi")
        worked, peak, held = run.worked(), run.peak(), run.resident()

    assert worked > 0
    assert peak > held + 40_000_000
