"""Filters select; counts say what another choice would give."""

from typing import Any

import pytest
from msgspec.structs import replace

from store.dates import DateError
from store.index.timeline import Timeline
from store.query import Facet, Filter, Term
from tests.factories import actor, claim, event, place, source
from tests.store.index.samples import ACTORS, EVENTS, index, kept, timeline

ACTORS_AND_AFP = [*ACTORS, actor("agence", name="AFP")]


def uids(query: Filter) -> list[str]:
    """Return the uids of the events that a filter lets through."""
    found = timeline()
    return [found.index.kept(row).uid for row in found.select(query)]


def terms(*values: tuple[Facet, str], exclude: bool = False) -> Filter:
    """Return a filter of included (or excluded) values."""
    return Filter(tuple(Term(facet, value, exclude) for facet, value in values))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Filter(), ["year", "march", "entry", "jet", "monuments"]),
        (terms(("participant", "government")), ["march", "jet"]),
        (terms(("participant", "government"), ("participant", "islamic-state")),
         ["march", "entry", "jet"]),
        (terms(("participant", "government"), exclude=True), ["year", "entry", "monuments"]),
        (terms(("claimant", "sohr")), ["entry", "jet"]),
        (terms(("claimant", "islamic-state")), ["jet"]),
        (terms(("participant", "aamaq")), []),
        (terms(("actor", "islamic-state")), ["entry", "jet"]),
        (terms(("place", "jazal")), ["jet"]),
        (terms(("metric", "killed")), ["entry"]),
        (terms(("source", "src")), ["march", "entry", "jet"]),
        (terms(("kind", "situation")), ["year"]),
        (terms(("claimant", "sohr"), ("place", "jazal")), ["jet"]),
        (terms(("place", "nowhere")), []),
        (Filter(contested=True), ["jet"]),
        (Filter(since="2016"), ["march", "entry", "jet"]),
        (Filter(since="2012-06", until="2012-07"), ["year", "entry"]),
        (Filter(until="2016-03-15"), ["year", "march", "entry"]),
        (Filter(since="2016-12-11"), []),
    ],
)  # fmt: skip
def test_filters_select(query: Filter, found: list[str]) -> None:
    """OR within a facet, AND between facets, NOT by excluding; a period meets what it overlaps."""

    assert uids(query) == found


def test_all_of_a_group_must_hold_when_asked() -> None:
    """AND within a facet."""
    both = terms(("participant", "government"), ("participant", "islamic-state")).joined("actor")

    assert uids(both) == ["jet"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("jazal", ["jet"]),
        ("JET", ["jet"]),
        ("jet lost", ["jet"]),
        ("lost jet", ["jet"]),
        ('"jet lost"', ["jet"]),
        ('"lost jet"', []),
        ('"jet lo', ["jet"]),
        ("daesh", []),
        ("islamic", ["entry", "jet"]),
        ("sohr killed", ["entry"]),
        ("afp", ["entry"]),
        ("article", ["march", "entry", "jet"]),
        ("src", []),
        ('"enters said"', []),
        ("islamic-state", []),
        ("", ["year", "march", "entry", "jet", "monuments"]),
    ],
)
def test_every_word_is_found_in_the_text_or_in_a_name(text: str, found: list[str]) -> None:
    """Names of actors and places count as the event's words; a phrase stands in one field."""
    entry = {**EVENTS[2], "claims": [{**EVENTS[2]["claims"][0], "via": "agence"}]}
    one = Timeline(index([*EVENTS[:2], entry, *EVENTS[3:]], actors=ACTORS_AND_AFP))

    assert [one.index.kept(row).uid for row in one.found(text)] == found


@pytest.mark.parametrize(
    ("word", "found"), [("palmyra", ["told"]), ("re-enters", ["citing", "told"]), ("aleppo", [])]
)
def test_a_source_is_found_by_a_word_that_no_event_holds(word: str, found: list[str]) -> None:
    """Else the title of one article would find all that cites it."""
    events = [
        event("citing", claims=[claim()]),
        event("told", places=[{"place": "tadmur"}], claims=[claim()]),
    ]
    records: dict[str, Any] = {
        "places": [place("tadmur", name="Palmyra")],
        "sources": [source(title="Islamic State re-enters Palmyra")],
    }
    one = Timeline(index(events, **records))

    assert [one.index.kept(row).uid for row in one.select(Filter(texts=(word,)))] == found


