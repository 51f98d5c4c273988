"""Bars of the density strip."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from tests.tui.harness import daily, listing
from tui.presentation.density import Density


@pytest.mark.parametrize(
    ("dates", "labels"),
    [
        (["2012/..", "2016-12-10"], ("2012", "2016")),
        (["2016-03", "2016-12-10", ""], ("Mar 2016", "Dec 2016")),
        (["2016-12-09", "2016-12-10"], ("Dec 2016", "")),
        (["2012", "2012-03"], ("2012", "Mar 2012")),
        (["", ""], ("", "")),
        ([], ("", "")),
    ],
)
@pytest.mark.parametrize("newest_first", [False, True])
def test_labels(dates: list[str], labels: tuple[str, str], newest_first: bool) -> None:
    """Years stand at the ends, months within one year, the older left in either order."""
    events = [factories.event(f"e{at}", when=when) for at, when in enumerate(dates)]
    density = Density.of(listing(*events, newest_first=newest_first), 60)

    assert (density.first, density.last) == labels
    assert bool(density.counts) == any(dates)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 900), min_size=1, max_size=12, unique=True), st.integers(0, 90))
def test_every_event_stands_in_its_bar(days: list[int], width: int) -> None:
    """All events are counted, and the bar of each one is not empty."""
    shown = listing(*(event for day in days for event in daily(1, day)))
    density = Density.of(shown, width)
    seconds = [shown.row(position).when.anchor for position in range(len(shown))]

    assert sum(density.counts) == len(days)
    assert all(density.counts[density.bar(second) or 0] for second in seconds)


@settings(max_examples=25, deadline=None)
@given(st.integers(24, 200))
def test_bars_fill_the_width(width: int) -> None:
    """Labels, blanks and bars take all cells."""
    density = Density.of(listing(*daily(900)), width)

    assert len(f" {density.first} ") + len(density.counts) + len(f" {density.last} ") == width


@pytest.mark.parametrize(("second", "bar"), [(None, None), (-(2**62), 0), (2**62, 9)])
def test_bar_of_what_is_not_listed(second: int | None, bar: int | None) -> None:
    """Without a date there is no bar; outside the span the nearest end."""
    assert Density("a", "b", (1,) * 10, 0, 100).bar(second) == bar


def test_no_bar_without_bars() -> None:
    """Where no event has a date, none stands in a bar."""
    assert Density().bar(0) is None


@pytest.mark.parametrize(
    ("counts", "levels"),
    [((0, 1, 50, 100), [0, 1, 4, 7]), ((3, 3), [7, 7]), ((0, 0), [0, 0]), ((), [])],
)
def test_levels(counts: tuple[int, ...], levels: list[int]) -> None:
    """Heights are in proportion to the highest bar; one event is never drawn as none."""
    assert Density("", "", counts, 0, 1).levels(7) == levels
