"""Finds the documents behind what is damaged in a file of another program.

Where braces were hit, depths are right up to the damage if counted from the beginning, and
behind it if counted from the end: so no part of a damaged document is taken for one.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from store.journal.salvage_json import BLANK, MISNAMED, SPACE, STRING, Item, JsonReader
from store.journal.salvage_lines import CUT
from store.journal.salvage_rows import UNREADABLE, hit_once

_OPENING = rf"{STRING}{SPACE}:{SPACE}\{{{SPACE}"
_EMPTIES = rf"(?:,{SPACE}{_OPENING}\}}{SPACE})*"
"""Tables without documents."""
_KEY = re.compile(rf'"(-?\d{{1,18}})"{SPACE}:{SPACE}(?=\{{)')
"""The key of a document, or of something within one; it stands in no string."""
_TOKEN = re.compile(rf"{STRING}|[{{}}]", re.DOTALL)
_BETWEEN = re.compile(rf"{SPACE}(?:\}}{SPACE}{_EMPTIES},{SPACE}{_OPENING}|,{SPACE})", re.DOTALL)
"""What stands between two documents."""
_BEHIND = re.compile(rf"{SPACE}\}}{SPACE}{_EMPTIES}\}}{SPACE}", re.DOTALL)
"""What stands behind the last one."""
_OPENED = re.compile(rf"({STRING}){SPACE}:{SPACE}\{{{SPACE}(?=\}}|\Z)", re.DOTALL)
_NAMED = re.compile(rf"({STRING}){SPACE}:{SPACE}\{{{SPACE}\Z", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_QUOTED = re.compile(STRING, re.DOTALL)
_AROUND = ' ,:{"'
_TORN = re.compile(rf"[:{{]{SPACE}.?\Z", re.DOTALL)
"""How what opens a table ends, whichever character of it was hit."""
_NEAR = 1000
"""Characters before a document in which the name of its table is looked for."""
_SHORTEST = 5
"""Characters that open a table, at least."""
_DOCUMENTS = 2
"""Braces that are open where a document begins."""
DOUBTFUL = "it may be a part of a damaged document"


class Key(NamedTuple):
    """Where a document begins, or something within one."""

    start: int
    value: int
    number: str
    depth: int
    """Braces that are open there, counted from the beginning."""


def go_on(reader: JsonReader) -> list[Item]:
    """Return all items of a file that could not be read to its end."""
    if reader.broken and reader.cut:
        return [*reader.items, reader.broken._replace(reason=CUT)]
    keys, left = _keys(reader.text)
    items = _unbalanced(reader, keys, left) if left else _balanced(reader, keys)
    ends = [*(item.offset for item in items[1:]), len(reader.data)]
    return [
        item
        if item.reason != UNREADABLE or hit_once(reader.data[item.offset : end])
        else item._replace(doc_id=None)
        for item, end in zip(items, ends)
    ]


def _balanced(reader: JsonReader, keys: list[Key]) -> list[Item]:
    """Return all items where no brace is missing, nor too many: depths are right everywhere."""
    bad = reader.broken or _gap(reader, reader.stop)
    late = [key for key in keys if key.depth == _DOCUMENTS and key.value > bad.begin]
    items = [reader.item(key.start, key.value, key.number) for key in late]
    return [*reader.items, bad, *_placed(reader, items, reader.items, bad)]


def _keys(text: str) -> tuple[list[Key], int]:
    """Return all keys of objects that are numbers, and how many braces are open at the end."""
    matches = list(_KEY.finditer(text))
    begins = [0, *(match.end() for match in matches)]
    ends = [*(match.start() for match in matches), len(text)]
    *depths, left = accumulate(map(partial(_deeper, text), begins, ends))
    found = zip(matches, depths)
    return [Key(match.start(), match.end(), match[1], depth) for match, depth in found], left


def _deeper(text: str, begin: int, end: int) -> int:
    """Return how many braces more are open at the end of a piece that begins outside of strings."""
    tokens = _TOKEN.findall(text, begin, end)
    return tokens.count("{") - tokens.count("}")


def _unbalanced(reader: JsonReader, keys: list[Key], left: int) -> list[Item]:
    """Return all items where braces are missing, or too many."""
    text, items = reader.text, reader.items
    behind = _ending(reader, [key for key in keys if key.depth - left == _DOCUMENTS])
    cut = not (reader.broken or _BRACE.search(text, reader.stop))
    if cut:
        behind = _swallowed(items, behind) if left == 1 else []
    begins = behind[0].offset if behind else len(text)
    kept = [item for item in items if item.end <= begins]
    if cut and not behind:
        return [*items, Item(len(text), reader.table, None, len(text), len(text), CUT)]
    bad = _bad(reader, kept, items[len(kept) : len(kept) + 1])
    doubtful = _doubtful(reader, keys, bad.begin, begins)
    return [*kept, bad, *doubtful, *_placed(reader, behind, kept, bad)]


def _ending(reader: JsonReader, keys: list[Key]) -> list[Item]:
    """Return the documents that follow one another up to the end of the file."""
    items: list[Item] = []
    behind, end = _BEHIND, len(reader.text)
    for key in reversed(keys):
        item = reader.item(key.start, key.value, key.number)
        if item.begin == item.end or not behind.fullmatch(reader.text, item.end, end):
            break
        items.append(item)
        behind, end = _BETWEEN, key.start
    return items[::-1]


def _swallowed(items: list[Item], behind: list[Item]) -> list[Item]:
    """Return the documents that another has taken in for fields of it, as it lost its last brace.

    It might be the last one of the file that is missing, and what seem to be documents are fields.
    """
    for number, item in enumerate(behind):
        holders = (each for each in items if each.offset < item.offset < each.end)
        holder = next(holders, item)
        if holder is item or holder.doc_id is None or holder.doc_id < (item.doc_id or 0):
            return behind[number:]
    return []


def _bad(reader: JsonReader, kept: list[Item], dropped: list[Item]) -> Item:
    """Return what was hit: a document, or what stands behind one."""
    if dropped and dropped[0].begin < dropped[0].end:
        return dropped[0]._replace(end=dropped[0].begin, reason=UNREADABLE)
    if dropped:
        previous = kept[-1]
        return _gap(reader, previous.end)._replace(table=previous.table)
    return reader.broken or _gap(reader, reader.stop)


def _gap(reader: JsonReader, at: int) -> Item:
    return Item(at, reader.table, None, at, at, UNREADABLE)


def _doubtful(reader: JsonReader, keys: list[Key], begin: int, end: int) -> Iterator[Item]:
    """Yield what could be documents between the damage and where all is well again."""
    for key in keys:
        if begin < key.value and key.start < end:
            item = reader.item(key.start, key.value, key.number)
            if item.begin < item.end <= end:
                yield item._replace(table=None, reason=DOUBTFUL)
                begin = item.end


def _placed(reader: JsonReader, items: list[Item], before: list[Item], bad: Item) -> Iterator[Item]:
    """Yield documents with the tables in which they stand."""
    previous = before[-1] if before else _gap(reader, 0)._replace(table=None)
    table, last = previous.table, bad.doc_id or previous.doc_id
    end = bad.offset if bad.offset == bad.begin else None
    for item in items:
        opened = _opened(reader, end, item.offset, table)
        for each in opened:
            if (each.offset, each.reason) != (bad.offset, UNREADABLE):
                yield each
            table, last = each.table, None
        if end is None and not opened and last is not None and (item.doc_id or 0) <= last:
            table = None
        yield item._replace(table=table)
        end, last = item.end if item.begin < item.end else None, item.doc_id
    if end is not None:
        yield from _tables(reader, _OPENED, end, len(reader.text))


def _opened(reader: JsonReader, end: int | None, at: int, table: str | None) -> list[Item]:
    """Return the tables that begin before a document, behind the end of another if it is known."""
    begin = max(end or 0, at - _NEAR)
    exact = begin == end
    whole = exact and _BETWEEN.fullmatch(reader.text, begin, at)
    if found := _tables(reader, _OPENED if whole else _NAMED, begin, at):
        return found
    rest = reader.text[begin:at].strip(BLANK)
    if len("".join(rest.split())) < _SHORTEST or not (exact or rest.endswith("{")):
        return []
    if not _TORN.search(rest):
        return [Item(begin, table, None, begin, begin, UNREADABLE)]
    quoted = _QUOTED.findall(rest) if exact else []
    name = (quoted[-1] if quoted else rest.rpartition("}")[2]).strip(_AROUND)
    return [Item(begin, name, None, begin, begin, MISNAMED)]


def _tables(reader: JsonReader, pattern: re.Pattern[str], begin: int, end: int) -> list[Item]:
    return [
        Item(match.start(), reader.name(*match.span(1)), None, match.start(), match.start(), "")
        for match in pattern.finditer(reader.text, begin, end)
    ]
