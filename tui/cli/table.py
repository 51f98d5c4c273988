"""A listing as lines of text, under headings of months.

3c2b        to Sat 10  SOHR: IS enters Palmyra                      ≥ 49 soldiers
8163           Sat 10  Displaced people in west Aleppo  situation · > 400,000

End of the uid, date, title, badge; a kind other than an occurrence stands before the badge.
"""

from collections.abc import Iterator, Sequence

from store.index import Listing, Row, Section
from tui.cli.output import Output
from tui.cli.width import cells, cut
from tui.presentation.dates import WIDTH, column, gap, heading

WIDEST = 100
"""Cells that a row without a limit takes, unless its own words are more."""
LEAST = 12
"""Cells that a title keeps beside a long badge."""


class Table:
    """Lays out the events of a listing for an output."""

    def __init__(self, listing: Listing, output: Output) -> None:
        self.listing = listing
        self.output = output
        self.end = end_length([*listing.index.uids()])
        self.indent = self.end + 2 + WIDTH + 2
        columns = output.columns or WIDEST
        self.room = max(min(self._widest(), columns - self.indent), LEAST)

    def lines(self) -> Iterator[str]:
        """Return headings, gaps and events."""
        for section in self.listing.sections:
            if section.gap:
                yield " " * self.indent + f"({gap(section.gap)})"
            yield self._heading(section)
            for position in range(section.first, section.first + section.count):
                yield self._event(self.listing.row(position))

    def _heading(self, section: Section) -> str:
        text = heading((section.year, section.month))
        return self.output.plain(f"{text} · {section.count:,}" if section.undated else text)

    def _event(self, row: Row) -> str:
        plain = self.output.plain
        date = plain(column(row.when, row.part_of_day))
        title, badge = plain(row.title), plain(_badge(row.kind, row.badge))
        if self.output.columns:
            title, badge = self._fitted(title, badge)
        between = " " * max(self.room - cells(title) - cells(badge), 2)
        left = f"{row.uid[-self.end :]:>{self.end}}  {date:>{WIDTH}}  "
        return f"{left}{title}{between}{badge}".rstrip()

    def _fitted(self, title: str, badge: str) -> tuple[str, str]:
        """Cut both into the room: the badge last, and on a very narrow terminal it goes."""
        ellipsis, most = self.output.plain("…"), self.room - LEAST - 2
        if cells(badge[: most + 1]) > most:
            badge = cut(badge, most, ellipsis) if most >= LEAST else ""
        taken = cells(badge) + 2 if badge else 0
        return cut(title, self.room - taken, ellipsis), badge

    def _widest(self) -> int:
        """Return the cells of the widest row, from its title on."""
        index, plain = self.listing.index, self.output.plain
        return max(
            (
                cells(plain(kept.title[:WIDEST]))
                + cells(plain(f"  {_badge(kept.kind, kept.badge)}"))
                for kept in map(index.kept, self.listing.selection)
            ),
            default=0,
        )


def _badge(kind: str, badge: str) -> str:
    """Return the badge with the kind of an event that is no occurrence, said once."""
    words = [badge] if kind in ("occurrence", badge) else [kind, badge]
    return " · ".join(filter(None, words))


def end_length(uids: Sequence[str]) -> int:
    """Return how many characters at the end tell all uids apart, four at the least."""
    longest = max(map(len, uids), default=0)
    lengths = range(4, longest)
    return next((n for n in lengths if len({uid[-n:] for uid in uids}) == len(uids)), longest)
