"""The density strip in an application of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from store.dates import parse
from store.index import Listing
from tests import factories
from tests.tui.harness import Host, daily, listing, looks, settled
from tui.widgets.density_strip import DensityStrip

YEARS = listing(
    *(
        factories.event(f"e{at}", when=when)
        for at, when in enumerate(["2012", *["2014"] * 4, *["2016-12-10"] * 8, ""])
    )
)


@asynccontextmanager
async def showing(
    shown: Listing | None, width: int = 21, ascii_only: bool = False
) -> AsyncIterator[tuple[DensityStrip, Pilot[None]]]:
    """Show a listing in a strip as wide as the screen."""
    strip = DensityStrip()
    async with Host(strip).run_test(size=(width, 3)) as pilot:
        strip.looks = looks(ascii_only)
        strip.listing = shown
        await settled(pilot)
        yield strip, pilot


def second(edtf: str) -> int | None:
    """Return the civil second that a date begins with."""
    return parse(edtf).anchor


@pytest.mark.parametrize(
    ("ascii_only", "expected"),
    [(False, " 2012 ▂▁▁▅▁▁▁▁█ 2016 "), (True, " 2012 _..+....@ 2016 ")],
)
async def test_bars(ascii_only: bool, expected: str) -> None:
    """Years at the ends, and a bar for each span between them."""
    async with showing(YEARS, ascii_only=ascii_only) as (strip, _):
        assert strip.render_line(0).text == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2012", " 2012 ▾▁▁▅▁▁▁▁█ 2016 "),
        ("2016-12-10", " 2012 ▂▁▁▅▁▁▁▁▾ 2016 "),
        ("", " 2012 ▂▁▁▅▁▁▁▁█ 2016 "),
    ],
)
async def test_cursor(when: str, expected: str) -> None:
    """The bar of the event under the cursor is marked; an undated event has none."""
    async with showing(YEARS) as (strip, _):
        strip.second = second(when)

        assert strip.render_line(0).text == expected


async def test_high_bar_is_seen_under_the_mark() -> None:
    """On a high bar the mark is cut out of it, so that the bar does not vanish."""
    async with showing(YEARS) as (strip, _):
        reversed_marks = []
        for when in ("2012", "2016-12-10"):
            strip.second = second(when)
            marks = [style for text, style, _ in strip.render_line(0) if text == "▾"]
            reversed_marks += [style.reverse for style in marks if style]

        assert reversed_marks == [None, True]


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (None, ""),
        (listing(), ""),
        (listing(factories.event(when="")), " 1 undated event"),
        (listing(factories.event(when="2016-12-10")), " Dec 2016 █▁▁▁▁▁▁▁▁▁"),
    ],
    ids=["reading", "empty", "undated", "one day"],
)
async def test_little_to_show(shown: Listing | None, expected: str) -> None:
    """Without dates the undated events are counted; one day needs one label."""
    async with showing(shown) as (strip, _):
        assert strip.render_line(0).text.rstrip() == expected


async def test_step_within_a_bar_repaints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is drawn again only when the cursor comes to another bar."""
    async with showing(listing(*daily(300)), 60) as (strip, pilot):
        strip.second = second("2014-01-01")
        await settled(pilot)
        drawn: list[int] = []
        draw = strip.render_line

        def keep(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        monkeypatch.setattr(strip, "render_line", keep)
        counts = []
        for when in ("2014-01-02", "2014-01-03", "2014-09-01"):
            strip.second = second(when)
            await settled(pilot)
            counts.append(len(drawn))

        assert counts == [0, 0, 1]


async def test_step_repaints_two_bars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the whole line only the bars that the mark leaves and reaches go to the terminal."""
    async with showing(YEARS) as (strip, pilot):
        strip.second = second("2012")
        await settled(pilot)
        asked: list[Region] = []
        monkeypatch.setattr(strip, "refresh", lambda *regions: asked.extend(regions))
        strip.second = second("2016-12-10")
        text = strip.render_line(0).text

        assert asked == [Region(6, 0, 1, 1), Region(14, 0, 1, 1)]
        assert [text[region.x] for region in asked] == ["▂", "▾"]


@pytest.mark.parametrize("width", [1, 5, 12, 13, 60, 200])
async def test_exact_width(width: int) -> None:
    """The line has the width of the screen, before and after a resize."""
    async with showing(YEARS, width) as (strip, pilot):
        before = strip.render_line(0).cell_length
        await pilot.resize_terminal(width + 7, 3)
        await settled(pilot)

        assert (before, strip.render_line(0).cell_length) == (width, width + 7)
