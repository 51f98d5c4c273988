"""The top line."""

import pytest

from tests.tui.panels import NAMES, harmless, lines, showing
from tui.widgets.top_line import TopLine

COUNTS = "3 of 20 events · 1 undated"


def line(store: str = "palmyra", counts: str = COUNTS, said: str = "") -> TopLine:
    """Return a line that says so."""
    shown = TopLine()
    shown.store_name, shown.counts, shown.filter_words = store, counts, said
    return shown


@pytest.mark.parametrize(
    ("width", "said", "told"),
    [
        (80, "", " syria-timeline  palmyra" + " " * 29 + COUNTS),
        (80, "IS", " syria-timeline  palmyra  IS" + " " * 25 + COUNTS),
        (60, "IS or Russia", " syria-timeline  IS or Russia" + " " * 4 + COUNTS),
        (60, "IS or Russia or US", " IS or Russia or US" + " " * 14 + COUNTS),
        (50, "IS or Russia or United States", " IS or Russia or Unit… " + COUNTS),
        (28, "IS", " " + COUNTS),
        (20, "IS", " 3 of 20 events · 1…"),
    ],
)
async def test_what_fits(width: int, said: str, told: str) -> None:
    """The counts are always there; then the filter, then the name, then the store."""
    async with showing(line(said=said), (width, 10)) as pilot:
        assert lines(pilot)[0] == told.rstrip()


async def test_updates() -> None:
    """A change of any part is drawn."""
    shown = line()
    async with showing(shown) as pilot:
        shown.filter_words, shown.counts = "IS", "2 of 20 events"
        await pilot.pause()

        assert lines(pilot)[0].split() == [
            *("syria-timeline", "palmyra", "IS", "2", "of", "20", "events")
        ]


@pytest.mark.parametrize("name", NAMES)
async def test_hostile_words(name: str) -> None:
    """Names of files and actors reach the screen as text, the counts beside them."""
    async with showing(line(name, said=name), (60, 10)) as pilot:
        assert harmless(pilot)
        assert lines(pilot)[0].endswith(COUNTS)
