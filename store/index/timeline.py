"""Timeline: selects and counts, over an Index, for every backend."""

import re
from collections.abc import Iterable
from functools import reduce
from operator import and_, or_

from msgspec.structs import replace

from store.dates import parse
from store.index.index import Index
from store.index.layer import UNDATED
from store.index.rows import Rows
from store.index.selection import Selection
from store.query import Facet, Filter, Term
from store.text import fold

NAMED = ("participant", "claimant", "via", "place")
"""Postings through which names of actors and places count as an event's words."""

WORDS = re.compile(r'"([^"]+)"?|([^\s"]+)')
"""A phrase in quotes, closed or still being typed, or a word."""


class Timeline:
    """All events of one index, and the selections that filters make of them."""

    def __init__(self, index: Index, before: "Timeline | None" = None) -> None:
        """Take an index; `before` hands on what it knows of a base that is the same."""
        self.index = index
        self.names = index.names
        same = before is not None and before.index.base is index.base
        self.base: Rows = before.base if before and same else Rows(index.base)
        self._over = Rows(index.over)

    def __len__(self) -> int:
        return len(self.index)

    def select(self, query: Filter) -> Selection:
        """Return the rows that a filter lets through; raises DateError for its period.

        While a search goes through the base, its rows are those that were looked through.
        """
        index = self.index
        base, over = index.present, (1 << len(index.over)) - 1
        for text in query.texts:
            for word in words(text):
                found = self._word(word)
                base, over = base & found[0], over & found[1]
        base &= self._selected(self.base, query)
        return index.selection(base, over & self._selected(self._over, query))

    def found(self, text: str) -> Selection:
        """Return the rows in which every word (or phrase in quotes) of a search is found."""
        return self.select(Filter(texts=(text,)))

    def counts(
        self, query: Filter, facet: Facet, values: Iterable[str] | None = None
    ) -> dict[str, int]:
        """Count the events of each value of a facet, or of some, under the filter's other groups.

        Rows of a value are not kept for being counted: that would push out those selected by.
        """
        group = Term(facet, "").group
        others = tuple(term for term in query.terms if term.group != group)
        within = self.select(replace(query, terms=others))
        every = len(within) == len(self.index)
        asked = self.values(facet) if values is None else values
        return {value: self._count(Term(facet, value), within, every) for value in asked}

    def values(self, facet: Facet) -> list[str]:
        """Return what a facet can be asked for."""
        return sorted(value for value in self.totals(facet) if self.has(facet, value))

    def totals(self, facet: Facet) -> dict[str, int]:
        """Return the values of a facet, each with the most events that it can have by itself."""
        if facet != "actor":
            return self.index.totals(facet)
        taking, making = self.index.totals("participant"), self.index.totals("claimant")
        return {uid: taking.get(uid, 0) + making.get(uid, 0) for uid in taking | making}

    def most(self, facet: Facet, number: int) -> dict[str, int]:
        """Return the values that events have most often, each with the most events it can have."""
        index = self.index
        found = dict(index.base.most(facet, number))
        for value, total in index.over.totals(facet):
            found[value] = total + index.base.total(facet, value)
        return found

    def totals_of(self, facet: Facet, values: Iterable[str]) -> dict[str, int]:
        """Return how many events have each of some values by itself."""
        total, facets = self.index.total, _facets(facet)
        return {value: sum(total(each, value) for each in facets) for value in values}

    def number(self, facet: Facet) -> int:
        """Return how many values a facet has at the most."""
        layers = self.index.base, self.index.over
        return sum(layer.number(each) for layer in layers for each in _facets(facet))

    def has(self, facet: Facet, value: str) -> bool:
        """Whether any event has a value of a facet."""
        total = self.index.total
        return not self.index.gone or any(total(each, value) for each in _facets(facet))

    def unknown(self, query: Filter) -> list[str]:
        """Return the words that the texts of the base were not searched for yet."""
        asked = dict.fromkeys(word for text in query.texts for word in words(text))
        return [word for word in asked if not self.base.knows(("word", word))]

    def _count(self, term: Term, within: Selection, every: bool) -> int:
        facet, value, index = term.facet, term.value, self.index
        if facet == "actor" or len(self._parts(term)) > 1:
            base = self._posted(self.base, term) & within.base.bits
            over = self._posted(self._over, term) & within.over.bits
            return base.bit_count() + over.bit_count()
        if every:
            return index.total(facet, value)
        found = index.base.count(facet, value, within.base)
        return found + index.over.count(facet, value, within.over)

    def _selected(self, rows: Rows, query: Filter) -> int:
        found = rows.everything
        for group, terms in query.groups().items():
            found &= self._group(rows, terms, group in query.all_of)
        if query.contested:
            found &= rows.layer.contested
        if query.since or query.until:
            found &= rows.during(*period(query))
        return found

    def _group(self, rows: Rows, terms: list[Term], every: bool) -> int:
        included = [self._term(rows, term) for term in terms if not term.exclude]
        excluded = reduce(or_, (self._term(rows, term) for term in terms if term.exclude), 0)
        wanted = reduce(and_ if every else or_, included) if included else rows.everything
        return wanted & ~excluded

    def _term(self, rows: Rows, term: Term) -> int:
        asked = replace(term, exclude=False)
        key = asked, *sorted(self._parts(term))
        return rows.keep(key, lambda: self._posted(rows, asked))

    def _posted(self, rows: Rows, term: Term) -> int:
        return rows.having(_facets(term.facet), self._parts(term))

    def _parts(self, term: Term) -> set[str]:
        return self.names.parts(term.value) if term.group == "actor" else {term.value}

    def _word(self, word: str) -> tuple[int, int]:
        """Return the rows that hold a word themselves or by a name, else those that cite one.

        Were both joined, the title of an article would find every event that cites it.
        """
        held, looked = self.base.holding(word), self.base.looked(word)
        base, over = self._named(NAMED, self.names.called(word))
        base, over = (base | held) & looked, over | self._over.holding(word)
        if base & self.index.present or over or looked != self.base.everything:
            return base, over
        return self._named(("source",), self.names.cited(word))

    def _named(self, facets: tuple[str, ...], uids: set[str]) -> tuple[int, int]:
        key = facets, *sorted(uids)
        base = self.base.keep(key, lambda: self.base.having(facets, uids))
        return base, self._over.having(facets, uids)


def _facets(facet: Facet) -> tuple[str, ...]:
    """Return the postings in which a facet's values stand."""
    return ("participant", "claimant") if facet == "actor" else (facet,)


def words(text: str) -> list[str]:
    """Return the words and phrases of a search, folded; those of which nothing stays left out."""
    return [*filter(None, (fold(phrase or word) for phrase, word in WORDS.findall(text)))]


def period(query: Filter) -> tuple[int, int]:
    """Return the civil seconds of a filter's period, the last exclusive; raises DateError."""
    first = parse(query.since).earliest if query.since else None
    last = parse(query.until).latest if query.until else None
    return -UNDATED if first is None else first, UNDATED if last is None else last
