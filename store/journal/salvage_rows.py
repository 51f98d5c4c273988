"""Tells what a line of a snapshot of ours is, also where a byte of it was hit."""

import re
from typing import NamedTuple

import msgspec

from store.journal.documents import decoded

UNREADABLE = "it cannot be read"

_END = (b"}", b"},")
_FIRST = re.compile(rb'\{"_meta":\{"1":(\{.*\})\}([,}])')
_ROW = re.compile(rb'(.?)"(-?\d{1,19})":(\{.*\})')
_DAMAGED_ROW = re.compile(rb'.?"(-?\d{1,18})":')
_DOCUMENT = re.compile(rb".{,24}?(\{.*\})")
_JOINT = re.compile(rb'.(?=,?"-?\d+":\{|"[^\n]*":\{$|\},?$)')
"""A byte that may have been the break between two lines."""
_VALUES = b'"0123456789eul]}'
"""What a value ends with, before a comma within a document."""
_CHARACTER = 4
"""Bytes of one, at most."""
SMALLEST, LARGEST = -(2**63), 2**63 - 1
"""Ids that take no more than 64 bits."""


class Row(NamedTuple):
    """The line of a document that can be read."""

    lead: bytes
    """What stands before it: a comma, but for the first."""
    doc_id: int
    raw: bytes


def readable(raw: bytes) -> bool:
    """Whether it is the JSON of a document."""
    try:
        return isinstance(decoded(raw), dict)
    except ValueError:
        return False


def hit_once(data: bytes) -> bool:
    """Whether no more than a character seems to be damaged, so that nothing else was there."""
    text = data.decode(errors="replace")
    odd = text.count("\ufffd") + sum(each < " " and each not in "\t\r\n" for each in text)
    return odd <= _CHARACTER


def damaged_id(line: bytes) -> int | None:
    """Return the id of a document that cannot be read, None where it may not be alone."""
    match = _DAMAGED_ROW.match(line)
    return int(match[1]) if match and hit_once(line) else None


def first(line: bytes) -> re.Match[bytes] | None:
    """Match the first line of a snapshot: what it says of itself, and whether tables follow."""
    match = _FIRST.fullmatch(line)
    return match if match and readable(match[1]) else None


def row(line: bytes) -> Row | None:
    """Return what the line of a document holds, None where it is none, or damaged."""
    match = _ROW.fullmatch(line)
    if match is None:
        return None
    doc_id = int(match[2])
    plain = b"%d" % doc_id == match[2] and SMALLEST <= doc_id <= LARGEST
    return Row(match[1], doc_id, match[3]) if plain and readable(match[3]) else None


def opens(line: bytes) -> str | None:
    """Return the name of the table that begins, None where none does."""
    if not line.endswith(b":{"):
        return None
    try:
        return msgspec.json.decode(line[:-2], type=str)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def sound(line: bytes) -> bool:
    """Whether a line may stand behind the first as it is."""
    return line in _END or opens(line) is not None or row(line) is not None


def joint(line: bytes) -> int:
    """Return where a line has lost its break to the next, 0 where it has not."""
    for match in _JOINT.finditer(line):
        left, right = line[: match.start()], line[match.end() :]
        several = len(line) == len("}\n}") or max(len(left), len(right)) > len("},")
        if several and (sound(left) or first(left)) and (sound(right) or joint(right)):
            return match.start()
    return _joint_behind_damage(line)


def _joint_behind_damage(line: bytes) -> int:
    """Return where the break was between a line that is damaged itself and one that is not."""
    for match in _JOINT.finditer(line):
        right = line[match.end() :]
        if match[0] not in _VALUES and right.startswith(b",") and row(right):
            return match.start()
    return 0


def ending(line: bytes) -> bytes | None:
    """Return the document of a line whose beginning is damaged, if it can be read."""
    match = _DOCUMENT.fullmatch(line)
    return match[1] if match and readable(match[1]) else None


def why(line: bytes) -> str:
    """Return why the document of a line cannot be read."""
    match = _DAMAGED_ROW.match(line)
    try:
        decoded(line[match.end() :] if match else b"{}")
    except ValueError as error:
        return f"{UNREADABLE}: {error}"
    return UNREADABLE
