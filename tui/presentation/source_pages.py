"""The sources of a store as a list, and all that one of them states of itself."""

from collections.abc import Sequence

from store.index import Index
from store.model import Source
from tui.presentation.figures import date_words
from tui.presentation.page import Page, Pen
from tui.presentation.references import described
from tui.presentation.source_changes import correction, source_changes
from tui.presentation.words import byline, count

WANTED = frozenset(("by", "publisher", "issued", "URL"))
"""What a reader looks for, and is told of where it is missing."""
HANG = 2
"""Cells by which all but the title are indented."""
MARKED = "→ is to be merged into another source"
"""Stands at the source that is."""


def used(index: Index, uid: str) -> str:
    """Return "used by 12 claims in 3 events"."""
    return f"used by {uses(index, uid)}"


def uses(index: Index, uid: str) -> str:
    """Return "12 claims in 3 events", or "no claim"."""
    if not (claims := index.uses(uid)):
        return "no claim"
    events = index.total("source", uid)
    return f"{count(claims, 'claim')} in {count(events, 'event')}"


class SourceList:
    """Each source with what it states, and what uses it: a stop each, written piece by piece."""

    def __init__(
        self,
        sources: Sequence[Source],
        index: Index,
        width: int,
        ascii_only: bool,
        marked: str = "",
    ) -> None:
        self._sources = sources
        self._index = index
        self._marked = marked
        """Uid of the one that is to be merged into another."""
        self._written = 0
        self._pen = Pen(width, ascii_only)
        self.page = self._pen.page
        """What is written by now; it grows."""
        if not sources:
            self._pen.write(("There is no source in this store yet.", "quiet"))

    def write(self, more: int) -> bool:
        """Write so many sources more; whether these were all."""
        for source in self._sources[self._written : self._written + more]:
            with self._pen.stop(source=source.uid):
                self._write(source)
        self._written += more
        return self._written >= len(self._sources)

    def _write(self, source: Source) -> None:
        pen = self._pen
        pen.write((source.title, "strong"), rest=HANG)
        for line in (*described(source), used(self._index, source.uid)):
            pen.write((line, "quiet"), first=HANG, rest=HANG)
        pen.write((correction(source), "verdict"), first=HANG, rest=HANG)
        if source.uid == self._marked:
            pen.write((MARKED, "alert"), first=HANG, rest=HANG)


def source_details(source: Source, index: Index, width: int, ascii_only: bool) -> Page:
    """Return every field that the source fills, each beside its name, and what was changed."""
    pen = Pen(width, ascii_only)
    pen.write((source.title, "title"))
    pen.write((used(index, source.uid), "quiet"))
    pen.blank()
    found = fields(source)
    widest = max(len(name) for name, _ in found) + HANG
    for name, value in found:
        if value or name in WANTED:
            said = (value, "") if value else ("not stated", "quiet")
            pen.write((name.ljust(widest), "quiet"), said, rest=widest)
    note, lines = source_changes(source)
    if lines:
        pen.heading("CHANGES", note)
    for line in lines:
        pen.write((line, ""), first=HANG, rest=2 * HANG)
    return pen.page


def fields(source: Source) -> list[tuple[str, str]]:
    """Return the name of each field but the title, and what it says; empty where nothing."""
    return [
        ("key", source.uid),
        ("type", source.type),
        ("by", byline(source)),
        ("in", source.container_title),
        ("publisher", source.publisher),
        ("issued", date_words(source.issued) if source.issued else ""),
        ("accessed", date_words(source.accessed) if source.accessed else ""),
        ("URL", source.url),
        ("archive", source.archive),
        ("SHA-256", source.sha256),
        ("notes", source.notes),
    ]
