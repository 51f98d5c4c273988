"""Lines of a store file whose documents are made while it is written, so that none is held."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import uuid4

import msgspec

from store.journal.lines import name
from store.journal.snapshot import Meta, opening
from store.model import Document


class Content(NamedTuple):
    """A table, and what it is to hold."""

    table: str
    many: int
    """How many documents there will be; ids are told on the first line."""
    documents: Iterable[Document]


def lines(application: str, tables: Sequence[Content]) -> Iterator[bytes]:
    """Yield the lines of a whole snapshot."""
    meta = Meta(
        format=application,
        store_id=str(uuid4()),
        generation=1,
        tables=[each.table for each in tables],
        next_id={each.table: each.many + 1 for each in tables},
        alone=True,
    )
    yield opening(meta, not tables)
    for number, each in enumerate(tables, 1):
        yield b"%b:{\n" % name(each.table)
        yield from _documents(each.documents)
        yield b"}\n" if number == len(tables) else b"},\n"
    if tables:
        yield b"}\n"


def _documents(documents: Iterable[Document]) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    for number, document in enumerate(documents, 1):
        comma = b"" if number == 1 else b","
        yield b'%b"%d":%b\n' % (comma, number, encode(document))
