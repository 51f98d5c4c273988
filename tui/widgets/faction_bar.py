"""The faction bar: each faction with its digit, mark, name and count, in one line."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, ClassVar, Literal, NamedTuple

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from tui.presentation.cells import cut, fit
from tui.theme import Glyphs, Looks

CODE = 4
"""Most cells of a code."""


class Form(NamedTuple):
    """How much of each faction is shown."""

    name: int = 0
    """Most cells of the name; 0 shows the code instead."""
    blank: str = " "
    """Between digit, mark and name."""
    counted: bool = True


FORMS = (*(Form(name) for name in range(24, 4, -1)), Form(), Form(blank=""), Form(0, "", False))
"""From the fullest to the narrowest."""


KEYED = 9
"""Factions that a digit toggles; the others are in the filter panel."""

LOW = 20
"""Lines of a screen that has no second line to spare."""


class FactionItem(msgspec.Struct, frozen=True):
    """One faction, and what the filter does with it."""

    digit: str
    """Key that toggles it; empty behind the ninth."""
    uid: str
    label: str
    count: int
    state: Literal["include", "exclude", "off"] = "off"


class FactionStyles(NamedTuple):
    """How the states of a faction are drawn."""

    off: Style
    include: Style
    exclude: Style


class FactionBar(Widget):
    """Shows the factions; a click toggles one."""

    DEFAULT_CSS = """
    FactionBar {
        height: auto;
        color: $foreground;
        & > .faction--include { background: $primary 30%; text-style: bold; }
        & > .faction--exclude { color: $foreground 72%; text-style: strike; }
        &:light > .faction--include { background: $primary 12%; }
        &:ansi > .faction--include { background: $background; text-style: bold reverse; }
        &:ansi > .faction--exclude { color: $foreground; text-style: strike; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"faction--include", "faction--exclude"}

    ALLOW_SELECT = False

    factions: reactive[tuple[FactionItem, ...]] = reactive[tuple[FactionItem, ...]]((), layout=True)
    """In the order of their digits."""
    looks: reactive[Looks | None] = reactive[Looks | None](None)
    """Colours and marks."""

    class Toggled(Message):
        """A faction was clicked."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._strips: LRUCache[tuple[object, ...], list[Strip]] = LRUCache(4)

    def on_click(self, event: events.Click) -> None:
        """Toggle the faction under the mouse."""
        if uid := event.style.meta.get("faction"):
            self.post_message(self.Toggled(uid))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take a second line where names would have to be cut, and the screen is not low."""
        if viewport.height < LOW or not self.looks:
            return 1
        whole = _worded(self.factions[:KEYED], FORMS[0], self.looks)
        return 1 if _cells(whole) + len(_more(len(self.factions) - len(whole))) <= width else 2

    def notify_style_update(self) -> None:
        """Drop what was drawn in other colours."""
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Draw as many factions as fit, their names as long as fit."""
        key = self.factions, self.looks, self.size
        strips = self._strips.get(key)
        if strips is None:
            strips = self._strips[key] = self._draw()
        return strips[y] if y < len(strips) else Strip.blank(self.size.width, self.rich_style)

    def _draw(self) -> list[Strip]:
        if self.looks is None:
            return []
        width, height = self.size
        lines = faction_lines(self.factions, self.looks, self._styles(), width, height)
        return [Strip(line).adjust_cell_length(width, self.rich_style) for line in lines]

    def _styles(self) -> FactionStyles:
        include, exclude = (
            self.get_component_rich_style(f"faction--{state}") for state in ("include", "exclude")
        )
        over = Style(bgcolor=include.bgcolor) + include.without_color
        return FactionStyles(self.rich_style, self.rich_style + over, exclude)


class Worded(NamedTuple):
    """One faction in words and signs, before it is drawn."""

    item: FactionItem
    texts: tuple[str, ...]
    """Bracket, digit, mark, blank, name, count with bracket."""
    cells: int


def faction_lines(
    factions: tuple[FactionItem, ...],
    looks: Looks,
    styles: FactionStyles,
    width: int,
    height: int = 1,
) -> list[list[Segment]]:
    """Return the factions that have a key in the fullest form that fits, else as many as fit.

    How many more there are stands at the end.
    """
    keyed = factions[:KEYED]
    beyond = len(factions) - len(keyed)

    def parted(form: int) -> list[list[Worded]]:
        return _filled(_worded(keyed, FORMS[form], looks), width)

    def fits(form: int) -> bool:
        lines = parted(form)
        room = width - len(_more(beyond))
        return len(lines) <= height and _cells(lines[-1]) <= room and _widest(lines) <= width

    # every form takes less room than the one before it
    form = bisect_left(range(len(FORMS) - 1), True, key=fits)
    lines = parted(form)
    above = min(height, len(lines)) - 1
    kept, last = lines[:above], [one for line in lines[above:] for one in line]
    shown = last[: _fitting(last, beyond, width)]
    whole = [_drawn(line, looks, styles) for line in kept]
    more = _more(beyond + len(last) - len(shown))
    return [*whole, [*_drawn(shown, looks, styles), Segment(more, styles.off)]]


def _more(left: int) -> str:
    return f" +{left}" if left else ""


def _widest(lines: list[list[Worded]]) -> int:
    return max(map(_cells, lines))


def _worded(factions: tuple[FactionItem, ...], form: Form, looks: Looks) -> list[Worded]:
    """Return the factions in a form, each with its width."""
    texts = (tuple(_texts(item, form, looks)) for item in factions)
    return [Worded(item, said, sum(map(cell_len, said))) for item, said in zip(factions, texts)]


def _texts(item: FactionItem, form: Form, looks: Looks) -> Iterator[str]:
    """Put one faction into words: " 1 ■ Islamic State 6 ", in brackets when included."""
    before, behind = _brackets(item, looks.glyphs)
    look = looks[item.uid]
    name = item.label if form.name else look.code
    yield before
    yield item.digit and item.digit + form.blank
    yield fit(look.mark, 1)
    yield form.blank
    yield cut(name, form.name or CODE, looks.glyphs.ellipsis)
    yield (f" {item.count:,}" if form.counted else "") + behind


def _brackets(item: FactionItem, glyphs: Glyphs) -> tuple[str, str]:
    """Return what tells the state without colour."""
    brackets = {"include": ("[", "]"), "exclude": (glyphs.excluded, " "), "off": (" ", " ")}
    return brackets[item.state]


def _filled(worded: list[Worded], width: int) -> list[list[Worded]]:
    """Part the factions into lines that they fit."""
    lines: list[list[Worded]] = [[]]
    for one in worded:
        if lines[-1] and _cells(lines[-1]) + one.cells > width:
            lines.append([])
        lines[-1].append(one)
    return lines


def _fitting(worded: list[Worded], beyond: int, width: int) -> int:
    """Return how many fit, with the number of those that do not behind them."""
    used = 0
    for at, one in enumerate(worded):
        used += one.cells
        if used + len(_more(beyond + len(worded) - at - 1)) > width:
            return at
    return len(worded)


def _cells(worded: list[Worded]) -> int:
    return sum(one.cells for one in worded)


def _drawn(worded: list[Worded], looks: Looks, styles: FactionStyles) -> list[Segment]:
    return [segment for one in worded for segment in _segments(one, looks, styles)]


def _segments(one: Worded, looks: Looks, styles: FactionStyles) -> Iterator[Segment]:
    """Draw one faction, its mark in its colour; a name that is excluded is struck out."""
    style: Style = getattr(styles, one.item.state)
    style += Style(meta={"faction": one.item.uid})
    plain = style + Style(strike=False)
    mark = plain + Style(color=looks[one.item.uid].colour)
    drawn = (plain, plain + Style(bold=True), mark, plain, style, plain)
    return map(Segment, one.texts, drawn)
