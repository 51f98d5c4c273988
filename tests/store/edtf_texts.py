"""Strategies: EDTF of levels 0 and 1, and one-of sets."""

from datetime import date

from hypothesis import strategies as st

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
doubts = st.sampled_from(["", "", "~", "?", "%"])


def coarser(day: date) -> st.SearchStrategy[str]:
    """One way to write that day, its month, season or year."""
    iso = day.isoformat()
    return st.sampled_from([iso, iso, iso[:7], iso[:4], f"{iso[:4]}-2{1 + day.month % 4}"])


dates = days.flatmap(coarser)
"""Days, months, seasons and years."""
unspecified = (
    days.filter(lambda day: day.year >= 100)
    .map(date.isoformat)
    .flatmap(
        lambda iso: st.sampled_from(
            [f"{iso[:7]}-XX", f"{iso[:4]}-XX", f"{iso[:4]}-XX-XX", f"{iso[:3]}X", f"{iso[:2]}XX"]
        )
    )
)
doubted = st.builds("{}{}".format, st.one_of(dates, unspecified), doubts)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two dates in order, not far apart as often as far."""
    first = draw(days)
    reach = draw(st.sampled_from([0, 40, 400, 40_000]))
    ordinal = draw(st.integers(first.toordinal(), first.toordinal() + reach))
    second = date.fromordinal(min(ordinal, date.max.toordinal()))
    size = draw(st.sampled_from([4, 7, 10]))
    return first.isoformat()[:size], second.isoformat()[:size]


intervals = st.builds(
    lambda pair, left, right: f"{pair[0]}{left}/{pair[1]}{right}", pairs(), doubts, doubts
)
sets = st.one_of(
    pairs().map(lambda pair: f"[{pair[0]}..{pair[1]}]"),
    pairs().map(lambda pair: f"[{pair[0]},{pair[1]}]"),
)
one_sided = st.builds(
    lambda form, text: form.format(text),
    st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[..{}]", "[{}..]"]),
    doubted,
)
texts = st.one_of(doubted, intervals, sets, one_sided)
"""All of it."""
