"""Runs a command in a pseudo terminal: when it paints, how much it writes, what it holds. Linux.

Output is only read, with the time, while it comes in; it is taken to pieces when the command is
silent, so that the terminal's own work is in no figure.
"""

import os
import pty
import re
import select
import signal
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType
from typing import Self

from tests.benchmarks import process
from tests.benchmarks.answers import Answer, Chunk, Frame, framed
from tests.benchmarks.screen import Screen

COLUMNS, ROWS = 120, 40
QUIET = 0.08
"""Seconds of silence after which an answer is over: five frames."""
PATIENCE = 30.0
"""Seconds to wait for what must come."""
ROOM = 65_536
"""Bytes read at once."""
QUERIES = {b"\x1b[?2026$p": b"\x1b[?2026;2$y"}
"""What a command may ask: here only whether updates can be synchronised, as most terminals can."""
KEYS = {
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "tab": b"\t",
    "escape": b"\x1b",
    "ctrl+q": b"\x11",
    "ctrl+s": b"\x13",
    "ctrl+u": b"\x15",
}
"""Keys that are not their own character; any other text is sent as it is."""


class Terminal:
    """One run of a command; a context manager, and at its end the command has ended too."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        columns, rows = size
        self._screen = Screen(columns, rows)
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self._begun = perf_counter()
        self._pid = process.spawn(command, environment, os.ttyname(slave))
        os.close(slave)
        self._process = os.pidfd_open(self._pid)
        self._status: int | None = None
        self._silent = False
        """Whether the answer to the last key has been waited for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is None:
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
            self.wait()
        os.close(self._process)
        os.close(self._master)

    @property
    def text(self) -> str:
        """What the screen shows, line by line."""
        return self._screen.text

    def until(self, pattern: str, patience: float | None = None) -> float:
        """Return the seconds from the start to the first screen that matches, as `reach` does."""
        return self._matched((pattern,), patience)[0] - self._begun

    def stages(self, *patterns: str, patience: float | None = None) -> list[float]:
        """Return the seconds from the start to the first screens that match this or a later one."""
        return [at - self._begun for at in self._matched(patterns, patience)]

    def reach(self, key: str, pattern: str, patience: float | None = None) -> float:
        """Send a key; return the seconds to the first screen that matches; raises TimeoutError."""
        sent = self._send(key)
        return self._matched((pattern,), patience)[0] - sent

    def press(self, key: str) -> Answer:
        """Send a key, and return what it did until the command was silent again."""
        sent = self._send(key)
        chunks = self._take(PATIENCE / 10)
        self._silent = True
        frames = [self._frame(sent, each) for each in framed(chunks)]
        written = sum(len(chunk.data) for chunk in chunks)
        return Answer(tuple(frame for frame in frames if frame.lines), written)

    def resident(self) -> int:
        """Return the bytes of memory that the command holds."""
        return process.held(self._pid)

    def peak(self) -> int:
        """Return the most that it has held."""
        return process.peak(self._pid)

    def worked(self) -> float:
        """Return the seconds of a processor that it has taken."""
        return process.worked(self._pid)

    def quit(self, key: str) -> int:
        """Send a key that ends the command, and return its exit status."""
        os.write(self._master, KEYS.get(key, key.encode()))
        return self.wait()

    def wait(self) -> int:
        """Return the exit status, negative for a signal; raises TimeoutError."""
        end = perf_counter() + PATIENCE
        while self._process not in self._ready(0.1, self._process):
            self._read()
            if perf_counter() > end:
                raise TimeoutError(f"It did not end; the screen is:\n{self.text}")
        self._status = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self._status

    def _send(self, key: str) -> float:
        """Send a key once the command is silent, and return when."""
        for chunk in self._take(0 if self._silent else QUIET):
            self._screen.feed(chunk.data)
        self._silent = False
        sent = perf_counter()
        os.write(self._master, KEYS.get(key, key.encode()))
        return sent

    def _frame(self, sent: float, chunks: Sequence[Chunk]) -> Frame:
        """Draw a frame, and return what it was."""
        lines = [self._screen.feed(chunk.data) for chunk in chunks]
        written = sum(len(chunk.data) for chunk in chunks)
        return Frame(chunks[-1].at - sent, written, frozenset().union(*lines))

    def _matched(self, patterns: Sequence[str], patience: float | None) -> list[float]:
        """Return when a screen first matched each pattern, or one behind it."""
        found: list[float] = []
        end = perf_counter() + (patience or PATIENCE)
        while len(found) < len(patterns):
            chunks = self._take(end - perf_counter())
            if not chunks:
                wanted = patterns[len(found)]
                raise TimeoutError(f"No screen matched {wanted!r}; the last was:\n{self.text}")
            for chunk in chunks:
                self._screen.feed(chunk.data)
                found += [chunk.at] * self._further(patterns[len(found) :])
        return found

    def _further(self, patterns: Sequence[str]) -> int:
        """Return how many patterns the screen has come past."""
        text = self.text if patterns else ""
        past = (number for number, each in enumerate(patterns, 1) if re.search(each, text))
        return max(past, default=0)

    def _take(self, patience: float) -> list[Chunk]:
        """Read until silence; wait so long for the first chunk."""
        chunks: list[Chunk] = []
        while self._ready(QUIET if chunks else max(patience, 0)) and (data := self._read()):
            chunks.append(Chunk(perf_counter(), data))
        return chunks

    def _ready(self, patience: float, *others: int) -> list[int]:
        return select.select([self._master, *others], (), (), patience)[0]

    def _read(self) -> bytes:
        """Return what there is, nothing once the command has closed its terminal."""
        if not self._ready(0):
            return b""
        try:
            data = os.read(self._master, ROOM)
        except OSError:
            return b""
        for query, answer in QUERIES.items():
            if query in data:
                os.write(self._master, answer)
        return data
