"""`backup`: a whole copy, never over anything."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from store.connect import connect
from tests.factories import event, titles
from tests.tui.conftest import Shell


@pytest.fixture
def stored(shell: Shell) -> Shell:
    """Return a shell whose store has one event in its file and one that was added since."""
    shell.keep(event("e1", title="Good"))
    shell("add", "--what", "A jet is lost")
    return shell


def test_a_copy_holds_everything(stored: Shell) -> None:
    """Also what was added since the file was last written; the store stays as it is."""
    before = stored.store.read_bytes()
    target = stored.home / "copy.json"

    code = stored("backup", str(target))

    assert (code, stored.err) == (0, "")
    assert stored.out == (
        f"The whole store was copied to {target}: {target.stat().st_size:,} bytes.\n"
        f"To open it: syria-timeline --db {target}\n"
    )
    assert stored.store.read_bytes() == before
    assert titles(connect(target).index()) == titles(connect(stored.store).index())
    assert stored("check", "--db", str(target)) == 0


def test_a_program_reads_where_and_how_much(stored: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are whole, wherever it runs."""
    monkeypatch.chdir(stored.home)

    code = stored("backup", "copy.json", "--json")

    target = stored.home / "copy.json"
    assert code == 0
    assert stored.json == [
        {"store": str(stored.store), "backup": str(target), "bytes": target.stat().st_size}
    ]


def test_what_to_type_is_quoted(stored: Shell) -> None:
    """It is there to be pasted."""
    stored("backup", str(stored.home / "my copy.json"))

    assert f"To open it: syria-timeline --db '{stored.home}/my copy.json'\n" in stored.out


TAKEN: dict[str, Callable[[Path], object]] = {
    "file": lambda path: path.write_text("mine"),
    "folder": Path.mkdir,
    "link to nothing": lambda path: path.symlink_to(path.with_name("nothing")),
    "pipe": os.mkfifo,
}


@pytest.mark.parametrize("make", TAKEN.values(), ids=TAKEN)
def test_nothing_is_written_over(stored: Shell, make: Callable[[Path], object]) -> None:
    """Not even through a link."""
    target = stored.home / "taken"
    make(target)
    before = sorted(stored.home.iterdir())

    code = stored("backup", str(target))

    is_ = "is a folder" if target.is_dir() else "is there already, and stays"
    assert (code, stored.out) == (1, "")
    assert stored.err == f"syria-timeline: {target} {is_}; write the path of a new file.\n"
    assert sorted(stored.home.iterdir()) == before


def test_the_store_is_no_copy_of_itself(stored: Shell) -> None:
    """It is there already."""
    assert stored("backup", str(stored.store)) == 1
    assert "is there already" in stored.err


@pytest.mark.parametrize("end", [".bak", ".torn", "-part", "-journal-9", "-2026", ".BAK"])
@pytest.mark.parametrize("linked", [False, True])
def test_a_name_of_the_stores_own_files_is_refused(
    stored: Shell, monkeypatch: pytest.MonkeyPatch, end: str, linked: bool
) -> None:
    """The store replaces `events.json.bak` by itself: such a copy would not last."""
    if linked:
        link = stored.home / "elsewhere" / "link.json"
        link.parent.mkdir()
        link.symlink_to(stored.store)
        monkeypatch.setenv("SYRIA_TIMELINE_DB", str(link))
    target = stored.store.with_name(f"{stored.store.name}{end}")

    code = stored("backup", str(target))

    assert (code, stored.out) == (1, "")
    assert f"{target} begins with the store's name" in stored.err
    assert not target.exists()


def test_the_same_name_elsewhere_is_a_good_one(stored: Shell) -> None:
    """Most copies are kept so."""
    (stored.home / "copies").mkdir()

    assert stored("backup", str(stored.home / "copies" / "events.json.bak")) == 0


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("no/copy.json", "There is no folder {home}/no; make it, or write another path."),
        ("events.json/copy", "{path} cannot be written: Not a directory; write another path."),
        ("a" * 300, "{path} cannot be written: File name too long; write another path."),
        ("a\0b", "{home}/ab cannot be written: embedded null byte; write another path."),
    ],
)
def test_an_impossible_path_is_told(stored: Shell, path: str, why: str) -> None:
    """In one line."""
    path = f"{stored.home}/{path}"

    code = stored("backup", path)

    assert (code, stored.out) == (1, "")
    assert stored.err == f"syria-timeline: {why.format(home=stored.home, path=path)}\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_is_told(stored: Shell) -> None:
    """The system's own word is passed on."""
    folder = stored.home / "locked"
    folder.mkdir(0o500)

    code = stored("backup", str(folder / "copy.json"))

    assert (code, stored.out) == (1, "")
    assert "Permission denied" in stored.err
    assert stored.err.count("\n") == 1


@pytest.mark.parametrize("path", ["", "copies/", "postgres://user:password@host/db"])
def test_what_names_no_file_is_wrong_usage(stored: Shell, path: str) -> None:
    """A URL may hold a password: it is not repeated."""
    code = stored("backup", path)

    assert (code, stored.out) == (2, "")
    assert stored.err.startswith("syria-timeline: A copy is a file, and ")
    assert "password" not in stored.err


def test_a_copy_of_a_damaged_store_is_not_called_whole(stored: Shell) -> None:
    """It has all that can be read, and what is wrong is told."""
    stored("add", "--what", "A city is taken")
    (journal,) = stored.home.glob("events.json-journal-*")
    content = journal.read_bytes()
    journal.write_bytes(content.replace(b"A jet is lost", b"A jet is last"))
    target = stored.home / "copy.json"

    code = stored("backup", str(target))

    assert code == 1
    assert stored.out.startswith(f"All that can be read was copied to {target}: ")
    assert f"{journal} is damaged at byte " in stored.err
    assert titles(connect(target).index()) == ["Good"]


def test_a_filter_is_refused(stored: Shell) -> None:
    """Whoever asks for a part must not take the whole for it."""
    code = stored("--text", "jet", "backup", str(stored.home / "copy.json"))

    assert (code, stored.out) == (2, "")
    assert stored.err == "syria-timeline: `backup` takes no filter; leave --text out.\n"
    assert not (stored.home / "copy.json").exists()


def test_a_missing_store_is_not_made_to_be_copied(shell: Shell) -> None:
    """A wrong path would otherwise leave a copy of the bundled chronology."""
    code = shell("backup", str(shell.home / "copy.json"))

    assert (code, shell.out) == (1, "")
    assert shell.err == (
        f"syria-timeline: There is no store at {shell.store};"
        " start the app to make one, or add --empty.\n"
    )
    assert list(shell.home.iterdir()) == []


def test_a_copy_is_whole_while_others_write(stored: Shell) -> None:
    """Each event of a writer is in it or not, and nothing is damaged."""
    script = (
        "import sys\n"
        "from tui.__main__ import main\n"
        "for at in range(20): main(['add', '--what', f'Event {at}'])\n"
    )
    with Popen([sys.executable, "-c", script]) as writer:
        copies: list[Path] = []
        while writer.poll() is None:
            copies.append(stored.home / f"copy{len(copies)}.json")
            assert stored("backup", str(copies[-1])) == 0

    assert writer.returncode == 0
    for copy in copies:
        assert stored("check", "--db", str(copy)) == 0
    counts = [len(connect(copy).index()) for copy in copies]
    assert counts == sorted(counts)
