"""Touched lines of stored claims: what is typed is changed, and never the source beside it."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from store.claims_written import write
from store.drafts import Draft
from store.drafts_event import Unsaved, changes
from store.drafts_open import claim, event
from store.drafts_reading import Reader
from store.edits import Stamp
from store.model import Document, Event, view
from tests import factories
from tests.store.any_events import EVENTS
from tests.store.known import NAMES

TODAY = date(2026, 11, 24)
STAMP = Stamp("2026-11-24T10:00:00Z")


def saved(draft: Draft, document: Document) -> list[Document]:
    """Return the claims after a draft was saved, which adds no other record."""
    reader = Reader(NAMES, TODAY, view(Event, document).claims)
    (change,) = changes(draft, document, reader, STAMP)
    claims: list[Document] = (change.document or {})["claims"]
    return claims


def readable(document: Document) -> Document:
    """Return an event whose claims name only known actors and sources, or no source."""
    claims = [
        {
            **one,
            "claimant": one["claimant"] if one["claimant"] in NAMES.actors else "sohr",
            "via": None,
            "source": one["source"] if one["source"] in NAMES.sources else None,
        }
        for one in document["claims"]
    ]
    return {**document, "claims": claims}


CLAIMED = EVENTS.filter(lambda document: bool(document["claims"])).map(readable)


@settings(deadline=None)
@given(CLAIMED, st.data())
def test_a_touched_statement_changes_nothing_else(document: Document, data: st.DataObject) -> None:
    """In the form of the event, whatever source it names, or of the claim alone."""
    at = data.draw(st.integers(0, len(document["claims"]) - 1))
    before, stored = document["claims"], document["claims"][at]
    whole = event(document, NAMES)
    other = whole.writing("source", 0, "leaflet")
    draft = data.draw(st.sampled_from((whole, other, claim(document, stored["id"], NAMES))))
    line = [each.of for each in draft.lines("claims")].index(stored["id"])
    try:
        after = saved(draft.writing("claims", line, longer(document, at, draft)), document)
    except Unsaved:
        return

    assert json.dumps({**after[at], "statement": stored["statement"]}) == json.dumps(stored)
    assert [*after[:at], *after[at + 1 :]] == [*before[:at], *before[at + 1 :]]


def longer(document: Document, at: int, draft: Draft) -> str:
    """Return the line of a claim with one word more in its statement."""
    claims = view(Event, document).claims
    said = replace(claims[at], statement=f"indeed {claims[at].statement}")
    return write(said, NAMES, claims, draft.lines("source")[0].was or None)


def test_a_claim_without_a_source_gets_none_by_the_way() -> None:
    """Not even where the event names one by now; square brackets give it one."""
    document = factories.event(claims=[factories.claim(source=None)])
    draft = event(document, NAMES).writing("source", 0, "leaflet")
    typed = draft.writing("claims", 0, "SOHR denied: it occurred")
    cited = draft.writing("claims", 0, "SOHR denied: it occurred [aleppo-1]")

    assert [one["source"] for one in saved(typed, document)] == [None]
    assert [one["source"] for one in saved(cited, document)] == ["aleppo-1"]


def test_the_only_source_is_taken_away_by_empty_brackets() -> None:
    """It stands ready for all lines, so that a line without brackets has it too."""
    document = factories.event(claims=[factories.claim(source="leaflet")])
    draft = event(document, NAMES)

    assert draft.lines("claims")[0].text == "SOHR said: it occurred [leaflet]"
    typed = draft.writing("claims", 0, "SOHR denied: it occurred")
    assert [one["source"] for one in saved(typed, document)] == ["leaflet"]
    typed = draft.writing("claims", 0, "SOHR said: it occurred []")
    assert [one["source"] for one in saved(typed, document)] == [None]


@pytest.mark.parametrize("key", ["gone", "An article", "A leaflet"])
def test_no_source_is_made_of_a_key_that_nobody_knows(key: str) -> None:
    """Nor is one taken that has the key for a title."""
    document = factories.event(claims=[factories.claim(source=key)])

    assert event(document, NAMES).text("source") == ""
