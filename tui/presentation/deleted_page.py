"""The deleted events of a store as a list to choose from."""

from collections.abc import Sequence

from store.index import Deletion
from tui.presentation.figures import date_words
from tui.presentation.page import Page, Pen

HANG = 2
"""Cells by which all but the title are indented."""


def deleted_page(deleted: Sequence[Deletion], width: int, ascii_only: bool) -> Page:
    """Return each deleted event with its date, when it was deleted and why: a stop each."""
    pen = Pen(width, ascii_only)
    for each in deleted:
        with pen.stop():
            pen.write((each.title, "strong"), rest=HANG)
            when = date_words(each.when) if each.when else "undated"
            told = [when, f"deleted on {date_words(each.at[:10])}", each.reason]
            pen.write((" · ".join(filter(None, told)), "quiet"), first=HANG, rest=HANG)
    if not deleted:
        pen.write(("Nothing was deleted in this store.", "quiet"))
    return pen.page
