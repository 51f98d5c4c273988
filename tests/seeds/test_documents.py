"""The bundled records are whole, readable and fit together."""

import hashlib
from datetime import UTC, datetime
from typing import get_args
from uuid import UUID

import msgspec
import pytest

import seeds
from store.dates import parse
from store.edits import KEPT_BY_US
from store.model import ARTICLE, NOT_STATED, VIEWS, Event, Figure, Kind, Period, View, view
from tests.seeds.chronology import (
    ACTORS,
    CLAIMS,
    DOCUMENTS,
    EVENTS,
    FIGURES,
    PLACES,
    SOURCES,
    seed_id,
)


def keys(type_: type[View]) -> set[str]:
    """Return the keys of a record's JSON."""
    return {field.encode_name for field in msgspec.structs.fields(type_)}


def test_every_kind_has_a_file() -> None:
    """Events, actors, places and sources are all bundled."""
    assert set(seeds.FILES) == set(get_args(Kind))
    assert all(DOCUMENTS.values())


@pytest.mark.parametrize("kind", seeds.FILES)
def test_records_decode_with_all_keys(kind: Kind) -> None:
    """Each record reads as its view and names every key, so that what is not stated shows."""
    for document in DOCUMENTS[kind]:
        view(VIEWS[kind], document)

        assert set(document) - KEPT_BY_US == keys(VIEWS[kind]) - KEPT_BY_US


def test_nested_items_have_all_keys() -> None:
    """A claim and a figure leave no key out."""
    for document in DOCUMENTS["event"]:
        for claim in document["claims"]:
            assert claim.keys() == keys(type(EVENTS[0].claims[0]))
            assert all(figure.keys() == keys(Figure) for figure in claim["figures"])


def test_uids_are_unique() -> None:
    """No two records of a kind share a uid."""
    for documents in DOCUMENTS.values():
        uids = [document["uid"] for document in documents]

        assert len(uids) == len(set(uids))


def test_ids_inside_an_event_are_unique() -> None:
    """Claims and figures are found by id within their event."""
    for event in EVENTS:
        claim_ids = [claim.id for claim in event.claims]
        figure_ids = [figure.id for claim in event.claims for figure in claim.figures]

        assert len(claim_ids) == len(set(claim_ids))
        assert len(figure_ids) == len(set(figure_ids))


@pytest.mark.parametrize("event", EVENTS, ids=seed_id)
def test_uid_follows_from_the_seed_id(event: Event) -> None:
    """A UUIDv7 whose time counts the ids and whose rest is a hash: equal dates keep their order."""
    number = int(seed_id(event).removeprefix("s"))
    time = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp() * 1000) + number
    rest = hashlib.sha256(f"seeds:s{number}".encode()).digest()[:10]
    uuid = bytearray(time.to_bytes(6) + rest)
    uuid[6] = uuid[6] & 0x0F | 0x70
    uuid[8] = uuid[8] & 0x3F | 0x80

    assert event.uid == str(UUID(bytes=bytes(uuid)))


@pytest.mark.parametrize("event", EVENTS, ids=seed_id)
def test_references_of_an_event(event: Event) -> None:
    """Actors, places, sources, claims and events that an event refers to exist."""
    speakers = ACTORS.keys() | {ARTICLE, NOT_STATED}
    ids = {claim.id for claim in event.claims}

    assert {part.actor for part in event.participants} <= ACTORS.keys()
    assert {ref.place for ref in event.places} <= PLACES.keys()
    assert set(event.related) <= {other.uid for other in EVENTS}
    for claim in event.claims:
        assert claim.claimant in speakers
        assert claim.via is None or claim.via in ACTORS
        assert claim.source in SOURCES
        assert {*claim.agrees_with, *filter(None, [claim.supersedes])} <= ids - {claim.id}
        assert {figure.place for figure in claim.figures} <= {None, *PLACES}


def test_every_place_is_referred_to() -> None:
    """A place in which nothing happens would only be noise in a filter."""
    assert {ref.place for event in EVENTS for ref in event.places} == PLACES.keys()


def test_a_place_of_one_side_is_no_place_of_all() -> None:
    """Only the Kurdish militias are "in the north", so the statement says so and no filter does."""
    (event,) = (event for event in EVENTS if seed_id(event) == "s17")

    assert event.places == ()
    assert "in the north, US-backed Kurdish militias" in event.claims[0].statement


@pytest.mark.parametrize("event", EVENTS, ids=seed_id)
def test_a_role_carries_who_gives_it(event: Event) -> None:
    """Each role but a speaker's own is given by one claimant of the event."""
    claimants = {claim.claimant for claim in event.claims}

    for part in event.participants:
        assert part.by in claimants or (part.role == "speaker" and part.actor in claimants)


def test_parents_exist_and_are_sourced() -> None:
    """An affiliation names an actor and the sentence that says so."""
    for actor in ACTORS.values():
        for parent in actor.parents:
            assert parent.actor in ACTORS
            assert parent.source in SOURCES
            assert parent.locator


def test_every_date_reads() -> None:
    """All EDTF of the chronology parses."""
    dates = [event.when for event in EVENTS]
    dates += [claim.said_on for claim in CLAIMS]
    dates += [figure.as_of or "" for figure in FIGURES]
    dates += [figure.period.when for figure in FIGURES if figure.period]
    dates += [source.issued for source in SOURCES.values()]

    assert [parse(date).text for date in dates] == dates


def test_every_claim_has_its_day() -> None:
    """The report is dated: that day, or not later than the article."""
    assert {claim.said_on for claim in CLAIMS} == {"2016-12-10", "[..2016-12-10]"}


def test_the_article_speaks_on_its_own_day() -> None:
    """What the article itself states is said on the day it was issued."""
    issued = SOURCES["is-re-enters-palmyra"].issued
    own = {claim.said_on for claim in CLAIMS if claim.claimant == ARTICLE}

    assert own == {issued}


def test_only_sourced_coordinates() -> None:
    """The article gives no coordinates, so there are none."""
    assert all(place.latitude is None and place.longitude is None for place in PLACES.values())


def test_the_source_names_no_publisher() -> None:
    """What the article leaves out stays empty."""
    source = SOURCES["is-re-enters-palmyra"]

    assert (source.publisher, source.container_title, source.url) == ("", "", "")
    assert source.author[0].literal == "jbh/sms"
    assert source.agencies == ("AP", "AFP", "dpa")


def test_a_withheld_name_is_not_stored() -> None:
    """The anonymous diplomat has an office and no name."""
    withheld = [claim.speaker for claim in CLAIMS if claim.speaker and claim.speaker.withheld]

    assert withheld
    assert all(speaker.name == "" and speaker.office for speaker in withheld)


def test_the_model_case() -> None:
    """The flight from eastern Aleppo holds its four figures, each with its own scope."""
    (event,) = (event for event in EVENTS if event.title == "People flee eastern Aleppo")
    found = {
        (claim.claimant, figure.verbatim): (figure.metric, figure.population, figure.period)
        for claim in event.claims
        for figure in claim.figures
    }

    assert found == {
        ("russia-mod", "50,000"): (
            "fled",
            "civilians",
            Period(verbatim="past two days", when="2016-12-08/2016-12-10"),
        ),
        ("sohr", "hundreds"): ("fled", None, Period(verbatim="recent days")),
        ("sohr", "over 80,000"): (
            "displaced",
            None,
            Period(verbatim="past two weeks", when="2016-11-26/2016-12-10"),
        ),
        ("un", "over 30,000"): ("fled", "people", None),
    }
