"""Index: what all events have in common, in timeline order: a layer, and what lies over it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec

from store.dates import parse
from store.index.fresh import Fresh
from store.index.layer import Kept, Layer
from store.index.selection import Bits, Selection
from store.model import Actor, Document, Place, Source, Unreadable
from store.names import Names

if TYPE_CHECKING:
    from store.index.entry import Entry

Edge = tuple[int, int]
"""Between two rows: how many rows of the base lie before it, and how many of those over it."""


class Deletion(msgspec.Struct, frozen=True):
    """A deleted event, which can be restored."""

    uid: str
    when: str
    """EDTF."""
    title: str
    at: str
    """UTC, ISO 8601."""
    reason: str = ""


class Aside:
    """What an index knows beside the events that it lists; read when it is asked for."""

    def __init__(
        self, unreadable: Callable[[], list[Unreadable]], deleted: Callable[[], list[Deletion]]
    ) -> None:
        self._unreadable = unreadable
        self._deleted = deleted

    @classmethod
    def of(cls, unreadable: Iterable[Unreadable], deleted: Iterable[Deletion]) -> "Aside":
        """Return what is at hand."""
        latest_first = sorted(deleted, key=lambda each: (each.at, each.uid), reverse=True)
        return cls(lambda: [*unreadable], lambda: latest_first)

    @cached_property
    def unreadable(self) -> list[Unreadable]:
        """Documents that are no valid records."""
        return self._unreadable()

    @cached_property
    def deleted(self) -> list[Deletion]:
        """Deleted events, the latest first."""
        return self._deleted()


class Index(msgspec.Struct, frozen=True, kw_only=True, dict=True, eq=False):
    """Rows of all events at one token: those of the base, then those that lie over it.

    A row of the base whose event has changed since is `gone`; what it is now lies over the base.
    Reading order goes through both: `edge` and `Selection` know it.
    """

    base: Layer
    names: Names
    aside: Aside
    over: Fresh = msgspec.field(default_factory=Fresh)
    gone: int = 0
    """Rows of the base, as a bitset."""
    changed: bool = False
    """Whether anything but the rows is other than it was with the base."""
    token: int = 0

    @classmethod
    def build(
        cls,
        events: Iterable[Document],
        actors: Iterable[Document],
        places: Iterable[Document],
        sources: Iterable[Document],
        token: int,
    ) -> "Index":
        """Compute the index; a document that is no valid record is listed in `unreadable`."""
        from store.index.build import built

        return built(events, actors, places, sources, token)

    def __len__(self) -> int:
        return len(self.base) - self.gone.bit_count() + len(self.over)

    @property
    def unreadable(self) -> list[Unreadable]:
        """Documents that are no valid records."""
        return self.aside.unreadable

    @property
    def deleted(self) -> list[Deletion]:
        """Deleted events, the latest first."""
        return self.aside.deleted

    @property
    def actors(self) -> Mapping[str, Actor]:
        """All actors by uid."""
        return self.names.actors

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by uid."""
        return self.names.places

    @property
    def sources(self) -> Mapping[str, Source]:
        """All sources by uid."""
        return self.names.sources

    @cached_property
    def present(self) -> int:
        """Rows of the base whose events have not changed since."""
        return ((1 << len(self.base)) - 1) & ~self.gone

    @cached_property
    def everything(self) -> Selection:
        """All events."""
        return self.selection(self.present, (1 << len(self.over)) - 1)

    @cached_property
    def stands(self) -> list[int]:
        """For each row over the base, before which row of the base it stands."""
        return [self._stand(entry.key) for entry in self.over.sorted]

    @cached_property
    def runs(self) -> list[tuple[Edge, tuple[int, int]]]:
        """Where each heading begins, and its year and month.

        What lies over the base may part a heading of it in two.
        """
        runs = self.base.runs
        found = [(first, len(self.over), section) for first, *section in runs]
        for above, (stand, entry) in enumerate(zip(self.stands, self.over.sorted)):
            found.append((stand, above, [*entry.section]))
            if stand < len(self.base):  # behind it the heading of the base goes on
                _, *section = runs[bisect_right(runs, stand, key=itemgetter(0)) - 1]
                found.append((stand, len(self.over), section))
        found.sort(key=itemgetter(0, 1))
        return [
            ((stand, min(above, bisect_right(self.stands, stand))), (year, month))
            for stand, above, (year, month) in found
        ]

    def selection(self, base: int, over: int) -> Selection:
        """Return rows of both layers in reading order."""
        layers = Bits(base, len(self.base)), Bits(over, len(self.over))
        return Selection(*layers, self.stands if self.over else ())

    def kept(self, row: int) -> Kept:
        """Return an event's row; raises IndexError."""
        rows = len(self.base)
        return self.base.kept(row) if row < rows else self.over.kept(row - rows)

    def anchor(self, row: int) -> int:
        """Return the civil second under which a row stands."""
        rows = len(self.base)
        return self.base.anchor[row] if row < rows else self.over.anchor[row - rows]

    def row(self, uid: str) -> int | None:
        """Return the row of an event, None where it is not listed."""
        if (row := self.over.row(uid)) is not None:
            return len(self.base) + row
        row = self.base.row(uid)
        return None if row is None or self.gone >> row & 1 else row

    def uids(self) -> Iterator[str]:
        """Yield the uid of every event listed, in reading order."""
        return (self.kept(row).uid for row in self.everything)

    @property
    def laid(self) -> int:
        """Number of events that lie over the base or are gone from it."""
        return max(len(self.over), self.gone.bit_count())

    @property
    def is_changed(self) -> bool:
        """Whether it says other than its base."""
        return bool(self.over or self.gone or self.changed)

    def entries(self) -> "Iterator[Entry]":
        """Yield what is kept of every event, in no order."""
        yield from self.base.entries(self.present)
        yield from self.over.sorted

    def edge(self, second: int) -> Edge:
        """Return where the first row stands that belongs under a civil second or a later one."""
        return self.base.before(second), self.over.before(second)

    def total(self, facet: str, value: str) -> int:
        """Return the number of events that have a value."""
        found = self.base.total(facet, value) + self.over.total(facet, value)
        if found and self.gone:
            found -= (self.base.posting(facet, value) & self.gone).bit_count()
        return found

    def uses(self, source: str) -> int:
        """Return the number of claims that cite a source."""
        return self.base.uses(source) - self._lost[source] + self.over.uses(source)

    @cached_property
    def _lost(self) -> Counter[str]:
        """Claims of events that are gone from the base, by their source."""
        gone = Bits(self.gone, len(self.base))
        return Counter(source for row in gone for source in self.base.kept(row).sources)

    def rows(self, facet: str, value: str) -> Selection:
        """Return the events that have a value."""
        base = self.base.posting(facet, value) & self.present
        return self.selection(base, self.over.posting(facet, value))

    def totals(self, facet: str) -> dict[str, int]:
        """Return all values of a facet, each with the most events that it can have.

        Those that are gone from the base are counted still: `total` leaves them out.
        """
        totals = dict(self.base.totals(facet))
        for value, total in self.over.totals(facet):
            totals[value] = totals.get(value, 0) + total
        return totals

    def _stand(self, key: tuple[int, int, str]) -> int:
        """Return before which row of the base an entry stands."""
        first, end = self.base.before(key[0]), self.base.before(key[0] + 1)
        rows = range(first, end)
        return first + bisect_left(rows, key[1:], key=self._order)

    def _order(self, row: int) -> tuple[int, str]:
        """Return what orders rows under one second, as the key of an entry does."""
        kept = self.base.kept(row)
        return parse(kept.when).precision - 99, kept.uid
