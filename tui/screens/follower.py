"""Waits for changes that others make to the store, off the event loop; what it tells of."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Thread

from textual.message import Message

from store.base import EventStore
from store.errors import StoreError
from store.index import Index

PATIENCE = 0.25
"""Seconds to wait at a time: how late the end of the app may be noticed."""


class Loaded(Message):
    """An index has been read, or could not be."""

    def __init__(self, reading: Future[Index]) -> None:
        super().__init__()
        self.reading = reading


class Counted(Message):
    """So many of all events have been read."""

    def __init__(self, done: int, every: int) -> None:
        super().__init__()
        self.done = done
        self.every = every

    def can_replace(self, message: Message) -> bool:
        """Of many counts only the last is told."""
        return isinstance(message, Counted)


class Follower(Thread):
    """Reads the index anew after each change and hands it on."""

    def __init__(
        self,
        store: EventStore,
        token: int,
        hand_on: "Callable[[Future[Index]], None]",
        count: Callable[[int, int], None],
    ) -> None:
        super().__init__(name="follower", daemon=True)
        self.store = store
        self.token = token
        self.hand_on = hand_on
        self.count = count
        self.ended = Event()

    def run(self) -> None:
        """Wait until told to end; each state of the store is told of once, a damaged one too."""
        while not self.ended.is_set():
            reading: Future[Index] = Future()
            try:
                if not self.store.wait(self.token, PATIENCE) or not self._changed():
                    continue
                index = self.store.index(self.count)
                self.token = index.token
                reading.set_result(index)
            except StoreError as error:
                reading.set_exception(error)
                self.ended.wait(PATIENCE)
            except Exception as error:  # a thread that ends in silence would hide all later changes
                reading.set_exception(StoreError(f"The change could not be read: {error!r}."))
                self.ended.wait(PATIENCE)
            if not self.ended.is_set():
                self.hand_on(reading)

    def _changed(self) -> bool:
        return self.store.changes(self.token) != []
