"""The snapshot: TinyDB's own JSON, one document a line, so that each can be read by its place.

```
{"_meta":{"1":{"format":…,"generation":3,…}}},
"events":{
"1":{…}
,"2":{…}
},
"actors":{
}
}
```
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import lt
from pathlib import Path
from typing import Any

import msgspec

from store.journal.disk import Disk
from store.journal.errors import Damaged
from store.journal.lines import VERSION, lines, require_known

META_TABLE = "_meta"

_FIRST = re.compile(rb'{"_meta":{"1":({.*})}[,}]\n')
_ROOM = 1 << 12
_END = (b"}", b"},")
_COMMA = ord(",")


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot says of itself, in the table `_meta`; a stock file says less, or nothing."""

    format: str = ""
    """The application's own name for what it keeps."""
    version: int = VERSION
    store_id: str = ""
    generation: int = 0
    """Grows with every snapshot; 0 for a file that stock TinyDB made."""
    lsn: int = 0
    """Of the last record that is in the snapshot."""
    tables: list[str] = []
    next_id: dict[str, int] = {}
    """By table, also of those that were dropped."""
    alone: bool = False
    """Whether it was made without a journal, as a copy is."""
    more: dict[str, msgspec.Raw] = {}
    """What others noted there; it is kept."""


_META = msgspec.json.Decoder(Meta)
_FIELDS = frozenset(Meta.__struct_fields__)


class Rows:
    """Where the documents of one table lie in a snapshot: 16 bytes each."""

    def __init__(
        self,
        ids: Sequence[int] | None = None,
        offsets: Sequence[int] | None = None,
        *,
        ascending: bool | None = None,
    ) -> None:
        """Begin without rows, or take what was found earlier, and whether the ids ascend."""
        self.ids: Any = array("q") if ids is None else ids
        self.offsets: Any = array("q") if offsets is None else offsets
        """Of each line, and of the end of the last one."""
        self._known = ascending

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, doc_id: int) -> bool:
        return self.row(doc_id) is not None

    def row(self, doc_id: int) -> int | None:
        """Return the row of a document, None where there is none."""
        ids = self.ids
        if not ids:
            return None
        guess: int = doc_id - ids[0]  # mostly no id is left out
        if 0 <= guess < len(ids) and ids[guess] == doc_id:
            return guess
        if not self.ascending:
            return self._rows.get(doc_id)
        found: int = bisect_left(ids, doc_id)
        return found if found < len(ids) and ids[found] == doc_id else None

    def place(self, row: int) -> tuple[int, int]:
        """Return offset and length of a document."""
        before = (2 if row == 0 else 3) + len(str(self.ids[row])) + 1
        offset = self.offsets[row] + before
        return offset, self.offsets[row + 1] - 1 - offset

    @cached_property
    def ascending(self) -> bool:
        """Whether the documents lie in the order of their ids."""
        if self._known is not None:
            return self._known
        return all(map(lt, self.ids, islice(self.ids, 1, None)))

    @cached_property
    def _rows(self) -> dict[int, int]:
        return {doc_id: row for row, doc_id in enumerate(self.ids)}


def meta(name: str, raw: bytes) -> Meta:
    """Read the record of `_meta`; raises Damaged or NewerFormat."""
    require_known(name, raw)
    try:
        found = _META.decode(raw)
        every = msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Damaged(f"{name} has a table “_meta” that says nothing of it") from None
    more = {key: value for key, value in every.items() if key not in _FIELDS}
    return msgspec.structs.replace(found, more=more)


def first_line(disk: Disk, descriptor: int, path: Path) -> Meta | None:
    """Return what our snapshot says of itself, None where another program wrote the file."""
    line = disk.read(descriptor, _ROOM, 0)
    while line.startswith(b'{"_meta":{') and b"\n" not in line:
        more = disk.read(descriptor, len(line), len(line))
        if not more:
            return None
        line += more
    match = _FIRST.match(line)
    found = meta(path.name, match[1]) if match else None
    return found if found and found.generation else None


def opening(meta: Meta, empty: bool) -> bytes:
    """Return the first line of a snapshot."""
    about = msgspec.structs.asdict(meta)
    every = {**about.pop("more"), **about}
    return b'{"_meta":{"1":%b}%b\n' % (msgspec.json.encode(every), b"}" if empty else b",")


def rows(disk: Disk, descriptor: int, path: Path) -> Iterator[tuple[str, Rows]]:
    """Yield where the documents of each table lie, in order; raises Damaged that names a byte.

    Whoever needs only the first tables reads no further.
    """
    name, table, offset = "", None, 0
    try:
        for offset, line in islice(lines(disk, descriptor), 1, None):
            if line is None:
                raise ValueError("it ends within a line")
            if table is None:
                if line != b"}":
                    name, table = _table(line), Rows()
                continue
            table.offsets.append(offset)
            if line in _END:
                yield name, table
                table = None
            else:
                start = 2 if line[0] == _COMMA else 1
                table.ids.append(int(line[start : line.index(b'":', start)]))
    except (ValueError, IndexError, OverflowError):
        raise Damaged(f"{path.name} is damaged at byte {offset}") from None
    if table is not None:
        raise Damaged(f"{path.name} is cut off at byte {offset}")


def _table(line: bytes) -> str:
    """Return the name that a table's first line tells; raises ValueError."""
    if not line.endswith(b":{"):
        raise ValueError("no table begins here")
    name = msgspec.json.decode(line[:-2])
    if not isinstance(name, str):
        raise ValueError("a table has a name")
    return name
