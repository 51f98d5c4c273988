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
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, NamedTuple, Self

import pyte

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


class Chunk(NamedTuple):
    """What one read returned."""

    at: float
    """Seconds on the monotonic clock."""
    data: bytes


class Answer(NamedTuple):
    """What a key did."""

    first: float
    """Seconds until the first chunk that changed the screen; 0 where none did."""
    last: float
    """Seconds until the last one."""
    first_written: int
    """Bytes written up to the first one."""
    written: int
    """Bytes written in all."""
    lines: frozenset[int]
    """The lines that changed, 0 on top."""


class Terminal:
    """One run of a command; a context manager, and at its end the command has ended too."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lines: dict[int, Any] = {}
        self._master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        self._begun = perf_counter()
        self._pid = _spawn(command, environment, os.ttyname(slave))
        os.close(slave)
        self._process = os.pidfd_open(self._pid)
        self._status: int | None = None

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
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def until(self, pattern: str) -> float:
        """Return the seconds from the start to the first screen that matches, as `reach` does."""
        return self._matched(pattern) - self._begun

    def reach(self, key: str, pattern: str) -> float:
        """Send a key; return the seconds to the first screen that matches; raises TimeoutError."""
        sent = self._send(key)
        return self._matched(pattern) - sent

    def press(self, key: str) -> Answer:
        """Send a key, and return what it did until the command was silent again."""
        sent = self._send(key)
        changes, written, lines = [], 0, set()
        for chunk in self._take(PATIENCE / 10):
            written += len(chunk.data)
            if changed := self._feed(chunk):
                lines |= changed
                changes.append((chunk.at - sent, written))
        first, last = (changes[0], changes[-1]) if changes else ((0.0, 0), (0.0, 0))
        return Answer(first[0], last[0], first[1], written, frozenset(lines))

    def resident(self) -> int:
        """Return the bytes of memory that the command holds."""
        pages = Path(f"/proc/{self._pid}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

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
        for chunk in self._take(QUIET):
            self._feed(chunk)
        sent = perf_counter()
        os.write(self._master, KEYS.get(key, key.encode()))
        return sent

    def _matched(self, pattern: str) -> float:
        """Return when a screen first matched."""
        found = None
        end = perf_counter() + PATIENCE
        while found is None:
            chunks = self._take(PATIENCE)
            if not chunks or perf_counter() > end:
                raise TimeoutError(f"No screen matched {pattern!r}; the last was:\n{self.text}")
            for chunk in chunks:
                self._feed(chunk)
                if found is None and re.search(pattern, self.text):
                    found = chunk.at
        return found

    def _take(self, patience: float) -> list[Chunk]:
        """Read until silence; wait so long for the first chunk."""
        chunks: list[Chunk] = []
        while self._ready(QUIET if chunks else patience) and (data := self._read()):
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

    def _feed(self, chunk: Chunk) -> set[int]:
        """Draw a chunk, and return the lines that it changed."""
        self._screen.dirty.clear()
        self._stream.feed(chunk.data)
        now = {line: dict(self._screen.buffer[line]) for line in self._screen.dirty}
        changed = {line for line, cells in now.items() if cells != self._lines.get(line)}
        self._lines |= now
        return changed


def _spawn(command: Sequence[str], environment: Mapping[str, str], terminal: str) -> int:
    """Start a command in a session of its own; the terminal it opens first is then its own too."""
    files = [
        (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
        (os.POSIX_SPAWN_DUP2, 0, 1),
        (os.POSIX_SPAWN_DUP2, 0, 2),
    ]
    return os.posix_spawnp(command[0], list(command), environment, file_actions=files, setsid=True)
