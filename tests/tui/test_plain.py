"""Every screen with --ascii, --no-mouse and NO_COLOR, in a real terminal. Linux only."""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.factories import actor, claim, event, figure, source
from tests.tui.stores import write
from tests.tui.terminal import KEYS, MOUSE, Program

if not sys.platform.startswith("linux"):
    pytest.skip("needs a pseudo terminal of Linux", allow_module_level=True)

WALK = {
    "timeline": ("", "9 of 9 events"),
    "help": ("?", "RAILS"),
    "help left": ("escape", "Enter Open"),
    "detail": ("enter", "Enter Card"),
    "copied": ("jy", "Sent to the clipboard"),
    "copied left": ("escape", r"\A(?s:(?!.*Sent to the clip).)*\Z"),
    "card": ("enter", "monitor"),
    "zoomed": ("z", r"\A(?s:(?!.*June 2016).)*\Z"),
    "zoomed out": ("z", "June 2016"),
    "card left": ("escape", "CLAIMS"),
    "detail left": ("escape", "Enter Open"),
    "address": ("o", "Enter opens it"),
    "address left": ("escape", "CLAIMS"),
    "no address": ("G", "Undated - 1"),
    "told": ("o", "There is no source here"),
    "filter panel": ("gf", "ACTORS"),
    "included": (" ", "8 of 9"),
    "excluded": (" ", "1 of 9"),
    "panel left": ("escape", "CLAIMS|not Is"),
    "sources": ("S", "1 source"),
    "source": ("enter", "https://"),
    "sources again": ("escape", "1 source"),
    "sources left": ("escape", "not Is"),
    "cleared": ("0", "9 of 9"),
    "search": ("/fell", "8 of 9"),
    "search kept": ("enter", "Enter Open"),
    "date": ("t8-10 May 2016", "lasted|8-10 May"),
    "gone to": ("enter", r"> +May|>  *Tue 10"),
    "at odds": ("c", "at odds|conflict"),
    "newest first": ("s", r"\| August(?s:.)*\| July"),
    "palette": ("ctrl+p", "Search for commands"),
    "palette found": ("zoo", "z - Enlarge"),
    "palette left": ("escape", "Enter Open"),
}
"""Each screen: the keys that lead to it, and what is then to be seen."""


class Walk(NamedTuple):
    """A run through every screen of a store in ASCII, with --ascii, --no-mouse and NO_COLOR."""

    screens: dict[str, str]
    program: Program
    status: int


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Go through all screens, once for all tests."""
    home = tmp_path_factory.mktemp("walk")
    path = home / "plain.json"
    keep_plain(path)
    line = ("--db", str(path), "--ascii", "--no-mouse")
    with Program(*line, HOME=str(home), XDG_STATE_HOME=str(home), NO_COLOR="1") as program:
        screens = {}
        for name, (keys, pattern) in WALK.items():
            program.type(*([keys] if keys in KEYS else keys))
            program.until(pattern)
            screens[name] = program.text
        program.type("q")
        return Walk(screens, program, program.wait())


def keep_plain(path: Path) -> None:
    """Write a store without a sign outside of ASCII, that has something on every screen."""
    claims = [
        claim("c1", figures=[figure()], quote="we fled", said_on="2016-12-10"),
        claim("c2", "russia", figures=[figure(low=900, best=None, qualifier="more-than")]),
        claim("c3", "article", about="cause", statement="it fell"),
    ]
    told = {"participants": [{"actor": "is", "role": "attacker"}], "claims": claims}
    months = [event(f"e{month}", when=f"2016-{month:02}-10", **told) for month in range(1, 9)]
    factions = [actor("is", kind="rebel group"), actor("russia", kind="external forces")]
    tables = {
        "events": [*months, event("undated", when="")],
        "actors": [actor(), *factions],
        "sources": [source(URL="https://example.org/a")],
    }
    write(path, tables)


COLOURS = {*range(30, 39), *range(40, 49), *range(90, 108)}
"""SGR codes that choose a colour, and not the one that the terminal has anyway."""


def test_no_color_writes_no_colour(walk: Walk) -> None:
    """On no screen; and each can be drawn without."""
    codes = re.findall(rb"\x1b\[([\d;:]*)m", walk.program.written)
    numbers = {int(number) for code in codes for number in re.split(rb"[;:]", code) if number}

    assert walk.status == 0
    assert {1, 7, 39, 49} <= numbers
    assert not numbers & COLOURS


def test_ascii_draws_every_cell_in_ascii(walk: Walk) -> None:
    """Borders, scrollbars, keys and notices too."""
    strange = {name: re.findall(r"[^\n -~]", text) for name, text in walk.screens.items()}

    assert {name: signs for name, signs in strange.items() if signs} == {}


def test_no_mouse_leaves_the_mouse_to_the_terminal(walk: Walk) -> None:
    """Clicks, and text marked with the mouse, stay with it."""
    assert walk.program.asked
    assert not walk.program.asked & MOUSE
