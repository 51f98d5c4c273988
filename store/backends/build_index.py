"""Computes the index of a store: `python -m store.backends.build_index STORE`.

Tells line by line how far it is, and in the end that the index lies beside the store. Where it
cannot, it lies among the temporary files, for whoever has asked.
"""

import gc
import os
import signal
import sys
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO, NoReturn

from store import files
from store.backends.indexing import write
from store.backends.kept_index import beside
from store.backends.tinydb_open import OpenStore
from store.errors import StoreError
from store.index import sidecar

READ, KEPT, ASIDE = "read", "kept", "aside"
"""What a line begins with: events read and all events; nothing; a path, and why it lies there."""


def main(path: Path) -> int:
    """Compute the index, and return the exit code."""
    gc.disable()  # records hold no cycles, and there are a million of them
    signal.signal(signal.SIGTERM, _leave)
    try:
        store = OpenStore(path)
        try:
            if store.upkeep.notices:
                raise OSError(0, "what there is to tell of the store is told on opening")
            with sidecar.published(beside(path), path) as file:
                _write(store, file)
            _tell(KEPT)
        except OSError as error:
            _lay_aside(store, files.words(error) if error.errno else "")
    except (StoreError, OSError):
        return 1
    return 0


def _lay_aside(store: OpenStore, reason: str) -> None:
    """Write it among the temporary files, where it stays for whoever has asked, once told."""
    descriptor, name = mkstemp(prefix="syria-timeline-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            _write(store, file)
        _tell(ASIDE, name, reason)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write(store: OpenStore, file: BinaryIO) -> None:
    made = store.kept()
    write(store.unread(), file, made, _told)


def _told(done: int, every: int) -> None:
    _tell(READ, done, every)


def _tell(*what: object) -> None:
    try:
        print(*what, sep="\t", flush=True)
    except BrokenPipeError:  # nobody waits any more
        sys.stdout = None
        raise SystemExit(1) from None


def _leave(number: int, _: object) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one would keep the file from being removed
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
