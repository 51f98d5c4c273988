"""When the listed events lie, as bars over equal spans of time between two labels."""

import msgspec

from store.index import Listing, Section
from tui.presentation.dates import heading


class Density(msgspec.Struct, frozen=True):
    """The bars of a listing, oldest left, whichever way the listing is read."""

    first: str = ""
    """Label of the left end."""
    last: str = ""
    """Label of the right end; empty where it would repeat the left one."""
    counts: tuple[int, ...] = ()
    """Dated events of each bar."""
    low: int = 0
    """Civil second at which the first bar begins."""
    span: int = 1
    """Seconds that the bars cover."""

    @classmethod
    def of(cls, listing: Listing, width: int) -> "Density":
        """Return labels and bars that fill `width` cells, with a blank on each side of a label."""
        dated = [section for section in listing.sections if not section.undated]
        if not dated:
            return cls()
        first, last = _labels(dated[-listing.newest_first], dated[listing.newest_first - 1])
        labels = len(first) + 2 + (len(last) + 2 if last else 1)
        low, high = listing.bounds
        counts = tuple(listing.density(max(width - labels, 1)))
        return cls(first, last, counts, low, max(high - low + 1, len(counts)))

    def bar(self, second: int | None) -> int | None:
        """Return the bar that a civil second falls into; None where there is none."""
        if second is None or not self.counts:
            return None
        # bar i begins at low + span * i // bars, rounded down
        bar = ((second - self.low + 1) * len(self.counts) - 1) // self.span
        return max(0, min(bar, len(self.counts) - 1))

    def levels(self, highest: int) -> list[int]:
        """Return the height of each bar: 0 where no event lies, else 1 to `highest`."""
        most = max(self.counts, default=0)
        return [-(-count * highest // most) if count else 0 for count in self.counts]


def _labels(first: Section, last: Section) -> tuple[str, str]:
    """Return the years; within one year the months."""
    if first.year != last.year:
        return str(first.year), str(last.year)
    months = _month(first), _month(last)
    return months if months[0] != months[1] else (months[0], "")


def _month(section: Section) -> str:
    """Return "Mar 2016"; what is no month as its heading has it."""
    name, _, year = heading((section.year, section.month)).rpartition(" ")
    return f"{name[:3]} {year}".lstrip()
