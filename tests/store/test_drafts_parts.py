"""From the drafts of a figure and of a source to documents."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.drafts import Draft
from store.drafts_open import again, figure, figure_lines, source
from store.drafts_parts import figure as figure_patch
from store.drafts_parts import source as source_patch
from store.model import Document, Event, Figure, Source, view
from tests import factories
from tests.store.known import NAMES, SOURCES

TODAY = date(2026, 11, 24)


def fled(**keys: Any) -> Document:
    """Return an event with one figure, among others, that a claim gives."""
    figures = [factories.figure(**keys), factories.figure("f2")]
    claims = [factories.claim(figures=figures, x=1), factories.claim("c2")]
    return factories.event(claims=claims)


def opened(document: Document) -> Draft:
    """Return the draft of that figure."""
    return figure(document, "c1", "f1", NAMES)


def patched(document: Document, **texts: str) -> Document:
    """Return the figure with other texts in its fields, none of them wrong."""
    draft = opened(document)
    for field, text in texts.items():
        draft = draft.writing(field, 0, text)
    after, faults = figure_patch(document, draft, NAMES, TODAY)

    assert not faults
    view(Event, after)
    found: Document = after["claims"][0]["figures"][0]
    assert {**after, "claims": 0} == {**document, "claims": 0}
    assert after["claims"][1:] == document["claims"][1:]
    assert after["claims"][0]["figures"][1] == document["claims"][0]["figures"][1]
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", {"qualifier": "stated", "low": None, "best": 70, "high": None}),
        ("over 80,000", {"qualifier": "more-than", "low": 80_000, "best": None, "high": None}),
        ("30-40 thousand", {"qualifier": "between", "low": 30_000, "high": 40_000, "best": None}),
        ("hundreds", {"qualifier": "order-of-magnitude", "low": None, "best": None, "high": None}),
    ],
)
def test_a_number_is_read_as_it_is_printed(text: str, expected: Document) -> None:
    """The words are kept, the bounds follow from them."""
    found = patched(fled(), number=text)

    assert found == {**factories.figure(), **expected, "verbatim": text}


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("metric", "displaced", {"metric": "displaced"}),
        ("unit", "family", {"unit": "family"}),
        ("population", "civilians", {"population": "civilians"}),
        ("kind", "cumulative", {"kind": "cumulative"}),
        ("period", "past two days", {"period": {"verbatim": "past two days", "when": ""}}),
        ("as_of", "10 Dec 2016", {"as_of": "2016-12-10"}),
        ("place", "Jazal oil fields", {"place": "jazal"}),
    ],
)
def test_a_field_changes_what_it_names(field: str, text: str, expected: Document) -> None:
    """And nothing else."""
    assert patched(fled(), **{field: text}) == {**factories.figure(), **expected}


@pytest.mark.parametrize("field", ["population", "kind", "period", "as_of", "place"])
def test_an_emptied_field_is_not_stated(field: str) -> None:
    """None, as where the source says nothing."""
    stated = {
        "population": "civilians",
        "kind": "stock",
        "period": {"verbatim": "today", "when": "2016-12-10", "x": 1},
        "as_of": "2016-12",
        "place": "jazal",
    }

    assert patched(fled(**stated), **{field: ""})[field] is None


def test_a_period_said_otherwise_has_no_computed_date() -> None:
    """Unknown keys of it stay."""
    period = {"verbatim": "today", "when": "2016-12-10", "x": 1}

    assert patched(fled(period=period), period="past week")["period"] == {
        "verbatim": "past week",
        "when": "",
        "x": 1,
    }


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("number", "", "“” is no number"),
        ("number", "many", "“many” is no number"),
        ("number", "5 or 6 of 7", "holds more than one number"),
        ("number", "80.000", "can be read as 80,000 or as 80"),
        ("metric", "", "Write what is counted"),
        ("unit", " ", "Write what one of them is"),
        ("kind", "sum", "Write one of flow, stock, cumulative"),
        ("as_of", "soon", "is not understood"),
        ("place", "Atlantis", "“Atlantis” is no known place"),
    ],
)
def test_what_is_wrong_is_said(field: str, text: str, fault: str) -> None:
    """Beside the field, and the figure stays as it is."""
    document = fled()
    after, faults = figure_patch(document, opened(document).writing(field, 0, text), NAMES, TODAY)

    assert list(faults) == [field]
    assert fault in faults[field][0]
    assert after == document


def test_an_untouched_figure_is_the_same() -> None:
    """Whatever its fields hold, and with a reason alone."""
    document = fled(verbatim="", place="nowhere", best=3)
    draft = opened(document).writing("reason", 0, "typo")

    assert figure_patch(document, draft, NAMES, TODAY) == (document, {})
    assert draft.text("number") == "3"
    assert draft.text("place") == "nowhere"


def test_all_that_a_figure_states_stands_in_its_fields() -> None:
    """What is not stated is empty."""
    period = {"verbatim": "past two days"}
    found = view(Figure, factories.figure(period=period, population="civilians", kind="flow"))

    assert {name: line.text for name, (line,) in figure_lines(found, NAMES).items()} == {
        "number": "50,000",
        "metric": "fled",
        "unit": "person",
        "population": "civilians",
        "kind": "flow",
        "period": "past two days",
        "as_of": "",
        "place": "",
    }


def test_a_figure_that_is_gone() -> None:
    """Nor can it be opened again."""
    document = fled()
    draft = opened(document)

    assert again(draft, document, NAMES) == draft
    with pytest.raises(LookupError):
        figure(document, "c1", "f9", NAMES)
    with pytest.raises(LookupError):
        again(draft, factories.event(), NAMES)


# sources


def test_a_source_is_corrected() -> None:
    """Only the field that was touched."""
    document = {**SOURCES[2], "x": 1}
    draft = source(document).writing("publisher", 0, "A house")

    after, faults = source_patch(document, draft, NAMES, TODAY)

    assert (after, faults) == ({**document, "publisher": "A house"}, {})
    assert again(draft, document, NAMES) == source(document)


def test_notes_of_a_source_keep_their_lines() -> None:
    """Touched or not; every other field stands on one."""
    document = factories.source(notes="one\ntwo")
    draft = source(document).writing("publisher", 0, "A\thouse\n")
    both = draft.writing("notes", 0, " one\ntwo\n\nthree\x1b[1m\n")

    assert source_patch(document, draft, NAMES, TODAY)[0] == {**document, "publisher": "A house"}
    assert source_patch(document, both, NAMES, TODAY)[0]["notes"] == "one\ntwo\n\nthree[1m"


@pytest.mark.parametrize(
    ("field", "text"), [("title", ""), ("url", "ftp://a"), ("issued", "10/12/2016")]
)
def test_a_wrong_field_of_a_source(field: str, text: str) -> None:
    """It is told beside the field."""
    _, faults = source_patch(SOURCES[2], source(SOURCES[2]).writing(field, 0, text), NAMES, TODAY)

    assert list(faults) == [field]


def test_what_was_wrong_before_is_not_held_against_the_user() -> None:
    """A stored address that is none stays, and the rest can be corrected."""
    document = factories.source(URL="nonsense", issued="some day")
    draft = source(document).writing("title", 0, "Another")

    after, faults = source_patch(document, draft, NAMES, TODAY)

    assert (after, faults) == ({**document, "title": "Another"}, {})


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(tuple(source(SOURCES[0]).fields)))
def test_any_text_in_any_field_of_a_source(text: str, field: str) -> None:
    """It is stored as a valid source, or refused."""
    draft = source(SOURCES[0]).writing(field, 0, text)
    after, faults = source_patch(SOURCES[0], draft, NAMES, TODAY)

    assert faults or view(Source, after)


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(tuple(opened(fled()).fields)))
def test_any_text_in_any_field_of_a_figure(text: str, field: str) -> None:
    """It is stored as a valid figure, or refused."""
    document = fled()
    after, faults = figure_patch(document, opened(document).writing(field, 0, text), NAMES, TODAY)

    assert faults or view(Event, after)
