"""Rows of the timeline, drawn without an application."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from store.dates import parse
from store.index import Row, Section
from store.text import clean
from tests.tui.harness import HOSTILE, looks, unprintable
from tui.presentation.rows import (
    LEAD,
    Palette,
    event_line,
    gap_line,
    heading_line,
    said_line,
)

PALETTE = Palette(
    title=Style(color="white"),
    faint=Style(color="grey50"),
    heading=Style(color="blue"),
    gap=Style(color="grey30"),
    conflict=Style(color="red", bold=True),
    cursor=Style(bgcolor="blue", bold=True),
)
FACTIONS = ("is", "government", "russia", "rebels")
SIGNS = {"situation": "@@", "statement": '“"', "forecast": "→/"}
"""Signs of the kinds, and in ASCII."""
KINDS = st.sampled_from(["occurrence", *SIGNS])
TITLES = st.one_of(
    st.sampled_from(HOSTILE),
    st.text().map(clean),
    st.text("[]/@=ab \u0301\u200d\u200b\ufe0f全❤👨🇸شحلب", max_size=90),
)
WHENS = st.sampled_from(["", "2016-03", "2012/..", "[..2016-12-10]", "2016-11-26~/2016-12-10"])


def _row(
    title: str = "IS enters Palmyra",
    badge: str = "",
    when: str = "2016-12-10",
    part_of_day: str = "",
    factions: tuple[str, ...] = (),
    kind: str = "occurrence",
) -> Row:
    return Row("e1", parse(when), part_of_day, title, factions, badge, kind)


def _text(row: Row, width: int = 60, ascii_only: bool = False, here: bool = False) -> str:
    return event_line(row, looks(ascii_only), PALETTE, width, here).text


def _style(strip: Strip, text: str) -> Style:
    """Return the style of the segment that holds a text."""
    return next(style for piece, style, _ in strip if text in piece and style)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            _row(when="[..2016-12-10]", badge="≥ 49 soldiers", factions=("is", "government")),
            "      by Sat 10 ? ■▲  IS enters Palmyra       ≥ 49 soldiers ",
        ),
        (
            _row(when="2016-12-10", part_of_day="early", factions=FACTIONS[:3]),
            "   Sat 10 early ┃ ■▲● IS enters Palmyra                     ",
        ),
        (
            _row(when="2016-11-26~/2016-12-10", factions=FACTIONS),
            " ~26 Nov–10 Dec │ ■▲… IS enters Palmyra                     ",
        ),
        (
            _row(when="", badge="article"),
            "                ·     IS enters Palmyra             article ",
        ),
        (
            _row("Government jet is lost near the Jazal oil fields", "≠ accounts differ"),
            "         Sat 10 ┃     Government jet is…  ≠ accounts differ ",
        ),
        (
            _row("Government jet is lost near the Jazal oil fields"),
            "         Sat 10 ┃     Government jet is lost near the Jaza… ",
        ),
    ],
)
def test_layout(row: Row, expected: str) -> None:
    """Date, rail, marks, title and badge stand in their columns."""
    assert _text(row) == expected


@pytest.mark.parametrize(
    ("width", "badge"),
    [(60, "≠ accounts differ"), (57, "≠ accounts…"), (45, "≠…"), (30, "")],
)
def test_badge_loses_whole_words(width: int, badge: str) -> None:
    """Where the title would be left with too little, the badge is cut between words."""
    row = _row("Government jet is lost near the Jazal oil fields", "≠ accounts differ")

    assert _text(row, width)[LEAD:].partition("…")[2].strip() == badge


def test_short_title_leaves_its_room() -> None:
    """A badge stays whole beside a short title however narrow the row is."""
    assert _text(_row("Jet lost", "≠ accounts differ"), 50).endswith("Jet lost  ≠ accounts differ ")


def test_ascii() -> None:
    """Everything of ours is ASCII; the title stays what it is."""
    row = _row("“Grâce”", "≠ far apart", when="2016-11-26~/2016-12-10", factions=FACTIONS)

    assert _text(row, ascii_only=True, here=True) == (
        ">~26 Nov-10 Dec : #^> “Grâce”                  != far apart "
    )


def test_cursor_without_colour() -> None:
    """The row under the cursor has a sign of its own."""
    assert _text(_row(), here=True).startswith("›")
    assert _text(_row()).startswith(" ")


def test_cursor_lies_over_everything() -> None:
    """Under the cursor all has its background, and nothing is faint."""
    row = _row(badge="≠ far apart", factions=FACTIONS)
    strip = event_line(row, looks(), PALETTE, 60, here=True)

    assert {style.bgcolor for _, style, _ in strip if style} == {PALETTE.cursor.bgcolor}
    assert PALETTE.faint.color not in {style.color for _, style, _ in strip if style}


@pytest.mark.parametrize(("badge", "at_odds"), [("≠ far apart", True), ("≥ 49 soldiers", False)])
def test_badge_of_odds_stands_out(badge: str, at_odds: bool) -> None:
    """Accounts at odds are shown in the colour of warnings and bold."""
    strip = event_line(_row(badge=badge), looks(), PALETTE, 60)

    assert (_style(strip, badge) == PALETTE.conflict) is at_odds


def test_marks_have_the_colours_of_their_factions() -> None:
    """Each mark is drawn in its faction's colour."""
    drawn = looks()
    strip = event_line(_row(factions=FACTIONS[:2]), drawn, PALETTE, 60)

    assert _style(strip, "■").color == Style(color=drawn["is"].colour).color
    assert _style(strip, "▲").color == Style(color=drawn["government"].colour).color


