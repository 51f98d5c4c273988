"""What other programs do to a database: stock TinyDB, and editors."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB
from tinydb.storages import JSONStorage

from store.journal.table import JournalDB
from tests.store.journal.recovery import NAME
from tests.store.journal.steps import storage
from tests.store.journal.workload import Tables

EDITED = f"{NAME} was edited outside; it is taken as it is"
PENDING = f"{NAME} was edited outside while changes to it were pending"

Edit = Callable[[Path], None]


def make(path: Path, *, pending: bool = False) -> None:
    """Make a database of two documents, with one more in the journal if it is to be pending."""
    with JournalDB(path) as db:
        db.table("events").insert_multiple([{"n": 1}, {"n": 2}])
        storage(db).checkpoint()
        if pending:
            db.table("events").insert({"n": 3})


def by_stock(path: Path) -> None:
    """Write to it as stock TinyDB does, which keeps what we say of ourselves."""
    with TinyDB(path) as db:
        db.table("events").insert({"n": "stock"})
        db.table("events").update({"n": 20}, doc_ids=[2])


def by_stock_with_indents(path: Path) -> None:
    """Write to it as stock TinyDB does where it is to be read by people."""
    with TinyDB(path, storage=JSONStorage, indent=2) as db:
        db.table("events").insert({"n": "stock"})
        db.table("events").update({"n": 20}, doc_ids=[2])


def by_hand(path: Path) -> None:
    """Rewrite lines as an editor does: in a new file under the old name."""
    text = path.read_text(encoding="utf-8")
    text = text.replace(',"2":{"n":2}', ',"2":{"n":20}\n,"3":{"n":"stock"}')
    part = path.with_name("edited")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)


EACH = pytest.mark.parametrize("edit", [by_stock, by_stock_with_indents, by_hand])
AFTER: Tables = {"events": {1: {"n": 1}, 2: {"n": 20}, 3: {"n": "stock"}}}
