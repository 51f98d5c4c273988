"""EDTF as earliest, latest, precision and doubt."""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import OPEN_FUTURE, OPEN_PAST, DateError, Precision, When, parse
from store.dates_point import point
from tests.store.edtf_texts import texts


def second(iso: str) -> int:
    """Civil seconds of an ISO date-time."""
    return int(datetime.fromisoformat(iso).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "earliest", "over", "precision"),
    [
        ("2016-12-10", "2016-12-10", "2016-12-11", Precision.DAY),
        ("2016-02-29", "2016-02-29", "2016-03-01", Precision.DAY),
        ("2016-12", "2016-12-01", "2017-01-01", Precision.MONTH),
        ("2016-12-XX", "2016-12-01", "2017-01-01", Precision.MONTH),
        ("2016-23", "2016-09-01", "2016-12-01", Precision.SEASON),
        ("2016-24", "2016-12-01", "2017-01-01", Precision.SEASON),
        ("2016", "2016-01-01", "2017-01-01", Precision.YEAR),
        ("2016-XX", "2016-01-01", "2017-01-01", Precision.YEAR),
        ("2016-XX-XX", "2016-01-01", "2017-01-01", Precision.YEAR),
        ("201X", "2010-01-01", "2020-01-01", Precision.DECADE),
        ("20XX", "2000-01-01", "2100-01-01", Precision.CENTURY),
        ("0001-01-01", "0001-01-01", "0001-01-02", Precision.DAY),
        ("2016-12-10T14:30:05", "2016-12-10T14:30:05", "2016-12-10T14:30:06", Precision.TIME),
        ("2016-12-10T14:30", "2016-12-10T14:30", "2016-12-10T14:31", Precision.TIME),
        ("2016-11-26/2016-12-10", "2016-11-26", "2016-12-11", Precision.DAY),
        ("2015/2016-12-10", "2015-01-01", "2016-12-11", Precision.YEAR),
        ("[2016-12-08..2016-12-10]", "2016-12-08", "2016-12-11", Precision.DAY),
        ("[2016-12-10,2016-12-08]", "2016-12-08", "2016-12-11", Precision.DAY),
        ("[1667, 1668, 1670..1672]", "1667-01-01", "1673-01-01", Precision.YEAR),
        ("[2016-12-01,2016-12]", "2016-12-01", "2017-01-01", Precision.MONTH),
    ],
)
def test_covers(text: str, earliest: str, over: str, precision: Precision) -> None:
    """A date covers what it says, its end exclusive."""
    when = parse(text)

    assert (when.earliest, when.latest) == (second(earliest), second(over))
    assert when.precision is precision


@pytest.mark.parametrize("text", ["9999-12-31", "9999-12", "9999-24", "9999", "999X", "99XX"])
def test_last_year(text: str) -> None:
    """The last year ends although the next one has no date."""
    assert parse(text).latest == second("9999-12-31") + 86_400


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2012/..", second("2012-01-01"), OPEN_FUTURE),
        ("../2016-12-10", OPEN_PAST, second("2016-12-11")),
        ("2012/", second("2012-01-01"), None),
        ("/2016-11-26~", None, second("2016-11-27")),
        ("[..2016-12-10]", OPEN_PAST, second("2016-12-11")),
        ("[2016-03..]", second("2016-03-01"), OPEN_FUTURE),
        ("[..2016-12-05,2016-12-08]", OPEN_PAST, second("2016-12-09")),
        ("", None, None),
    ],
)
def test_open_is_not_unknown(text: str, earliest: int | None, latest: int | None) -> None:
    """An open end is infinite, an unknown one is not known."""
    when = parse(text)

    assert (when.earliest, when.latest) == (earliest, latest)
    assert when.open_start is (earliest == OPEN_PAST)
    assert when.open_end is (latest == OPEN_FUTURE)


@pytest.mark.parametrize(
    ("text", "anchor", "section"),
    [
        ("2016-12-10", "2016-12-10", (2016, 12)),
        ("2016-22", "2016-06-01", (2016, 6)),
        ("2012/..", "2012-01-01", (2012, 0)),
        ("201X", "2010-01-01", (2010, -1)),
        ("20XX", "2000-01-01", (2000, -2)),
        ("[..2016-12-10]", "2016-12-10", (2016, 12)),
        ("[..2016-12]", "2016-12-01", (2016, 12)),
        ("/2016-11-26~", "2016-11-26", (2016, 11)),
        ("../2016", "2016-01-01", (2016, 0)),
        ("2016-11-26/2016-12-10", "2016-11-26", (2016, 11)),
    ],
)
def test_place_in_the_order(text: str, anchor: str, section: tuple[int, int]) -> None:
    """It is sorted by its earliest date, else its latest, and stands under that date's month."""
    when = parse(text)

    assert (when.anchor, when.section) == (second(anchor), section)


