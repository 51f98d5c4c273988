"""The names that claim lines are tested with, and a reading of a line among them."""

from datetime import date

from hypothesis import strategies as st

from store.claims import ClaimLine, read
from store.model import ARTICLE, NOT_STATED, Actor, Claim, Source, Speaker, view
from store.names import Names
from tests.factories import actor, claim, source

TODAY = date(2026, 11, 22)
ACTORS = [
    actor("sohr", name="Syrian Observatory for Human Rights", short="SOHR"),
    actor("aamaq", name="Aamaq news agency", short="Aamaq", kind="media"),
    actor("russia", name="Russia", kind="external forces"),
    actor("russia-mod", name="Russia's Defence Ministry", short="Russia MoD", kind="state forces"),
    actor("afp", name="AFP", kind="media"),
    actor("islamic-state", name="Islamic State", kind="rebel group", aliases=[{"name": "داعش"}]),
]
SOURCES = [
    source("aleppo-1", title="Islamic State re-enters Palmyra", issued="2016-12-10"),
    source("undated", title="A leaflet", issued=""),
    source("odd", title="A poster", issued="some day"),
]
NAMES = Names(
    {one["uid"]: view(Actor, one) for one in ACTORS},
    {},
    {one["uid"]: view(Source, one) for one in SOURCES},
)


def reading(line: str, above: ClaimLine | None = None, source: str | None = None) -> ClaimLine:
    """Read a line on a day in 2026."""
    return read(line, NAMES, TODAY, above, source)


LINE_WORDS = st.lists(
    st.sampled_from(("SOHR", "Russia", "said", "told", "via", "(Layla)", "(a", ":", "10 Dec 2016"))
    | st.sampled_from(
        ('"b"', "“c”", "/", "[aleppo-1]", "[x", "80.000", "over 30,000 fled", "داعش")
    ),
    max_size=12,
).map(" ".join)
"""A line, or half of one, in any order."""

_SIGNS = (
    *("said", "SOHR", "via", "told AFP", "12", "80.000", "/", "a / b", ":", "a: b", "x", "[x]"),
    *('"', '"q"', "“", "“q”", "«q»", "(", ")", "(a)", "[]", "#cause", "#x", "#x."),
)
_TEXT = st.text(max_size=12) | st.lists(st.sampled_from(_SIGNS), max_size=5).map(" ".join)
_SPEAKERS = st.builds(Speaker, name=_TEXT, office=_TEXT, withheld=st.booleans()) | st.none()
CLAIMS = st.builds(
    Claim,
    id=st.just("c4"),
    claimant=st.sampled_from(("sohr", "russia-mod", ARTICLE, NOT_STATED)) | _TEXT,
    verb=st.sampled_from(("said", "denied", "told", "put the toll at", "")) | _TEXT,
    speaker=_SPEAKERS,
    via=st.none() | st.just("afp") | _TEXT,
    statement=_TEXT,
    quote=_TEXT,
    said_on=st.sampled_from(("", "2016-12-10", "[..2016-12-10]", "2016-12~/..")) | _TEXT,
    hedge=st.sampled_from(("", "reportedly")) | _TEXT,
    source=st.none() | st.just("aleppo-1") | _TEXT,
    locator=_TEXT,
    about=...,
    stance=...,
    supersedes=st.none() | st.just("c1"),
    agrees_with=st.lists(st.sampled_from(("c1", "c2", "c9"))).map(tuple),
)
EVENT_CLAIMS = [view(Claim, claim("c1", "afp")), view(Claim, claim("c2", ARTICLE))]
