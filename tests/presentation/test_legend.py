"""The legend and the keys, as lines."""

from collections.abc import Sequence
from typing import Any, get_args

import pytest
from msgspec.structs import asdict
from rich.cells import cell_len

from store.index.entry import enter
from store.model import Actor, Event, EventKind, view
from store.names import Names
from tests import factories
from tests.tui.panels import NAMES
from tui.presentation import axis
from tui.presentation.keys import KeyRow, keys_shown, merged
from tui.presentation.legend import help_page, legend
from tui.presentation.locators import located
from tui.screens.keys import key_table
from tui.theme import Looks

SAME: dict[str, Any] = {
    "population": "civilians",
    "kind": "flow",
    "place": "aleppo",
    "period": {"verbatim": "past two days", "when": "2016-12-09/2016-12-10"},
}
FACTIONS = [
    view(Actor, factories.actor("is", name="Islamic State", short="IS", kind="rebel group")),
    view(Actor, factories.actor("russia", kind="external forces")),
]
ROWS = [
    KeyRow("a", ("j", "down"), "Down", "Go to the next event", "timeline", "down"),
    KeyRow("b", ("k", "up"), "Up", "Go to the event before", "timeline", "up"),
    *(KeyRow(f"f{n}", (f"{n}",), "", "Toggle", "anywhere", f"faction({n})") for n in range(1, 10)),
]


def written(width: int = 80, ascii_only: bool = False, factions: Sequence[Actor] = FACTIONS) -> str:
    """Return the help as text."""
    page = help_page(Looks(factions, "dark", ascii_only), factions, ROWS, width)
    return "\n".join("".join(text for text, _ in line) for line in page.lines)


def signs(ascii_only: bool = False) -> str:
    """Return all signs that the legend explains."""
    chapters = legend(Looks(FACTIONS, "dark", ascii_only), FACTIONS)
    return "\n".join(mark.sign for chapter in chapters for mark in chapter.marks)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_glyph_is_explained(ascii_only: bool) -> None:
    """Rails, strip, cursor place, filter states, the ellipsis of the marks, the ladder."""
    glyphs = asdict(Looks((), "dark", ascii_only).glyphs)
    bars = glyphs.pop("bars")
    ladder = (axis.SOLID_ASCII, axis.HOLLOW_ASCII) if ascii_only else (axis.SOLID, axis.HOLLOW)
    explained = signs(ascii_only)

    assert all(sign in explained for sign in glyphs.values())
    assert bars[0] in explained
    assert bars[-1] in explained
    assert all(sign in explained for signs in ladder for sign in signs[:3])


EVENTS = [
    {"claims": [factories.claim(claimant="article")]},
    {"claims": [factories.claim(stance="accuses")]},
    {"claims": [factories.claim(hedge="reportedly")]},
    {"claims": [factories.claim("c1", "a"), factories.claim("c2", "b", agrees_with=["c1"])]},
    {"claims": [factories.claim("c1", "a", about="cause"), factories.claim("c2", about="cause")]},
    {
        "claims": [
            factories.claim("c1", "a", about="cause"),
            factories.claim("c2", about="cause", stance="denies"),
        ]
    },
    *(
        {
            "claims": [
                factories.claim("c1", "a", figures=[factories.figure(**SAME)]),
                factories.claim("c2", "b", figures=[factories.figure(**{**SAME, **other})]),
            ]
        }
        for other in (
            {"best": 60_000, "verbatim": "60,000"},
            {"best": None, "verbatim": "hundreds", "qualifier": "order-of-magnitude"},
            {"population": "soldiers"},
        )
    ),
]


@pytest.mark.parametrize("keys", EVENTS)
def test_badges_are_explained(keys: dict[str, Any]) -> None:
    """Whatever stands at the end of a row in words is in the legend, a number aside."""
    badge = enter(view(Event, factories.event(**keys)), Names({}, {}, {})).badge

    assert badge
    assert badge.lstrip("0123456789") in signs()


