"""Styled text in lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from store.text import clean
from tui.presentation import wrap as wrapping
from tui.presentation.wrap import TIED, wrap

LETTERS = st.text("abé全 \u0301\u200d\ufe0f❤دّا·-\n", max_size=120)


def _texts(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return ["".join(part for part, _ in line) for line in wrap([(text, "")], width, first, rest)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two", ["one two"]),
        ("one two three", ["one two", "three"]),
        ("one  two three", ["one  two", "three"]),
        ("onetwothreefour", ["onetwothr", "eefour"]),
        ("one twothreefour", ["one", "twothreef", "our"]),
        ("one\n\ntwo", ["one", "two"]),
        ("tw one12 · six", ["tw", "one12 ·", "six"]),
        (f"is one{TIED}two x", ["is", "one two x"]),
        ("全全全全全", ["全全全全", "全"]),
        ("x" + "\u0301" * 40, ["x" + "\u0301" * 30 + "\u034f" + "\u0301" * 4, "\u0301" * 6]),
    ],
)
def test_lines_break_at_blanks_by_cells(text: str, lines: list[str]) -> None:
    """Words stay whole where they fit, and a dot stays with the word before it."""
    assert _texts(text, 9) == lines


def test_indents_and_styles_go_with_the_lines() -> None:
    """The first line may be indented otherwise than the rest."""
    lines = wrap([("one ", "bold"), ("two three", "")], 10, "- ", "    ")

    assert lines == [
        (("- ", ""), ("one ", "bold"), ("two", "")),
        (("    ", ""), ("three", "")),
    ]


@given(LETTERS, st.integers(12, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    """Every visible character is somewhere, in order."""
    lines = _texts(text, width, "  ", "    ")
    shown = "".join("".join(lines).split())
    kept = clean(text, lines=True).translate(wrapping._JOINING)

    assert shown == "".join(kept.split())
    assert max(map(cell_len, lines)) <= width


def test_characters_taken_for_single_cells_are_that() -> None:
    """The fast way measures as the slow one does."""
    single = [chr(code) for code in range(0x3000) if wrapping._SINGLE.fullmatch(chr(code))]

    assert len(single) > 1_500
    assert {char for char in single if cell_len(char) != 1} == set()
