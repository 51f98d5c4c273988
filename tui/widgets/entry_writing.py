"""All lines of a form for a width: the one written in whole, the others short."""

from typing import NamedTuple

from tui.presentation.sheet import Choice, Place
from tui.presentation.wrap import Line
from tui.theme import Looks
from tui.widgets.entry_field import CHOICES, Entry, EntryWriter, Said
from tui.widgets.entry_hand import Hand


class Written(NamedTuple):
    """The lines of a form, and what stands where."""

    lines: list[Line]
    spans: dict[Place, range]
    """The lines of each line of the sheet."""
    choices: dict[int, Choice]
    """What is offered in a line."""
    column: int
    """Cell at which the texts begin."""
    room: int
    """Cells of a text."""
    hidden: int
    """Choices for which the form is too low."""

    def place(self, line: int) -> Place | None:
        """Return the place to which a line belongs."""
        return next((place for place, span in self.spans.items() if line in span), None)

    def sights(self, place: Place) -> list[tuple[int, int]]:
        """Return the ranges of lines to be in sight: neighbours too, where there is room."""
        places = list(self.spans)
        at, span = places.index(place), self.spans[place]
        above = self.spans[places[at - 1]].start if at else 0
        last = at == len(places) - 1
        below = self.spans[places[at + 1]].stop if not last else span.stop
        first_below = min(span.stop + 1, len(self.lines))
        return [
            (above, below),
            (above, first_below),
            (max(span.start - 1, 0), first_below),
            (span.start, span.stop),
        ]


class FormWriter:
    """Writes a form; what is said below a line not written in is read once, until `forget`."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._quiet: dict[Entry, list[Line]] = {}
        self._for: tuple[int, int] = 0, 0
        """Column and room of what is kept."""

    def forget(self) -> None:
        """Read everything again next time."""
        self._quiet.clear()

    def write(self, hand: Hand, width: int, height: int, rows: int) -> Written:
        """Return the lines at a width, `rows` of them to write in; a low form shows few choices."""
        writer = EntryWriter(self._looks, hand.sheet.fields, width)
        if self._for != (writer.column, writer.room):
            self._for = writer.column, writer.room
            self.forget()
        notice = hand.sheet.notice
        lines = writer.notice(notice) if notice else []
        said, shown = hand.said, 0
        spans: dict[Place, range] = {}
        choices: dict[int, Choice] = {}
        for entry in hand.entries:
            start = len(lines)
            if entry.place == hand.place:
                lines += writer.busy(entry, said, rows)
                shown = _fitting(said, height - NEIGHBOURS - len(lines) + start)
                for at, line in zip(said.seen(shown), writer.choices(said, shown)):
                    choices[len(lines)] = said.choices[at]
                    lines.append(line)
            else:
                lines += self._short(writer, hand, entry)
            spans[entry.place] = range(start, len(lines))
        hidden = _fitting(said, CHOICES) - shown
        return Written(lines, spans, choices, *self._for, hidden)

    def _short(self, writer: EntryWriter, hand: Hand, entry: Entry) -> list[Line]:
        """Return a line not written in, with what was said of it last."""
        if entry not in self._quiet:
            self._quiet[entry] = writer.quiet(entry, hand.sheet.remarks(entry.place))
        return self._quiet[entry]


NEIGHBOURS = 2
"""Lines left for the line before and the one after."""


def _fitting(said: Said, room: int) -> int:
    """Return how many choices are shown, at least one if there is any."""
    return min(max(room, 1), CHOICES, len(said.choices))
