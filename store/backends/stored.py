"""One document as it lies in a file: who it is, and what it says, without trusting it."""

import json
import re
from math import isfinite
from typing import Any, NoReturn

import msgspec

from store.model import Document
from store.text import clean, clean_document, is_clean

# Escapes that cleaning could change what they stand for; it leaves curly quotes, dashes and dots
# (U+2010 to U+2027), which no mark is composed with.
_SUSPECT = re.compile(rb"\\[bfrt]|\\u(?!20(?:1|2[0-7]))")
_DEEPEST = 100
"""Levels of objects and lists; a claim's figure's period is on the seventh."""


class Head(msgspec.Struct, frozen=True):
    """What identifies a record; version 0 stands for one that cannot be read."""

    uid: str
    version: int = 1


_HEAD = msgspec.json.Decoder(Head)


def head(raw: msgspec.Raw) -> Head:
    """Read uid and version only; raises ValueError where there is no uid."""
    try:
        found = _HEAD.decode(raw)
    except (ValueError, RecursionError):
        return identify(_python_value(raw))
    return _head(found.uid, found.version)


def identify(value: Any) -> Head:
    """Return uid and version of any JSON value; raises ValueError where there is no uid."""
    if not isinstance(value, dict):
        raise ValueError("it is no JSON object")
    uid, version = value.get("uid"), value.get("version", 1)
    return _head(uid if isinstance(uid, str) else "", version if type(version) is int else 0)


def _head(uid: str, version: int) -> Head:
    cleaned = clean(uid)
    if not cleaned:
        raise ValueError("it has no uid")
    return Head(cleaned, version)


def document(raw: msgspec.Raw) -> Document:
    """Decode and clean what has a head; raises ValueError that says what is wrong with it."""
    try:
        value = msgspec.json.decode(raw)
    except UnicodeDecodeError:
        raise ValueError("its text is not UTF-8") from None
    except (msgspec.DecodeError, RecursionError):
        value = _python_value(raw, parse_constant=_no_number, parse_float=_finite)
    text = bytes(raw)
    require_shallow(text, value)
    found: Document = clean_document(value) if is_suspect(text) else value
    if identify(found).uid != found["uid"]:  # the head keeps no line breaks, a document does
        raise ValueError("its uid does not stand on one line")
    return found


def is_suspect(text: bytes) -> bool:
    """Whether cleaning could change anything; most records are told by what they do not hold."""
    if b"\\" in text and _SUSPECT.search(text):
        return True
    if text.isascii():
        return b"\x7f" in text
    try:
        return not is_clean(text.decode())
    except UnicodeDecodeError:
        return True


def require_shallow(raw: bytes, value: object) -> None:
    """Raise ValueError for a value so deep that Python could not copy it wherever it must."""
    if may_be_deep(raw) and _deeper(value, _DEEPEST):
        raise ValueError("it is nested too deeply")


def may_be_deep(raw: bytes) -> bool:
    """Whether JSON opens so many objects and lists that it could be nested too deeply."""
    return raw.count(b"[") + raw.count(b"{") > _DEEPEST


def _deeper(value: object, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels < 0 or any(_deeper(item, levels - 1) for item in inner)


def _python_value(raw: msgspec.Raw, **readers: Any) -> Any:
    """Decode what Python writes and JSON does not know: lone surrogates, and NaN if not refused."""
    try:
        return json.loads(bytes(raw), **readers)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    if not isfinite(number):
        _no_number(text)
    return number
