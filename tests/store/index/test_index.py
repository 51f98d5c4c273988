"""The index orders events, and drops none silently."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.dates import OPEN_FUTURE, OPEN_PAST
from store.model import About, Document, EventKind, Qualifier, Stance, Unreadable
from store.text import is_safe
from tests.factories import actor, claim, event, figure
from tests.store.index.samples import index


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["2016-03-02", "2016-03-01"], [1, 0]),
        (["2016-03-01", "2016-03", "2016", "201X"], [3, 2, 1, 0]),
        (["", "2016"], [1, 0]),
        (["/2016-11-26~", "2016-11-25", "2016-11-27"], [1, 0, 2]),
        (["[..2016-12-10]", "2016-12-09"], [1, 0]),
        (["2016-12-10T08:00", "2016-12-10"], [1, 0]),
        (["2016", "2016"], [0, 1]),
    ],
)
def test_events_stand_by_earliest_then_the_coarser_first_then_uid(
    dates: list[str], order: list[int]
) -> None:
    """Latest stands in for an earliest that is not known; undated comes last."""
    events = [event(f"e{number}", when=when) for number, when in enumerate(dates)]

    assert [*index(events).uids()] == [f"e{number}" for number in order]


@pytest.mark.parametrize(
    "bad",
    [
        event("bad", when="soon"),
        event("bad", kind="rumour"),
        {"uid": "bad"},
        event("bad", claims=[claim("c1"), claim("c1", "un")]),
        event("bad", claims=[claim(figures=[figure("f1"), figure("f1")])]),
    ],
)
def test_a_bad_event_is_named_and_the_good_ones_stay(bad: Document) -> None:
    """One bad event among good ones."""
    found = index([event("good"), bad])

    assert [*found.uids()] == ["good"]
    assert [record.uid for record in found.unreadable] == ["bad"]
    assert found.unreadable[0].reason


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ([claim("c1"), claim("c1", "un")], "claim id c1 stands twice"),
        ([claim(figures=[figure("f1"), figure("f1")])], "figure id f1 stands twice in claim c1"),
        ([claim("c\n1"), claim("c\n1", "un")], "claim id c 1 stands twice"),
    ],
)
def test_an_id_that_stands_twice_is_named(claims: list[Document], reason: str) -> None:
    """Whoever edits by id would edit the wrong one."""

    assert index([event(claims=claims)]).unreadable == [Unreadable("event", "e1", reason)]


def test_ids_of_figures_may_stand_in_each_claim() -> None:
    """A figure is known by its claim and its own id."""
    claims = [claim("c1", figures=[figure("f1")]), claim("c2", figures=[figure("f1")])]

    assert index([event(claims=claims)]).unreadable == []


TEXTS = st.sampled_from(["", " ", "a", "\n", "\u00a0", "hundreds", "2016", "sohr", "\u202e"])
DATES = st.sampled_from(["", "2016", "2016-12-10", "9999", "0000", "/", "[..9999]", "soon", "\n"])
NUMBERS = st.none() | st.floats() | st.sampled_from([1e-320, 1e308, 10**400, -1])
WORDS: dict[str, Any] = {
    "qualifier": st.sampled_from(get_args(Qualifier)),
    "stance": st.sampled_from(get_args(Stance)),
    "about": st.sampled_from(get_args(About)),
    "kind": st.sampled_from(get_args(EventKind)),
}


def objects(*texts: str, **others: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    """Return objects with any text under these keys; the others may be left out."""
    return st.fixed_dictionaries(dict.fromkeys(texts, TEXTS), optional=others)


def lists(items: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Return short lists."""
    return st.lists(items, max_size=2)


ANY_FIGURES = objects(
    *("id", "metric", "unit", "verbatim"),
    **dict.fromkeys(("low", "best", "high"), NUMBERS),
    qualifier=WORDS["qualifier"],
    kind=st.none() | st.just("cumulative"),
    population=st.none() | TEXTS,
    period=st.none() | objects("verbatim", when=DATES),
    as_of=st.none() | DATES,
)
ANY_CLAIMS = objects(
    *("id", "claimant", "hedge", "quote"),
    speaker=st.none() | objects("name", "office", withheld=st.booleans()),
    stance=WORDS["stance"],
    about=WORDS["about"],
    said_on=DATES,
    via=st.none() | TEXTS,
    source=st.none() | TEXTS,
    figures=lists(ANY_FIGURES),
)
ANY_EVENTS = objects(
    *("uid", "title", "part_of_day"),
    kind=WORDS["kind"],
    when=DATES,
    participants=lists(objects("actor", role=st.sampled_from(["victim", "speaker"]))),
    claims=lists(ANY_CLAIMS),
)


@given(ANY_EVENTS)
@settings(max_examples=300)
def test_any_event_enters_or_is_named(document: Document) -> None:
    """Whatever decodes: no event hides the others, and none is dropped silently."""
    found = index([document])

    assert len(found) + len(found.unreadable) == 1
    assert all(is_safe(one.reason) and is_safe(one.uid) for one in found.unreadable)


def test_a_fault_without_words_has_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its kind, at the least."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("store.index.build.enter", fail)

    assert index([event()]).unreadable == [Unreadable("event", "e1", "ZeroDivisionError")]


@pytest.mark.parametrize(
    ("when", "start", "end"),
    [
        ("1970-01-02", 86_400, 172_800),
        ("1970-01-02/", 86_400, OPEN_FUTURE),
        ("1970-01-02/..", 86_400, OPEN_FUTURE),
        ("/1970-01-02", OPEN_PAST, 172_800),
        ("[..1970-01-02]", OPEN_PAST, 172_800),
        ("", OPEN_PAST, OPEN_FUTURE),
    ],
)
def test_an_event_lasts_as_long_as_it_may(when: str, start: int, end: int) -> None:
    """What is not stated is as wide as what is open."""
    (entry,) = index([event(when=when)]).entries()

    assert (entry.start, entry.end) == (start, end)


def test_a_record_without_uid_is_listed_too() -> None:
    """Even what has no name is not dropped."""
    found = index([], actors=[{"name": "nobody"}, actor("sohr")])

    assert list(found.actors) == ["sohr"]
    assert found.unreadable[0].uid == "(no uid)"


def test_sections_start_where_the_heading_changes() -> None:
    """A year, a month, the undated."""
    found = index()

    assert found.base.runs == [(0, 2012, 0), (1, 2016, 3), (2, 2016, 12), (4, 9999, 13)]
    assert len(found) == 5
