"""One database of events kept by our journal, by stock TinyDB and by sqlite3, each as it is used.

What a subject needs is imported when it is opened, so that a process holds nothing of the others.
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from store.model import Document

if TYPE_CHECKING:
    from tinydb import TinyDB

EVENTS = "events"
"""Name of the table."""


class Database(Protocol):
    """What is open, and can be asked and changed."""

    def __len__(self) -> int: ...

    def take(self, documents: Iterable[Document]) -> None:
        """Insert all in one transaction."""

    def insert(self, document: Document) -> None:
        """Add one, and return when it is on disk."""

    def update(self, key: int, notes: str) -> None:
        """Change one field of one, and return when it is on disk."""

    def get(self, key: int) -> object:
        """Return one."""

    def scan(self) -> int:
        """Read all, and return how many there are."""

    def close(self) -> None:
        """Let go of the files."""


class Subject(NamedTuple):
    """A way to keep events."""

    name: str
    title: str
    """As the table of figures says it."""
    modules: tuple[str, ...]
    """What a process has imported before it opens one."""
    open: Callable[[Path], Database]
    """Makes it if there is none."""


class _Tiny:
    """TinyDB over any storage."""

    def __init__(self, database: "TinyDB") -> None:
        self._database = database
        self._events = database.table(EVENTS)

    def __len__(self) -> int:
        return len(self._events)

    def take(self, documents: Iterable[Document]) -> None:
        self._events.insert_multiple(documents)

    def insert(self, document: Document) -> None:
        self._events.insert(document)

    def update(self, key: int, notes: str) -> None:
        self._events.update({"notes": notes}, doc_ids=[key])

    def get(self, key: int) -> object:
        return self._events.get(doc_id=key)

    def scan(self) -> int:
        return len(self._events.all())

    def close(self) -> None:
        self._database.close()


class _Sqlite:
    """A table of JSON, as durable as sqlite3 can be."""

    def __init__(self, path: Path) -> None:
        import sqlite3

        self._connection = sqlite3.connect(path)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=FULL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, document TEXT)"
        )

    def __len__(self) -> int:
        found: int = self._connection.execute("SELECT count(*) FROM events").fetchone()[0]
        return found

    def take(self, documents: Iterable[Document]) -> None:
        rows = ((json.dumps(document),) for document in documents)
        with self._connection:
            self._connection.executemany("INSERT INTO events (document) VALUES (?)", rows)

    def insert(self, document: Document) -> None:
        with self._connection:
            self._connection.execute(
                "INSERT INTO events (document) VALUES (?)", (json.dumps(document),)
            )

    def update(self, key: int, notes: str) -> None:
        with self._connection:
            document = json.dumps(self.get(key) | {"notes": notes})
            self._connection.execute("UPDATE events SET document = ? WHERE id = ?", (document, key))

    def get(self, key: int) -> Document:
        found = self._connection.execute("SELECT document FROM events WHERE id = ?", (key,))
        document: Document = json.loads(found.fetchone()[0])
        return document

    def scan(self) -> int:
        rows = self._connection.execute("SELECT document FROM events")
        return len([json.loads(document) for (document,) in rows])

    def close(self) -> None:
        self._connection.close()


def _stock(path: Path) -> Database:
    from tinydb import TinyDB

    return _Tiny(TinyDB(path))


def _journal(path: Path) -> Database:
    from store.journal.table import JournalDB

    return _Tiny(JournalDB(path))


JOURNAL = Subject("journal", "**this journal**", ("store.journal.table",), _journal)
STOCK = Subject("stock", "stock TinyDB", ("tinydb",), _stock)
SQLITE = Subject("sqlite3", "sqlite3 WAL, synchronous=FULL", ("sqlite3",), _Sqlite)
SUBJECTS = (STOCK, JOURNAL, SQLITE)
NAMED = {subject.name: subject for subject in SUBJECTS}