@pytest.mark.parametrize("kind", [kind for kind in get_args(EventKind) if kind != "occurrence"])
def test_kinds_are_explained(kind: str) -> None:
    """Every kind of event that a row names is explained, with its sign."""
    sign = getattr(Looks((), "dark").glyphs, kind)

    assert f"{sign} {kind}" in signs()


def test_locators_are_explained_as_they_are_shown() -> None:
    """The example is written as the detail writes it."""
    assert located("s12") in signs()


@pytest.mark.parametrize("width", [38, 58, 98])
def test_names_of_keys_stand_whole(width: int) -> None:
    """The names that a configuration uses can be read off, at any width."""
    page = help_page(Looks((), "dark"), (), key_table(), width)
    told = {word for line in page.lines for text, _ in line for word in text.split()}

    assert {row.id for row in merged(key_table()) if " " not in row.id} <= told


def test_columns() -> None:
    """The words of a chapter stand in one column, beside the signs."""
    lines = written().splitlines()
    rails = lines[lines.index("RAILS  beside the date of an event") + 1 :][:4]

    assert {line.index(word) for line, word in zip(rails, ("on", "on", "lasted", "at"))} == {5}


def test_factions_by_mark_and_digit() -> None:
    """Each faction has its mark, its name, its short name and its key."""
    assert "  ■  Islamic State (IS · key 1)\n  ▲  Russia (key 2)\n" in written()


def test_keys_stand_below() -> None:
    """Keys follow the legend by place; nine digits are one row."""
    text = written()
    keys = text[text.index("KEYS") :]

    assert keys.splitlines() == [
        "KEYS: timeline  and behind each what the configuration calls it",
        "  j ↓  Go to the next event · a",
        "  k ↑  Go to the event before · b",
        "",
        "KEYS: anywhere",
        "  1 … 9  Toggle · f1 … f9",
    ]


@pytest.mark.parametrize("width", [34, 58, 78, 118, 238])
def test_nothing_is_cut(width: int) -> None:
    """Every word is there at any width, in lines that fit."""
    text = written(width)

    assert max(map(cell_len, text.splitlines())) <= width
    assert text.split() == written(400).split()


def test_plain_signs() -> None:
    """The ASCII form is ASCII."""
    assert written(ascii_only=True).isascii()


def test_hostile_factions() -> None:
    """A faction's name can break nothing."""
    hostile = [
        view(Actor, factories.actor(f"a{i}", name=name, kind="rebel group", mark=""))
        for i, name in enumerate(NAMES)
    ]
    text = written(40, factions=hostile)

    assert max(map(cell_len, text.splitlines())) <= 40
    assert not any(ord(sign) < 32 for sign in text if sign != "\n")


@pytest.mark.parametrize(
    ("keys", "shown", "plain"),
    [
        (("j", "down"), "j ↓", "j Down"),
        (("pagedown", "ctrl+d"), "PgDn ctrl+d", "PgDn ctrl+d"),
        (("G", "end"), "G End", "G End"),
        (("left_square_bracket",), "[", "["),
        (("question_mark", "slash"), "? /", "? /"),
        (("escape", "enter", "space", "tab"), "Esc Enter Space Tab", "Esc Enter Space Tab"),
        (("shift+tab",), "shift+Tab", "shift+Tab"),
        (("?", "ü", "+"), "? ü +", "? ü +"),
        (("ctrl+plus_sign",), "ctrl++", "ctrl++"),
        (("1",), "1", "1"),
        (("1", "2", "3"), "1 … 3", "1 .. 3"),
        (("f1",), "F1", "F1"),
    ],
)
def test_keys_as_people_read_them(keys: tuple[str, ...], shown: str, plain: str) -> None:
    """Keys have the names that stand on a keyboard."""
    assert keys_shown(keys) == shown
    assert keys_shown(keys, ascii_only=True) == plain


def test_merged() -> None:
    """Only what follows each other and does the same is one row."""
    assert [row.id for row in merged(ROWS)] == ["a", "b", "f1 … f9"]
