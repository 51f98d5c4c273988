"""Documents whose dates, words and values collide as often as can be."""

from typing import Any

from hypothesis import strategies as st

from store.model import Document
from tests.factories import claim, event, figure
from tests.store.edtf_texts import pairs

DATES = st.sampled_from(
    (
        *("", "0001", "9999", "19XX", "201X", "2016", "2016-21", "2016-01", "2016-01-01"),
        *("2016-01-01~", "2016-01-01T08:00", "2016-02-01", "2016-01-01/2016-02-01"),
        *("2016-01-01/2016-02-02", "2015/2017", "2016/..", "2016/", "/2016-01", "../2016-01"),
        *("[..2016-01-01]", "[2016-01-01..]", "[2016-01-01..2016-02-01]", "2012-06-30/.."),
    )
)
"""Dates that stand close together, or at the same second; long ones, and open at either end."""
ANY_DATES = DATES | pairs().map(lambda both: both[0])
TEXTS = st.sampled_from(("a", "ab", "b a", "ba\nab", "é", "حلب", "🚀", "", " ", "A" * 300, "b\n"))
VALUES = st.sampled_from(("x", "y", "z", "é:x", "x:y", "a b", "حلب"))
"""Of actors, places and sources, some with the sign that parts a facet from its value."""


def _event(uid: str, keys: dict[str, Any]) -> Document:
    """Return an event; figures and claims get their ids."""
    claims = [
        claim(f"c{number}", who, source=source, figures=[figure(metric=metric)] * bool(metric))
        for number, (who, source, metric) in enumerate(keys.pop("claims"))
    ]
    parts = [{"actor": actor, "role": "victim"} for actor in keys.pop("actors")]
    places = [{"place": place} for place in keys.pop("places")]
    return event(uid, **keys, claims=claims, participants=parts, places=places)


def events(uids: st.SearchStrategy[str]) -> st.SearchStrategy[Document]:
    """Return events of some uids."""
    said = st.tuples(VALUES, st.none() | VALUES, st.sampled_from(("", "killed", "fled")))
    return st.builds(
        _event,
        uids,
        st.fixed_dictionaries(
            {
                "when": DATES,
                "title": TEXTS,
                "notes": TEXTS,
                "kind": st.sampled_from(("occurrence", "statement")),
                "claims": st.lists(said, max_size=2),
                "actors": st.lists(VALUES, max_size=2, unique=True),
                "places": st.lists(VALUES, max_size=1),
            }
        ),
    )


def _marked(document: Document, mark: Document) -> Document:
    return {**document, **mark}


MARKS = st.sampled_from(({}, {}, {"deleted": {"at": "2026-11-24"}}, {"deleted": {"at": "2026-12"}}))
FAULTS: st.SearchStrategy[Document] = st.sampled_from(
    ({}, {}, {}, {}, {"when": "soon"}, {"kind": "rumour"}, {"claims": 7})
)
UIDS = st.sampled_from("abcdef")
ANY_EVENTS = st.builds(_marked, st.builds(_marked, events(UIDS), MARKS), FAULTS)
"""Also deleted ones, and some that cannot be read."""
PARENTS = st.lists(
    st.builds(
        lambda uid, relation: {"actor": uid, "relation": relation},
        VALUES,
        st.sampled_from(("part-of", "belongs-to", "supports")),
    ),
    max_size=2,
)
ANY_ACTORS = st.builds(
    lambda uid, keys, mark: {"uid": uid, **keys, **mark},
    VALUES,
    st.fixed_dictionaries(
        {
            "name": TEXTS,
            "short": st.sampled_from(("", "X", "ب")),
            "kind": st.sampled_from(("media", "state forces", "rebel group", "rumour")),
            "parents": PARENTS,
        }
    ),
    MARKS,
)
ANY_PLACES = st.builds(
    lambda uid, name, mark: {"uid": uid, "name": name, **mark},
    VALUES,
    TEXTS | st.just(7),
    MARKS,
)
ANY_SOURCES = st.builds(
    lambda uid, title, mark: {"uid": uid, "title": title, **mark},
    VALUES,
    TEXTS | st.just(7),
    MARKS,
)
