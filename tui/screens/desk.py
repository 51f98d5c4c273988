"""The drafts of this run, and those that an earlier run has left; kept in a file as they change."""

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

from msgspec.structs import replace

from store.draft_files import DraftFile
from store.drafts import Draft, Target, decode, encode
from store.edits import Stamp


class Desk:
    """Knows the latest draft of each thing that is being added or corrected."""

    def __init__(self, folder: Path | None, store_id: str) -> None:
        self._file = DraftFile(folder, store_id) if folder else None
        self._drafts: dict[Target, list[Draft]] = {}
        """Of several new events, say, the one in hand comes first."""
        self._lock = Lock()

    def put(self, draft: Draft) -> None:
        """Take the present state of a draft; one that says nothing is no draft."""
        kept = [replace(draft, kept_at=Stamp.now().at)] if draft.touched else []
        with self._lock:
            others = [one for one in self._drafts.pop(draft.target, []) if one.id != draft.id]
            if kept or others:
                self._drafts[draft.target] = [*kept, *others]

    def drop(self, draft: Draft) -> None:
        """Forget a draft: it was saved, or is not wanted."""
        with self._lock:
            others = [one for one in self._drafts.pop(draft.target, []) if one.id != draft.id]
            if others:
                self._drafts[draft.target] = others

    def found(self, target: Target) -> Draft | None:
        """Return the draft of something."""
        return next(iter(self._drafts.get(target, ())), None)

    def left(self) -> list[Draft]:
        """Return what runs that are gone have left, the latest first; raises DraftError."""
        found = self._file.left() if self._file else []
        return [draft for left in found for draft in _read(left.drafts)]

    def flush(self) -> None:
        """Write all drafts to the file; raises DraftError."""
        with self._lock:
            if self._file:
                drafts = [draft for drafts in self._drafts.values() for draft in drafts]
                self._file.keep([encode(draft) for draft in drafts])

    def close(self) -> None:
        """Let the drafts that there are be found by the next run; raises DraftError."""
        self.flush()
        if self._file:
            self._file.close(keep=bool(self._drafts))

    def take_over(self) -> None:
        """Make the drafts of runs that are gone our own, before their files go.

        Raises DraftError.
        """
        if self._file is None:
            return
        for left in self._file.left():
            before = {target: list(drafts) for target, drafts in self._drafts.items()}
            drafts = list(_read(left.drafts))
            if len(drafts) < len(left.drafts):  # some are of another version: theirs to take
                continue
            with self._lock:
                for draft in drafts:
                    self._drafts.setdefault(draft.target, []).append(draft)
            self.flush()
            if not self._file.take(left):  # another process was quicker
                self._drafts = before
                self.flush()


def _read(drafts: list[bytes]) -> Iterator[Draft]:
    """Yield what can be read."""
    for data in drafts:
        try:
            yield decode(data)
        except ValueError:
            continue
