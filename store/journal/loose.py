"""A file that another program wrote: any JSON that stock TinyDB reads, held in memory."""

import json
from itertools import count
from typing import Any

import msgspec

from store.journal.documents import decoded
from store.journal.errors import Damaged, NoTables
from store.journal.snapshot import META_TABLE, Meta, meta

Loose = dict[int, bytes]
"""Id to JSON of each document of a table, in order."""

_DIGITS = 19
"""Of an id that takes more than 64 bits."""
_RAWS = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]])


def parse(name: str, data: bytes) -> tuple[Meta, dict[str, Loose]]:
    """Read the bytes of a file; raises Damaged or NewerFormat. An empty file holds no tables."""
    if not data:
        return Meta(), {}
    tables = _tables(name, data)
    found = tables.pop(META_TABLE, {}).get("1")
    about = Meta() if found is None else meta(name, found)
    return about, {table: _loose(raws) for table, raws in tables.items()}


def _tables(name: str, data: bytes) -> dict[str, dict[str, bytes]]:
    try:
        return {
            table: {doc_id: bytes(raw) for doc_id, raw in raws.items()}
            for table, raws in _RAWS.decode(data).items()
        }
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _python_tables(name, data)


def _python_tables(name: str, data: bytes) -> dict[str, dict[str, bytes]]:
    """Read what Python writes and msgspec refuses: NaN and half characters; or say what is wrong.

    So far only the whole is known to be JSON, each document is read when it is asked for.
    """
    try:
        data.decode("utf-8", "surrogatepass")  # Python's own reader takes other encodings as well
        tables = decoded(data)
    except ValueError as error:
        raise Damaged(f"{name} is not whole JSON: {error}") from None
    if not isinstance(tables, dict):
        raise NoTables(f"{name} holds no tables of TinyDB")
    for table, documents in tables.items():
        if not isinstance(documents, dict):
            known = isinstance(tables.get(META_TABLE), dict)
            raise (Damaged if known else NoTables)(f"{name} has a table “{table}” that is none")
    return {
        table: {doc_id: _again(document) for doc_id, document in documents.items()}
        for table, documents in tables.items()
    }


def _again(document: Any) -> bytes:
    return json.dumps(document).encode()


def _loose(raws: dict[str, bytes]) -> Loose:
    """Return documents by id; what TinyDB could not read for its id gets one behind the others."""
    ids = {key: int(key) for key in raws if key.isascii() and key.isdecimal() and _plain(key)}
    fresh = count(max(ids.values(), default=0) + 1)
    return {ids[key] if key in ids else next(fresh): raw for key, raw in raws.items()}


def _plain(key: str) -> bool:
    return len(key) < _DIGITS and str(int(key)) == key
