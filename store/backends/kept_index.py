"""The index at hand, and the one kept beside the store file."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from store.backends.tinydb_file import Stamp
from store.base import Change, Token, unheard
from store.index import Index, sidecar
from store.index.sidecar import Sections
from store.model import Document

if TYPE_CHECKING:
    from store.backends.whole import Whole

READ_WHOLE = "runs", "actors", "places"
"""Sections that every start reads, and so can be sure of."""
Read = Callable[[Sequence[str]], Sequence[Document]]


def beside(path: Path) -> Path:
    """Return where the index of a store lies."""
    return path.with_name(f"{path.name}-index")


class KeptIndex:
    """Belongs to one store, which sees to it that one thread at a time uses it."""

    def __init__(self, path: Path) -> None:
        self._file = path
        self._beside = beside(path)
        self.sections: Sections | None = None
        """What is kept of the snapshot that was open last, as far as is known."""
        self.trouble = ""
        """Why it could not be kept, in words."""
        self.index: Index | None = None
        """The index at hand."""
        self._stamp: Stamp | None = None
        """Of the files that hold what it says."""
        self._said: sidecar.Stamp | None = None
        """Of what is kept, where that says all that the index at hand says."""

    def load(self, stamp: Stamp) -> Sections | None:
        """Return what is kept of the files, perhaps before something was added; None if nothing."""
        kept = self.sections
        if kept is None or kept.stamp.snapshot != stamp[:3]:
            kept = sidecar.load(self._beside)
        if kept is None or not goes_on(kept.stamp, stamp) or not kept.sound(*READ_WHOLE):
            return None
        self.sections = kept
        return kept

    def at(self, stamp: Stamp, token: Token) -> Index | None:
        """Return the index of a state of the files, None where it must be followed or computed."""
        if self.index is not None and stamp == self._stamp:
            if self.index.token != token:
                self.index = replace(self.index, token=token)
            return self.index
        kept = self.load(stamp) if self.index is None else None
        if kept is None or kept.stamp.journal != stamp[3:]:
            return None
        return self.hold(opened(kept, token), stamp)

    def hold(self, index: Index, stamp: Stamp) -> Index:
        """Remember an index, and of which files it is."""
        self.index, self._stamp = index, stamp
        self._said = self.sections.stamp if self.sections and not index.is_changed else None
        return index

    def take(self, sections: Sections, trouble: str) -> None:
        """Take what has just been made elsewhere, and why it could not be kept."""
        self.sections, self.trouble, self.index, self._said = sections, trouble, None, None

    def drop(self) -> None:
        """Forget all, also what is kept: it is not what was written."""
        self.sections = self.index = self._stamp = self._said = None
        with suppress(OSError):
            self._beside.unlink()

    def follow(
        self, index: Index, changes: Sequence[Change], stamp: Stamp, token: Token, read: Read
    ) -> Index | None:
        """Return an index after some changes, None where it is to be computed anew."""
        from store.index.changing import changed

        found = changed(index, changes, token, read) if changes else replace(index, token=token)
        return None if found is None else self.hold(found, stamp)

    def compute(self, whole: "Whole", stamp: sidecar.Stamp, *, keep: bool) -> Sections:
        """Return a computed index, which is kept if that is wanted; raises StoreError."""
        from store.backends.indexing import write

        content = BytesIO()
        write(whole, content, stamp, unheard)
        if keep:
            self._publish(lambda file: file.write(content.getbuffer()))
        self.sections = sidecar.held(content.getvalue())
        return self.sections

    def save(self, index: Index, whole: "Whole", stamp: sidecar.Stamp) -> None:
        """Keep the index at hand as that of other files, which hold what it says."""
        from store.backends.indexing import rewrite

        self._publish(lambda file: rewrite(index, whole, file, stamp))
        self._said = None if self.trouble else stamp

    def renew(self, stamp: sidecar.Stamp) -> None:
        """Say of what is kept that it is that of files that hold the same, if these are others."""
        said = self._said
        if said is not None and said != stamp and said.snapshot == stamp.snapshot:
            with suppress(OSError):
                sidecar.renew(self._beside, said, stamp)

    def _publish(self, write: Callable[[BinaryIO], object]) -> None:
        """Write the file beside the store; where that fails, starting is slower, nothing else."""
        try:
            with sidecar.published(self._beside, self._file) as file:
                write(file)
            self.trouble = ""
        except OSError as error:
            from store import files

            self.trouble = files.words(error)


def goes_on(kept: sidecar.Stamp, stamp: Stamp) -> bool:
    """Whether files hold what they held when an index was computed, and perhaps more since."""
    size, _, inode = kept.journal
    same = not size or (inode == stamp[5] and kept.end <= stamp[3])
    return kept.snapshot == stamp[:3] and same


def opened(sections: Sections, token: Token) -> Index:
    """Return the index that is kept."""
    from store.index.opening import index_of

    return index_of(sections, token)
