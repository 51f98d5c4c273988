"""`paths`."""

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
