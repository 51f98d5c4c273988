"""Store files as any program may have written them, and the app on one."""

import json
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from store.connect import connect
from store.index import Index
from store.model import Document
from store.query import Filter
from tui.app import TimelineApp
from tui.config import Settings

Tables = dict[str, list[Document]]
"""Documents of each table of a store file."""


def write(path: Path, found: Tables) -> None:
    """Write a store file as any JSON library would, uncleaned."""
    meta = {"format": "syria-timeline", "version": 1, "store_id": "hostile"}
    data: dict[str, Any] = {"_meta": {"1": meta}}
    for name, documents in found.items():
        data[name] = {str(at): document for at, document in enumerate(documents, start=1)}
    path.write_text(json.dumps(data), encoding="utf-8")


def opened(path: Path, **settings: Any) -> TimelineApp:
    """Return the app on a store file, with its events read."""
    store = connect(path)
    reading: Future[Index] = Future()
    reading.set_result(store.index())
    return TimelineApp(Settings(db=path, **settings), store, reading, Filter())
