"""A page of the detail pane: styled lines, and the stops that its cursor stands on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypedDict, Unpack

import msgspec

from store.model import Claim, Figure
from tui.presentation.words import to_ascii
from tui.presentation.wrap import Line, Part, wrap


class Does(TypedDict, total=False):
    """What can be done with what stands at a stop."""

    actor: str
    source: str
    claim: Claim
    figure: Figure
    part: str


class Stop(msgspec.Struct, frozen=True):
    """A stretch of lines, and what can be done with what stands there."""

    first: int
    end: int
    """The line after its last."""
    actor: str = ""
    """Uid of the actor whose card Enter opens."""
    source: str = ""
    """Uid of the source whose URL is asked for."""
    claim: Claim | None = None
    figure: Figure | None = None
    part: str = ""
    """Path of the part whose change is told there."""


class Page(msgspec.Struct, frozen=True):
    """Lines with their stops, from top to bottom."""

    lines: Sequence[Line] = ()
    stops: Sequence[Stop] = ()

    def stop_at(self, line: int) -> int | None:
        """Return the stop that a line belongs to."""
        return next((i for i, stop in enumerate(self.stops) if stop.first <= line < stop.end), None)


class Pen:
    """Writes a page from top to bottom, each line at most `width` cells."""

    def __init__(self, width: int, ascii_only: bool = False) -> None:
        self.width = width
        self.ascii_only = ascii_only
        self._lines: list[Line] = []
        self._stops: list[Stop] = []

    @property
    def page(self) -> Page:
        """What was written."""
        return Page(self._lines, self._stops)

    def write(self, *parts: Part, first: int = 0, rest: int = 0) -> None:
        """Wrap a paragraph, its first line and the rest indented by so many cells."""
        if not any(text for text, _ in parts):
            return
        if self.ascii_only:
            parts = tuple((to_ascii(text), style) for text, style in parts)
        self._lines += wrap(parts, self.width, " " * first, " " * rest)

    def rows(self, lines: Iterable[Line]) -> None:
        """Add lines that are laid out already."""
        self._lines += lines

    def heading(self, text: str, note: str = "") -> None:
        """Open a section, a blank line above it."""
        self.blank()
        self.write((text, "heading"), (f"  {note}" if note else "", "quiet"))

    def blank(self) -> None:
        """Leave one line free."""
        self._lines.append(())

    @contextmanager
    def stop(self, **does: Unpack[Does]) -> Iterator[None]:
        """Make a stop of what is written inside."""
        first = len(self._lines)
        yield
        if len(self._lines) > first:
            self._stops.append(Stop(first, len(self._lines), **does))
