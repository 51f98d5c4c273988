"""The axis of the ladder: every number in its true column."""

from math import log10
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.model import Figure, view
from tests.factories import figure
from tests.store.verdict_cases import at_least, between, over, up_to
from tui.presentation.axis import HOLLOW, SOLID, SOLID_ASCII, Axis, axis, bar, tick_label, tick_line


def _figure(**keys: Any) -> Figure:
    return view(Figure, figure(**{"best": None, **keys}))


NEAR = st.integers(1, 10**8).flatmap(lambda low: st.lists(st.integers(low, 20 * low), min_size=2))


@given(NEAR, st.integers(10, 200))
def test_linear_columns_are_true(numbers: list[int], cells: int) -> None:
    """A number stands in the rounded linear column, from 0 in the first cell."""
    found = axis([_figure(best=number) for number in numbers], cells)

    assert found is not None
    assert not found.log
    for number in numbers:
        drawn = bar(_figure(best=number), found, SOLID)
        assert drawn.index("●") == round(number / found.high * (cells - 1))


@given(st.lists(st.integers(1, 10**9), min_size=1), st.integers(10, 200))
def test_log_columns_are_true(numbers: list[int], cells: int) -> None:
    """A number stands in the rounded logarithmic column."""
    numbers = [1, *numbers, 21]
    found = axis([_figure(best=number) for number in numbers], cells)

    assert found is not None
    assert found.log
    for number in numbers:
        share = log10(number / found.low) / log10(found.high / found.low)
        drawn = bar(_figure(best=number), found, SOLID)
        assert drawn.index("●") == round(share * (cells - 1))


AXIS = Axis(0, 100, 11, log=False, step=50)


@pytest.mark.parametrize(
    ("keys", "drawn"),
    [
        ({"best": 50}, "     ●     "),
        ({"best": 50, "qualifier": "approximately"}, "     ●     "),
        (between(20, 60), "  ├───┤    "),
        ({**between(20, 60), "best": 40}, "  ├─●─┤    "),
        ({**between(20, 60), "best": 60}, "  ├───●    "),
        (between(20, 21), "  ●        "),
        (at_least(70), "       ├──▶"),
        (over(0), "├─────────▶"),
        (up_to(30), "◀──┤       "),
        (up_to(0), "●          "),
        ({"best": None}, "           "),
        ({"best": 900}, "          ●"),
    ],
)
def test_bars(keys: dict[str, Any], drawn: str) -> None:
    """Point, range, open end with an arrow; words have no bar."""
    assert bar(_figure(**keys), AXIS, SOLID) == drawn


def test_hollow_and_ascii_bars() -> None:
    """Each sign has a hollow and an ASCII form."""
    assert bar(_figure(**at_least(70)), AXIS, HOLLOW) == "       ├╌╌▷"
    assert bar(_figure(**between(20, 60)), AXIS, SOLID_ASCII) == "  |===|    "


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.integers(10, 200))
def test_an_open_end_has_room_for_its_arrow(low: int, other: int, cells: int) -> None:
    """Even the largest minimum is drawn with a stroke between its end and the arrow."""
    found = axis([_figure(**at_least(low)), _figure(best=other)], cells)

    assert found is not None
    assert bar(_figure(**at_least(low)), found, SOLID).strip().startswith("├─")


@pytest.mark.parametrize(
    ("number", "label"),
    [(0, "0"), (50, "50"), (0.5, "0.5"), (50_000, "50k"), (2_000_000, "2M"), (1e9, "1G")],
)
def test_tick_labels(number: float, label: str) -> None:
    """Labels are short."""
    assert tick_label(number) == label


@given(st.lists(st.integers(1, 10**12), min_size=2), st.integers(10, 200))
def test_labels_begin_in_their_columns(numbers: list[int], cells: int) -> None:
    """Where there is room, each label that is shown begins at its tick."""
    found = axis([_figure(best=number) for number in numbers], cells)

    assert found is not None
    line = tick_line(found, cells + 5)
    places = {(found.column(tick), tick_label(tick)) for tick in found.ticks()}
    starts = [i for i, sign in enumerate(line) if sign != " " and (i == 0 or line[i - 1] == " ")]
    assert {(i, line[i:].split()[0]) for i in starts} <= places
    assert starts[0] == 0


def test_a_label_without_room_is_moved_in() -> None:
    """The last label never runs over the edge."""
    assert tick_line(AXIS, 11) == "0    50 100"
