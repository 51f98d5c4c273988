"""Stores that are none, or damaged: one line, exit code 1, and nothing is touched."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from store.connect import connect
from tests.factories import event
from tests.tui.conftest import Shell
from tui.cli import run

META = {"_meta": {"1": {"format": "syria-timeline", "version": 1, "store_id": "x"}}}


def whole(path: Path) -> bytes:
    """Return the bytes of a sound store."""
    connect(path, create=True).close()
    return path.read_bytes()


def torn(path: Path) -> None:
    """Leave a hole in the middle, which only shows when the events are read."""
    content = whole(path)
    half = len(content) // 2
    path.write_bytes(content[:half] + content[half + 100 :])


def newer(path: Path) -> None:
    """Write the format of a later version."""
    path.write_bytes(whole(path).replace(b'"version": 1', b'"version": 2', 1))


def written(content: bytes) -> Callable[[Path], None]:
    """Return what writes this and nothing else."""
    return lambda path: path.write_bytes(content) and None


BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "text": (written(b"Dear diary"), "is not whole JSON"),
    "empty": (written(b""), "is empty, perhaps after a crash"),
    "other JSON": (written(b'{"type": "FeatureCollection"}'), "is no store of syria-timeline"),
    "newer": (newer, "has format 2, this syria-timeline reads 1: update it"),
    "cut": (lambda path: path.write_bytes(whole(path)[:-9]) and None, "is not whole JSON"),
    "torn": (torn, "is not whole JSON"),
    "folder": (Path.mkdir, "is a folder; name a file in it"),
    "loop of links": (lambda path: path.symlink_to(path), "cannot be read: Too many levels"),
}
COMMANDS = [["list"], ["list", "--json"], ["show", "e1"], ["cite", "e1"]]


def state(path: Path) -> tuple[object, ...]:
    """Return what would tell that the file, or the folder it lies in, was touched."""
    content = path.read_bytes() if path.is_file() else b""
    stamp = path.lstat()
    return content, stamp.st_mtime_ns, stamp.st_ino, sorted(os.listdir(path.parent))


@pytest.mark.parametrize("line", [*COMMANDS, []], ids=lambda line: " ".join(line) or "app")
@pytest.mark.parametrize(("make", "words"), BAD.values(), ids=BAD)
def test_a_bad_store_is_told_in_one_line(
    shell: Shell,
    monkeypatch: pytest.MonkeyPatch,
    make: Callable[[Path], None],
    words: str,
    line: list[str],
) -> None:
    """It says which file and what to do; the app says so on the shell's screen."""
    if make is torn and not line:
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
