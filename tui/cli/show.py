"""`show`: one event with all that is known of it, for people or as JSON."""

from collections.abc import Iterator

from store.index import Index
from store.model import Event
from tui.cli.arguments import Arguments
from tui.cli.output import Output
from tui.cli.reading import asked, reading, viewed
from tui.presentation.details import Judged, details
from tui.theme import Looks

WIDTH = 80
"""Cells of a line where there is no terminal, and beyond which lines are hard to read."""


def show(arguments: Arguments) -> int:
    """Print the event that was asked for."""
    output = Output(arguments.ascii)
    with reading(arguments) as store:
        index = store.index()
        record = asked(arguments, store, index, deleted=True)
    if arguments.json:
        output.json([record.document])
    else:
        output.lines(_text(viewed(record), index, output))
    return 0


def _text(event: Event, index: Index, output: Output) -> Iterator[str]:
    """Return what the detail pane says, the figures in words alone."""
    looks = Looks(index.actors.values(), "ansi", output.ascii_only)
    width = min(output.columns or WIDTH, WIDTH)
    page = details(Judged.of(event), index.names, looks, width, bars=False)
    for line in page.lines:
        yield output.plain("".join(text for text, _ in line)).rstrip()
    yield from ("", f"uid {output.plain(event.uid)}")
    if event.deleted:
        from tui.cli.deleted import RESTORE

        yield output.plain(f"deleted; to restore it, {RESTORE}")
