"""`paths`."""

import json
import os

import pytest

from tests.factories import event
from tests.tui.conftest import Shell
from tui import VERSION


def test_paths_says_where_everything_lies(shell: Shell) -> None:
    """Also what is not there yet; nothing is made by looking."""
    code = shell("paths")

    told = dict(line.split(maxsplit=1) for line in shell.out.splitlines())
    assert (code, shell.err) == (0, "")
    assert told == {
        "config": f"{shell.config} (not there yet)",
        "store": f"{shell.store} (not there yet)",
        "state": f"{shell.home / 'state' / 'syria-timeline'} (not there yet)",
        "theme": "(not set)",
        "mouse": "on",
        "version": VERSION,
    }
    assert list(shell.home.iterdir()) == []


def test_paths_follow_the_arguments(shell: Shell) -> None:
    """What is printed is what a run with these options would use."""
    shell.configure('theme = "nord"\nmouse = true\n')

    code = shell("paths", "--json", "--db", "/srv/x.json", "--no-mouse")

    assert code == 0
    assert shell.json == [
        {
            "config": str(shell.config),
            "store": "/srv/x.json",
            "state": str(shell.home / "state" / "syria-timeline"),
            "theme": "nord",
            "mouse": False,
            "version": VERSION,
            "notices": [],
        }
    ]


def test_a_fault_is_told_and_checked(shell: Shell) -> None:
    """An unknown key is a notice; `--check` makes it the exit code."""
    shell.configure("colour = 1\n")

    told = shell("paths"), shell.err
    checked = shell("paths", "--check"), shell.err

    assert (told[0], checked[0]) == (0, 2)
    assert f"{shell.config}: “colour” is not known" in told[1]
    assert told[1] == checked[1]


def test_check_knows_no_fault_where_there_is_none(shell: Shell) -> None:
    """A sound file, or none, is 0."""
    none = shell("paths", "--check")
    shell.configure('theme = "nord"\nmouse = false\n')

    assert (none, shell("paths", "--check"), shell.err) == (0, 0, "")


def test_check_knows_the_names_of_themes(shell: Shell) -> None:
    """In the file a wrong theme is a fault."""
    shell.configure('theme = "plaid"\n')

    code = shell("paths", "--check")

    assert code == 2
    assert "“theme” must be one of " in shell.err
    assert "palmyra-dark" in shell.err


def test_check_knows_the_names_of_bindings(shell: Shell) -> None:
    """A key may be given to any action that has an id."""
    shell.configure('[keys]\nsearch = "slash"\n"timeline.down" = "n"\n')
    sound = shell("paths", "--check"), shell.err
    shell.configure('[keys]\nserch = "slash"\n')

    assert sound == (0, "")
    assert shell("paths", "--check") == 2
    assert "“keys.serch” is no action" in shell.err


def test_a_theme_on_the_command_line_must_exist(shell: Shell) -> None:
    """An argument is refused, with the names there are."""
    code = shell("paths", "--check", "--theme", "plaid\x1b[1m")

    assert (code, shell.out) == (2, "")
    assert "No theme is called “plaid[1m”; write one of " in shell.err


def test_empty_makes_the_store(shell: Shell) -> None:
    """--empty goes with every command."""
    code = shell("paths", "--empty")

    assert code == 0
    assert f"store   {shell.store}\n" in shell.out
    assert shell.store.exists()


def test_check_reads_the_store(shell: Shell) -> None:
    """How many events it holds is said only after reading them."""
    shell.keep(event())

    unread = shell("paths"), shell.out
    code = shell("paths", "--check")

    assert (unread[0], code, shell.err) == (0, 0, "")
    assert "holds" not in unread[1]
    assert "holds   1 event\n" in shell.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("not json", "is not whole JSON"),
        ('{"_default": {}}', "is no store of syria-timeline"),
        ('{"_meta": {"1": {"format": "syria-timeline", "version": 99}}}', "has format 99"),
    ],
)
def test_a_store_that_cannot_be_used_is_1(shell: Shell, text: str, words: str) -> None:
    """One line says why, and the file stays as it is."""
    shell.store.write_text(text, encoding="utf-8")

    unchecked = shell("paths")
    code = shell("paths", "--check")

    assert (unchecked, code) == (0, 1)
    assert f"{shell.store} {words}" in shell.err
    assert shell.err.count("\n") == 1
    assert f"store   {shell.store}\n" in shell.out
    assert shell.store.read_text(encoding="utf-8") == text


def test_a_folder_is_no_store(shell: Shell) -> None:
    """Nor is what lies beneath a file."""
    shell.store.mkdir()
    folder = shell("paths", "--check"), shell.err
    shell.configure("")
    beneath = shell("paths", "--check", "--db", str(shell.config / "x.json")), shell.err

    assert (folder[0], beneath[0]) == (1, 1)
    assert "is a folder" in folder[1]
    assert "Not a directory" in beneath[1]


def test_a_damaged_store_is_found_behind_its_index(shell: Shell) -> None:
    """What is kept beside the file is not trusted, though size and times agree."""
    shell.keep(event())
    shell("list")
    status = shell.store.stat()
    text = shell.store.read_text(encoding="utf-8")
    shell.store.write_text(text.replace('"events":{', '"events":[', 1), encoding="utf-8")
    os.utime(shell.store, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert (shell("list"), shell("paths", "--check")) == (0, 1)
    assert shell.err == f"{shell.store} has 1 fault: see `syria-timeline check`.\n"


def test_unreadable_events_are_counted_and_named(shell: Shell) -> None:
    """The store can be used without them."""
    shell.keep(event("e1"), event("e2"))
    stored = json.loads(shell.store.read_text(encoding="utf-8"))
    next(found for found in stored["events"].values() if found["uid"] == "e1")["title"] = 7
    shell.store.write_text(json.dumps(stored), encoding="utf-8")

    code = shell("paths", "--check")
    told = shell.out, shell.err
    shell("paths", "--check", "--json")

    reason = "1 event could not be read: e1: title: expected text, got a number"
    assert code == 0
    assert "holds   1 event · 1 unreadable\n" in told[0]
    assert told[1].splitlines()[1:] == [reason]
    assert shell.json[0]["unreadable"] == [reason]
    assert (shell.json[0]["events"], shell.json[0]["fault"]) == (1, "")


def test_the_configuration_comes_first(shell: Shell) -> None:
    """Of two faults both are told, and usage is the exit code."""
    shell.configure("colour = 1\n")
    shell.store.write_text("not json", encoding="utf-8")

    code = shell("paths", "--check")

    assert code == 2
    assert ("“colour” is not known" in shell.err, "is not whole JSON" in shell.err) == (True, True)


def test_a_store_that_is_not_there_yet_is_no_fault(shell: Shell) -> None:
    """It will be made by the first command; --check makes none."""
    code = shell("paths", "--check")

    assert (code, shell.err) == (0, "")
    assert not shell.store.exists()
