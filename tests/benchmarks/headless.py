"""The app without a terminal: what a start and a step do, counted."""

from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock, patch

from store.backends import stored
from store.connect import connect
from store.index import Index
from store.query import Filter
from tui.app import TimelineApp
from tui.config import Settings
from tui.widgets.timeline_view import TimelineView

STEPS = 10


class Counts(NamedTuple):
    """What one run did."""

    decoded_by_start: int
    """Documents decoded until the events were read from a warm index."""
    decoded_by_step: int
    """The most documents decoded by one step."""
    drawn_by_step: int
    """The most rows of the timeline drawn by one step."""


async def count(path: Path) -> Counts:
    """Open a store whose index is warm, and take some steps."""
    decoded = Mock(wraps=stored.document)
    with (
        patch("store.backends.tinydb_open.document", decoded),
        patch("store.backends.whole.document", decoded),
    ):
        store = connect(path)
        reading: Future[Index] = Future()
        reading.set_result(store.index())
        start = decoded.call_count
        app = TimelineApp(Settings(db=path), store, reading, Filter())
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            view, draw = app.screen.query_one(TimelineView), TimelineView.render_line
            documents, rows = [], []
            with patch.object(
                TimelineView, "render_line", autospec=True, side_effect=draw
            ) as drawn:
                for _ in range(STEPS):
                    decoded.reset_mock()
                    drawn.reset_mock()
                    await view.run_action("go('next')")
                    await pilot.pause()
                    await pilot.pause()
                    documents.append(decoded.call_count)
                    rows.append(drawn.call_count)
    store.close()
    return Counts(start, max(documents), max(rows))