def test_markup_is_text() -> None:
    """Square brackets are shown as they are."""
    assert "[@click=app.quit]quit[/]" in _text(_row("[@click=app.quit]quit[/]"))


@pytest.mark.parametrize(
    ("kind", "badge", "width", "shown"),
    [
        ("situation", "> 400,000", 73, "@ Displaced in west Aleppo   situation · > 400,000 "),
        ("situation", "> 400,000", 71, "@ Displaced in west Aleppo             > 400,000 "),
        ("situation", "> 400,000", 53, "@ Displaced in wes…  > 400,000 "),
        ("statement", "≠ far apart", 74, "“ Displaced in west Aleppo  statement · ≠ far apart "),
        ("forecast", "", 60, "Displaced in west Aleppo     forecast "),
        ("forecast", "article", 60, "Displaced in west Aleppo     forecast "),
        ("forecast", "", 39, "→ Displaced in…  "),
        ("occurrence", "", 60, "Displaced in west Aleppo              "),
    ],
)
def test_kind(kind: str, badge: str, width: int, shown: str) -> None:
    """What is no occurrence has its word as badge, or a sign, and both where it costs nothing."""
    row = _row("Displaced in west Aleppo", badge, kind=kind)

    assert _text(row, width)[LEAD:] == shown


def test_kind_is_faint() -> None:
    """The kind takes no attention from the title, nor from what is at odds."""
    row = _row("Jet lost", "≠ far apart", kind="situation")
    strip = event_line(row, looks(), PALETTE, 80)

    assert _style(strip, "@ ") == _style(strip, "situation · ") == PALETTE.faint
    assert _style(strip, "≠ far apart") == PALETTE.conflict


@given(TITLES, TITLES, st.sampled_from([*SIGNS]), st.integers(LEAD + 2, 130), st.booleans())
def test_kind_is_always_told(
    title: str, badge: str, kind: str, width: int, ascii_only: bool
) -> None:
    """No title, figure or difference takes the place of both sign and word."""
    text = _text(_row(title, badge, kind=kind), width, ascii_only)

    assert text[LEAD:].startswith(SIGNS[kind][ascii_only]) or text.endswith(f"{kind} ")


@given(TITLES, TITLES, WHENS, st.integers(0, 130), st.integers(0, 4), KINDS, st.booleans())
def test_exact_width(
    title: str, badge: str, when: str, width: int, factions: int, kind: str, ascii_only: bool
) -> None:
    """Whatever it holds, a row has exactly the width asked for, and every cell a style."""
    row = _row(title, badge, when=when, factions=FACTIONS[:factions], kind=kind)
    strip = event_line(row, looks(ascii_only), PALETTE, width)

    assert strip.cell_length == cell_len(strip.text) == width
    assert all(style is not None for _, style, _ in strip)
    assert unprintable(strip.text) == []


@given(st.integers(0, 60), st.sampled_from([(2016, 3), (2012, 0), (2010, -1), (9999, 13)]))
def test_other_lines_have_the_exact_width(width: int, month: tuple[int, int]) -> None:
    """Headings, gaps and notices have exactly the width asked for."""
    section = Section(*month, 0, 3, 14)
    lines = [
        heading_line(section, looks(), PALETTE, width),
        gap_line(section, looks(), PALETTE, width),
        said_line("No event matches.", 0, looks(), PALETTE, width),
    ]

    assert [line.cell_length for line in lines] == [width] * 3


def test_headings_and_gaps() -> None:
    """Undated events are counted in their heading; a gap is given in words."""
    undated = heading_line(Section(9999, 13, 0, 1_200, 0), looks(), PALETTE, 30)
    march = heading_line(Section(2016, 3, 0, 2, 0), looks(), PALETTE, 30)
    gap = gap_line(Section(2016, 3, 0, 2, 38), looks(ascii_only=True), PALETTE, 40)

    assert undated.text.rstrip() == " Undated · 1,200"
    assert march.text.rstrip() == " March 2016"
    assert gap.text.rstrip() == " " * 18 + "(3 years 2 months)"


def test_notice() -> None:
    """A notice breaks at blanks, and obeys `--ascii` once that is known."""
    said = [said_line("Reading them…", 1, drawn, PALETTE, 9).text for drawn in (None, looks(True))]

    assert said == [" them…   ", " them... "]
    assert said_line("Reading", 1, None, PALETTE, 9).text == " " * 9
