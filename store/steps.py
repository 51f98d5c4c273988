"""What was done in this run, step by step, to go back and forth in."""

from typing import Generic, TypeVar

Step = TypeVar("Step")


class History(Generic[Step]):
    """Steps back and forth, without limit."""

    def __init__(self) -> None:
        self._back: list[Step] = []
        self._forth: list[Step] = []

    @property
    def last(self) -> Step | None:
        """What undo would take back."""
        return self._back[-1] if self._back else None

    @property
    def next(self) -> Step | None:
        """What redo would do again."""
        return self._forth[-1] if self._forth else None

    def did(self, step: Step) -> None:
        """Remember a step; what was undone before can no longer be redone."""
        self._back.append(step)
        self._forth.clear()

    def undid(self, inverse: Step) -> None:
        """Note that the last step was taken back; its inverse does it again."""
        self._back.pop()
        self._forth.append(inverse)

    def redid(self, inverse: Step) -> None:
        """Note that a step was done again."""
        self._forth.pop()
        self._back.append(inverse)

    def forget(self, step: Step) -> None:
        """Drop a step that can never be taken back or redone any more."""
        for steps in (self._back, self._forth):
            if steps and steps[-1] is step:
                steps.pop()
