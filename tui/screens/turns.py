"""Lets what goes by the last change wait until no change is being saved."""

from collections import deque
from collections.abc import Callable

Step = Callable[[], None]


class Turns:
    """Does one step after the other; none while something is being saved."""

    def __init__(self) -> None:
        self._saving = 0
        """How much is being saved."""
        self._waiting: deque[Step] = deque()

    def take(self, step: Step) -> None:
        """Do a step, now or as soon as all that was asked for before it is done and saved."""
        self._waiting.append(step)
        self._go_on()

    def began(self) -> None:
        """Let steps wait: something is being saved."""
        self._saving += 1

    def ended(self) -> None:
        """Go on with the steps once nothing more is being saved."""
        self._saving -= 1
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._saving:
            self._waiting.popleft()()
