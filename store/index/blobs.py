"""Columns of texts: one after the other in one section, where each begins in another."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Literal
from zlib import crc32

from store.index.sidecar import Sections, Writer

PIECE = 1 << 16
"""Bytes that are looked through at once."""
MANY = 6
"""One in so many holds what is looked for: then each is looked at."""


class Blob:
    """Byte strings by number."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.at = numbers(sections, f"{name}.at", "q")
        """Where each begins, and the end of the last one."""
        self.data = sections[name]

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, number: int) -> memoryview:
        return self.data[self.at[number] : self.at[number + 1]]


class Lines(Blob):
    """Byte strings that are looked through, piece by piece: no copy of all of them is made."""

    def __init__(self, sections: Sections, name: str, end: bytes = b"") -> None:
        """Take a column; `end` is what each byte string ends with, and does not hold otherwise."""
        super().__init__(sections, name)
        self._read = partial(sections.read, name)
        self._end = end

    def holding(self, wanted: bytes, first: int = 0, last: int | None = None) -> Iterator[int]:
        """Yield the numbers of those that hold some bytes, no more being read than is asked for."""
        at, last, many = self.at, len(self) if last is None else last, False
        while first < last:
            end = min(max(bisect_right(at, at[first] + PIECE) - 1, first + 1), last)
            found = self._each(first, end, wanted) if many else self._within(first, end, wanted)
            yield from found
            many = bool(self._end) and MANY * len(found) > end - first
            first = end

    def _within(self, first: int, end: int, wanted: bytes) -> list[int]:
        """Go from place to place where they stand."""
        at = array("q", self.at[first : end + 1].tobytes())  # faster than what is mapped
        data, base, number = self._read(at[0], at[-1]), at[0], 0
        found, place = [], data.find(wanted)
        while place >= 0:
            if base + place >= at[number + 1]:
                number = bisect_right(at, base + place, number + 1) - 1
            found.append(first + number)
            number += 1
            place = data.find(wanted, at[number] - base)
        return found

    def _each(self, first: int, end: int, wanted: bytes) -> list[int]:
        """Look at one after the other, which is faster where many hold them."""
        each = self._read(self.at[first], self.at[end]).split(self._end)
        return [number for number, one in enumerate(each, first) if wanted in one]


class Texts:
    """Texts by number."""

    def __init__(self, sections: Sections, name: str) -> None:
        self._blob = Blob(sections, name)

    def __len__(self) -> int:
        return len(self._blob)

    def __getitem__(self, number: int) -> str:
        return str(self._blob[number], "utf-8")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))


class Words(Texts):
    """Distinct texts in the order of their UTF-8."""

    def find(self, word: str) -> int | None:
        """Return the number of a word, None where it is not there."""
        wanted = word.encode(errors="surrogatepass")
        number = self._left(wanted)
        return number if number < len(self) and self._blob[number] == wanted else None

    def starting(self, prefix: str) -> range:
        """Return the numbers of the words that begin with a prefix, which ends with ASCII."""
        start = prefix.encode()
        return range(self._left(start), self._left(start[:-1] + bytes([start[-1] + 1])))

    def _left(self, wanted: bytes) -> int:
        return bisect_left(range(len(self)), wanted, key=lambda number: bytes(self._blob[number]))


class Uids(Texts):
    """Distinct uids in no order that would mean anything: each is found by its crc32.

    So a search looks at one small column, not at a text here and there.
    """

    def __init__(self, sections: Sections, name: str) -> None:
        super().__init__(sections, name)
        self._crcs = numbers(sections, f"{name}.crc", "I")

    def find(self, uid: str) -> int | None:
        """Return the number of a uid, None where it is not there."""
        return found(self._crcs, uid, self.__getitem__)


def found(crcs: "memoryview[int]", uid: str, named: Callable[[int], str]) -> int | None:
    """Return which of some sorted crc32 is that of a uid, None where it is not there."""
    crc = crc_of(uid)
    number = bisect_left(crcs, crc)
    while number < len(crcs) and crcs[number] == crc:
        if named(number) == uid:
            return number
        number += 1
    return None


def crc_of(uid: str) -> int:
    """Return by what uids are sorted; what is typed may hold any character."""
    return crc32(uid.encode(errors="surrogatepass"))


def write_uids(writer: Writer, name: str, uids: Sequence[str]) -> None:
    """Write what `Uids` reads; sorted by `crc_of`."""
    write_blob(writer, name, (uid.encode() for uid in uids))
    writer.add(f"{name}.crc", [array("I", map(crc_of, uids)).tobytes()])


def numbers(sections: Sections, name: str, code: Literal["q", "I"]) -> "memoryview[int]":
    """Return a section as an array of numbers of a type of `array`."""
    return sections[name].cast(code)


def write_blob(writer: Writer, name: str, pieces: Iterable[bytes | memoryview]) -> None:
    """Write what `Blob` reads."""
    at = array("q", [0])

    def counted() -> Iterator[bytes | memoryview]:
        for piece in pieces:
            at.append(at[-1] + len(piece))
            yield piece

    writer.add(name, counted())
    writer.add(f"{name}.at", [at.tobytes()])
