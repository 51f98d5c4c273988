"""Other programs are shown the same events, and nobody needs to have them."""

import sys
from pathlib import Path

import msgspec
import pytest

if sys.platform != "linux":
    pytest.skip("the terminal is one of Linux", allow_module_level=True)

from tests.benchmarks import bench_others
from tests.benchmarks.bench_others import Program, absent, export, rows, subject
from tests.benchmarks.generate import chronology
from tests.benchmarks.subjects import Stores


def test_export_is_the_chronology(tmp_path: Path) -> None:
    """An event on each line, in the same order."""
    lines = export(tmp_path, 3).read_bytes().splitlines()

    assert [msgspec.json.decode(line) for line in lines] == chronology(3)["event"]


def test_ready_is_the_first_event(tmp_path: Path) -> None:
    """Part of its uid is on the first line."""
    path = export(tmp_path, 3)
    found = subject(Program("cat", ("-v",), "q"), path, 3)

    assert found.command == ("cat", "-v", str(path))
    assert found.ready.encode() in path.read_bytes().splitlines()[0]


def test_what_is_not_installed_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a line, and without a row."""
    monkeypatch.setattr(bench_others, "PROGRAMS", (Program("no-such-program", (), "q"),))

    assert list(absent()) == ["no-such-program: not installed, skipped"]
    assert list(rows(Stores(tmp_path), (20,))) == []
