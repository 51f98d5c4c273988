"""Opens one database in a process of its own: how long that takes, and what it then holds. Linux.

`python -m tests.benchmarks.store_probe SUBJECT PATH` prints a report as JSON.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sized
from contextlib import closing
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import NamedTuple, TypeVar

from tests.benchmarks.store_subjects import NAMED

BARE = "orjson"
"""Peer of opening: the whole file decoded at once, and nothing kept by way of an index."""
KILOBYTE = 1_024

Opened = TypeVar("Opened", bound=Sized)


class Report(NamedTuple):
    """What a process found."""

    opened: float
    """Seconds until the database was open and had said how many events there are."""
    resident: int
    """Bytes of memory that the process held then."""
    peak: int
    """The most that it held until then."""
    scanned: float
    """Seconds of reading all events after that."""


def probe(subject: str, path: Path, environment: Mapping[str, str]) -> Report:
    """Open a database in a process of its own."""
    command = [sys.executable, "-m", __name__, subject, str(path)]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return Report(*json.loads(run.stdout))


def _loaded(path: Path) -> Sized:
    import orjson

    tables: dict[str, dict[str, object]] = orjson.loads(path.read_bytes())
    return tables["events"]


def _report(subject: str, path: Path) -> Report:
    if subject == BARE:
        import_module(BARE)
        gc.disable()  # takes three times as long otherwise, and the journal's own loads pause it
        _, opened = _opened(_loaded, path)
        return Report(opened, _status("VmRSS"), _status("VmHWM"), 0)
    for module in NAMED[subject].modules:
        import_module(module)
    database, opened = _opened(NAMED[subject].open, path)
    resident, peak = _status("VmRSS"), _status("VmHWM")
    with closing(database):
        begun = perf_counter()
        database.scan()
        return Report(opened, resident, peak, perf_counter() - begun)


def _opened(open: Callable[[Path], Opened], path: Path) -> tuple[Opened, float]:
    begun = perf_counter()
    database = open(path)
    if not len(database):
        raise ValueError(f"There is nothing in {path}")
    return database, perf_counter() - begun


def _status(name: str) -> int:
    """Return a figure of this process in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    line = next(line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) * KILOBYTE


if __name__ == "__main__":
    print(json.dumps(_report(sys.argv[1], Path(sys.argv[2]))))
