"""Timeline: selects and counts, over an Index, for every backend."""

import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_
from typing import TypeVar

from msgspec.structs import replace

from store.dates import parse
from store.index.index import UNDATED, Index
from store.index.selection import Selection, bitset
from store.query import Facet, Filter, Term
from store.text import fold

Key = TypeVar("Key", Term, str)

CACHED = 32
"""Bitsets of terms and words kept; at a million events each is 125 kB."""

NAMED = ("participant", "claimant", "via", "place")
"""Postings through which names of actors and places count as an event's words."""

WORDS = re.compile(r'"([^"]+)"?|([^\s"]+)')
"""A phrase in quotes, closed or still being typed, or a word."""


class Timeline:
    """All events of one index, and the selections that filters make of them."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.names = index.names
        self.everything = (1 << len(index)) - 1
        self._kept: OrderedDict[Term | str, int] = OrderedDict()

    def __len__(self) -> int:
        return len(self.index)

    def select(self, query: Filter) -> Selection:
        """Return the rows that a filter lets through; raises DateError for its period."""
        bits = self.everything
        for group, terms in query.groups().items():
            bits &= self._group(terms, group in query.all_of)
        if query.contested:
            bits &= int.from_bytes(self.index.contested, "little")
        if query.since or query.until:
            bits &= self._during(query.since, query.until)
        for text in query.texts:
            bits &= self.found(text)
        return Selection(bits, len(self.index))

    def found(self, text: str) -> int:
        """Return the rows in which every word (or phrase in quotes) of a search is found."""
        words = (fold(phrase or word) for phrase, word in WORDS.findall(text))
        return reduce(and_, (self._keep(word, self._word) for word in words), self.everything)

    def counts(
        self, query: Filter, facet: Facet, values: Iterable[str] | None = None
    ) -> dict[str, int]:
        """Count the events of each value of a facet, or of some, under the filter's other groups.

        Rows of a value are not kept for being counted: that would push out those selected by.
        """
        group = Term(facet, "").group
        others = tuple(term for term in query.terms if term.group != group)
        bits = self.select(replace(query, terms=others)).bits
        asked = self.values(facet) if values is None else values
        return {value: (self._counted(Term(facet, value)) & bits).bit_count() for value in asked}

    def values(self, facet: Facet) -> list[str]:
        """Return what a facet can be asked for."""
        if facet == "actor":
            return sorted({*self.index.values("participant"), *self.index.values("claimant")})
        return sorted(self.index.values(facet))

    def _group(self, terms: list[Term], every: bool) -> int:
        included = [self._term(term) for term in terms if not term.exclude]
        excluded = _union(self._term(term) for term in terms if term.exclude)
        wanted = reduce(and_ if every else or_, included) if included else self.everything
        return wanted & ~excluded

    def _term(self, term: Term) -> int:
        return self._keep(replace(term, exclude=False), self._posted)

    def _counted(self, term: Term) -> int:
        kept = self._kept.get(term)
        return self._posted(term) if kept is None else kept

    def _posted(self, term: Term) -> int:
        if term.group != "actor":
            return self.index.posting(term.facet, term.value)
        facets = ("participant", "claimant") if term.facet == "actor" else (term.facet,)
        parts = self.names.parts(term.value)
        return _union(self.index.posting(facet, uid) for facet in facets for uid in parts)

    def _word(self, word: str) -> int:
        """Return the rows that hold a word themselves or by a name, else those that cite one.

        Were both joined, the title of an article would find every event that cites it.
        """
        rows = [row for row, text in enumerate(self.index.text) if word in text]
        found = int.from_bytes(bitset(rows), "little")
        found |= self._named(self.names.called(word), NAMED)
        return found or self._named(self.names.cited(word), ("source",))

    def _named(self, uids: Iterable[str], facets: Sequence[str]) -> int:
        return _union(self.index.posting(facet, uid) for uid in uids for facet in facets)

    def _during(self, since: str, until: str) -> int:
        """Return the dated rows whose events may fall in a period, as far as their dates tell."""
        first = parse(since).earliest if since else None
        last = parse(until).latest if until else None
        low = -UNDATED if first is None else first
        high = UNDATED if last is None else last
        spans = zip(self.index.start, self.index.end)
        dated = islice(enumerate(spans), bisect_left(self.index.anchor, UNDATED))
        rows = [row for row, (start, end) in dated if start < high and end > low]
        return int.from_bytes(bitset(rows), "little")

    def _keep(self, key: Key, compute: Callable[[Key], int]) -> int:
        if key not in self._kept:
            self._kept[key] = compute(key)
            if len(self._kept) > CACHED:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]


def _union(bitsets: Iterable[int]) -> int:
    return reduce(or_, bitsets, 0)
