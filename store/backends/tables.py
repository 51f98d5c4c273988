"""The tables of a store's file, and what it says of itself."""

import msgspec

from store.errors import NotAStore, UnsupportedFormat
from store.model import Kind

FORMAT = "syria-timeline"
VERSION = 1
TABLES: dict[Kind, str] = {
    "event": "events",
    "actor": "actors",
    "place": "places",
    "source": "sources",
}


class Meta(msgspec.Struct, frozen=True):
    """What a store says of itself, in the table `_meta`."""

    format: str
    version: int
    store_id: str = ""
    generation: int = 0
    """Of the snapshot; 0 where it is not one of ours."""


def meta_of(name: str, raw: bytes) -> Meta:
    """Read the record of `_meta`; raises NotAStore or UnsupportedFormat."""
    try:
        meta = msgspec.json.decode(raw, type=Meta)
    except ValueError:
        meta = Meta("", 0)
    return require(name, meta)


def require(name: str, meta: Meta) -> Meta:
    """Return it if it is that of a store; raises NotAStore or UnsupportedFormat."""
    if meta.format != FORMAT:
        raise NotAStore(f"{name} is no store of syria-timeline; name another file with --db.")
    if meta.version != VERSION:
        raise UnsupportedFormat(
            f"{name} has format {meta.version}, this syria-timeline reads {VERSION}: update it."
        )
    return meta
