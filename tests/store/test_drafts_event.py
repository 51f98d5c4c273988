"""From the draft of an event to what is stored: what is touched, and nothing else."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.base import Change
from store.connect import MEMORY, connect
from store.drafts import Consent, Draft, Line
from store.drafts_event import Unsaved, changes
from store.drafts_open import again, claim, event, new_claims, new_event
from store.drafts_reading import Reader
from store.edits import Stamp, imported
from store.model import VIEWS, Claim, Document, Event, view
from tests import factories
from tests.store.any_events import EVENTS
from tests.store.known import NAMES, SOURCES

TODAY = date(2026, 11, 24)
STAMP = Stamp("2026-11-24T10:00:00Z", "desk", "typo")
READER = Reader(NAMES, TODAY)
JET = "Government jet lost"


def typed(draft: Draft, **texts: str | list[str]) -> Draft:
    """Return a draft with texts written over its first lines, or lines added at its end."""
    for name, said in texts.items():
        field = name.replace("__", ".")
        for text in [said] if isinstance(said, str) else said:
            lines = draft.lines(field)
            if not isinstance(said, str) and lines[-1].text:
                draft = draft.inserting(field, len(lines))
            draft = draft.writing(field, len(draft.lines(field)) - 1, text)
    return draft


def saved(draft: Draft, document: Document | None = None) -> list[Change]:
    """Return the changes that save a draft."""
    stored = view(Event, document).claims if document else ()
    return changes(draft, document, Reader(NAMES, TODAY, stored), STAMP)


def made(draft: Draft, document: Document | None = None) -> Document:
    """Return the event that a draft becomes."""
    found = saved(draft, document)[-1].document
    assert found is not None
    view(Event, found)
    return found


def problems(draft: Draft, document: Document | None = None) -> dict[Any, Any]:
    """Return why a draft is not saved."""
    with pytest.raises(Unsaved) as caught:
        saved(draft, document)
    return dict(caught.value.reading.problems)


# new events


def test_a_month_stays_a_month() -> None:
    """The whole document, every key of it."""
    found = made(typed(new_event(), when="Dec 2016", what=JET))

    assert found | {"uid": ""} == {
        "uid": "",
        "version": 1,
        "created": STAMP.at,
        "updated": STAMP.at,
        "by": "desk",
        "kind": "occurrence",
        "when": "2016-12",
        "when_said": "",
        "when_derived": False,
        "part_of_day": "",
        "title": JET,
        "summary": "",
        "participants": [],
        "places": [],
        "claims": [],
        "tags": [],
        "related": [],
        "grading": None,
        "origin": None,
        "notes": "",
    }


def test_every_field() -> None:
    """Places, participants, claims under free ids, the source that stands ready."""
    draft = typed(
        new_event("aleppo-1"),
        when="10 Dec 2016, early hours",
        what=JET,
        where=['Jazal "west of the city"', "Palmyra"],
        claims=[
            "SOHR reported: crashed in the Jazal area",
            "Aamaq claimed: its militants downed it",
        ],
        who=["Daesh accused by Aamaq", "Russia supporter"],
        kind="situation",
        notes="one\ntwo",
    )
    found = view(Event, made(draft))

    assert (found.when, found.part_of_day, found.kind) == ("2016-12-10", "early hours", "situation")
    assert [(ref.place, ref.as_said) for ref in found.places] == [
        ("jazal", "west of the city"),
        ("palmyra", ""),
    ]
    assert [(one.id, one.claimant, one.source) for one in found.claims] == [
        ("c1", "sohr", "aleppo-1"),
        ("c2", "aamaq", "aleppo-1"),
    ]
    assert [(one.actor, one.role, one.by) for one in found.participants] == [
        ("islamic-state", "accused", "aamaq"),
        ("russia", "supporter", None),
    ]
    assert found.notes == "one\ntwo"


def test_a_claim_with_speaker_figure_population_and_period() -> None:
    """The line of the manual."""
    line = (
        "Russia MoD (Maj. Gen. Igor Konashenkov, spokesman) said:"
        " 50,000 civilians fled / past two days [aleppo-1]"
    )
    (found,) = view(Event, made(typed(new_event(), what="People flee", claims=[line]))).claims
    (figure,) = found.figures

    assert found.speaker
    assert (found.speaker.name, found.speaker.office) == ("Maj. Gen. Igor Konashenkov", "spokesman")
    assert (figure.best, figure.population, figure.metric) == (50_000, "civilians", "fled")
    assert figure.period
    assert figure.period.verbatim == "past two days"


def test_figures_left_out() -> None:
    """The user looked, and it is none."""
    draft = typed(new_event(), what="x", claims=["SOHR said: the 70 others fled"])
    line = draft.lines("claims")[0]
    without = draft.having("claims", Line(line.text, figures=False))

    assert len(made(draft)["claims"][0]["figures"]) == 1
    assert made(without)["claims"][0]["figures"] == []


def test_records_are_created_by_consent_and_before_the_event() -> None:
    """Only those that the event names, each whole; the event refers to them."""
    draft = typed(
        new_event(),
        what=JET,
        where=["Tiyas"],
        claims=["Hezbollah said: nothing [A new report]"],
        source="A new report",
        source__issued="11 Dec 2016",
    )
    agreed = (Consent("Hezbollah", "armed group"), Consent("Tiyas"), Consent("Homs"))
    for consent in agreed:
        draft = draft.agreeing(consent)
    found = saved(draft)

    assert [(one.kind, one.uid) for one in found[:-1]] == [
        ("actor", "hezbollah"),
        ("place", "tiyas"),
        ("source", "a-new-report"),
    ]
    for one in found:
        assert one.document
        view(VIEWS[one.kind], one.document)
    event_document = found[-1].document
    assert event_document
    assert event_document["claims"][0]["claimant"] == "hezbollah"
    assert event_document["claims"][0]["source"] == "a-new-report"


def test_a_new_source_is_kept_also_where_no_claim_cites_it_yet() -> None:
    """It was typed: nothing typed is lost."""
    found = saved(typed(new_event(), what=JET, source="A new report"))

    assert [one.kind for one in found] == ["source", "event"]


@pytest.mark.parametrize(
    "texts",
    [
        {"source": "https://example.org/News/?id=7&utm_source=x"},
        {"source": "a PAGE"},
        {"source": "Another", "source__url": "http://www.example.org/News/?id=7"},
    ],
)
def test_a_source_that_is_here_already_is_not_made_again(texts: dict[str, str]) -> None:
    """The same address, or the same title and day."""
    draft = typed(new_event(), what=JET, claims=["SOHR said: x"], **texts)
    found = saved(draft)

    assert [one.kind for one in found] == ["event"]
    assert found[0].document
    assert found[0].document["claims"][0]["source"] == "page"


@pytest.mark.parametrize(
    ("texts", "place", "fault"),
    [
        ({}, ("what", 0), "Write what happened"),
        ({"what": "x" * 301}, ("what", 0), "at most 300 characters"),
        ({"what": "x", "when": "10/12/2016"}, ("when", 0), "10 Dec 2016 or 12 Oct 2016"),
        ({"what": "x", "when": "30 Feb 2016"}, ("when", 0), "does not exist"),
        ({"what": "x", "when": "10-8 Dec 2016"}, ("when", 0), "ends before it begins"),
        ({"what": "x", "when": "soon"}, ("when", 0), "is not understood"),
        ({"what": "x", "kind": "rumour"}, ("kind", 0), "Write one of occurrence"),
        ({"what": "x", "notes": "n" * 100_001}, ("notes", 0), "at most 100,000"),
        ({"what": "x", "where": ["", "Tiyas"]}, ("where", 0), "no known place"),
        ({"what": "x", "who": ["Nobody accused"]}, ("who", 0), "no known actor"),
        ({"what": "x", "who": ["SOHR"]}, ("who", 0), "role"),
        ({"what": "x", "claims": ["Nobody said: x"]}, ("claims", 0), "no known actor"),
        ({"what": "x", "claims": ["SOHR said: x #agrees-aamaq"]}, ("claims", 0), "No claim of"),
        ({"what": "x", "source": "https://a.example/b"}, ("source.title", 0), "title"),
        ({"what": "x", "source": "N", "source__issued": "soon"}, ("source.issued", 0), "soon"),
    ],
)
def test_what_is_wrong_is_said_by_line(
    texts: dict[str, Any], place: tuple[str, int], fault: str
) -> None:
    """With what to write instead; nothing is saved."""
    found = problems(typed(new_event(), **texts))

    assert list(found) == [place]
    assert fault in found[place][0]


def test_a_claim_may_agree_with_one_typed_above() -> None:
    """It stands on the event as soon as it is typed."""
    lines = ["SOHR said: x", "Aamaq said: y #agrees-sohr", "SOHR said: z #replaces-sohr"]
    found = view(Event, made(typed(new_event(), what="x", claims=lines))).claims

    assert [each.agrees_with for each in found] == [(), ("c1",), ()]
    assert [each.supersedes for each in found] == [None, None, "c1"]


# corrections


def bundled() -> list[Document]:
    """Return the events of the bundled chronology, and the names of its records."""
    store = connect(MEMORY)
    index = store.index()
    return [one.document for one in store.get("event", [*index.uids()]) if hasattr(one, "document")]


def test_every_bundled_event_opened_and_saved_is_untouched() -> None:
    """Also where each of its lines was written anew as it stands."""
    names = connect(MEMORY).index().names
    for document in bundled():
        draft = event(document, names)
        reader = Reader(names, TODAY, view(Event, document).claims)
        again_typed = draft
        for field in draft.fields:
            for at, line in enumerate(draft.lines(field)):
                again_typed = again_typed.writing(field, at, line.text)

        assert changes(again_typed, document, reader, STAMP) == []


@settings(deadline=None)
@given(EVENTS)
def test_any_event_opened_and_saved_untouched_is_the_same_bytes(document: Document) -> None:
    """Nothing is saved, and nothing of the document was touched."""
    before = json.dumps(document)

    assert saved(event(document, NAMES), document) == []
    assert json.dumps(document) == before


@settings(deadline=None)
@given(EVENTS, st.sampled_from(("what", "notes", "claims", "where", "who")), st.data())
def test_one_touched_line_leaves_all_other_parts_as_they_are(
    document: Document, field: str, data: st.DataObject
) -> None:
    """Claims, places, participants, figures and unknown keys, byte for byte."""
    draft = event(document, NAMES)
    at = data.draw(st.integers(0, len(draft.lines(field)) - 1))
    text = data.draw(st.sampled_from(("", "SOHR denied: x", "Jazal", "Russia victim")))
    try:
        found = saved(draft.writing(field, at, text), document)
    except Unsaved:
        return
    if not found or found[-1].document is None:
        return
    after = found[-1].document
    key = {"what": "title", "where": "places", "who": "participants"}.get(field, field)
    kept = {*document} - {key, "version", "updated", "history"}
    touched = draft.lines(field)[at].of

    assert all(json.dumps(after[name]) == json.dumps(document[name]) for name in kept)
    if key == "claims":
        others = [one for one in document["claims"] if one["id"] != touched]
        assert all(one in after["claims"] for one in others)


@settings(deadline=None)
@given(EVENTS, st.text(max_size=60), st.sampled_from(tuple(new_event().fields)))
def test_any_text_in_any_field_is_saved_or_refused(
    document: Document, text: str, field: str
) -> None:
    """Nothing crashes; what is saved is valid; what is refused is told."""
    for draft, stored in (
        (typed(new_event(), what="x"), None),
        (event(document, NAMES), document),
        (new_claims(document), document),
    ):
        typed_in = draft.having(field, Line(text))
        reader = Reader(NAMES, TODAY, view(Event, stored).claims if stored else ())
        if problems := reader.event(typed_in).problems:
            assert all(all(said) for said in problems.values())
            continue
        for one in changes(typed_in, stored, reader, STAMP):
            assert one.document
            view(VIEWS[one.kind], one.document)


def bundled_jet() -> tuple[Document, Any]:
    """Return the jet of the bundled chronology, and the names it is read with."""
    names = connect(MEMORY).index().names
    return next(one for one in bundled() if "jet" in one["title"]), names


def test_a_bundled_value_is_kept_beside_the_edit() -> None:
    """With who changed it, why, and the previous value."""
    document, names = bundled_jet()
    draft = typed(event(document, names), what="Jet lost", reason="shorter")
    after = changes(draft, document, Reader(names, TODAY), Stamp("now", "", "shorter"))[0].document

    assert after
    assert after["title"] == "Jet lost"
    assert after["origin"]["changed"] == {"title": document["title"]}
    assert after["history"] == [
        {"at": "now", "reason": "shorter", "was": {"title": document["title"]}}
    ]
    assert imported(after)["title"] == document["title"]


def test_a_typed_date_is_no_derived_one() -> None:
    """What was computed is computed no more; the same date said otherwise changes nothing."""
    document = factories.event(when="2016-12-10", when_derived=True, when_said="Saturday")
    other = made(typed(event(document, NAMES), when="11 Dec 2016"), document)

    assert (other["when"], other["when_derived"], other["when_said"]) == (
        "2016-12-11",
        False,
        "Saturday",
    )
    assert saved(typed(event(document, NAMES), when="10 Dec 2016"), document) == []


def test_an_emptied_line_takes_its_item_away() -> None:
    """A claim, a place, a participant; what is left keeps its ids."""
    document = made(
        typed(
            new_event(),
            what=JET,
            where=["Jazal", "Palmyra"],
            who=["Russia supporter", "SOHR victim"],
            claims=["SOHR said: x", "Aamaq said: y"],
        )
    )
    draft = event(document, NAMES)
    for field in ("where", "who", "claims"):
        draft = draft.writing(field, 0, " ")
    found = view(Event, made(draft, document))

    assert [ref.place for ref in found.places] == ["palmyra"]
    assert [one.actor for one in found.participants] == ["sohr"]
    assert [one.id for one in found.claims] == ["c2"]


def test_lines_of_items_are_patched_in_place() -> None:
    """A key that we do not know stays."""
    document = made(typed(new_event(), what=JET, where=["Jazal"], who=["Russia supporter"]))
    document["places"][0]["x"] = document["participants"][0]["x"] = 1
    draft = typed(event(document, NAMES), where="Palmyra", who="Russia accused")
    found = made(draft, document)

    assert found["places"] == [{"place": "palmyra", "as_said": "", "x": 1}]
    assert found["participants"][0] | {"by": None} == {
        "actor": "russia",
        "role": "accused",
        "by": None,
        "as_said": "",
        "x": 1,
    }


def test_an_id_is_not_given_twice() -> None:
    """Not even that of a claim that was taken away, here or since the import."""
    document = made(typed(new_event(), what=JET, claims=["SOHR said: x", "Aamaq said: y"]))
    without = made(event(document, NAMES).writing("claims", 1, ""), document)
    again_added = made(typed(new_claims(without), claims=["Aamaq said: z"]), without)

    assert [one["id"] for one in again_added["claims"]] == ["c1", "c3"]


def test_claims_are_added_to_an_open_event() -> None:
    """The event's only source stands ready, else the one used last."""
    document = made(typed(new_event("aleppo-1"), what=JET, claims=["SOHR said: x"]))
    draft = new_claims(document, "leaflet")
    found = made(typed(draft, claims=["Aamaq claimed: y"]), document)

    assert draft.text("source") == "aleppo-1"
    assert [one["source"] for one in found["claims"]] == ["aleppo-1", "aleppo-1"]
    assert new_claims(factories.event(), "leaflet").text("source") == "leaflet"


