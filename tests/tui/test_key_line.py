"""The bottom line of keys."""

from typing import ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from tests.tui.panels import lines, showing
from tui.widgets.key_line import KeyLine


class Pane(Widget, can_focus=True):
    """Has keys of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Read", id="pane.open"),
        Binding("space", "open", "Read again", id="pane.again"),
        Binding("x", "hidden", "Hidden", id="pane.hidden", show=False),
    ]

    DEFAULT_CSS = "Pane { height: 1fr; }"

    opened = 0

    def action_open(self) -> None:
        """Count."""
        self.opened += 1


class Desk(Screen[None]):
    """A pane above the keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit", id="quit"),
        Binding("s", "sort", "Order", id="sort"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out pane and keys."""
        yield Pane()
        yield KeyLine()


@pytest.mark.parametrize(
    ("width", "told"),
    [
        (40, "  ⏎ Read  s Order  q Quit"),
        (25, "  ⏎ Read  s Order  q Quit"),
        (24, "  ⏎ Read  q Quit"),
        (8, "  q Quit"),
        (6, ""),
    ],
)
async def test_as_many_as_fit(width: int, told: str) -> None:
    """Each action stands once, the pane's first; the way out is there as long as any."""
    async with showing(Desk(), (width, 5)) as pilot:
        assert lines(pilot)[-1] == told


async def test_follows_the_focus() -> None:
    """Without the pane its keys are gone; without any focus the screen's are there."""
    async with showing(Desk(), (40, 5)) as pilot:
        pilot.app.set_focus(None)
        await pilot.pause()

        assert lines(pilot)[-1] == "  s Order  q Quit"


async def test_click_presses() -> None:
    """A click on a key does what the key does; beside them nothing happens."""
    screen = Desk()
    async with showing(screen, (40, 5)) as pilot:
        for x in (3, 35):
            await pilot.click(KeyLine, offset=(x, 0))
        await pilot.pause()

        assert screen.query_one(Pane).opened == 1


async def test_found_once_for_each_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing looks for no key, and the same keys again are not drawn anew."""
    screen = Desk()
    async with showing(screen, (40, 5)) as pilot:
        done: list[str] = []
        _note(monkeypatch, "find_keys", done)
        _note(monkeypatch, "render", done)
        screen.query_one(KeyLine).refresh()
        await pilot.pause()
        assert done == ["render"]

        screen.refresh_bindings()
        await pilot.pause()

        assert done == ["render", "find_keys"]


def _note(monkeypatch: pytest.MonkeyPatch, method: str, done: list[str]) -> None:
    """Note each call of a method."""
    real = getattr(KeyLine, method)

    def noted(line: KeyLine) -> object:
        done.append(method)
        return real(line)

    monkeypatch.setattr(KeyLine, method, noted)
