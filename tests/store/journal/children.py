"""Processes of their own, which tell line by line what they have done."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

ROOT = Path(__file__).parents[3]
PATIENCE = 30.0
"""Seconds that a process may take to end by itself."""


class Child(NamedTuple):
    """A process that runs a function of a module of tests."""

    process: "subprocess.Popen[bytes]"

    def hear(self) -> Any:
        """Return what it tells next; raises EOFError when it has come to its end."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.endswith(b"\n"):
            raise EOFError("the process has ended")
        return msgspec.json.decode(line)

    def rest(self) -> list[Any]:
        """Return all that it tells until its end."""
        assert self.process.stdout is not None
        return [msgspec.json.decode(line) for line in self.process.stdout]

    def go(self) -> None:
        """Let it go on that waits."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Wait until it has ended, and return with what."""
        return self.process.wait(PATIENCE)

    def live_on(self, seconds: float) -> None:
        """Let it live for so long, or until its end."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return

    def kill(self) -> None:
        """Kill it without a warning."""
        self.process.kill()
        self.process.wait(PATIENCE)


@contextmanager
def child(
    work: Callable[..., None], *arguments: object, under: Sequence[str] = ()
) -> Iterator[Child]:
    """Run a function in a process, under a command if one is given; its arguments become text."""
    code = f"import sys; from {work.__module__} import {work.__name__} as f; f(*sys.argv[1:])"
    command = [*under, sys.executable, "-c", code, *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe) as process:
        try:
            yield Child(process)
        finally:
            process.kill()


def tell(what: object) -> None:
    """Tell the parent, at once and whole."""
    os.write(1, msgspec.json.encode(what) + b"\n")


def wait() -> None:
    """Wait until the parent lets us go on."""
    tell("ready")
    sys.stdin.buffer.readline()
