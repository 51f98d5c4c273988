"""A command in a terminal of its own, and what the system tells of it. Linux."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
"""Of these has a second of the processor."""
KILOBYTE = 1_024


def spawn(command: Sequence[str], environment: Mapping[str, str], terminal: str) -> int:
    """Start a command in a session of its own; the terminal it opens first is then its own too."""
    files = [
        (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
        (os.POSIX_SPAWN_DUP2, 0, 1),
        (os.POSIX_SPAWN_DUP2, 0, 2),
    ]
    return os.posix_spawnp(command[0], list(command), environment, file_actions=files, setsid=True)


def held(process: int) -> int:
    """Return the bytes of memory that a process holds."""
    return _status(process, "VmRSS")


def peak(process: int) -> int:
    """Return the most that it has held."""
    return _status(process, "VmHWM")


def worked(process: int) -> float:
    """Return the seconds of a processor that it and the children it waited for have taken."""
    after_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / TICK


def _status(process: int, name: str) -> int:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * KILOBYTE
