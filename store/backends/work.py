"""What must be finished before files may be closed: their descriptors are given to others then."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition


class Work:
    """Counts what threads are at."""

    def __init__(self) -> None:
        self._number = 0
        self._changed = Condition()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Be waited for."""
        with self._changed:
            self._number += 1
        try:
            yield
        finally:
            with self._changed:
                self._number -= 1
                self._changed.notify_all()

    def finish(self) -> None:
        """Wait until all of it is done."""
        with self._changed:
            self._changed.wait_for(lambda: not self._number)
