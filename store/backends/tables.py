"""The tables of a TinyDB file: no document is decoded before it is asked for."""

import json
from collections.abc import Iterator, Mapping

import msgspec

from store.backends.changelog import KINDS
from store.backends.stored import Stored, document, head
from store.base import Change
from store.errors import Corrupt, NotAStore, UnsupportedFormat
from store.model import Kind, Unreadable

FORMAT = "syria-timeline"
VERSION = 1
TABLES: dict[Kind, str] = {
    "event": "events",
    "actor": "actors",
    "place": "places",
    "source": "sources",
}
Stamp = tuple[int, int, int]
"""Size in bytes, mtime in nanoseconds, inode: changes whenever the file does."""
Raws = dict[str, dict[str, msgspec.Raw]]

_RAWS = msgspec.json.Decoder(Raws)


class Meta(msgspec.Struct, frozen=True):
    """What a store says of itself, in the table `_meta`."""

    format: str
    version: int
    store_id: str = ""


class Tables(msgspec.Struct, frozen=True):
    """All that lies in a file."""

    meta: Meta
    stamp: Stamp
    records: dict[Kind, dict[str, Stored]]
    strays: list[Unreadable]
    """Documents that no uid leads to."""


def parse(name: str, data: bytes, stamp: Stamp) -> Tables:
    """Read the bytes of a file; raises StoreError that calls it by `name` and says what to do."""
    raws = _raws(name, data)
    meta = meta_of(name, raws.get("_meta", {}).get("1", b"null"))
    strays: list[Unreadable] = []
    records = {kind: _records(kind, raws.get(name, {}), strays) for kind, name in TABLES.items()}
    return Tables(meta, stamp, records, strays)


def meta_of(name: str, raw: bytes | msgspec.Raw) -> Meta:
    """Read the record of `_meta`; raises NotAStore or UnsupportedFormat."""
    try:
        meta = msgspec.json.decode(raw, type=Meta)
    except ValueError:
        meta = Meta("", 0)
    if meta.format != FORMAT:
        raise NotAStore(f"{name} is no store of syria-timeline; name another file with --db.")
    if meta.version != VERSION:
        raise UnsupportedFormat(
            f"{name} has format {meta.version}, this syria-timeline reads {VERSION}: update it."
        )
    return meta


def differences(old: Tables, new: Tables) -> list[Change]:
    """Return what leads from one state of a file to the next; raises ValueError if unreadable."""
    if old.strays != new.strays:
        raise ValueError("records without a uid came or went")
    return [
        change
        for kind in KINDS
        for change in _differences(kind, old.records[kind], new.records[kind])
    ]


def _raws(name: str, data: bytes) -> Raws:
    try:
        return _RAWS.decode(data)
    except (ValueError, RecursionError):
        return _python_raws(name, data)


def _python_raws(name: str, data: bytes) -> Raws:
    """Read what Python writes and msgspec refuses: NaN, lone surrogates; or say what is wrong."""
    if not data.strip():
        raise Corrupt(f"{name} is empty, perhaps after a crash; restore a copy or move it away.")
    try:
        tables = json.loads(data.decode())
    except (ValueError, RecursionError) as error:
        raise Corrupt(f"{name} is not whole JSON: {error}; restore a copy of it.") from None
    meta_of(name, _encoded(_member(_member(tables, "_meta"), "1")))
    if not all(isinstance(table, dict) for table in tables.values()):
        raise Corrupt(f"{name} has a table that is none; restore a copy of it.")
    return {
        table: {doc_id: _encoded(value) for doc_id, value in documents.items()}
        for table, documents in tables.items()
    }


def _member(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _encoded(value: object) -> msgspec.Raw:
    return msgspec.Raw(json.dumps(value).encode())


def _records(
    kind: Kind, table: Mapping[str, msgspec.Raw], strays: list[Unreadable]
) -> dict[str, Stored]:
    records: dict[str, Stored] = {}
    for raw in table.values():
        try:
            found = head(raw)
        except ValueError as error:
            strays.append(Unreadable(kind, "(no uid)", str(error)))
            continue
        if found.uid in records:
            strays.append(Unreadable(kind, found.uid, "another record has the same uid"))
        else:
            records[found.uid] = Stored(found.version, raw)
    return records


def _differences(
    kind: Kind, old: Mapping[str, Stored], new: Mapping[str, Stored]
) -> Iterator[Change]:
    for uid, stored in new.items():
        before = old.get(uid)
        if before is None or not _same(before, stored):
            version = before.version if before else None
            yield Change(kind, uid, version, document(stored.raw))
    for uid in old.keys() - new.keys():
        yield Change(kind, uid, old[uid].version, None)


def _same(old: Stored, new: Stored) -> bool:
    """Whether two states of a record are equal; another program may have written it anew."""
    return old.raw == new.raw or (
        old.version == new.version and document(old.raw) == document(new.raw)
    )