def test_one_claim_is_corrected() -> None:
    """Only its line is there; the other claims stay."""
    document = made(typed(new_event(), what=JET, claims=["SOHR said: x", "Aamaq said: y"]))
    draft = claim(document, "c2", NAMES)
    found = made(typed(draft, claims="Aamaq denied: y"), document)

    assert len(draft.lines("claims")) == 1
    assert [one["verb"] for one in found["claims"]] == ["said", "denied"]
    assert found["claims"][0] == document["claims"][0]
    with pytest.raises(LookupError):
        claim(document, "c9", NAMES)


def test_a_draft_is_opened_again_as_what_it_is_of() -> None:
    """An event, one claim, or new claims."""
    document = made(typed(new_event(), what=JET, claims=["SOHR said: x"]))

    for draft in (event(document, NAMES), claim(document, "c1", NAMES), new_claims(document)):
        assert again(draft, document, NAMES) == draft


def test_a_line_read_once_is_not_read_again() -> None:
    """The same objects come back, until a name is added."""
    reader = Reader(NAMES, TODAY)
    draft = typed(new_event(), what=JET, claims=["SOHR said: x"], where=["Tiyas"])
    one, two = reader.event(draft), reader.event(typed(draft, what="other"))
    agreed = reader.event(draft.agreeing(Consent("Tiyas")))

    assert one.claims[0] is two.claims[0]
    assert agreed.claims[0] is not one.claims[0]
    assert agreed.where[0].place == "tiyas"
    assert reader.event(draft).claims[0] == one.claims[0]


def test_many_lines_are_not_remembered_for_ever() -> None:
    """A day of typing does not fill the memory."""
    reader = Reader(NAMES, TODAY)
    draft = new_event()
    for at in range(3_000):
        reader.event(draft.writing("what", 0, "x").writing("where", 0, f"place {at}"))

    assert len(reader._read) <= 2_001


def test_known_sources_are_known() -> None:
    """The tests above rest on it."""
    assert {one["uid"] for one in SOURCES} == set(NAMES.sources)
    assert view(Claim, factories.claim()).claimant == "sohr"
