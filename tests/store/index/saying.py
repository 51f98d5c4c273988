"""All that an index says, so that two can be compared."""

from typing import Any

from msgspec.structs import replace

from store.index import Index, Listing, Timeline
from store.index.entry import Entry
from store.query import Filter, Term

_FACETS = ("participant", "claimant", "actor", "place", "source", "metric", "kind")
_VALUES = ("x", "y", "é:x", "killed", "statement", "nothing")
QUERIES = (
    *(Filter((Term(facet, value),)) for facet in _FACETS for value in _VALUES),  # type: ignore[arg-type]
    Filter((Term("actor", "x", exclude=True), Term("claimant", "y"))),
    Filter((Term("participant", "x"), Term("claimant", "y")), all_of=frozenset(("actor",))),
    Filter(contested=True),
    *(Filter(texts=(text,)) for text in ("a", "ab b", "X", '"b a"', "nothing", "é", "🚀 a")),
    Filter(texts=("a", "b"), terms=(Term("kind", "statement"),)),
    Filter(since="2016-01"),
    Filter(since="2016-01-15", until="2016-02"),
    Filter(until="2015"),
)
"""A filter of every kind."""


def said(index: Index) -> dict[str, Any]:
    """Return what an index says of its events, and of all that stands aside."""
    names = index.names
    return {
        "entries": sorted(map(_sorted, index.entries()), key=lambda entry: entry.key),
        "uids": [*index.uids()],
        "length": len(index),
        "deleted": index.deleted,
        "uses": [index.uses(source) for source in (*_VALUES, "\ud800")],
        "unreadable": sorted((each.kind, each.uid, each.reason) for each in index.unreadable),
        "actors": index.actors,
        "places": index.places,
        "sources": dict(index.sources),
        "matching": {text: names.matching(text) for text in ("a", "x", "b a")},
    }


def shown(timeline: Timeline) -> list[Any]:
    """Return what is shown of an index, whole and filtered in every way, either way round."""
    every = Filter()
    counts = [
        timeline.counts(query, "actor") for query in (every, QUERIES[0], Filter(contested=True))
    ]
    counts += [timeline.counts(every, facet) for facet in _FACETS]  # type: ignore[arg-type]
    values = [timeline.values(facet) for facet in _FACETS]  # type: ignore[arg-type]
    listings = [
        listed(Listing(timeline, timeline.select(query), newest_first))
        for query in (every, *QUERIES)
        for newest_first in (False, True)
    ]
    return [len(timeline), counts, values, listings]


def listed(one: Listing) -> list[Any]:
    """Return what a listing shows, and where it says that this stands."""
    rows = [one.row(position) for position in range(len(one))]
    return [
        rows,
        one.sections,
        one.density(5),
        [one.position(row.uid) for row in rows],
        [one.slot(row.when) for row in rows],
        [(one.row(position).when.anchor, one.uid(position)) for position in range(len(one))],
        [one.position(uid) for uid in "abcdef"],
        [one.nearest(uid) for uid in "abcdef"],
        [one.at(second) for second in (0, 1_451_606_400, 1_460_000_000)],
    ]


def _sorted(entry: Entry) -> Entry:
    """Return an entry whose postings stand in an order of their own, which says nothing."""
    return replace(entry, postings=tuple(sorted(entry.postings)))
