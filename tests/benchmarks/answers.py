"""What a command writes after a key, frame by frame."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

END = b"\x1b[?2026l"
"""Ends a frame, where updates are synchronised."""
APART = 0.005
"""Seconds between two frames, where they are not."""


class Chunk(NamedTuple):
    """What one read returned."""

    at: float
    """Seconds on the monotonic clock."""
    data: bytes


class Frame(NamedTuple):
    """What was painted at once."""

    at: float
    """Seconds from the key until it was whole."""
    written: int
    """Bytes."""
    lines: frozenset[int]
    """The lines that changed, 0 on top."""


class Answer(NamedTuple):
    """What a key did."""

    frames: tuple[Frame, ...]
    """Those that changed the screen."""
    written: int
    """Bytes written in all."""

    @property
    def first(self) -> float:
        """Seconds until the first frame was whole; 0 where there was none."""
        return self.frames[0].at if self.frames else 0.0

    @property
    def last(self) -> float:
        """Seconds until the last one was."""
        return self.frames[-1].at if self.frames else 0.0

    @property
    def first_written(self) -> int:
        """Bytes of the first one."""
        return self.frames[0].written if self.frames else 0

    @property
    def lines(self) -> frozenset[int]:
        """All lines that changed."""
        return frozenset().union(*(frame.lines for frame in self.frames))

    def settled(self, beside: Collection[int]) -> float:
        """Return the seconds until the last frame that changed more than some lines."""
        return max((frame.at for frame in self.frames if not frame.lines <= set(beside)), default=0)


def framed(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Put together what belongs to one frame."""
    frame: list[Chunk] = []
    for chunk in chunks:
        if frame and (END in frame[-1].data or chunk.at - frame[-1].at > APART):
            yield frame
            frame = []
        frame.append(chunk)
    if frame:
        yield frame
