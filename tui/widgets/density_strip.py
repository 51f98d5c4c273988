"""The density strip: when the listed events lie, from the first to the last, in one line."""

from itertools import groupby
from typing import Any, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from store.index import Listing
from tui.presentation.density import Density
from tui.presentation.words import count
from tui.theme import Glyphs, Looks


class DensityStrip(Widget):
    """A bar for each equal span of time, and the cursor's place among them."""

    DEFAULT_CSS = """
    DensityStrip {
        height: 1;
        color: $foreground;
        & > .density--label { color: $foreground 72%; }
        & > .density--bar { color: $secondary; }
        & > .density--none { color: $secondary 60%; }
        & > .density--high { color: $secondary; text-style: bold reverse; }
        & > .density--here { color: $accent; text-style: bold; }
        &:ansi > .density--label { color: $foreground; }
        &:ansi > .density--none { color: $secondary; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "density--label",
        "density--bar",
        "density--none",
        "density--here",
        "density--high",
    }

    ALLOW_SELECT = False

    listing: reactive[Listing | None] = reactive[Listing | None](None)
    """The events counted."""
    looks: reactive[Looks | None] = reactive[Looks | None](None)
    """Glyphs."""
    second: reactive[int | None] = reactive[int | None](None, repaint=False)
    """Civil second under which the event at the cursor stands; None where it has no date."""
    here: reactive[int | None] = reactive[int | None](None, init=False, repaint=False)
    """The bar it falls into: only where that changes is anything repainted."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._density = Density()

    def watch_listing(self) -> None:
        """Count anew."""
        self._count()

    def watch_second(self) -> None:
        """Move the mark."""
        self.here = self._density.bar(self.second)

    def watch_here(self, before: int | None, here: int | None) -> None:
        """Repaint the two bars concerned: the whole line is more than a row of the timeline."""
        start = len(self._density.first) + 2
        bars = [bar for bar in (before, here) if bar is not None]
        self.refresh(*(Region(start + bar, 0, 1, 1) for bar in bars))

    def on_resize(self) -> None:
        """Count anew: there are as many bars as fit."""
        self._count()

    def render_line(self, y: int) -> Strip:
        """Draw labels, bars and mark."""
        segments = self._segments(self.looks.glyphs) if y == 0 and self.looks else []
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _count(self) -> None:
        listing = self.listing
        self._density = Density() if listing is None else Density.of(listing, self.size.width)
        self.here = self._density.bar(self.second)
        self.refresh()

    def _segments(self, glyphs: Glyphs) -> list[Segment]:
        density = self._density
        if not density.counts:
            return [self._segment(self._undated(), "label")]
        levels = density.levels(len(glyphs.bars) - 1)
        bars = [(glyphs.bars[level], "bar" if level else "none") for level in levels]
        if self.here is not None:
            # a high bar stays seen: the mark is cut out of it
            high = 2 * levels[self.here] > len(glyphs.bars)
            bars[self.here] = glyphs.here, "high" if high else "here"
        runs = groupby(bars, key=lambda bar: bar[1])
        return [
            self._segment(f" {density.first} ", "label"),
            *(self._segment("".join(sign for sign, _ in run), part) for part, run in runs),
            self._segment(f" {density.last} " if density.last else " ", "label"),
        ]

    def _undated(self) -> str:
        """Return what is said where there is nothing to count."""
        return f" {count(len(self.listing), 'undated event')}" if self.listing else ""

    def _segment(self, text: str, part: str) -> Segment:
        return Segment(text, self.get_component_rich_style(f"density--{part}"))
