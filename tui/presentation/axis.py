"""A number axis in cells, and the bar of a figure on it: every end stands in its true column."""

from collections.abc import Iterable
from math import ceil, floor, inf, log10
from typing import NamedTuple

import msgspec

from store import quantities
from store.model import Figure

LOG_FROM = 20
"""Largest over smallest number from above which the axis is logarithmic."""
FROM, TO = 1e-6, 1e15
"""Numbers off this span are told in words alone."""


class Signs(NamedTuple):
    """What a bar is drawn with, each of one cell."""

    point: str
    line: str
    start: str
    end: str
    onward: str
    """An open end."""
    below: str
    """An open start."""


SOLID = Signs("●", "─", "├", "┤", "▶", "◀")
HOLLOW = Signs("○", "╌", "├", "┤", "▷", "◁")
SOLID_ASCII = Signs("*", "=", "|", "|", ">", "<")
HOLLOW_ASCII = Signs("o", "-", "|", "|", ">", "<")

_ROOM = 2
"""Cells to the right of an open end: a stroke and the arrow."""
_NICE = (1, 2, 5, 10)


class Axis(msgspec.Struct, frozen=True):
    """From the number in the first cell, 0 unless logarithmic, to the one in the last."""

    low: float
    high: float
    cells: int
    log: bool
    step: float
    """Difference between two ticks; of no use where it is logarithmic."""

    def column(self, number: float) -> int:
        """Return the cell of a number, from 0; one off the axis is held at its end."""
        held = max(number, self.low)
        if self.log:
            share = log10(held / self.low) / log10(self.high / self.low)
        else:
            share = held / self.high
        return min(round(share * (self.cells - 1)), self.cells - 1)

    def ticks(self) -> list[float]:
        """Return the labelled numbers, ascending."""
        if self.log:
            steps = round(log10(self.high / self.low))
            return [self.low * 10**power for power in range(steps + 1)]
        return [self.step * i for i in range(round(self.high / self.step) + 1)]


def axis(figures: Iterable[Figure], cells: int) -> Axis | None:
    """Return the axis for all these figures; None where fewer than two state a number."""
    with_number = [figure for figure in figures if quantities.stated(figure)]
    if len(with_number) < 2:
        return None
    numbers = sorted(number for figure in with_number for number in quantities.stated(figure))
    smallest, largest = numbers[0], numbers[-1]
    if largest > TO or 0 < smallest < FROM:
        return None
    minimums = [quantities.stated(figure)[0] for figure in with_number if _opens(figure)]
    opened = max(minimums, default=0)
    if smallest > 0 and largest / smallest > LOG_FROM:
        return _log(smallest, largest, opened, cells)
    return _linear(largest, opened, cells)


def _opens(figure: Figure) -> bool:
    return figure.qualifier in quantities.MINIMUMS


def _linear(largest: float, opened: float, cells: int) -> Axis:
    step = _step(largest / max(2, min(cells // 12, 5)))
    high = step * max(ceil(largest / step), 1)
    found = Axis(0, high, cells, log=False, step=step)
    while found.column(opened) > cells - 1 - _ROOM:
        found = Axis(0, found.high + step, cells, log=False, step=step)
    return found


def _step(least: float) -> float:
    """Return the smallest of 1, 2, 5, 10, 20, … that is no less."""
    if least <= 0:
        return 1
    power = 10.0 ** floor(log10(least))
    return next(nice * power for nice in _NICE if nice * power >= least or nice == _NICE[-1])


def _log(smallest: float, largest: float, opened: float, cells: int) -> Axis:
    low, high = 10.0 ** floor(log10(smallest)), 10.0 ** ceil(log10(largest))
    found = Axis(low, high, cells, log=True, step=10)
    while found.column(max(opened, low)) > cells - 1 - _ROOM:
        found = Axis(low, found.high * 10, cells, log=True, step=10)
    return found


def tick_line(axis: Axis, room: int) -> str:
    """Return the labels, each beginning in its column; the last may run on into `room` cells."""
    line = ""
    for tick in axis.ticks():
        column, label = axis.column(tick), tick_label(tick)
        if column + len(label) > room:
            column = max(room - len(label), 0)
        if not line or column > len(line):
            line = line.ljust(column) + label
    return line


def tick_label(number: float) -> str:
    """Return "0", "50k", "1M"."""
    for size, sign in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{sign}"
    return f"{number:g}"


def bar(figure: Figure, axis: Axis, signs: Signs) -> str:
    """Return the bar, as long as the axis; blank for words such as "hundreds"."""
    numbers = quantities.stated(figure)
    if not numbers:
        return " " * axis.cells
    span = quantities.bounds(figure) or quantities.Range(numbers[0], numbers[0])
    opens = span.high == inf
    low, high = axis.column(span.low), axis.cells - 1 if opens else axis.column(span.high)
    cells = [" "] * axis.cells
    cells[low:high] = signs.line * (high - low)
    cells[low] = signs.below if figure.qualifier in quantities.MAXIMUMS else signs.start
    cells[high] = signs.onward if opens else signs.end
    if low == high:
        cells[low] = signs.point
    if figure.best is not None and not opens:
        cells[axis.column(figure.best)] = signs.point
    return "".join(cells)
