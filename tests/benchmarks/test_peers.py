"""The peers do what they are compared for, no more and no less."""

from unittest.mock import patch

from textual.widgets import Input, Static

from tests.benchmarks.bare import READY as ROW
from tests.benchmarks.bare import Bare, Rows
from tests.benchmarks.bare_input import READY as INPUT
from tests.benchmarks.bare_input import BareInput
from tests.benchmarks.hello import READY as HELLO
from tests.benchmarks.hello import Hello


async def test_hello_has_one_widget() -> None:
    """It shows a Static and nothing else."""
    async with Hello().run_test() as pilot:
        shown = [str(widget.render()) for widget in pilot.app.query(Static) if widget.region]

    assert shown == [HELLO]


async def test_step_of_bare_draws_two_rows() -> None:
    """The row left and the row reached, and the list stays where it is."""
    async with Bare().run_test(size=(120, 40)) as pilot:
        rows, draw = pilot.app.query_one(Rows), Rows.render_line
        first = rows.render_line(0).text
        with patch.object(Rows, "render_line", autospec=True, side_effect=draw) as drawn:
            await pilot.press("j")
            await pilot.pause()

        assert first.lstrip().startswith(ROW)
        assert (rows.cursor, rows.scroll_offset.y) == (1, 0)
        assert drawn.call_count == 2


async def test_end_of_bare_scrolls() -> None:
    """The last row comes into view at once."""
    async with Bare().run_test(size=(120, 40)) as pilot:
        await pilot.press("end")
        rows = pilot.app.query_one(Rows)

        assert (rows.cursor, rows.scroll_offset.y) == (999, 960)


async def test_bare_input_takes_letters() -> None:
    """It is written in at once, and has nothing beside it."""
    async with BareInput().run_test() as pilot:
        line = pilot.app.query_one(Input)
        await pilot.press(*"so")

        assert (line.placeholder, line.value) == (INPUT, "so")
        assert [widget for widget in pilot.app.screen.children if widget.region] == [line]
