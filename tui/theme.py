"""How things look: themes, the colour and mark of each actor, the glyphs of rails and strips."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from store.model import Actor

if TYPE_CHECKING:
    from textual.theme import Theme

Tone = Literal["dark", "light", "ansi"]

HUES: dict[str, dict[Tone, str]] = {
    "vermillion": {"dark": "#e8702a", "light": "#b34700", "ansi": "bright_red"},
    "sky-blue": {"dark": "#56b4e9", "light": "#14699c", "ansi": "bright_cyan"},
    "reddish-purple": {"dark": "#cc79a7", "light": "#9c3f74", "ansi": "bright_magenta"},
    "bluish-green": {"dark": "#12b085", "light": "#00704f", "ansi": "bright_green"},
    "yellow": {"dark": "#f0e442", "light": "#6e6500", "ansi": "bright_yellow"},
    "orange": {"dark": "#e69f00", "light": "#8a5c00", "ansi": "yellow"},
    "blue": {"dark": "#5a9fe0", "light": "#0057a0", "ansi": "bright_blue"},
    "grey": {"dark": "#a8a8a8", "light": "#5c5c5c", "ansi": "white"},
}
"""Okabe and Ito's hues, moved in lightness to at least 4.5:1 against each background."""

MARKS = {
    "■": "#",
    "▲": "^",
    "●": "o",
    "◆": "*",
    "✚": "+",
    "★": "x",
    "▼": "v",
    "◇": "%",
    "◈": "&",
    "○": "0",
    "□": "=",
}
"""Marks for factions, each of one cell, and what stands for them in ASCII."""


class Look(msgspec.Struct, frozen=True):
    """How one actor is drawn."""

    mark: str
    code: str
    colour: str


class Glyphs(msgspec.Struct, frozen=True):
    """The signs the screen is drawn with, each of one cell."""

    day: str = "┃"
    one_of: str = "?"
    lasted: str = "│"
    approximate: str = "~"
    undated: str = "·"
    bars: str = "▁▂▃▄▅▆▇█"
    """Density strip, from few to many."""
    here: str = "▾"
    """The cursor's place on the density strip."""
    situation: str = "@"
    """Before the title of what is no occurrence, as are the next two."""
    statement: str = "“"
    forecast: str = "→"
    included: str = "✓"
    excluded: str = "✗"
    ellipsis: str = "…"


UNICODE = Glyphs()
ASCII = Glyphs(
    day="|",
    lasted=":",
    undated=".",
    bars="._-=+*#@",
    here="v",
    statement='"',
    forecast="/",
    included="+",
    excluded="-",
    ellipsis=">",
)


class Looks:
    """How every actor of a store is drawn, in one tone; and the glyphs."""

    def __init__(self, actors: Iterable[Actor], tone: Tone, ascii_only: bool = False) -> None:
        self.tone: Tone = tone
        self.glyphs = ASCII if ascii_only else UNICODE
        self.ascii_only = ascii_only
        self._looks = dict(_looks(sorted(actors, key=_rank), tone, ascii_only))

    def __getitem__(self, uid: str) -> Look:
        return self._looks.get(uid) or Look("?", "??", HUES["grey"][self.tone])


def _rank(actor: Actor) -> tuple[int, str]:
    return (99_999 if actor.rank is None else actor.rank, actor.uid)


def _looks(actors: list[Actor], tone: Tone, ascii_only: bool) -> Iterator[tuple[str, Look]]:
    """Give each faction its stored mark and hue, or the next that are free."""
    used = {actor.mark for actor in actors}
    free = [mark for mark in MARKS if mark not in used] or list(MARKS)
    hues = [hue for hue in HUES if hue != "grey"]
    given = 0
    for actor in actors:
        mark, hue = actor.mark, actor.colour
        if actor.faction and not (mark and hue in HUES):
            mark = mark or free[given % len(free)]
            hue = hue if hue in HUES else hues[given % len(hues)]
            given += 1
        code = actor.code or actor.label[:2].upper()
        sign = MARKS.get(mark, code[:1]) if ascii_only else mark or code[:1]
        yield actor.uid, Look(sign, code, HUES[hue if hue in HUES else "grey"][tone])


def themes() -> "list[Theme]":
    """Return the dark and the light theme of the application."""
    from textual.theme import Theme

    dark = Theme(
        name="palmyra-dark",
        primary="#3b8eea",
        secondary="#56b4e9",
        accent="#ffa62b",
        warning="#e69f00",
        error="#e8702a",
        success="#12b085",
        foreground="#e0e0e0",
        background="#121212",
        surface="#1a1a1a",
        panel="#24303a",
        dark=True,
    )
    light = Theme(
        name="palmyra-light",
        primary="#0057a0",
        secondary="#14699c",
        accent="#8a4b00",
        warning="#8a5c00",
        error="#b34700",
        success="#00704f",
        foreground="#1c1c1c",
        background="#fafafa",
        surface="#f2f2f2",
        panel="#dde5ec",
        dark=False,
    )
    return [dark, light]
