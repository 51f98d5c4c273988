"""Events that are being read, and how far that is; loads nothing of Textual."""

from collections.abc import Callable
from concurrent.futures import Future

from store.index import Index


class Reading(Future[Index]):
    """The index that is to come."""

    def __init__(self) -> None:
        super().__init__()
        self.listener: Callable[[int, int], None] | None = None
        """Is told, from another thread, how many of how many events were read."""

    def count(self, done: int, every: int) -> None:
        """Tell how many of how many events were read."""
        if self.listener:
            self.listener(done, every)
