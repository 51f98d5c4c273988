"""Reads a snapshot that another program wrote, as JSON on one line or many."""

import re
from collections.abc import Callable, Iterator
from json import JSONDecodeError, JSONDecoder, loads
from typing import NamedTuple

from store.journal.salvage_lines import Found
from store.journal.salvage_rows import UNREADABLE, readable

BLANK = " \t\r\n"
SPACE = rf"[{BLANK}]*"
MISNAMED = "the name of the table is damaged"
STRING = r'"(?:[^"\\]|\\.)*"'

_OPEN = re.compile(rf"{SPACE}\{{")
_CLOSE = re.compile(rf"{SPACE}\}}")
_COMMA = re.compile(rf"{SPACE},")
_NAME = re.compile(rf"{SPACE}({STRING}){SPACE}:{SPACE}", re.DOTALL)
_ID = re.compile(r"0|-?[1-9][0-9]{0,17}")
_MARK = b"\xef\xbb\xbf"
"""What some editors write before UTF-8."""
_LITERAL = 6
"""Characters of a word of JSON, or of an escaped character, at most."""
_decoder = JSONDecoder()


class Item(NamedTuple):
    """Where a document stands, or a table begins."""

    offset: int
    table: str | None
    doc_id: int | None
    begin: int
    """Of the JSON of the document."""
    end: int
    """The same as `begin` where none can be read."""
    reason: str


class JsonReader:
    """One pass over the bytes of a file, up to where it is damaged."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.text = data.decode("latin-1")  # so that a character is a byte
        self.items: list[Item] = []
        self.stop = 0
        """Up to where all is as it should be."""
        self.broken: Item | None = None
        """The document there, if it is one that cannot be read."""
        self.cut = False
        """Whether that lacks no more than its end."""
        self.table: str | None = None

    def read(self) -> bool:
        """Read as far as all is as it should be; whether that is everything."""
        opened = _OPEN.match(self.text, len(_MARK) if self.data.startswith(_MARK) else 0)
        end = self._members(opened.end(), self._read_table) if opened else None
        return end is not None and not self.text[end:].strip(BLANK)

    def item(self, offset: int, value: int, number: str) -> Item:
        """Return the document that stands at a place, as far as it can be read."""
        doc_id = int(number) if _ID.fullmatch(number) else None
        item = Item(offset, self.table, doc_id, value, value, UNREADABLE)
        try:
            document, end = _decoder.raw_decode(self.text, value)
        except JSONDecodeError as error:
            last = len(self.text) - _LITERAL
            self.cut = error.pos >= last or error.msg.startswith("Unterminated")
            return item
        except RecursionError:
            return item
        if not isinstance(document, dict):
            return item._replace(end=end, reason="it is no object")
        if doc_id is None:
            return item._replace(end=end, reason=f"“{number}” is no id")
        return item._replace(end=end, reason="")

    def name(self, begin: int, end: int) -> str:
        """Return the string that stands in a place."""
        text = self.data[begin:end].decode(errors="replace")
        try:
            return str(loads(text, strict=False))
        except ValueError:
            return text[1:-1]

    def found(self) -> Iterator[Found]:
        """Yield all items as they are, but for documents that are no text of UTF-8."""
        for offset, table, doc_id, begin, end, reason in self.items:
            raw = self.data[begin:end] or None
            if raw and not readable(raw):
                yield Found(offset, table, doc_id, None, reason or UNREADABLE, lost=True)
            else:
                lost = raw is None and reason not in ("", MISNAMED)
                yield Found(offset, table, doc_id, raw, reason, lost)

    def _members(self, at: int, member: Callable[[re.Match[str]], int | None]) -> int | None:
        """Read what is in an object, and return where it ends, None where it is damaged."""
        text, fresh = self.text, True
        while not (close := _CLOSE.match(text, at)):
            self.stop = at
            comma = None if fresh else _COMMA.match(text, at)
            name = _NAME.match(text, comma.end() if comma else at) if comma or fresh else None
            end = member(name) if name else None
            if end is None:
                return None
            at, fresh = end, False
        self.stop = close.end()
        return self.stop

    def _read_table(self, name: re.Match[str]) -> int | None:
        opened = _OPEN.match(self.text, name.end())
        if opened is None:
            return None
        self.table = self.name(*name.span(1))
        offset = name.start(1)
        self.items.append(Item(offset, self.table, None, opened.end(), opened.end(), ""))
        return self._members(opened.end(), self._read_document)

    def _read_document(self, name: re.Match[str]) -> int | None:
        item = self.item(name.start(1), name.end(), self.name(*name.span(1)))
        if item.begin == item.end:
            self.broken, self.stop = item, name.end()
            return None
        self.items.append(item)
        return item.end
