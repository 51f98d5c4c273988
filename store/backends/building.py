"""Lets a process of its own compute an index, and listens to how far it is."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from store.backends.build_index import KEPT, READ
from store.backends.kept_index import beside
from store.base import Counted
from store.index import sidecar
from store.index.sidecar import Sections


class Builder:
    """The process; it ends with the block."""

    def __init__(self, path: Path) -> None:
        self._kept = beside(path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "store.backends.build_index", str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            text=True,
            start_new_session=True,  # a terminal that closes is told of by the pipe
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        self._process.communicate()

    def stop(self) -> None:
        """End it."""
        with suppress(OSError):
            self._process.terminate()

    def wait(self, told: Counted) -> tuple[Sections | None, str]:
        """Return what it has made, None where it failed, and why that could not be kept."""
        found, trouble = None, ""
        for line in self._process.stdout or ():
            what, *rest = line.rstrip("\n").split("\t")
            if what == READ:
                told(int(rest[0]), int(rest[1]))
            elif what == KEPT:
                found = sidecar.load(self._kept)
            else:
                found, trouble = sidecar.load(Path(rest[0])), rest[1]
                Path(rest[0]).unlink(missing_ok=True)  # it is mapped
        return found, trouble
