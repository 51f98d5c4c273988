"""What is done to the files of a store as a whole."""

from contextlib import suppress
from pathlib import Path

from store.backends.tinydb_file import named
from store.backends.told import in_full, told
from store.backends.work import Work
from store.errors import WriteError
from store.journal.database import Database
from store.journal.errors import JournalError, NotSaved, ReadOnly

LARGEST = 16 << 20
"""Bytes of file and journal up to which the app leaves one complete file behind: in a moment."""
_ADVICE = "See what can be read with `syria-timeline check`."

_WORDS = ("one ", "the ")


class Upkeep:
    """Raises StoreError throughout; may be used by several threads."""

    def __init__(self, path: Path, database: Database, work: Work) -> None:
        self._path = path
        self._database = database
        self._work = work

    @property
    def read_only(self) -> str:
        """What is wrong, so that nothing can be written, in a sentence; "" if nothing is."""
        reason = self._database.fault
        return _sentence(in_full(self._path, reason)) if reason else ""

    @property
    def notices(self) -> list[str]:
        """What there is to tell, a sentence each, and once."""
        told_of = dict.fromkeys(self._database.notices)
        notices = [_sentence(in_full(self._path, notice)) for notice in told_of]
        return [*notices, f"Only read: {self.read_only} {_ADVICE}"] if self.read_only else notices

    @property
    def due(self) -> bool:
        """Whether the journal has become so long that folding it in is worth the time."""
        return self._database.due and not self._database.read_only

    def verify(self) -> None:
        """Read the whole file: whether it is what was saved."""
        with told(self._path):
            self._database.verify()

    def backup(self, path: Path) -> None:
        """Write a copy of what is saved now."""
        with self._work.going_on(), told(self._path):
            try:
                self._database.backup(path)
            except FileExistsError:
                raise WriteError(
                    f"Not saved: there is a file at {named(path)} already. Name another."
                ) from None
            except (NotSaved, ReadOnly):  # it is the copy that cannot be written
                with told(path, saving=True):
                    raise

    def compact(self) -> None:
        """Fold the journal into the file."""
        with self._work.going_on(), told(self._path, saving=True):
            self._database.checkpoint()

    def tidy(self) -> bool:
        """Fold what was saved since into the file, if it is small; whether that was done."""
        if self._database.state.pending and self._database.size <= LARGEST:
            return self.fold()
        return False

    def fold(self) -> bool:
        """Fold the journal in if that can be done; nothing that was saved depends on it."""
        with self._work.going_on(), suppress(JournalError, OSError):
            return self._database.checkpoint()
        return False


def _sentence(text: str) -> str:
    """Return a message with a capital and a stop; a file's name begins as it does."""
    return f"{text[:1].upper()}{text[1:]}." if text.startswith(_WORDS) else f"{text}."
