"""A listing is what the timeline shows: rows, headings, gaps, either way round."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import When, parse
from store.index import Listing
from store.query import Filter, Term
from tests.factories import event
from tests.store.index.samples import timeline

DAY = 86_400

near_texts = st.sampled_from(
    [
        *("", "19XX", "20XX", "201X", "2012", "2016", "2016-21", "2016-24", "2016-01", "2016-03"),
        *("2016-01-01", "2016-01-01~", "2016-01-01T08:00", "2016-03-01", "2016-12-10", "9999-12"),
        *("2016/2017", "/2016-01", "[2016-01-01..2016-02-01]", "2016-01-XX", "2012/.."),
    ]
)
"""Dates that stand close together, or at the same second."""


def listing(*dates: str, newest_first: bool = False, query: Filter | None = None) -> Listing:
    """List events e0, e1 … of these dates, or the samples."""
    events = [event(f"e{number}", when=when) for number, when in enumerate(dates)] or None
    found = timeline(events)
    return Listing(found, found.select(query or Filter()), newest_first)


def read(one: Listing) -> list[str]:
    """Return the uids in reading order."""
    return [one.row(position).uid for position in range(len(one))]


def test_a_row_tells_what_the_timeline_draws() -> None:
    """All of it from the columns, no document decoded."""
    row = listing().row(3)

    assert (row.uid, row.when.text, row.title, row.badge, row.kind) == (
        "jet",
        "2016-12-10",
        "Jet lost",
        "≠ accounts differ",
        "occurrence",
    )
    assert listing().row(0).kind == "situation"
    assert row.factions == ("government", "islamic-state")
    assert row.part_of_day == ""


@pytest.mark.parametrize(
    ("newest_first", "order"),
    [
        (False, ["year", "march", "entry", "jet", "monuments"]),
        (True, ["jet", "entry", "march", "year", "monuments"]),
    ],
)
def test_undated_events_come_last_either_way(newest_first: bool, order: list[str]) -> None:
    """And every event has one position."""
    one = listing(newest_first=newest_first)

    assert read(one) == order
    assert [one.position(uid) for uid in order] == list(range(5))
    assert (one.dated, one.undated) == (4, 1)


def test_an_event_that_is_not_listed_has_no_position_but_a_nearest() -> None:
    """The cursor goes to the nearest date when its event is filtered out."""
    one = listing("2016-01", "2016-02", "2016-12", query=Filter(until="2016-01"))
    rest = listing("2016-01", "2016-02", "2016-12", query=Filter(since="2016-02"))

    assert one.position("e2") is None
    assert one.position("nobody") is None
    assert one.nearest("e2") == 0
    assert rest.nearest("e0") == 0
    assert rest.nearest("e2") == 1
    assert rest.nearest("nobody") == 0


@pytest.mark.parametrize(("newest_first", "position"), [(False, 1), (True, 1)])
def test_a_date_leads_to_the_event_nearest_to_it(newest_first: bool, position: int) -> None:
    """Before or after, whichever is nearer."""
    one = listing("2016-01-01", "2016-01-20", "2016-03-01", newest_first=newest_first)

    assert one.at(one.index.anchor(1) + 2 * DAY) == position
    assert one.at(one.index.anchor(1) - 2 * DAY) == position


def test_an_empty_listing_has_a_nearest_too() -> None:
    """Nothing listed, nothing crashes."""
    one = listing("2016", query=Filter(since="2020"))

    assert (len(one), one.nearest("e0"), one.at(0), one.sections) == (0, 0, 0, [])
    assert one.density(4) == [0, 0, 0, 0]


def sections(one: Listing) -> list[tuple[int, int, int, int, int]]:
    """Return the sections as tuples."""
    return [(each.year, each.month, each.first, each.count, each.gap) for each in one.sections]


@pytest.mark.parametrize(
    ("newest_first", "found"),
    [
        (
            False,
            [(2012, 0, 0, 1, 0), (2016, 3, 1, 1, 38), (2016, 12, 2, 2, 8), (9999, 13, 4, 1, 0)],
        ),
        (True, [(2016, 12, 0, 2, 0), (2016, 3, 2, 1, 8), (2012, 0, 3, 1, 38), (9999, 13, 4, 1, 0)]),
    ],
)
def test_gaps_count_whole_empty_months(newest_first: bool, found: list[object]) -> None:
    """From January 2013, since the year 2012 may mean its last day, to February 2016."""

    assert sections(listing(newest_first=newest_first)) == found


@pytest.mark.parametrize(
    ("dates", "gaps"),
    [
        (["2016-01", "2016-02"], [0, 0]),
        (["2016-01", "2016-03"], [0, 1]),
        (["2016", "2016-01", "2017-02"], [0, 0, 1]),
        (["201X", "2021"], [0, 12]),
        (["20XX", "2016"], [0, 0]),
    ],
)
def test_no_gap_is_claimed_where_a_coarse_date_may_lie(dates: list[str], gaps: list[int]) -> None:
    """A year covers its months, a decade its years."""

    assert [section.gap for section in listing(*dates).sections] == gaps


def test_a_filter_leaves_headings_out_and_widens_gaps() -> None:
    """Sections speak of what is listed."""
    one = listing(query=Filter(texts=("situation",)))

    assert sections(one) == [(2012, 0, 0, 1, 0)]
    assert not one.sections[0].undated


def test_density_counts_every_dated_event_once() -> None:
    """Equal spans from the first to the last, undated left out."""
    one = listing("2016-01-01", "2016-01-02", "2016-12-31", "")

    assert one.density(3) == [2, 0, 1]
    assert sum(one.density(50)) == 3
    assert listing("2016", "2016").density(2) == [2, 0]


def test_the_slot_of_a_date_is_behind_what_has_the_same() -> None:
    """A coarser date stands before a finer one, and no date after all others."""
    one = listing("2012", "2016", "2016-01", "2016-01-01", "2016-01-01", "2016-03", "")
    dates = ["2011", "2012", "2016", "2016-01", "2016-01-01", "2016-02", "2016-03-01", ""]

    assert [one.slot(parse(date)) for date in dates] == [0, 1, 2, 3, 5, 5, 6, 7]


@given(st.lists(near_texts), near_texts, st.booleans(), st.booleans())
def test_an_event_comes_to_stand_in_the_slot_of_its_date(
    dates: list[str], date: str, newest_first: bool, filtered: bool
) -> None:
    """Whatever is listed and whichever way round, under the heading of that date."""
    events = [
        event(f"e{number}", when=when, kind=("occurrence", "statement")[number % 3 == 0])
        for number, when in enumerate(dates)
    ]
    query = Filter((Term("kind", "occurrence"),) if filtered else ())
    before, after = timeline(events), timeline([*events, event("z", when=date)])
    slot = Listing(before, before.select(query), newest_first).slot(parse(date))
    whole = Listing(after, after.select(query), newest_first)
    heading = next(each for each in whole.sections if 0 <= slot - each.first < each.count)

    assert slot == whole.position("z")
    assert (heading.year, heading.month) == parse(date).section


def test_no_slot_reads_more_dates_than_it_must(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand events of one day it reads some ten dates."""
    one = listing(*["2016-12-10"] * 1000)
    read: list[str] = []

    def keep(text: str) -> When:
        read.append(text)
        return parse(text)

    monkeypatch.setattr("store.index.listing.parse", keep)

    assert one.slot(parse("2016-12-10")) == 1000
    assert len(read) <= 11
