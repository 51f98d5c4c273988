"""Saves in a thread of its own, one transaction after the other, and tells what became of each."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from textual.message import Message
from textual.screen import Screen

from store.base import EventStore
from store.history import Transaction
from store.index import Index

Work = Callable[[], Transaction]
Writing = Future[tuple[Transaction, Index]]
"""A transaction that is being made, and the index after it."""
Told = Callable[[Writing], None]


class Written(Message):
    """A transaction is on disk, or is not; `told` is called with what became of it."""

    def __init__(self, writing: Writing, told: Told) -> None:
        super().__init__()
        self.writing = writing
        self.told = told


class Writer:
    """Keeps the order in which things were saved, and lets none be cut short by the end."""

    def __init__(self, screen: Screen[None], store: EventStore) -> None:
        self._screen = screen
        self._store = store
        self._thread: ThreadPoolExecutor | None = None

    def write(self, work: Work, told: Told) -> None:
        """Do the work, then read the index anew; what became of it is told on the event loop."""
        self._thread = self._thread or ThreadPoolExecutor(1, "writer")
        writing = self._thread.submit(self._done, work)
        writing.add_done_callback(lambda each: self._screen.post_message(Written(each, told)))

    def close(self) -> None:
        """Wait until all is saved."""
        if self._thread:
            self._thread.shutdown()

    def _done(self, work: Work) -> tuple[Transaction, Index]:
        return work(), self._store.index()
