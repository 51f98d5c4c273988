"""A sheet of a form that is kept in memory, read by rules as simple as they can be."""

import re
from collections.abc import Mapping, Sequence

from tui.presentation.sheet import Choice, Field, Place, Remark

FIELDS = (
    Field("when", "When", hint="10 Dec 2016, Dec 2016, late March 2016"),
    Field("what", "What", hint="what all who speak of it share"),
    Field("source", "Source", hint="key, title or URL"),
    Field("claims", "Claims", hint="CLAIMANT VERB: statement [source]", many=True, limit=1_000),
    Field("who", "Who", hint="one a line", many=True),
    Field("notes", "Notes", text=True, limit=100_000),
)
TITLE = Field("title", "Title", hint="of what the address leads to")
"""Asked for once the source is an address."""
NAMES = (
    *("SOHR", "Aamaq", "AFP", "Al Jazeera", "Amnesty", "Aleppo Media Centre", "Airwars", "AP"),
    "Palmyra Coordination Committee",
)
"""Actors that are known."""

AMBIGUOUS = "10/12/2016 is 10 December or 12 October: write 10 Dec 2016 or 12 Oct 2016."
MONTH = "December 2016 · a month"


class MemorySheet:
    """Six fields; those of claims and people may have many lines."""

    def __init__(self, **lines: Sequence[str]) -> None:
        self.heading = "New event"
        self.notice: Remark | None = None
        self.stored = 0
        """Claims that cannot be taken away."""
        self.agreed: list[str] = []
        """Keys of what is to be created."""
        self.left_out: set[Place] = set()
        """Lines whose figures are not taken."""
        self._lines = {field.name: list(lines.get(field.name, [""])) for field in (*FIELDS, TITLE)}

    @property
    def fields(self) -> Sequence[Field]:
        """All, and the title of an address."""
        before, behind = FIELDS[:3], FIELDS[3:]
        return (*before, TITLE, *behind) if self._lines["source"][0][:4] == "http" else FIELDS

    @property
    def filled(self) -> Mapping[str, Sequence[str]]:
        """What was written, by field."""
        return {name: lines for name, lines in self._lines.items() if lines != [""]}

    def lines(self, field: str) -> Sequence[str]:
        """Return the lines of a field."""
        return self._lines[field]

    def write(self, place: Place, text: str) -> None:
        """Take what a line holds now."""
        self._lines[place.field][place.at] = text

    def insert(self, place: Place) -> None:
        """Open an empty line there."""
        self._lines[place.field].insert(place.at, "")

    def remove(self, place: Place) -> bool:
        """Take an empty line away, unless it is of a stored claim."""
        if place.field == "claims" and place.at < self.stored:
            return False
        del self._lines[place.field][place.at]
        return True

    def remarks(self, place: Place) -> Sequence[Remark]:
        """Return how a date or a figure is understood."""
        text = self._lines[place.field][place.at]
        if place.field == "when" and text:
            return [Remark(AMBIGUOUS, "problem") if "/" in text else Remark(MONTH)]
        if place.field == "claims":
            return [self._figure(place, number) for number in re.findall(r"[\d,]*\d", text)[:9]]
        return []

    def choices(self, place: Place, cursor: int) -> Sequence[Choice]:
        """Return the actors that begin with what stands before the cursor, or a new one."""
        text = self._lines[place.field][place.at]
        begun = text[:cursor]
        if place.field not in ("claims", "who") or not begun.strip() or " " in begun:
            return []
        found = [name for name in NAMES if name.lower().startswith(begun.lower())]
        known = [Choice(name, f"{name} {text[cursor:]}", len(name) + 1) for name in found]
        return known or [Choice(f"create “{begun}”", f"{text} ", len(text) + 1, key=begun)]

    def take(self, place: Place, choice: Choice) -> None:
        """Take a choice."""
        self.write(place, choice.text)
        if choice.key:
            self.agreed.append(choice.key)

    def toggle(self, place: Place) -> None:
        """Take or leave out the figures of a line."""
        self.left_out ^= {place}

    def _figure(self, place: Place, number: str) -> Remark:
        taken = "left out: " if place in self.left_out else ""
        return Remark(f"{taken}figure {number} · person · fled · period not stated", "figure")
