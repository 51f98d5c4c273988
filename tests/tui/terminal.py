"""The app in a pseudo terminal: what it writes, and how it leaves the terminal behind. Linux."""

import os
import re
import signal
import sys
import termios
from collections.abc import Sequence
from time import monotonic

from tests.benchmarks.terminal import PATIENCE, Terminal

WRAP, CURSOR = 7, 25
"""Private modes that a terminal has switched on before anybody asks."""
MOUSE = {1000, 1002, 1003, 1005, 1006, 1015, 1016}
"""Private modes that report the mouse."""
DROPPED = {"NO_COLOR", "COLUMNS", "LINES"}
"""Variables that would tell the app of another terminal than its own."""
KEYS = {"escape": "\x1b", "enter": "\r", "ctrl+p": "\x10", "ctrl+q": "\x11"}


class Program(Terminal):
    """One run of `python -m tui` with these arguments, in the environment of the test and more."""

    def __init__(
        self,
        *line: str,
        size: tuple[int, int] = (120, 40),
        python: Sequence[str] = ("-m", "tui"),
        **environment: str,
    ) -> None:
        self.written = b""
        """All output up to now."""
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
        inherited = {key: value for key, value in os.environ.items() if key not in DROPPED}
        command = [sys.executable, *python, *line]
        super().__init__(command, {**inherited, **terminal, **environment}, size)
        self.settings = termios.tcgetattr(self._master)
        """Of the line discipline, as the shell left them."""

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was: modes, line discipline, levels of the keyboard."""
        switched = re.findall(rb"\x1b\[\?(\d+)([hl])", self.written)
        on = {int(mode) for mode, state in dict(switched).items() if state == b"h"}
        higher, lower = (
            len(re.findall(rb"\x1b\[%b\d*u" % way, self.written)) for way in (b">", b"<")
        )
        same = termios.tcgetattr(self._master) == self.settings
        return same and on == {WRAP, CURSOR} and higher == lower

    @property
    def asked(self) -> set[int]:
        """The private modes that were ever switched on."""
        return {int(mode) for mode in re.findall(rb"\x1b\[\?(\d+)h", self.written)}

    @property
    def after(self) -> str:
        """What was written to the shell's screen, once the app had left its own."""
        text = re.sub(
            rb"\x1b\[[?<>]?[\d;]*[a-zA-Z]", b"", self.written.rpartition(b"\x1b[?1049l")[2]
        )
        return text.decode()

    def changed(self) -> None:
        """Wait until the terminal is no longer as it was; raises TimeoutError."""
        end = monotonic() + PATIENCE
        while b"\x1b[?1049h" not in self.written:
            self._ready(0.1)
            self._read()
            if monotonic() > end:
                raise TimeoutError(f"The app did not come up:\n{self.written.decode()}")

    def listening(self) -> None:
        """Wait until keys reach the app; before that, the line discipline swallows ctrl+q."""
        end = monotonic() + PATIENCE
        while termios.tcgetattr(self._master) == self.settings:
            if self._ready(0.01):
                self._read()
            if monotonic() > end:
                raise TimeoutError(f"The app reads no keys:\n{self.written.decode()}")

    def glance(self) -> None:
        """Read what there is within a frame, so that the app is never held up."""
        while self._ready(0.02) and self._read():
            pass

    def type(self, *keys: str) -> None:
        """Send keys, and wait for nothing."""
        os.write(self._master, "".join(KEYS.get(key, key) for key in keys).encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._screen.resize(rows, columns)
        termios.tcsetwinsize(self._master, (rows, columns))

    def kill(self, number: signal.Signals) -> int:
        """Send a signal, and return the exit status."""
        signal.pidfd_send_signal(self._process, number)
        return self.wait()

    def hang_up(self) -> int:
        """Take the terminal away, and return the exit status."""
        os.close(self._master)
        self._master = os.open(os.devnull, os.O_RDONLY)
        return self.wait()

    def wait(self) -> int:
        """Return the exit status; all that was written has then been read."""
        status = super().wait()
        while self._read():
            pass
        return status

    def _read(self) -> bytes:
        data = super()._read()
        self.written += data
        return data
