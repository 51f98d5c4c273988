"""What the sheets of all drafts share: lines that are written, inserted and taken away."""

from collections.abc import Sequence

from msgspec.structs import replace

from store.drafts import Draft, Line
from tui.presentation.sheet import Choice, Field, Place, Remark


class DraftSheet:
    """A draft as a sheet; what its lines mean is for the sheet of its kind to say."""

    def __init__(self, draft: Draft, heading: str) -> None:
        self.draft = draft
        self.heading = heading
        self.notice: Remark | None = None
        self.tried = False
        """Whether it was to be saved: before, an empty line is no fault yet."""

    @property
    def fields(self) -> Sequence[Field]:
        """The fields in order."""
        raise NotImplementedError

    @property
    def faults(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """What is wrong, in sentences by line; a sheet with any is not saved."""
        raise NotImplementedError

    def lines(self, field: str) -> Sequence[str]:
        """Return the lines of a field, at least one."""
        return [line.text for line in self.draft.lines(field)]

    def line(self, place: Place) -> Line:
        """Return one line with what it was written from."""
        return self.draft.lines(place.field)[place.at]

    def write(self, place: Place, text: str) -> None:
        """Take what a line holds now."""
        self.draft = self.draft.writing(place.field, place.at, text)

    def insert(self, place: Place) -> None:
        """Open an empty line there."""
        self.draft = self.draft.inserting(place.field, place.at)

    def remove(self, place: Place) -> bool:
        """Take a new line away; the line of a stored item stays, emptied."""
        if self.line(place).of or len(self.draft.lines(place.field)) == 1:
            return False
        self.draft = self.draft.removing(place.field, place.at)
        return True

    def remarks(self, place: Place) -> Sequence[Remark]:
        """Return what is wrong with a line, else what was understood, then what others saved."""
        faults = self.faults.get((place.field, place.at), ())
        told = self.tried or not self.line(place).blank
        said = [Remark(text, "problem") for text in faults] if told else []
        return [*(said or self.understood(place)), *self._others(place)]

    def understood(self, place: Place) -> Sequence[Remark]:
        """Return what a line means."""
        raise NotImplementedError

    def choices(self, place: Place, cursor: int) -> Sequence[Choice]:
        """Return what may be taken where the cursor stands."""
        raise NotImplementedError

    def take(self, place: Place, choice: Choice) -> None:
        """Put the text of a choice into the line."""
        self.write(place, choice.text)

    def toggle(self, place: Place) -> None:
        """Take or leave out the figures of a line."""
        lines = list(self.draft.lines(place.field))
        lines[place.at] = replace(lines[place.at], figures=not lines[place.at].figures)
        self.draft = self.draft.having(place.field, *lines)

    def _others(self, place: Place) -> list[Remark]:
        """Say what stands there now in the store, and what it was before in what is typed over."""
        line = self.line(place)
        if line.theirs is not None:
            theirs = f"“{line.theirs}”" if line.theirs else "(taken away)"
            return [Remark(f"another terminal saved {theirs}", "theirs")]
        if line.of and line.blank:
            return [Remark("will be taken away; u brings it back", "theirs")]
        return []
