"""The sheet of an event: what is said of its lines."""

from datetime import date

from store.drafts import Draft
from store.drafts_open import new_event
from store.drafts_reading import Reader
from tests.store.known import NAMES
from tui.presentation.event_sheet import FIELDS, EventSheet
from tui.presentation.sheet import Place

CLAIM = Place("claims")


def sheet(**texts: str) -> EventSheet:
    """Return the sheet of a new event, with these texts in its fields."""
    draft: Draft = new_event()
    for field, text in texts.items():
        draft = draft.writing(field, 0, text)
    return EventSheet(draft, Reader(NAMES, date(2026, 11, 24)), "New event")


def test_a_claim_is_told_to_be_about_its_figures_only_while_they_are_taken() -> None:
    """As it is saved."""
    typed = sheet(claims="SOHR said: the 70 others fled")
    taken = typed.understood(CLAIM)
    typed.toggle(CLAIM)
    left = typed.understood(CLAIM)

    assert [" about the figure" in remarks[0].text for remarks in (taken, left)] == [True, False]
    assert [remarks[1].text.split()[0] for remarks in (taken, left)] == ["figure", "left"]


def test_an_address_may_be_as_long_as_a_source_keeps_it() -> None:
    """Also where it is pasted into the field of the source; a title is shorter."""
    address = f"https://example.org/{'x' * 1_900}"
    pasted, titled = sheet(source=address), sheet(source="x" * 301)
    limits = {field.name: field.limit for field in FIELDS}

    assert (limits["source"], limits["source.url"], limits["source.title"]) == (2_000, 2_000, 300)
    assert [place for place, _ in pasted.faults] == ["what", "source.title"]
    assert "shorten it to 300" in titled.faults["source", 0][0]
