"""The index at hand, and the one kept beside the file: the same, where the file is the same."""

from pathlib import Path

from msgspec.structs import replace

from store.backends.tinydb_file import Stamp
from store.base import Token
from store.index import Index, sidecar


class KeptIndex:
    """Belongs to one store, which sees to it that one thread at a time uses it."""

    def __init__(self, path: Path) -> None:
        self._file = path
        self._beside = path.with_name(f"{path.name}-index")
        self._stamp: Stamp | None = None
        self._index: Index | None = None

    def load(self, stamp: Stamp, token: Token) -> Index | None:
        """Return the index of a state of the files, None where none was kept."""
        found = sidecar.load(self._beside, stamp)
        return found and self.hold(found, stamp, token)

    def hold(self, index: Index, stamp: Stamp | None, token: Token) -> Index:
        """Remember the index of a state of the store, and under which stamp it was kept."""
        self._index, self._stamp = replace(index, token=token), stamp
        return self._index

    def save(self, index: Index, stamp: Stamp) -> None:
        """Keep an index beside the file."""
        sidecar.save(self._beside, stamp, index, like=self._file)

    def fits(self, token: Token) -> bool:
        """Whether the index at hand is that of a state of the store."""
        return self._index is not None and self._index.token == token

    def renew(self, stamp: Stamp | None) -> None:
        """Keep the index at hand as that of other files which hold the same, if there are any."""
        if self._index is not None and stamp not in (None, self._stamp):
            self._stamp = stamp
            self.save(self._index, stamp)
