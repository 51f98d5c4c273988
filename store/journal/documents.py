"""The JSON of documents: as TinyDB takes it, on one line."""

import json
from typing import Any
from zlib import crc32

import msgspec

_COMPACT = (",", ":")
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=_COMPACT)
_ASCII_ENCODER = json.JSONEncoder(allow_nan=False, separators=_COMPACT)
_BLANKS = bytes.maketrans(b"\r\n", b"  ")
"""Between the parts of JSON one blank is as good as another; within text no break may stand."""


def encoded(document: Any) -> bytes:
    """Return a document as JSON on one line.

    Raises ValueError for NaN, infinity and what holds itself, TypeError for what is not JSON.
    """
    try:
        raw = msgspec.json.encode(document)
        if msgspec.json.decode(raw) == document:  # twice as fast, and nothing was bent into JSON
            return raw
    except (ValueError, TypeError, OverflowError, RecursionError, msgspec.MsgspecError):
        pass  # let json say what is wrong, if it is
    return _encoded(document)


def _encoded(document: Any) -> bytes:
    try:
        return _ENCODER.encode(document).encode()
    except UnicodeEncodeError:  # half a character, which stock TinyDB keeps as well
        return _ASCII_ENCODER.encode(document).encode()
    except RecursionError:
        raise ValueError("Document is nested too deeply") from None


def decoded(raw: bytes) -> Any:
    """Read a document; raises ValueError. What stock TinyDB wrote may hold NaN."""
    try:
        return msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            return json.loads(raw)
        except RecursionError:
            raise ValueError("it is nested too deeply") from None


def one_line(raw: bytes) -> bytes:
    """Return JSON as it is, unless it is spread over lines; all that stock TinyDB takes stays."""
    if b"\n" not in raw and b"\r" not in raw:
        return raw
    try:
        return json.dumps(json.loads(raw)).encode()
    except (ValueError, RecursionError):  # all that it says stays, be it readable or not
        return raw.translate(_BLANKS)


def checksum(document: Any) -> int:
    """Return the crc32 of a document as compact JSON with sorted keys, however it was written."""
    try:
        return crc32(msgspec.json.encode(document, order="sorted"))
    except (ValueError, TypeError, RecursionError):
        return crc32(json.dumps(document, sort_keys=True, separators=_COMPACT).encode())