def test_undated() -> None:
    """An empty text is undated and stands after everything."""
    when = parse("")

    assert (when.shape, when.anchor, when.precision) == ("undated", None, Precision.UNDATED)
    assert when.section == (9999, 13) > parse("9999-12").section


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2016", False, False),
        ("2016~", True, False),
        ("2016-12?", False, True),
        ("2016-12-10%", True, True),
        ("201X~", True, False),
        ("2016-11-26/2016-12-10~", True, False),
        ("2016-11-26?/2016-12-10~", True, True),
        ("/2016-11-26~", True, False),
        ("[..2016-12-10?]", False, True),
    ],
)
def test_doubt(text: str, approximate: bool, uncertain: bool) -> None:
    """Doubt of any part is doubt of the whole."""
    when = parse(text)

    assert (when.approximate, when.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize("text", ["2016", "2016-21", "2016-12-10", "201X", "2016-XX"])
@pytest.mark.parametrize("mark", "~?%")
def test_doubt_never_widens(text: str, mark: str) -> None:
    """A doubted date covers what it would without the doubt."""
    plain, doubted = parse(text), parse(text + mark)

    assert (plain.earliest, plain.latest) == (doubted.earliest, doubted.latest)


@pytest.mark.parametrize("zone", ["", "Z", "+03:00", "+03", "-11:30"])
def test_time_is_never_converted(zone: str) -> None:
    """A zone is kept as written and moves nothing."""
    start = parse(f"2016-12-10T14:30:00{zone}").start

    assert start is not None
    assert (start.hour, start.minute, start.second, start.zone) == (14, 30, 0, zone)
    assert start.first == second("2016-12-10T14:30:00")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("soon", "“soon” is not understood as a date: write 2016-12-10"),
        ("2016-02-30", "30 February 2016 does not exist: February 2016 has 29 days"),
        ("2015-02-29", "29 February 2015 does not exist: February 2015 has 28 days"),
        ("2016-11-00", "0 November 2016 does not exist"),
        ("2016-13", "“2016-13” has no month 13: months run from 01 to 12"),
        ("2016-00", "no month 00"),
        ("2016-25", "no month 25"),
        ("2016-13-01", "“2016-13-01” has no month 13"),
        ("0000", "“0000” is out of range: years run from 0001 to 9999"),
        ("00XX", "out of range"),
        ("0000-12-10", "out of range"),
        ("-0044", "“-0044” is out of range"),
        ("-0044-03-15", "out of range"),
        ("12016", "out of range"),
        ("Y170000002", "out of range"),
        ("1XXX", "not understood"),
        ("201X-12", "not understood"),
        ("2016-XX-10", "not understood"),
        ("2016-1X", "not understood"),
        ("2016-~12-10", "not understood"),
        ("2016-W10-1", "not understood"),
        ("20161210", "out of range"),
        ("٢٠١٦", "not understood"),
        ("2016-12-10T25:00:00", "not understood"),
        ("2016-12-10T14:30:00~", "not understood"),
        ("2016-02-30T14:30:00", "30 February 2016 does not exist"),
        ("2016-12-10T14:30/2016-12-11", "“2016-12-10T14:30” has a time"),
        ("2016-12-10/2016-11-26", "“2016-12-10/2016-11-26” ends before it begins"),
        ("2016-12/2016-11-30", "ends before it begins"),
        ("[2016-12-10..2016-12-08]", "ends before it begins"),
        ("[2010,2016..2012]", "ends before it begins"),
        ("/", "“/” has a date on neither side"),
        ("../..", "neither side"),
        ("[..]", "neither side"),
        ("[..2012,2016..]", "neither side"),
        ("[]", "“” is not understood"),
        ("[2016", "“[2016” has no closing bracket"),
        ("{2016,2017}", "not understood"),
        ("2016/2017/2018", "“2017/2018” is not understood"),
        ("x" * 100, "x…” is not understood"),
    ],
)
def test_refuses(text: str, says: str) -> None:
    """What cannot be read is refused with one sentence that says why."""
    with pytest.raises(DateError) as refusal:
        parse(text)

    message = str(refusal.value)
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    "text", ["2016-12-10/2016-12-10", "2016-12-10/2016-12", "2016-12/2016-12-10", "2016/2016-03"]
)
def test_ends_may_overlap(text: str) -> None:
    """An interval is reversed only if it ends before it can begin."""
    assert parse(text).shape == "interval"


@given(texts)
def test_text_is_verbatim(text: str) -> None:
    """The text comes back as it was given, and reads the same again."""
    when = parse(text)

    assert when.text == text
    assert parse(when.text) == when


@given(texts)
def test_holds_together(text: str) -> None:
    """It begins before it ends, and is sorted within what it covers."""
    when = parse(text)

    assert when.anchor is not None
    assert (when.earliest or OPEN_PAST) <= when.anchor < (when.latest or OPEN_FUTURE)


@given(st.text(alphabet="0129X-~?%/.,[]T:Z+ \x00é", max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but DateError leaves the reader."""
    try:
        when = parse(text)
    except DateError:
        return

    assert isinstance(when, When)


def test_days_are_cached() -> None:
    """The same day in many events is read once."""
    point.cache_clear()
    for day in range(11, 30):
        parse(f"2016-12-10/2016-12-{day}")

    assert point.cache_info().hits == 18


@pytest.fixture
def untraced() -> Iterator[None]:
    """Switch coverage off, whose tracing costs more than the reading."""
    trace = sys.gettrace()
    sys.settrace(None)
    yield
    sys.settrace(trace)


@pytest.mark.usefixtures("untraced")
def test_hundred_thousand_in_half_a_second() -> None:
    """100,000 distinct dates, half of them intervals and sets, cost at most 0.5 s."""
    chance = random.Random(1)
    days = [date.fromordinal(ordinal).isoformat() for ordinal in range(690_000, 740_000)]
    spans = [
        chance.choice(["{}/{}", "[{}..{}]", "{}~/{}"]).format(first, last)
        for first, last in pairwise(days)
    ]

    def seconds() -> float:
        point.cache_clear()
        began = time.process_time()
        for text in days + spans:
            parse(text)
        return time.process_time() - began

    assert any(seconds() <= 0.5 for _ in range(5))
