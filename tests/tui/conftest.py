"""A shell for the tests of the commands: a home of its own, and the program run in-process."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from store.backends.tinydb_write import create
from store.base import Change
from store.model import Document, Kind
from tests.factories import actor
from tui.__main__ import main


class Shell:
    """Runs the program and keeps what it printed."""

    def __init__(self, home: Path, printed: Callable[[], tuple[str, str]]) -> None:
        self.home = home
        self.store = home / "events.json"
        """The default store, not there yet."""
        self.config = home / "config" / "syria-timeline" / "config.toml"
        self._printed = printed
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Return the exit code."""
        try:
            code = main(arguments)
        except SystemExit as end:
            code = int(str(end.code))
        self.out, self.err = self._printed()
        return code

    @property
    def json(self) -> list[Any]:
        """What was printed, a JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    def keep(self, *events: Document, actors: Sequence[Document] = (actor("sohr"),)) -> None:
        """Make the default store of these events and actors: a new file, without a journal."""
        records: dict[Kind, Sequence[Document]] = {"actor": actors, "event": events}
        create(
            self.store,
            [
                Change(kind, document["uid"], None, document)
                for kind, documents in records.items()
                for document in documents
            ],
        )

    def configure(self, toml: str) -> None:
        """Write the configuration file."""
        self.config.parent.mkdir(parents=True, exist_ok=True)
        self.config.write_text(toml, encoding="utf-8")


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    """Return the program in an empty home, writing to no terminal."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("config", "data", "state"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / name))
    monkeypatch.setenv("SYRIA_TIMELINE_DB", str(tmp_path / "events.json"))
    for name in ("COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Shell(tmp_path, capsys.readouterr)
