"""What is measured: the app on stores of several sizes, and its peers."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks import bare, bare_input, hello, store_disk
from tests.benchmarks.generate import write
from tests.benchmarks.terminal import Terminal

KEPT = ("PATH", "SYSTEMROOT", "VIRTUAL_ENV")
"""What a subject sees of our own environment."""

PATIENT = 600.0
"""Seconds to wait for a million events of which there is no index."""


class Subject(NamedTuple):
    """A command to be run in a terminal."""

    command: tuple[str, ...]
    ready: str
    """Pattern of the screen on which it shows what it was started for."""
    quit: str


HELLO = Subject((sys.executable, "-m", hello.__name__), hello.READY, "ctrl+q")
BARE = Subject((sys.executable, "-m", bare.__name__), bare.READY, "ctrl+q")
BARE_INPUT = Subject((sys.executable, "-m", bare_input.__name__), bare_input.READY, "ctrl+q")


class Stores:
    """Stores of generated events, each with its index warm, in a home of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._warmed: set[Path] = set()
        """Stores whose index this run has seen to: a kept one may be of other code."""
        self.environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    def path(self, events: int, name: str = "") -> Path:
        """Return a store of so many events; by another name, one that may be changed."""
        path = self.folder / f"{name}{events}.json"
        if path not in self._warmed:
            self._warmed.add(path)
            if not path.exists():
                self._make(path, events, name)
            self._warm(self.app(events, name))
        return path

    def app(self, events: int, name: str = "") -> Subject:
        """Return the app on such a store."""
        command = (sys.executable, "-m", "tui", "--db", str(self.path(events, name)))
        return Subject(command, f"{events:,} of {events:,} events", "q")

    def run(self, subject: Subject) -> Terminal:
        """Start a subject."""
        return Terminal(subject.command, self.environment)

    def ready(self, subject: Subject, opened: ExitStack) -> Terminal:
        """Start a subject that runs until all is closed, and wait until it is ready."""
        terminal = opened.enter_context(self.run(subject))
        terminal.until(subject.ready, PATIENT)
        return terminal

    def _make(self, path: Path, events: int, name: str) -> None:
        if name:
            copy(self.path(events), path)
        else:
            write(path, events)

    def _warm(self, app: Subject) -> None:
        """Let the app keep its index, and Python its bytecode."""
        with self.run(app) as terminal:
            terminal.until(app.ready, PATIENT)
            terminal.quit(app.quit)


@contextmanager
def stores(kept: Path | None = None) -> Iterator[Stores]:
    """Make stores on a disk as they are asked for; remove them all in the end, unless kept."""
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield Stores(kept)
        return
    with TemporaryDirectory(prefix="syria-timeline-", dir=store_disk.folder()) as folder:
        yield Stores(Path(folder))
