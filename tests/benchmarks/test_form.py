"""What is typed to be measured leaves nothing behind, and no answer is no measurement."""

import os
import sys

import pytest

if sys.platform != "linux":
    pytest.skip("the terminal is one of Linux", allow_module_level=True)

from tests.benchmarks.bench_form import write
from tests.benchmarks.subjects import BARE_INPUT
from tests.benchmarks.terminal import Terminal


def started(*command: str) -> Terminal:
    """Return a terminal in which a command runs."""
    return Terminal(command, {"PATH": os.environ["PATH"], "TERM": "xterm-256color"})


def test_letters_are_typed_and_taken_away() -> None:
    """Each has its time, what is begun has none."""
    with started(*BARE_INPUT.command) as run:
        run.until(BARE_INPUT.ready)
        seconds = write(run, "who: ", "what")
        text = run.text

    assert len(seconds) == 4
    assert min(seconds) > 0
    assert BARE_INPUT.ready in text


def test_letters_that_do_not_come_are_told() -> None:
    """A program that shows others has no time."""
    code = "import sys, tty; tty.setcbreak(0); print('Hi', flush=True)\n"
    loop = "while key := sys.stdin.read(1): print('x', end='', flush=True)"
    with started(sys.executable, "-c", code + loop) as run:
        run.until("Hi")
        with pytest.raises(ValueError, match="Not every letter"):
            write(run, "", "ab")
