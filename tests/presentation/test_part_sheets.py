"""The sheets of a figure and of a source."""

from datetime import date

from store.drafts_open import figure, source
from tests import factories
from tests.store.known import NAMES
from tui.presentation.part_sheets import FigureSheet, SourceSheet
from tui.presentation.sheet import Place, Remark

TODAY = date(2026, 11, 24)


def test_a_number_is_shown_as_it_is_read_whatever_the_ids_hold() -> None:
    """Strokes and tildes are no steps of a path."""
    figures = [factories.figure("f~1/0")]
    document = factories.event(claims=[factories.claim("a/b", figures=figures)])
    draft = figure(document, "a/b", "f~1/0", NAMES).writing("number", 0, "over 80,000")
    sheet = FigureSheet(draft, document, NAMES, TODAY, "Figure")

    assert sheet.understood(Place("number")) == [Remark("> 80,000 · more than", "figure")]


def test_the_notes_of_a_source_keep_their_lines() -> None:
    """As they were typed."""
    document = factories.source()
    draft = source(document).writing("notes", 0, "one\ntwo")
    sheet = SourceSheet(draft, document, NAMES, TODAY, "Source")

    assert sheet.patch == ({**document, "notes": "one\ntwo"}, {})
