"""Stores that are none, or damaged: one line, exit code 1, and nothing is touched."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.connect import connect
from tests.factories import event
from tests.tui.conftest import Shell
from tui.cli import run


def whole(path: Path) -> bytes:
    """Return the bytes of a sound store."""
    connect(path, create=True).close()
    return path.read_bytes()


def cut(path: Path) -> None:
    """Leave the end out, which only shows when the events are read."""
    path.write_bytes(whole(path)[:-9])


def newer(path: Path) -> None:
    """Write the format of a later version."""
    path.write_bytes(whole(path).replace(b'"version":1', b'"version":2', 1))


def written(content: bytes) -> Callable[[Path], object]:
    """Return what writes this and nothing else."""
    return lambda path: path.write_bytes(content)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (written(b"Dear diary"), "is not whole JSON"),
    "empty": (written(b""), "is empty, perhaps after a crash"),
    "other JSON": (written(b'{"type": "FeatureCollection"}'), "is no store of syria-timeline"),
    "newer": (newer, "has format 2, this syria-timeline reads 1: update it"),
    "cut": (cut, "is damaged at byte "),
    "folder": (Path.mkdir, "is a folder; name a file in it"),
    "loop of links": (lambda path: path.symlink_to(path), "cannot be read: Too many levels"),
}
COMMANDS = [["list"], ["list", "--json"], ["show", "e1"], ["cite", "e1"]]


def state(path: Path) -> tuple[object, ...]:
    """Return what would tell that the file, or the folder it lies in, was touched."""
    content = path.read_bytes() if path.is_file() else b""
    stamp = path.lstat()
    return content, stamp.st_mtime_ns, stamp.st_ino, sorted(path.parent.iterdir())


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """Take the garbage collector back from an app that never started."""
    yield
    gc.enable()


@pytest.mark.parametrize("line", [*COMMANDS, []], ids=lambda line: " ".join(line) or "app")
@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_a_bad_store_is_told_in_one_line(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], object],
    words: str,
    line: list[str],
) -> None:
    """It says which file and what to do; the app says so on the shell's screen."""
    if make is cut and not line:
        pytest.skip("only an app in a terminal finds that: test_terminal")
    monkeypatch.setattr(run, "_require_terminal", lambda: None)
    path = shell.home / "store" / "bad.json"
    path.parent.mkdir()
    make(path)
    before = state(path)

    code = shell(*line, "--db", str(path))

    assert code == 1
    assert shell.out == ""
    assert shell.err.startswith(f"syria-timeline: {path} ")
    assert words in shell.err
    assert shell.err.count("\n") == 1
    assert state(path) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("line", COMMANDS, ids=" ".join)
def test_a_locked_store_is_told_in_one_line(shell: Shell, line: list[str]) -> None:
    """The system's own word is passed on."""
    path = shell.home / "locked.json"
    whole(path)
    path.chmod(0)

    assert shell(*line, "--db", str(path)) == 1
    assert shell.err == (
        f"syria-timeline: {path} cannot be read: Permission denied;"
        " check the path and its permissions.\n"
    )


def test_a_link_to_nothing_is_no_store(shell: Shell) -> None:
    """Reading makes no file where the link points."""
    path = shell.home / "link.json"
    path.symlink_to(shell.home / "nowhere.json")

    assert shell("list", "--db", str(path)) == 1
    assert shell.err.startswith(f"syria-timeline: There is no store at {path}")
    assert not path.exists()


def test_one_bad_event_does_not_hide_the_others(shell: Shell) -> None:
    """`list` prints the good ones and names the bad one; `show` and `cite` give the reason."""
    shell.keep(event("e1", title="Good"), event("e2", title="Bad"))
    before = shell.store.read_bytes().replace(b'"Bad"', b"5")
    shell.store.write_bytes(before)

    listed, told, printed = shell("list"), shell.err, shell.out
    shown, cited = shell("show", "e2"), shell("cite", "e2")

    assert (listed, shown, cited) == (0, 1, 1)
    assert "Good" in printed
    assert "1 event could not be read: e2: " in told
    assert shell.err.startswith("syria-timeline: Event e2 could not be read: ")
    assert shell.store.read_bytes() == before


def test_a_hole_takes_one_event(shell: Shell) -> None:
    """Those before and behind it are shown, and the file stays as it is."""
    content = whole(shell.store)
    half = len(content) // 2
    holed = content[:half] + content[half + 100 :]
    shell.store.write_bytes(holed)

    assert shell("list") == 0
    assert "20 of 20 events · 1 undated · 1 unreadable\n" in shell.out
    assert "1 event could not be read: " in shell.err
    assert shell.store.read_bytes() == holed


def test_a_thousand_bad_events_are_named_a_line_each(shell: Shell) -> None:
    """Good ones are listed all the same, and each bad one can be looked for."""
    bad = [event(f"bad{at:04}", title="Bad") for at in range(1000)]
    shell.keep(event("good", title="Good"), *bad)
    shell.store.write_bytes(shell.store.read_bytes().replace(b'"Bad"', b"5"))

    assert shell("list") == 0
    assert "Good" in shell.out
    assert shell.err.count("could not be read: bad") == 1000
