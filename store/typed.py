"""Where the names that people type are looked up: in memory, or where changes lie over others."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from heapq import merge
from itertools import chain
from typing import NamedTuple, Protocol, TypeVar

from store.laid import Laid
from store.lines import tidy
from store.model import Actor, Place, Source
from store.names import spelled
from store.text import fold
from store.urls import comparable

Record = Actor | Place | Source
Value = TypeVar("Value")

BEGIN = r"(?<![^\W_])"
"""Where a word may begin within a name: behind whatever is no letter and no digit."""


class Spelling(NamedTuple):
    """A name of a record as it is compared and as it is typed."""

    folded: str
    name: str
    uid: str


class Typed(Protocol):
    """Where the names typed for some records are looked up, each kind in the order offered."""

    @property
    def records(self) -> Mapping[str, Record]:
        """The records by uid."""

    def called(self, folded: str) -> Iterator[Spelling]:
        """Yield the names that are this one, short names and early records first."""

    def keyed(self, folded: str) -> Iterator[str]:
        """Yield the uids that read so, early records first."""

    def addressed(self, address: str) -> Iterator[str]:
        """Yield the sources of a comparable address, late records first."""

    def beginning(self, needle: str) -> Iterator[Spelling]:
        """Yield the names that begin with a folded needle."""

    def within(self, needle: str) -> Iterator[Spelling]:
        """Yield the names in which a word begins with it, the first one as well."""


class Folded:
    """Names in memory, folded once, by the first letter that is typed."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records

    def called(self, folded: str) -> Iterator[Spelling]:
        """Look a name up."""
        return iter(self._by_name.get(folded, ()))

    def keyed(self, folded: str) -> Iterator[str]:
        """Look a uid up."""
        return iter(self._by_key.get(folded, ()))

    def addressed(self, address: str) -> Iterator[str]:
        """Look an address up."""
        return reversed(self._by_address.get(address, []))

    def beginning(self, needle: str) -> Iterator[Spelling]:
        """Go through all names."""
        return (one for one in self._all if one.folded.startswith(needle))

    def within(self, needle: str) -> Iterator[Spelling]:
        """Go through all names."""
        word = re.compile(BEGIN + re.escape(needle))
        return (one for one in self._all if needle in one.folded and word.search(one.folded))

    @cached_property
    def _all(self) -> list[Spelling]:
        return in_order(self.records.values())

    @cached_property
    def _by_name(self) -> dict[str, list[Spelling]]:
        return _grouped((one.folded, one) for one in self._all)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        return _grouped((fold(uid), uid) for uid in self.records)

    @cached_property
    def _by_address(self) -> dict[str, list[str]]:
        sources = (one for one in self.records.values() if isinstance(one, Source))
        found = ((comparable(one.url), one.uid) for one in sources)
        return _grouped((address, uid) for address, uid in found if address)


class Over:
    """Names of which some have changed; what lies beneath is neither copied nor gone through."""

    def __init__(self, beneath: Typed, changes: Mapping[str, Record | None]) -> None:
        """Take the records that are new or other than beneath, None for one that is no more."""
        self.records: Mapping[str, Record] = Laid(beneath.records, changes)
        self._beneath = beneath
        self._changes = changes
        self._own = Folded({uid: one for uid, one in changes.items() if one is not None})

    def called(self, folded: str) -> Iterator[Spelling]:
        """Look beneath first."""
        return chain(self._kept(self._beneath.called(folded)), self._own.called(folded))

    def keyed(self, folded: str) -> Iterator[str]:
        """Look beneath first; a uid stays where it was when its record changes."""
        kept = (uid for uid in self._beneath.keyed(folded) if uid in self.records)
        return chain(kept, self._own.keyed(folded))

    def addressed(self, address: str) -> Iterator[str]:
        """Look at what has changed first."""
        found = self._beneath.addressed(address)
        kept = (uid for uid in found if uid not in self._changes)
        return chain(self._own.addressed(address), kept)

    def beginning(self, needle: str) -> Iterator[Spelling]:
        """Yield both by turns, as their lengths want it."""
        return self._merged(self._beneath.beginning(needle), self._own.beginning(needle))

    def within(self, needle: str) -> Iterator[Spelling]:
        """Yield both by turns, as their lengths want it."""
        return self._merged(self._beneath.within(needle), self._own.within(needle))

    def _merged(self, beneath: Iterator[Spelling], own: Iterator[Spelling]) -> Iterator[Spelling]:
        return merge(self._kept(beneath), own, key=_length)

    def _kept(self, found: Iterator[Spelling]) -> Iterator[Spelling]:
        return (one for one in found if one.uid not in self._changes)


def in_order(records: Iterable[Record]) -> list[Spelling]:
    """Return every name of some records as they are offered: short names first."""
    names = ((name, record.uid) for record in records for name in typed(record))
    found = (Spelling(fold(name), tidy(name), uid) for name, uid in names)
    return sorted((one for one in found if one.folded), key=_length)


def typed(record: Record) -> list[str]:
    """Return the names by which a record is called; a source is by its key and title."""
    return [record.uid, record.title] if isinstance(record, Source) else spelled(record)


def _length(one: Spelling) -> int:
    return len(one.folded)


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
