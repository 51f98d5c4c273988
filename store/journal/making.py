"""Makes a database that appears whole, with what it is to hold, and only where none is."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import get_ident
from uuid import uuid4

from store.journal.disk import Disk
from store.journal.documents import encoded
from store.journal.files import Files
from store.journal.names import beside
from store.journal.part import Part, Source
from store.journal.reader import DISK
from store.journal.snapshot import Meta
from store.journal.tables import Tables


def make(
    path: Path,
    documents: Mapping[str, Sequence[object]],
    *,
    application: str,
    disk: Disk = DISK,
) -> None:
    """Write documents to a new file, table by table; of two makers at once, one wins.

    Raises FileExistsError, any other OSError, and ValueError or TypeError for what is no JSON.
    """
    tables = _tables(documents)
    part = Part(disk, beside(path, f"-new-{os.getpid()}-{get_ident()}"), None)
    try:
        Source(disk, None, None).write(part, _meta(tables, application), tables)
        Files(disk, path, application).name(part.path, path)
    finally:
        part.close()
        disk.unlink(part.path)
    disk.sync_folder(path.parent)


def _meta(tables: Tables, application: str) -> Meta:
    return Meta(
        format=application,
        store_id=str(uuid4()),
        generation=1,
        tables=list(tables),
        next_id=tables.next_ids,
        alone=True,
    )


def _tables(documents: Mapping[str, Sequence[object]]) -> Tables:
    loose = {table: dict(enumerate(map(encoded, every), 1)) for table, every in documents.items()}
    return Tables.of(loose, {table: len(every) + 1 for table, every in loose.items()})
