"""The program as a process: what it imports, pipes, encodings, signals."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.factories import event
from tests.tui.conftest import Shell

HEAVY = {"textual", "rich", "pendulum", "tinydb", "filelock"}


def program(*line: str, **keys: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program in the environment of the test, and more."""
    command = [sys.executable, "-m", "tui", *line]
    return subprocess.run(command, capture_output=True, env={**os.environ, **keys}, check=False)


def imported(line: Sequence[str]) -> set[str]:
    """Return the top-level modules that the program has loaded when it ends."""
    code = (
        "import sys, contextlib, io\n"
        "from tui.__main__ import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        f"    main({list(line)!r})\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("line", [["--version"], ["--help"]])
def test_version_and_help_import_next_to_nothing(line: list[str]) -> None:
    """They are there at once."""
    assert not imported(line) & {*HEAVY, "msgspec", "platformdirs", "importlib.metadata"}


def test_list_imports_no_screen(shell: Shell) -> None:
    """Reading in the shell costs no more than reading."""
    shell.keep(event())

    for line in (["list"], ["list", "--json"]):
        assert not imported(line) & HEAVY


def test_list_opens_no_journal_where_the_index_is_kept(shell: Shell) -> None:
    """The second start is the quick one: no journal is loaded, nor what computes an index."""
    shell.keep(event())
    shell("list")
    code = (
        "import sys\n"
        "from tui.__main__ import main\n"
        "main(['list'])\n"
        "print(*(name for name in sys.modules if name.startswith('store.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(done.stdout.splitlines()[-1].split())

    assert "store.index.build" not in modules
    assert not {name for name in modules if name.startswith("store.journal")}


def test_a_reader_that_leaves_is_no_error(shell: Shell) -> None:
    """`list | head` ends quietly, however much there was to come."""
    shell.keep(*(event(f"e{at}", title="x" * 2_000) for at in range(100)))
    command = f"'{sys.executable}' -m tui list | head -n 1; echo ${{PIPESTATUS[0]}}"

    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert done.stdout == "December 2016\n0\n"
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(shell: Shell) -> None:
    """What was not written is not reported as done."""
    shell.keep(event())

    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tui", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr == (
        "syria-timeline: The output could not be written: No space left on device.\n"
    )


def test_no_output_at_all_is_told(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """With stdout closed there is nowhere to write."""
    shell.keep(event())
    monkeypatch.setattr(sys, "stdout", None)

    code = shell("list")

    assert code == 1
    assert shell.err == "syria-timeline: There is no standard output to write to.\n"


def test_an_output_of_ascii_gets_ascii(shell: Shell) -> None:
    """Neither our signs nor the text of others raise an error."""
    shell.keep(event("0000e1", title="“تدمر”"))

    listed = program("list", PYTHONIOENCODING="ascii")
    shown = program("show", "e1", PYTHONIOENCODING="ascii")
    refused = program("list", "--text", "“", "--from", "x", PYTHONIOENCODING="ascii")

    assert (listed.returncode, shown.returncode, refused.returncode) == (0, 0, 2)
    assert b'"\\u062a\\u062f\\u0645\\u0631"' in listed.stdout
    assert shown.stdout.isascii()
    assert refused.stderr.isascii()


def test_an_interrupt_is_130(shell: Shell) -> None:
    """ctrl+c ends a command without a traceback."""
    shell.keep(event())
    code = (
        "import sys\n"
        "from tui import __main__\n"
        "def interrupted(_): raise KeyboardInterrupt\n"
        "__main__._run = interrupted\n"
        "sys.exit(__main__.main())"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (128 + signal.SIGINT, b"")
