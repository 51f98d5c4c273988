"""What a layer answers, remembered: rows of a term, of a word, of a period."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import reduce
from operator import or_

from store.index.layer import Layer
from store.index.selection import Bits, union

CACHED = 32
"""Answers kept; at a million events each is 125 kB."""

NARROW = 16
"""Of so many rows at most one is looked at by itself: that takes so much longer than in a run."""


class Sought:
    """Rows that were found so far, few by few; they are put together when they are asked for."""

    def __init__(self) -> None:
        self._rows = 0
        self._new: array[int] = array("I")

    def add(self, rows: Iterable[int]) -> None:
        """Take in more rows."""
        self._new.extend(rows)

    @property
    def rows(self) -> int:
        """All rows, as a bitset."""
        if self._new:
            self._rows |= union(self._new)
            del self._new[:]
        return self._rows


class Rows:
    """The latest answers of one layer, by question; they hold as long as the layer does."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.everything = (1 << len(layer)) - 1
        self._kept: OrderedDict[Hashable, int] = OrderedDict()
        self._sought: dict[str, Sought] = {}
        """What was found so far of each word that is being looked for."""
        self._looked: list[tuple[int, int]] = []
        """Runs of rows that were looked through for them: first, and behind the last."""

    def knows(self, question: Hashable) -> bool:
        """Whether the answer is at hand."""
        return question in self._kept

    def keep(self, question: Hashable, compute: Callable[[], int]) -> int:
        """Return the answer, computed where it is not at hand."""
        found = self._kept.get(question)
        if found is None:
            return self.hold(question, compute())
        self._kept.move_to_end(question)
        return found

    def hold(self, question: Hashable, rows: int) -> int:
        """Remember an answer, and let the one go that was not asked for the longest."""
        self._kept[question] = rows
        if len(self._kept) > CACHED:
            self._kept.popitem(last=False)
        return rows

    def having(self, facets: Collection[str], uids: Collection[str]) -> int:
        """Return the rows that have one of the values in one of the facets."""
        return self.layer.having(facets, uids)

    def during(self, low: int, high: int) -> int:
        """Return the dated rows that may overlap a span of civil seconds."""
        return self.keep(("during", low, high), lambda: self.layer.during(low, high))

    def candidates(self, word: str) -> Bits | None:
        """Return the only rows that can hold a word, where they are few: those of a part of it."""
        known = [rows for question, rows in self._kept.items() if _is_part(question, word)]
        least = min(known, key=int.bit_count, default=None)
        if least is None or NARROW * least.bit_count() > len(self.layer):
            return None
        return Bits(least, len(self.layer))

    def seek(self, words: Iterable[str]) -> None:
        """Begin to look for words, and for no others any more."""
        self._sought, self._looked = {word: Sought() for word in words}, []

    def look(self, word: str, rows: Iterable[int]) -> None:
        """Take in rows that hold a word being looked for."""
        self._sought[word].add(rows)

    def looked_through(self, first: int, last: int) -> None:
        """Take in that all words were looked for from `first` to before `last`."""
        if self._looked and self._looked[-1][1] == first:
            first, _ = self._looked.pop()
        self._looked.append((first, last))

    def seek_no_more(self) -> None:
        """Remember what was found: all rows were looked through, and the next letter narrows it."""
        for word, found in self._sought.items():
            self.hold(("word", word), found.rows)
        self.seek(())

    def looked(self, word: str) -> int:
        """Return the rows of which it is known whether they hold a word."""
        if word not in self._sought:
            return self.everything
        return reduce(or_, ((1 << last) - (1 << first) for first, last in self._looked), 0)

    def holding(self, word: str) -> int:
        """Return the rows whose text holds a folded word, of one being looked for those so far."""
        if word in self._sought:
            return self._sought[word].rows
        layer = self.layer
        return self.keep(("word", word), lambda: union(layer.holding(word, 0, len(layer))))


def _is_part(question: Hashable, word: str) -> bool:
    """Whether a question was for a part of a word."""
    return isinstance(question, tuple) and question[0] == "word" and question[1] in word
