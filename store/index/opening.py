"""Opens the index that a sidecar keeps."""

import msgspec

from store.index.index import Aside, Index
from store.index.mapped import Mapped
from store.index.shelf import kept_names
from store.index.sidecar import Sections


def index_of(sections: Sections, token: int) -> Index:
    """Return the index that was written; raises DecodeError where its names are damaged."""
    return Index(
        base=Mapped(sections),
        names=kept_names(sections),
        read_aside=lambda: msgspec.msgpack.decode(sections["aside"], type=Aside),
        token=token,
    )
