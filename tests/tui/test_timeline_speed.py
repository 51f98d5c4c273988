"""What the timeline draws, writes and tells for one key: counted, not timed."""

import pytest
from textual._compositor import CompositorUpdate
from textual.strip import Strip

from store.index import Index, Listing, Row, Section, Timeline
from store.query import Filter
from tests import factories
from tests.tui.harness import daily, drawn_lines, highlighted, listing, settled, showing
from tui.presentation import rows
from tui.theme import Looks


class Many(Listing):
    """A million events of one month, which keeps what rows are asked for."""

    def __init__(self) -> None:
        timeline = Timeline(Index.build(daily(1), [], [], [], 1))
        super().__init__(timeline, timeline.select(Filter()))
        self.sections = [Section(2014, 1, 0, len(self), 0)]
        self.asked: list[int] = []

    def __len__(self) -> int:
        return 1_000_000

    def uid(self, position: int) -> str:
        """Make up a uid."""
        return f"e{position}"

    def row(self, position: int) -> Row:
        """Make up an event."""
        self.asked.append(position)
        only = super().row(0)
        return Row(f"e{position}", only.when, "", f"Event {position}", (), "")


async def test_step_repaints_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step draws the row it leaves and the row it reaches."""
    async with showing(listing(*daily(200)), width=120, height=40) as (view, pilot):
        drawn = drawn_lines(view, monkeypatch)
        await view.run_action("go('next')")
        await settled(pilot)

        assert sorted(drawn) == [1, 2]


async def test_step_writes_less_than_a_kilobyte(monkeypatch: pytest.MonkeyPatch) -> None:
    """One step sends at most 1 KB to the terminal, on a wide screen and with every mark."""
    roles = [{"actor": uid, "role": "attacker"} for uid in ("is", "government", "russia")]
    events = [factories.event(f"e{at}", participants=roles) for at in range(200)]
    async with showing(listing(*events), width=200, height=60) as (view, pilot):
        written: list[str] = []

        def keep(_: object, update: object) -> None:
            if isinstance(update, CompositorUpdate):
                written.append(update.render_segments(pilot.app.console))

        await view.run_action("go('next')")  # the first one brings the scrollbar's style along
        await settled(pilot)
        monkeypatch.setattr(pilot.app, "_display", keep)
        await view.run_action("go('next')")
        await settled(pilot)

        assert 0 < len("".join(written).encode()) <= 1024


@pytest.mark.parametrize("action", ["page(1)", "go('last')", "page(-1)", "go('first')"])
async def test_page_is_one_frame(action: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page, Home and End draw each line of the screen once."""
    async with showing(listing(*daily(600)), height=40) as (view, pilot):
        view.cursor = 300
        await settled(pilot)
        drawn = drawn_lines(view, monkeypatch)
        await view.run_action(action)
        await settled(pilot)

        assert sorted(drawn) == list(range(40))


async def test_burst_of_steps_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fifty steps at once are one repaint and one message, of the last of them."""
    async with showing(listing(*daily(200)), height=40) as (view, pilot):
        drawn = drawn_lines(view, monkeypatch)
        for _ in range(50):
            view.action_go("next")
        await settled(pilot)

        assert highlighted(pilot) == [("e0050", 50)]
        assert len(drawn) == len(set(drawn)) <= 40


async def test_million_events_cost_a_screenful() -> None:
    """Showing, paging and going to the end ask for the rows in view, and no others."""
    shown = Many()
    async with showing(shown) as (view, pilot):
        for action in ("go('last')", "page(-1)", "go('first')", "go('next')"):
            await view.run_action(action)
            await settled(pilot)
        await view.run_action("go('last')")

        assert view.cursor == 999_999
        assert len(shown.asked) < 100


async def test_rows_are_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row drawn before, in the same width and state, comes from the cache."""
    async with showing(listing(*daily(200))) as (view, pilot):
        drawn: list[tuple[str, bool]] = []
        draw = rows.event_line

        def keep(
            row: Row, looks: Looks, palette: rows.Palette, width: int, here: bool = False
        ) -> Strip:
            drawn.append((row.uid, here))
            return draw(row, looks, palette, width, here)

        monkeypatch.setattr(rows, "event_line", keep)
        for where in ("next", "next", "previous", "previous", "next"):
            await view.run_action(f"go('{where}')")
            await settled(pilot)

        assert sorted(drawn) == [("e0000", False), ("e0001", True), ("e0002", True)]