@pytest.mark.parametrize(
    ("when", "since", "until", "found"),
    [
        ("2012/..", "2020", "2021", True),
        ("2012/", "2020", "2021", True),
        ("2012/", "2011", "2011", False),
        ("2012/", "2012", "2012", True),
        ("/2016-11-26~", "2016-11-26", "2016-11-26", True),
        ("/2016-11-26~", "2015", "2015", True),
        ("/2016-11-26~", "2016-11-27", "2017", False),
        ("[..2016-12-10]", "2016-12-10", "2016-12-10", True),
        ("[..2016-12-10]", "2016-12-01", "2016-12-01", True),
        ("[..2016-12-10]", "2016-12-11", "", False),
        ("[2016-03..]", "2016-03-31", "2016-04-01", True),
        ("[2016-03..]", "2016-04-01", "2016-05", True),
        ("[2016-03..]", "", "2016-02", False),
        ("", "2016", "", False),
        ("", "", "2016", False),
        ("2016-12-08/2016-12-10", "2016-12-09", "2016-12-09", True),
        ("2016-12-08/2016-12-10", "2016-12-11", "2016-12-12", False),
    ],
)
def test_a_period_shows_every_dated_event_that_may_fall_in_it(
    when: str, since: str, until: str, found: bool
) -> None:
    """A start or end that nobody states may lie anywhere; so may the undated, which are told of."""
    one = timeline([event(when=when)])

    assert bool(one.select(Filter(since=since, until=until))) is found


def test_a_period_that_is_no_date_is_refused() -> None:
    """With a sentence, not with an empty list."""
    with pytest.raises(DateError):
        timeline().select(Filter(since="soon"))


def test_counts_leave_the_own_group_out() -> None:
    """What a faction would add is counted under the other facets only."""
    found = timeline()
    one = terms(("participant", "government"))

    assert found.counts(one, "participant") == {"government": 2, "islamic-state": 2}
    assert found.counts(Filter(contested=True), "participant") == {
        "government": 1,
        "islamic-state": 1,
    }


def test_only_what_is_asked_for_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The faction bar needs nine of them at each letter typed."""
    found = timeline()
    monkeypatch.setattr(found, "values", None)

    assert found.counts(Filter(), "participant", ["government", "nobody"]) == {
        "government": 2,
        "nobody": 0,
    }


def test_counting_keeps_nothing_and_uses_what_is_kept() -> None:
    """What a filter selects by stays at hand, however many values are counted."""
    found = timeline()
    found.select(terms(("participant", "government")))
    kept = dict(found.base._kept)
    counted = found.counts(Filter(contested=True), "participant", ["government", "islamic-state"])

    assert counted == {"government": 1, "islamic-state": 1}
    assert dict(found.base._kept) == kept


def test_what_is_counted_among_all_events_reads_no_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each value has its total; only parts of an actor have to be joined."""
    found = timeline()
    monkeypatch.setattr(found.base, "having", None)

    assert found.counts(Filter(), "participant", ["government", "nobody"]) == {
        "government": 2,
        "nobody": 0,
    }
    assert found.counts(Filter(), "place") == {"jazal": 1}


def test_values_name_what_can_be_asked_for() -> None:
    """Actors are participants and claimants together."""
    found = timeline()

    assert found.values("place") == ["jazal"]
    assert found.values("actor") == ["aamaq", "article", "government", "islamic-state", "sohr"]
    assert len(found) == 5


def test_a_value_that_no_event_has_any_more_cannot_be_asked_for() -> None:
    """It is in the base still."""
    one = index()
    jet = one.base.row("jet")
    assert jet is not None
    found = Timeline(replace(one, gone=1 << jet))

    assert (found.values("place"), found.counts(Filter(), "place")) == ([], {})
    assert found.values("actor") == ["article", "government", "islamic-state", "sohr"]


@pytest.mark.parametrize("sign", ["\u0301", "\u0640", '"\u0301"', "\ud800", '""', '"'])
def test_a_sign_that_folding_drops_asks_for_nothing(sign: str) -> None:
    """An accent, a joining line or nothing at all is in no text, and no wish to see nothing."""
    for one in (index(), kept(index())):
        assert len(Timeline(one).select(Filter(texts=(sign,)))) == 5
        assert [*Timeline(one).select(Filter(texts=(f"jet {sign}",)))] == [3]


@pytest.mark.parametrize("value", ["\ud800", "gov\udcffernment"])
def test_a_value_that_no_text_can_hold_is_of_no_event(value: str) -> None:
    """It may come from a command line."""
    for one in (index(), kept(index())):
        found = Timeline(one)
        assert len(found.select(terms(("participant", value)))) == 0
        assert found.counts(Filter(), "place", [value]) == {value: 0}
