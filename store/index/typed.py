r"""The names typed for the sources that a sidecar keeps, looked up where they lie.

Each is a line, in the order in which they are offered: `\n`, then the folded name with a mark
wherever a word may begin. So one search finds names or words, whatever script they are in.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from store.index.blobs import Lines, crc_of, numbers, write_blob
from store.index.shelf import Shelf
from store.index.sidecar import Sections, Writer
from store.lines import tidy
from store.model import Source
from store.text import fold
from store.typed import BEGIN, Spelling, typed
from store.urls import comparable

_BEGIN = re.compile(f"{BEGIN}(?=.)", re.DOTALL)
_MARK = b"\xff"
"""Stands in no UTF-8."""
_ESCAPED = "\udcff"
"""The mark, as what is no UTF-8 stands in a text."""
_LINES, _OF, _NAMED, _PAGES = "typed", "typed of", "typed name", "typed address"


class Shelved:
    """A `Typed` over the sources of a shelf; memory is taken for what is found only."""

    def __init__(self, sections: Sections, records: Shelf) -> None:
        self.records = records
        self._sections = sections

    def called(self, folded: str) -> Iterator[Spelling]:
        """Look a name up."""
        return map(self._spelling, self._same(folded) if folded else ())

    def keyed(self, folded: str) -> Iterator[str]:
        """Look a uid up."""
        lines = (line for line in self._same(folded) if not self._of[line] % 2)
        return (self._spelling(line).uid for line in lines)

    def addressed(self, address: str) -> Iterator[str]:
        """Look an address up."""
        sources = map(self.records.at, reversed(self._pages.find(address)))
        return (source.uid for source in sources if comparable(source.url) == address)

    def beginning(self, needle: str) -> Iterator[Spelling]:
        """Go through the names until enough are found."""
        return map(self._spelling, self._lines.holding(b"\n" + marked(needle)))

    def within(self, needle: str) -> Iterator[Spelling]:
        """Go through the names until enough are found."""
        return map(self._spelling, self._lines.holding(marked(needle)))

    def _spelling(self, line: int) -> Spelling:
        number, which = divmod(self._of[line], 2)
        source = self.records.at(number)
        name = typed(source)[which]
        return Spelling(fold(name), tidy(name), source.uid)

    def _same(self, folded: str) -> Iterator[int]:
        wanted = b"\n" + marked(folded)
        return (line for line in self._named.find(folded) if self._lines[line] == wanted)

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._sections, _LINES)

    @cached_property
    def _of(self) -> "memoryview[int]":
        """Twice the number of each name's source, and one more for its title."""
        return numbers(self._sections, _OF, "I")

    @cached_property
    def _named(self) -> "Crcs":
        """Lines by name."""
        return Crcs(self._sections, _NAMED)

    @cached_property
    def _pages(self) -> "Crcs":
        """Sources by comparable address."""
        return Crcs(self._sections, _PAGES)


class Crcs:
    """Numbers by texts of which only the crc32 is kept: whoever finds one compares the text."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._crcs = numbers(sections, f"{name}.crc", "I")
        self._numbers = numbers(sections, f"{name}.number", "I")

    def find(self, text: str) -> "memoryview[int]":
        """Return what may be the numbers of a text, in their order."""
        crc = crc_of(text)
        first = bisect_left(self._crcs, crc)
        return self._numbers[first : bisect_right(self._crcs, crc, first)]


def marked(folded: str) -> bytes:
    """Return a folded name as it stands in its line."""
    return _BEGIN.sub(_ESCAPED, folded).encode(errors="surrogateescape")


def write_typed(writer: Writer, sources: Iterable[Source]) -> None:
    """Write what `Shelved` reads, of sources in the order of their shelf."""
    names: list[tuple[str, int]] = []
    pages: list[tuple[str, int]] = []
    for number, source in enumerate(sources):
        for which, folded in enumerate(map(fold, typed(source))):
            if folded or not which:  # a key of which nothing is left is a key all the same
                names.append((folded, 2 * number + which))
        if address := comparable(source.url):
            pages.append((address, number))
    names.sort(key=lambda name: len(name[0]))
    write_blob(writer, _LINES, (b"\n" + marked(folded) for folded, _ in names))
    writer.add(_OF, [array("I", [of for _, of in names]).tobytes()])
    _write_crcs(writer, _NAMED, ((folded, line) for line, (folded, _) in enumerate(names)))
    _write_crcs(writer, _PAGES, pages)


def _write_crcs(writer: Writer, name: str, texts: Iterable[tuple[str, int]]) -> None:
    found = sorted((crc_of(text), number) for text, number in texts)
    writer.add(f"{name}.crc", [array("I", [crc for crc, _ in found]).tobytes()])
    writer.add(f"{name}.number", [array("I", [number for _, number in found]).tobytes()])
