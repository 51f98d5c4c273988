"""Deleted events, a line each: end of the uid, date, title, day and reason of the deletion.

34a8  by 10 Dec 2016  Government jet lost on raids near Palmyra  deleted 24 Nov 2026: twice
"""

from collections.abc import Iterator

from store.index import Deletion, Index
from tui.cli.output import Output
from tui.cli.table import end_length
from tui.cli.width import cells, cut
from tui.presentation.days import day_of, short_date
from tui.presentation.words import count

LEAST = 8
"""Cells that a title keeps beside a long date and the day of the deletion."""
DATE, TITLE = 24, 60
"""Most cells to which dates and titles are filled up."""
TOLD = len("deleted 24 Nov 2026")
"""Cells that the day of the deletion keeps beside a long title."""
RESTORE = "press ctrl+p in the app and write “Deleted”"
"""How an event is brought back."""


class DeletedTable:
    """Lays out the deleted events for an output, the latest deletion first."""

    def __init__(self, index: Index, output: Output) -> None:
        self.output = output
        self.rows = [self._row(each) for each in index.deleted]
        """Uid, date, title, and what is told of the deletion."""
        self.end = end_length([*index.uids(), *(each.uid for each in index.deleted)])
        self.dates, self.titles, self.told = (
            min(max((cells(row[at]) for row in self.rows), default=0), most)
            for at, most in ((1, DATE), (2, TITLE), (3, TITLE))
        )

    def lines(self) -> Iterator[str]:
        """Return the events, and how many there are."""
        yield from map(self._line, self.rows)
        if self.rows:
            yield ""
            counted = f"{count(len(self.rows), 'deleted event')} · to restore one, {RESTORE}"
            yield self.output.plain(counted)
        else:
            yield "No event is deleted."

    def _row(self, each: Deletion) -> tuple[str, str, str, str]:
        plain, reason = self.output.plain, f": {each.reason}" if each.reason else ""
        told = f"deleted {day_of(each.at)}{reason}"
        return each.uid, plain(short_date(each.when)), plain(each.title), plain(told)

    def _line(self, row: tuple[str, str, str, str]) -> str:
        uid, date, title, told = row
        left = f"{uid[-self.end :]:>{self.end}}  {_filled(date, self.dates)}  "
        width = self.titles
        if self.output.columns:
            room, ellipsis = self.output.columns - cells(left), self.output.plain("…")
            kept = min(self.told, max(room // 2, TOLD))
            width = max(min(width, room - kept - 2), LEAST)
            title, told = cut(title, width, ellipsis), cut(told, room - width - 2, ellipsis)
        return f"{left}{_filled(title, width)}  {told}".rstrip()


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
