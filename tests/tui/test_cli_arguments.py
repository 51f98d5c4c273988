"""The command line."""

import tomllib
from pathlib import Path

import pytest

from tests.tui.conftest import Shell
from tui import VERSION
from tui.cli.arguments import COMMANDS, UNFILTERED, Arguments, read


def test_nothing_is_the_app() -> None:
    """Without a command the app starts, with nothing filtered."""
    arguments = read([])

    assert arguments.command is None
    assert (arguments.faction, arguments.every, arguments.db) == ((), False, "")
    assert (arguments.since, arguments.until) == (None, None)


@pytest.mark.parametrize("before", [True, False])
def test_options_stand_before_or_after_the_command(before: bool) -> None:
    """Whoever adds an option at the end of the line is understood as well."""
    options = ["--db", "x.json", "--empty", "--ascii", "--all", "--from", "2012", "--to", "2016"]
    arguments = read([*options, "list"] if before else ["list", *options])

    assert vars(arguments) == {
        "command": "list",
        "db": "x.json",
        "empty": True,
        "ascii": True,
        "every": True,
        "since": "2012",
        "until": "2016",
    }


def test_repeated_options_add_up() -> None:
    """Factions before the command are kept when more follow it."""
    line = "--faction a --claimant e list --faction b --exclude c --text d --claimant f"
    arguments = read(line.split())

    assert arguments.faction == ("a", "b")
    assert arguments.claimant == ("e", "f")
    assert (arguments.exclude, arguments.text) == (("c",), ("d",))


def test_readings_do_not_share_values() -> None:
    """One command line leaves nothing behind for the next."""
    read(["list", "--faction", "a"])

    assert read(["list"]).faction == Arguments.faction == ()


@pytest.mark.parametrize(
    "wrong",
    [["lists"], ["show"], ["cite"], ["list", "x"], ["--fac", "a"], ["--db"], ["paths", "--all"]],
)
def test_wrong_usage_is_2(shell: Shell, wrong: list[str]) -> None:
    """A command line that is not understood ends with 2 and says so on stderr."""
    code = shell(*wrong)

    assert code == 2
    assert shell.out == ""
    assert shell.err.startswith("usage: syria-timeline")


def test_an_echoed_argument_is_clean(shell: Shell) -> None:
    """What a terminal would act on is not sent back to it."""
    shell("list", "\x1b]52;c;aGk=\x07\u202e")

    assert "]52;c;aGk=" in shell.err
    assert not {"\x1b", "\x07", "\u202e"} & set(shell.err)


def test_help_names_every_command(shell: Shell) -> None:
    """The help is the way to the rest."""
    code = shell("--help")

    assert code == 0
    assert all(f"\n    {name} " in shell.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help_of_its_own(shell: Shell, name: str) -> None:
    """With the options that it alone takes, also behind another option."""
    before = shell("--ascii", name, "--help"), shell.out
    code = shell(name, "--help")

    assert (before, code) == ((0, shell.out), 0)
    assert COMMANDS[name] in " ".join(shell.out.split())
    assert "--db PATH" in shell.out
    assert ("--faction NAME" in shell.out) is (name not in UNFILTERED)


def test_only_a_check_repairs_and_only_a_backup_takes_a_path(shell: Shell) -> None:
    """Each command reads its own options."""
    arguments = read(["check", "--repair", "--json"]), read(["backup", "copy.json"])

    assert (arguments[0].repair, arguments[0].json, arguments[1].target) == (
        True,
        True,
        "copy.json",
    )
    assert [shell("paths", "--repair"), shell("compact", "x"), shell("backup")] == [2, 2, 2]


@pytest.mark.parametrize("line", [["--version"], ["--ascii", "--version"]])
def test_the_version_is_that_of_the_package(shell: Shell, line: list[str]) -> None:
    """The constant follows pyproject.toml."""
    code = shell(*line)

    pyproject = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    assert code == 0
    assert shell.out == f"syria-timeline {pyproject['project']['version']}\n"
    assert shell.out.split()[1] == VERSION
