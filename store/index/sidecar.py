"""The index kept beside the store file: derived, and dropped whenever it does not fit.

Anyone may have written it, so it is believed only where no row of it can break a screen.
"""

import os
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from stat import S_IMODE
from tempfile import mkstemp

import msgspec

from store.dates import parse
from store.index.index import UNDATED, Index
from store.text import is_safe

FORMAT = 2
"""Grows when the columns or the way they are computed change."""

Stamp = tuple[int, int, int]
"""Size, mtime_ns and inode of the store file it was computed from."""

_YEARS = -62_135_596_800, 253_402_300_800
"""Civil seconds at which the years 1 and 10,000 begin."""
_DAY = "[1-9][0-9]{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?)?"
_ONE = rf"/?{_DAY}~?|{_DAY}~?/\.\.|\[\.\.{_DAY}\]"
_OTHERS = re.compile(rf"^(?!(?:{_ONE})$).+", re.MULTILINE)
_TWO = re.compile(rf"(\[)?({_DAY})~?(?(1)(?:\.\.|,)|/)({_DAY})~?(?(1)\])")
"""One date or two in order are known for sound without being read: most, at a third of the time."""
_ESCAPE = re.compile(r"\\[bfrtu]")
"""How JSON writes control characters other than the newline."""


class Sidecar(msgspec.Struct, array_like=True):
    """What stands in the file."""

    format: int
    stamp: Stamp
    index: msgspec.Raw


def load(path: Path, stamp: Stamp) -> Index | None:
    """Return the index kept for exactly this store file, None where there is none to believe."""
    try:
        kept = msgspec.msgpack.decode(_content(path), type=Sidecar)
        if (kept.format, kept.stamp) == (FORMAT, stamp):
            index = msgspec.msgpack.decode(kept.index, type=Index)
            return index if all(_sound(index)) else None
    except (OSError, ValueError, RecursionError, OverflowError):
        pass
    return None


def save(path: Path, stamp: Stamp, index: Index, *, like: Path) -> None:
    """Keep the index, open to whom the store file is, which it is `like`.

    Where it cannot be written, the next start is slower and nothing else.
    """
    raw = msgspec.Raw(msgspec.msgpack.encode(index))
    with suppress(OSError):
        _publish(path, msgspec.msgpack.encode(Sidecar(FORMAT, stamp, raw)), like)


def _content(path: Path) -> bytes:
    """Read a regular file; anything else could block, or never end."""
    return path.read_bytes() if path.is_file() else b""


def _publish(path: Path, content: bytes, like: Path) -> None:
    """Write beside the path under a name that nobody can guess, then take its place."""
    descriptor, name = mkstemp(dir=path.parent, prefix=".syria-timeline-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            os.fchmod(descriptor, S_IMODE(like.stat().st_mode))
            file.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _sound(index: Index) -> Iterator[bool]:
    """Yield whether each thing holds on which timeline and screen rely; raises DateError."""
    yield _is_rectangular(index)
    yield _is_ordered(index)
    yield _is_within(index)
    yield _is_closed(index)
    yield _is_printable(index)
    yield all(parse(when) for when in _doubtful(index.when))


def _doubtful(dates: Iterable[str]) -> list[str]:
    """Return the dates that have to be read, in lines, to know whether they are sound."""
    others = _OTHERS.findall("\n".join(set(dates)))
    pairs = ((when, _TWO.fullmatch(when)) for when in others)
    return [when for when, two in pairs if two is None or two[2] > two[3]]


def _is_rectangular(index: Index) -> bool:
    """Whether every column has a value for each row, and each row a uid of its own."""
    columns = (index.when, index.part_of_day, index.kind, index.title, index.badge)
    numbers = (index.anchors, index.starts, index.ends)
    return (
        {len(column) for column in (*columns, index.factions, index.text)} == {len(index)}
        and {len(column) for column in numbers} == {index.anchor.itemsize * len(index)}
        and len(index.rows) == len(index)
    )


def _is_ordered(index: Index) -> bool:
    """Whether the rows stand by date, in years that a calendar has."""
    anchors = index.anchor.tolist()
    dated = anchors[: bisect_left(anchors, UNDATED)]
    ends = dated[:1] + dated[-1:]
    return anchors == sorted(anchors) and all(_YEARS[0] <= end < _YEARS[1] for end in ends)


def _is_within(index: Index) -> bool:
    """Whether sections begin at rows in order, the first at the first, and no bit is beyond."""
    firsts = [first for first, _, _ in index.sections]
    bitsets = (*index.postings.values(), index.contested)
    return (
        firsts == sorted(set(firsts))
        and (firsts[:1], firsts[-1:] < [len(index)]) == ([0][: len(index)], True)
        and all(_is_month(year, month) for _, year, month in index.sections)
        and all(8 * len(bits) + bits[-1].bit_length() - 8 <= len(index) for bits in bitsets if bits)
    )


def _is_month(year: int, month: int) -> bool:
    return (year, month) == (9999, 13) or (1 <= year <= 9999 and -2 <= month <= 12)


def _is_closed(index: Index) -> bool:
    """Whether each record lies under its own uid, and every faction is a record."""
    kinds = (index.actors, index.places, index.sources)
    return all(
        uid == record.uid for records in kinds for uid, record in records.items()
    ) and index.actors.keys() >= set(chain.from_iterable(index.factions))


def _is_printable(index: Index) -> bool:
    """Whether all that may be shown is free of control characters, and a row is one line.

    The text is searched and never shown.
    """
    rows = (index.uid, index.when, index.part_of_day, index.title, index.badge)
    records = (index.actors, index.places, index.sources, index.unreadable, [*index.postings])
    told = msgspec.json.encode(records).decode()
    return (
        all(is_safe(" ".join(column)) for column in rows)
        and is_safe(told)
        and not _ESCAPE.search(told.replace(r"\\", ""))
    )
