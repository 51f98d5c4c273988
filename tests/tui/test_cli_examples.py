"""What README and --help give as examples works as it stands there."""

import gc
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.conftest import Shell
from tui.cli import run
from tui.cli.arguments import COMMANDS, EPILOG

README = Path(__file__).parents[2] / "README.md"
PROGRAM = "syria-timeline"


def shell_block() -> str:
    """Return the lines that README gives to type into a shell."""
    section = README.read_text(encoding="utf-8").partition("## From the shell\n")[2]
    return section.partition("```sh\n")[2].partition("```")[0]


def examples(text: str) -> list[str]:
    """Return the command lines of a text, without what is said of them."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line.startswith(PROGRAM)]


OF_README = examples(shell_block())
OF_HELP = [line.split("   ")[0] for line in examples(EPILOG)]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the place of the terminal: the app is made, and left at once."""
    monkeypatch.setattr(run, "_require_terminal", lambda: None)
    monkeypatch.setattr("tui.app.TimelineApp.run", lambda app, mouse: None)
    yield
    gc.enable()


def test_there_are_examples() -> None:
    """Both places have some, of every command."""
    commands = {shlex.split(line, comments=True)[1] for line in OF_README}

    assert commands == set(COMMANDS)
    assert len(OF_HELP) == 4


@pytest.mark.usefixtures("screen")
@pytest.mark.parametrize("line", [*OF_README, *OF_HELP])
def test_an_example_works(shell: Shell, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """It ends with 0, warns of nothing, and a list of it is not empty."""
    monkeypatch.chdir(shell.home)
    words = shlex.split(line, comments=True)[1:]
    if {*words[:1]} & {"check", "backup", "compact"}:  # of a store that is there
        shell("list")

    code = shell(*words)

    assert (code, shell.err) == (0, "")
    assert "\n0 of " not in shell.out
