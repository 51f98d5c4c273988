"""Reads a journal line by line, however damaged; whole lines behind a damaged one are found."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from store.journal.disk import Disk
from store.journal.lines import FORMAT, Header, Record, header, lines, record

_JOINT = re.compile(rb".(?=[0-9a-f]{8} [\[{])")
"""A byte that may have been the break between two lines."""
_ABOUT = re.compile(
    rb'.{9}\[\d+,\d+,(?:true|false),"[a-z]+",("(?:[^"\\]|\\.)*"),(?:null|(-?\d{1,18})),'
)


class Line(NamedTuple):
    """One line of a journal."""

    offset: int
    text: bytes
    """Without its line break."""
    whole: bool
    """Whether it has one."""
    record: Record | None
    """None for the header, and for what is not what was written."""
    header: Header | None
    """None but for the first."""
    joined: bool = False
    """Whether something else stands where its line break was."""

    @property
    def end(self) -> int:
        """Where the next line begins."""
        return self.offset + len(self.text) + self.whole

    @property
    def seeming(self) -> Record | None:
        """Return what a damaged line seems to say, None where that makes no sense."""
        try:
            return msgspec.json.decode(self.text[len("00000000 ") :], type=Record)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    @property
    def about(self) -> tuple[str, int | None]:
        """Table and id of the document that a damaged line seems to tell of, as far as it does."""
        match = _ABOUT.match(self.text)
        if match is None:
            return "", None
        try:
            table = msgspec.json.decode(match[1], type=str)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return "", None
        return table, int(match[2]) if match[2] else None


def trail(disk: Disk, descriptor: int) -> Iterator[Line]:
    """Yield all lines; those that have lost the break between them are told apart."""
    size = disk.status(descriptor).st_size
    for offset, text in lines(disk, descriptor):
        if text is None:
            rest = disk.read(descriptor, size - offset, offset)
            yield from _parted(offset, rest, False)
        else:
            yield from _parted(offset, text, True)


def _parted(offset: int, text: bytes, whole: bool) -> Iterator[Line]:
    line = _line(offset, text, whole)
    if not (line.record or line.header):
        for joint in _JOINT.finditer(text):
            left, right = text[: joint.start()], text[joint.end() :]
            if _sound(offset, left) or _sound(1, right):
                yield from (each._replace(joined=True) for each in _parted(offset, left, True))
                yield from _parted(offset + joint.end(), right, whole)
                return
    yield line


def _line(offset: int, text: bytes, whole: bool) -> Line:
    first = header(text) if offset == 0 else None
    if first and first.format != FORMAT:
        first = None
    return Line(offset, text, whole, None if first else record(text), first)


def _sound(offset: int, text: bytes) -> bool:
    line = _line(offset, text, True)
    return bool(line.record or line.header)
