"""Where in a sheet one writes, and which choice is reached."""

from store.text import clean
from tui.presentation.sheet import Choice, Field, Place, Remark, Sheet
from tui.widgets.entry_field import Entry, Said
from tui.widgets.entry_limits import LINES, fitting, too_long, too_many


class Hand:
    """The line of a sheet that is written in; it always exists."""

    def __init__(self, sheet: Sheet, place: Place) -> None:
        self.sheet = sheet
        self.place = place
        """The line written in."""
        self.choices: tuple[Choice, ...] = ()
        """What may be taken where the cursor stands."""
        self.reached: int | None = None
        """The choice that Enter takes; None while the line itself is written in."""
        self.refusal = ""
        """Why the last thing typed was not taken."""
        self._at = 0
        """Number of the line among all."""
        self.settle()

    @property
    def entries(self) -> list[Entry]:
        """All lines of all fields, in order."""
        return [
            Entry(field, Place(field.name, at), text)
            for field in self.sheet.fields
            for at, text in enumerate(self.sheet.lines(field.name))
        ]

    @property
    def field(self) -> Field:
        """The field written in."""
        return next(field for field in self.sheet.fields if field.name == self.place.field)

    @property
    def text(self) -> str:
        """What the line holds."""
        return self.sheet.lines(self.place.field)[self.place.at]

    @property
    def said(self) -> Said:
        """What stands below the line."""
        refusal = [Remark(self.refusal, "problem")] if self.refusal else []
        return Said([*refusal, *self.sheet.remarks(self.place)], self.choices, self.reached)

    def go(self, place: Place) -> None:
        """Write in another line."""
        self.place = place
        self.refusal = ""
        self.settle()

    def write(self, text: str) -> None:
        """Take what the line holds now."""
        self.refusal = ""
        self.sheet.write(self.place, text)

    def settle(self) -> None:
        """Stay on the line, or go to the nearest where it has gone."""
        places = self._places()
        if self.place not in places:
            same = [place for place in places if place.field == self.place.field]
            self.place = same[-1] if same else places[min(self._at, len(places) - 1)]
        self._at = places.index(self.place)

    def beside(self, lines: int) -> Place:
        """Return the place so many lines below, going round at the end."""
        places = self._places()
        return places[(self._at + lines) % len(places)]

    def look(self, cursor: int) -> None:
        """See what may be taken there; nothing is reached yet."""
        self.choices = tuple(self.sheet.choices(self.place, cursor))
        self.reached = None

    def reach(self, step: int) -> bool:
        """Go on among the choices, or back to the line; whether there was anywhere to go."""
        at = step - 1 if self.reached is None else self.reached + step
        if not self.choices or at < -1 or (at < 0 and self.reached is None):
            return False
        self.reached = None if at < 0 else min(at, len(self.choices) - 1)
        return True

    def below(self) -> Place:
        """Return where Enter goes: another line of the field, opened where there is none."""
        lines = self.sheet.lines(self.place.field)
        if not self.field.many or not self.text.strip():
            return self.beside(1)
        place = Place(self.place.field, self.place.at + 1)
        if place.at == len(lines) or lines[place.at]:
            self.sheet.insert(place)
        return place

    def above(self) -> Place | None:
        """Take the empty line away, and return where to go; None where it has to stay."""
        lines = self.sheet.lines(self.place.field)
        if not self.field.many or len(lines) < 2 or self.text or not self.sheet.remove(self.place):
            return None
        return Place(self.place.field, max(self.place.at - 1, 0))

    def spread(self, before: str, lines: list[str], after: str) -> list[Place]:
        """Write pasted lines each below the other, and return their places.

        What stood before and behind them stays; what is beyond the limits is not taken.
        """
        field, left = self.field, 0
        pasted = lines[:LINES]
        places = [Place(field.name, self.place.at + number) for number in range(len(pasted))]
        for place, line in zip(places, pasted):
            start = before if place == places[0] else ""
            end = after if place == places[-1] else ""
            taken, beyond = fitting(line, field.limit - len(start) - len(end))
            left += beyond
            if place != self.place:
                self.sheet.insert(place)
            self.sheet.write(place, clean(start + taken + end))
        if left:
            self.refusal = too_long(field.label, field.limit, left)
        if len(lines) > LINES:
            self.refusal = too_many(field.label, len(lines) - LINES)
        return places

    def _places(self) -> list[Place]:
        return [entry.place for entry in self.entries]
