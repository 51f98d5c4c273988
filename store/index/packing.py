"""Packs entries, in any order and of any number, into the sections of a layer on disk."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import IO

import msgspec

from store.index.blobs import crc_of, write_blob
from store.index.entry import Entry
from store.index.layer import UNDATED, Run
from store.index.mapped import END, SAMPLE, SHORT
from store.index.selection import bitset
from store.index.sidecar import Writer

FEW = 512
"""One row in so many is few: a bitset is shorter than a list from one in 32 on, but faster."""
_encode = msgspec.msgpack.Encoder().encode


class Packer:
    """Takes entries; what a row is long in lies in a spool until all are there to be sorted."""

    def __init__(self, spool: IO[bytes]) -> None:
        self._spool = spool
        self._end = 0
        self._places: tuple[array[int], ...] = array("q"), array("q"), array("q")
        """Where the row and the text of each entry begin in the spool, and where the text ends."""
        self._uids: list[str] = []
        self._anchors, self._starts, self._ends = array("q"), array("q"), array("q")
        self._coarse = array("i")
        self._sections: list[tuple[int, int]] = []
        self._known: dict[tuple[int, int], tuple[int, int]] = {}
        """Sections, each once."""
        self._contested = array("I")
        self._postings: dict[str, array[int]] = {}
        self._uses: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Take an entry."""
        number = len(self._uids)
        kept, text = _encode(entry.kept), entry.text.encode() + END
        self._spool.write(kept)
        self._spool.write(text)
        middle = self._end + len(kept)
        end = middle + len(text)
        for places, at in zip(self._places, (self._end, middle, end)):
            places.append(at)
        self._end = end
        self._uids.append(entry.uid)
        self._anchors.append(entry.anchor)
        self._starts.append(entry.start)
        self._ends.append(entry.end)
        self._coarse.append(entry.coarse)
        self._sections.append(self._known.setdefault(entry.section, entry.section))
        if entry.contested:
            self._contested.append(number)
        self._uses.update(entry.sources)
        for key in entry.postings:
            found = self._postings.get(key)
            if found is None:
                found = self._postings[key] = array("I")
            found.append(number)

    def write(self, writer: Writer) -> None:
        """Write all sections."""
        anchors, coarse, uids = self._anchors, self._coarse, self._uids
        order = sorted(
            range(len(uids)), key=lambda number: (anchors[number], -coarse[number], uids[number])
        )
        rows = array("I", bytes(4 * len(order)))
        for row, number in enumerate(order):
            rows[number] = row
        for name, column in (("anchor", anchors), ("start", self._starts), ("end", self._ends)):
            writer.add(name, [_sorted(column, order).tobytes()])
        sample = array("q", [anchors[number] for number in order[::SAMPLE]])
        writer.add("anchor sample", [sample.tobytes()])
        writer.add("long", [self._long(order).tobytes()])
        writer.add("runs", [_encode(list(self._runs(order)))])
        begin, middle, end = self._places
        write_blob(writer, "kept", self._spooled(order, begin, middle))
        write_blob(writer, "text", self._spooled(order, middle, end))
        crcs = array("I", map(crc_of, uids))
        by_uid = sorted(range(len(uids)), key=crcs.__getitem__)
        writer.add("uid crcs", [array("I", [crcs[number] for number in by_uid]).tobytes()])
        writer.add("by uid", [array("I", [rows[number] for number in by_uid]).tobytes()])
        writer.add("contested", [bitset(sorted(rows[number] for number in self._contested))])
        self._write_postings(writer, rows)

    def _spooled(self, order: list[int], begin: "array[int]", end: "array[int]") -> Iterator[bytes]:
        """Yield what lies in the spool, in the order of rows."""
        spool = self._spool
        for number in order:
            spool.seek(begin[number])
            yield spool.read(end[number] - begin[number])

    def _long(self, order: list[int]) -> "array[int]":
        """Return the dated rows that begin elsewhere than they stand, or are not short."""
        anchors, starts, ends = self._anchors, self._starts, self._ends
        return array(
            "I",
            [
                row
                for row, number in enumerate(order)
                if (anchor := anchors[number]) != UNDATED
                and (starts[number] != anchor or ends[number] > anchor + SHORT)
            ],
        )

    def _runs(self, order: list[int]) -> Iterator[Run]:
        last = None
        for row, number in enumerate(order):
            section = self._sections[number]
            if section is not last:
                yield row, *section
                last = section

    def _write_postings(self, writer: Writer, rows: "array[int]") -> None:
        keys = sorted(self._postings, key=str.encode)
        write_blob(writer, "key", (key.encode() for key in keys))
        counts = array("I", [len(self._postings[key]) for key in keys])
        writer.add("counts", [counts.tobytes()])
        by_count = sorted(
            range(len(keys)), key=lambda number: (_facet(keys[number]), -counts[number])
        )
        writer.add("by count", [array("I", by_count).tobytes()])
        uses = array("I", [self._uses[key.removeprefix("source:")] for key in keys])
        writer.add("uses", [uses.tobytes()])
        write_blob(writer, "rows", (self._posting(key, rows) for key in keys))

    def _posting(self, key: str, rows: "array[int]") -> bytes:
        """Return the rows of a key: a list, or a bitset where they are many."""
        found = array("I", sorted([rows[number] for number in self._postings[key]]))
        if FEW * len(found) < len(rows):
            return found.tobytes()
        bits = bitset(found)
        padding = -len(bits) % 4
        if len(bits) + padding == 4 * len(found):
            padding += 4  # by its length it is told from a list
        return bits + bytes(padding)


def _sorted(column: "array[int]", order: Sequence[int]) -> "array[int]":
    return array(column.typecode, [column[number] for number in order])


def _facet(key: str) -> bytes:
    """Return what orders facets as the keys are ordered, which ":" ends."""
    return key[: key.index(":") + 1].encode()
