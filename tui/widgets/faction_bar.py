"""The faction bar: each faction with its digit, mark, name and count, in one line."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

import msgspec
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
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

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "faction--digit",
        "faction--include",
        "faction--exclude",
    }

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

    def on_click(self, event: events.Click) -> None:
        """Toggle the faction under the mouse."""
        if uid := event.style.meta.get("faction"):
            self.post_message(self.Toggled(uid))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take a second line where names would have to be cut, and the screen is not low."""
        if viewport.height < LOW or not self.looks:
            return 1
        styles = FactionStyles(*[Style()] * 3)
        whole = [list(_item(item, FORMS[0], self.looks, styles)) for item in self.factions]
        return 1 if sum(map(_width, whole)) <= width else 2

    def render_line(self, y: int) -> Strip:
        """Draw as many factions as fit, their names as long as fit."""
        width, lines = self.size.width, list[list[Segment]]()
        if self.looks:
            look = self.factions, self.looks, self._styles()
            lines = faction_lines(*look, width, self.size.height)
        segments = lines[y] if y < len(lines) else []
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _styles(self) -> FactionStyles:
        include, exclude = (
            self.get_component_rich_style(f"faction--{state}") for state in ("include", "exclude")
        )
        over = Style(bgcolor=include.bgcolor) + include.without_color
        return FactionStyles(self.rich_style, self.rich_style + over, exclude)


def faction_lines(
    factions: tuple[FactionItem, ...],
    looks: Looks,
    styles: FactionStyles,
    width: int,
    height: int = 1,
) -> list[list[Segment]]:
    """Return the factions in the fullest form in which all fit, else as many as fit."""
    for form in FORMS:
        items = [list(_item(item, form, looks, styles)) for item in factions]
        lines = _filled(items, width)
        if len(lines) <= height and all(_width(_joined(line)) <= width for line in lines):
            return [*map(_joined, lines)]
    kept = lines[: height - 1]
    return [*map(_joined, kept), _first(items[sum(map(len, kept)) :], styles.off, width)]


def _filled(items: list[list[Segment]], width: int) -> list[list[list[Segment]]]:
    """Part the items into lines that they fit."""
    lines: list[list[list[Segment]]] = [[]]
    for item in items:
        if lines[-1] and _width(_joined([*lines[-1], item])) > width:
            lines.append([])
        lines[-1].append(item)
    return lines


def _joined(items: list[list[Segment]]) -> list[Segment]:
    return [segment for item in items for segment in item]


def _first(items: list[list[Segment]], style: Style, width: int) -> list[Segment]:
    """Return as many items as fit, and how many more there are."""
    shown: list[Segment] = []
    for left, item in zip(range(len(items), 0, -1), items):
        rest = f" +{left - 1}" if left > 1 else ""
        if _width(shown) + _width(item) + len(rest) > width:
            return [*shown, Segment(f" +{left}", style)]
        shown += item
    return shown


def _item(item: FactionItem, form: Form, looks: Looks, styles: FactionStyles) -> Iterator[Segment]:
    """Draw one faction: " 1 ■ Islamic State 6 ", in brackets when included."""
    before, behind = _brackets(item, looks.glyphs)
    style: Style = getattr(styles, item.state)
    style += Style(meta={"faction": item.uid})
    plain, look = style + Style(strike=False), looks[item.uid]
    name = item.label if form.name else look.code
    yield Segment(before, plain)
    yield Segment(item.digit and item.digit + form.blank, plain + Style(bold=True))
    yield Segment(fit(look.mark, 1), plain + Style(color=look.colour))
    yield Segment(form.blank, plain)
    yield Segment(cut(name, form.name or CODE, looks.glyphs.ellipsis), style)
    yield Segment((f" {item.count:,}" if form.counted else "") + behind, plain)


def _brackets(item: FactionItem, glyphs: Glyphs) -> tuple[str, str]:
    """Return what tells the state without colour."""
    brackets = {"include": ("[", "]"), "exclude": (glyphs.excluded, " "), "off": (" ", " ")}
    return brackets[item.state]


def _width(segments: list[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)
