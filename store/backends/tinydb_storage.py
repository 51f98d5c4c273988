"""A storage for TinyDB that never truncates: a crash leaves the old file or the new one, whole."""

import json
from pathlib import Path

import msgspec
from tinydb import Storage

from store import files
from store.backends.placing import Data


class ReplacingStorage(Storage):
    """Keeps TinyDB's own JSON in a file, which must be there; one writer at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Data | None:
        """Return all tables, None for an empty file; raises OSError, or ValueError for no JSON."""
        content = self._path.read_bytes()
        return _tables(content) if content else None

    def write(self, data: Data) -> None:
        """Put the tables in the place of those in the file; raises OSError as `replace` does."""
        files.replace(self._path, json.dumps(data).encode(), like=self._path)


def _tables(content: bytes) -> Data:
    try:
        tables: Data = msgspec.json.decode(content)  # twice as fast, and where it reads, the same
    except (ValueError, RecursionError):
        tables = json.loads(content.decode())
    return tables
