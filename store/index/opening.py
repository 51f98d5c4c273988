"""Opens the index that a sidecar keeps."""

import msgspec

from store.index.index import Aside, Deletion, Index
from store.index.mapped import Mapped
from store.index.shelf import kept_names
from store.index.sidecar import Sections
from store.model import Unreadable


def index_of(sections: Sections, token: int) -> Index:
    """Return the index that was written; raises DecodeError where its names are damaged."""
    return Index(
        base=Mapped(sections),
        names=kept_names(sections),
        aside=Aside(
            lambda: msgspec.msgpack.decode(sections["unreadable"], type=list[Unreadable]),
            lambda: msgspec.msgpack.decode(sections["deleted"], type=list[Deletion]),
        ),
        token=token,
    )
