"""The faction bar in an application of its own."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot

from tests.tui.harness import HOSTILE, Host, contrast, heard, looks, unprintable
from tui.theme import Tone
from tui.widgets import faction_bar
from tui.widgets.faction_bar import (
    FactionBar,
    FactionItem,
    FactionStyles,
    Worded,
    faction_lines,
)

ITEMS = (
    FactionItem("1", "is", "Islamic State", 6),
    FactionItem("2", "government", "Government", 9, "include"),
    FactionItem("3", "russia", "Russia", 1_500, "exclude"),
    FactionItem("", "rebels", "Rebels", 8),
)
PLAIN = FactionStyles(Style(), Style(), Style())


@asynccontextmanager
async def showing(
    width: int = 80, theme: str = "palmyra-dark"
) -> AsyncIterator[tuple[FactionBar, Pilot[None]]]:
    """Show the factions in a bar as wide as the screen."""
    bar = FactionBar()
    tone: Tone = "ansi" if "ansi" in theme else "light" if "light" in theme else "dark"
    async with Host(bar, theme).run_test(size=(width, 3)) as pilot:
        bar.factions = ITEMS
        bar.looks = looks(tone=tone)
        await pilot.pause()
        yield bar, pilot


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (80, " 1 ■ Islamic State 6 [2 ▲ Government 9]✗3 ● Russia 1,500  ◆ Rebels 8"),
        (63, " 1 ■ Islamic… 6 [2 ▲ Governme… 9]✗3 ● Russia 1,500  ◆ Rebels 8"),
        (55, " 1 ■ Isla… 6 [2 ▲ Gove… 9]✗3 ● Russ… 1,500  ◆ Rebe… 8"),
        (46, " 1 ■ IS 6 [2 ▲ GO 9]✗3 ● RU 1,500  ◆ RE 8"),
        (38, " 1■IS 6 [2▲GO 9]✗3●RU 1,500  ◆RE 8"),
        (28, " 1■IS [2▲GO]✗3●RU  ◆RE"),
        (20, " 1■IS [2▲GO] +2"),
        (9, " 1■IS  +3"),
        (8, " +4"),
        (0, ""),
    ],
)
async def test_fits(width: int, expected: str) -> None:
    """Names get shorter, then codes stand for them, then counts go; what is left out is counted."""
    line = faction_lines(ITEMS, looks(), PLAIN, width)[0]

    assert "".join(segment.text for segment in line).rstrip() == expected or width == 0


async def test_ascii() -> None:
    """Marks and signs are ASCII where that is asked for."""
    line = faction_lines(ITEMS[:3], looks(ascii_only=True), PLAIN, 80)[0]

    assert "".join(segment.text for segment in line).isascii()


async def test_click_toggles() -> None:
    """A click anywhere on a faction asks for it to be toggled; beside them nothing happens."""
    async with showing() as (_, pilot):
        for x in (1, 25, 45, 75):
            await pilot.click(FactionBar, offset=(x, 0))
        toggled = [each.uid for each in heard(pilot) if isinstance(each, FactionBar.Toggled)]

        assert toggled == ["is", "government", "russia"]


async def test_marks_have_the_colours_of_their_factions() -> None:
    """Each mark is drawn in its faction's colour, in any state."""
    async with showing() as (bar, _):
        drawn = looks()
        colours = {text: style.color for text, style, _ in bar.render_line(0) if style}

        assert colours["■"] == Style(color=drawn["is"].colour).color
        assert colours["▲"] == Style(color=drawn["government"].colour).color


@pytest.mark.parametrize("theme", ["palmyra-dark", "palmyra-light"])
async def test_contrast(theme: str) -> None:
    """Included or not, text has a contrast of 4.5 to 1 at least, marks one of 3 to 1."""
    async with showing(theme=theme) as (bar, _):
        contrasts = {
            text: contrast(style) for text, style, _ in bar.render_line(0) if style and text.strip()
        }

        assert all(ratio >= (3 if text in "■▲●◆" else 4.5) for text, ratio in contrasts.items())


