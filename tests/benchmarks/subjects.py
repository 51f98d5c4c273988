"""What is measured: the app on stores of several sizes, and its peers."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.benchmarks import bare, bare_input, hello, store_disk
from tests.benchmarks.generate import write
from tests.benchmarks.terminal import Terminal

KEPT = ("PATH", "SYSTEMROOT", "VIRTUAL_ENV")
"""What a subject sees of our own environment."""


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
        self.environment = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    def path(self, events: int) -> Path:
        """Return a store of so many events."""
        path = self.folder / f"{events}.json"
        if not path.exists():
            write(path, events)
            self._warm(self.app(events))
        return path

    def app(self, events: int) -> Subject:
        """Return the app on such a store."""
        path = self.path(events)
        command = (sys.executable, "-m", "tui", "--db", str(path))
        return Subject(command, f"{events:,} of {events:,} events", "q")

    def run(self, subject: Subject) -> Terminal:
        """Start a subject."""
        return Terminal(subject.command, self.environment)

    def _warm(self, app: Subject) -> None:
        """Let the app keep its index, and Python its bytecode."""
        with self.run(app) as terminal:
            terminal.until(app.ready)
            terminal.quit(app.quit)


@contextmanager
def stores() -> Iterator[Stores]:
    """Make stores on a disk as they are asked for, and remove them all in the end."""
    with TemporaryDirectory(prefix="syria-timeline-", dir=store_disk.folder()) as folder:
        yield Stores(Path(folder))
