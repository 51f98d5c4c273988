"""What a terminal shows, line by line, and which lines changed."""

from typing import Any

import pyte


class Screen:
    """An emulated screen."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lines: dict[int, Any] = {}

    @property
    def text(self) -> str:
        """What it shows."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def feed(self, data: bytes) -> set[int]:
        """Draw what was written, and return the lines that it changed."""
        self._screen.dirty.clear()
        self._stream.feed(data)
        now = {line: dict(self._screen.buffer[line]) for line in self._screen.dirty}
        changed = {line for line, cells in now.items() if cells != self._lines.get(line)}
        self._lines |= now
        return changed

    def resize(self, rows: int, columns: int) -> None:
        """Take another size."""
        self._screen.resize(rows, columns)