async def test_without_colour() -> None:
    """In an ANSI theme what is included is reversed, what is excluded struck out."""
    async with showing(theme="ansi-dark") as (bar, _):
        styles = {text.strip(): style for text, style, _ in bar.render_line(0) if style}

        assert styles["Government"].reverse
        assert styles["Russia"].strike
        assert not styles["Islamic State"].reverse


async def test_before_the_first_reading() -> None:
    """Without looks or factions the line is blank, and every cell has a style."""
    async with Host(FactionBar()).run_test(size=(30, 3)) as pilot:
        strip = pilot.app.query_one(FactionBar).render_line(0)

        assert strip.text == " " * 30
        assert all(style is not None for _, style, _ in strip)


NAMES = st.one_of(st.sampled_from(HOSTILE), st.text())


@given(st.lists(NAMES, max_size=12), st.integers(4, 120))
def test_hostile_names(names: list[str], width: int) -> None:
    """Whatever factions are called, they take no more than one line of the width."""
    items = tuple(FactionItem(str(at), name, name, at) for at, name in enumerate(names))
    line = faction_lines(items, looks(), PLAIN, width)[0]

    assert sum(cell_len(segment.text) for segment in line) <= width
    assert cell_len("".join(segment.text for segment in line)) <= width
    assert unprintable("".join(segment.text for segment in line)) == []


@pytest.mark.parametrize(("width", "rows"), [(200, 1), (50, 2), (40, 2)])
def test_names_are_whole_on_a_second_line_before_they_are_cut(width: int, rows: int) -> None:
    """A cut name is a riddle; every faction stands on one of the lines."""
    lines = faction_lines(ITEMS, looks(), PLAIN, width, 2)
    text = " ".join("".join(segment.text for segment in line) for line in lines)

    assert len(lines) == rows
    assert all(item.digit in text for item in ITEMS)
    assert all(sum(segment.cell_length for segment in line) <= width for line in lines)


async def test_the_bar_takes_a_second_line_only_on_a_screen_that_has_one() -> None:
    """And gives it back when the names fit."""
    heights = []
    bar = FactionBar()
    bar.factions, bar.looks = ITEMS, looks()
    async with Host(bar).run_test(size=(50, 24)) as pilot:
        for size in ((50, 24), (50, 15), (200, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            heights.append(bar.size.height)

    assert heights == [2, 1, 1]


async def test_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both lines come from one drawing, until what they show, or how, is another."""
    drawn: list[int] = []

    def count(*how: Any) -> list[list[Segment]]:
        drawn.append(1)
        return faction_lines(*how)

    monkeypatch.setattr(faction_bar, "faction_lines", count)
    async with showing(50) as (bar, pilot):
        drawn.clear()
        bar.refresh()
        await pilot.pause()
        assert drawn == []

        bar.factions = ITEMS[:3]
        await pilot.pause()
        bar.looks = looks(ascii_only=True)
        await pilot.pause()
        pilot.app.theme = "palmyra-light"
        await pilot.pause()
        await pilot.resize_terminal(40, 3)
        await pilot.pause()

        assert len(drawn) == 4
        assert bar.render_line(0).text.rstrip() == " 1 # IS 6 [2 ^ GO 9]-3 o RU 1,500"


def test_forms_are_chosen_by_their_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many forms are tried, each faction is drawn once."""
    drawn: list[str] = []
    segments = faction_bar._segments

    def keep(one: Worded, *how: Any) -> Iterator[Segment]:
        drawn.append(one.item.uid)
        return segments(one, *how)

    monkeypatch.setattr(faction_bar, "_segments", keep)
    faction_lines(ITEMS, looks(), PLAIN, 28)

    assert drawn == [item.uid for item in ITEMS]


@pytest.mark.parametrize(("width", "height"), [(200, 1), (200, 2), (80, 2), (40, 1)])
def test_factions_without_a_key_are_counted(width: int, height: int) -> None:
    """They are in the filter panel; the bar says how many there are."""
    many = tuple(FactionItem(str(n) if n < 10 else "", f"f{n}", f"F{n}", n) for n in range(1, 26))
    lines = faction_lines(many, looks(), PLAIN, width, height)
    text = "".join(segment.text for segment in lines[-1])

    assert int(text.rpartition("+")[2]) >= 16
    assert all(sum(segment.cell_length for segment in line) <= width for line in lines)
