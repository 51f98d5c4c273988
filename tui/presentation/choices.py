"""What the filter panel offers: the values of every facet, with their counts and states."""

from collections.abc import Iterator
from typing import Literal

import msgspec

from store.index import Timeline
from store.query import ACTOR_FACETS, Facet, Filter, Term
from store.text import fold

ROLES: tuple[Facet, ...] = ("participant", "claimant", "actor")
"""The actor facets, in the order in which `r` goes through them."""
OFFERED: tuple[Facet, ...] = ("place", "metric", "source", "kind")
"""Facets below the actors, in the order of the panel."""
TITLES: dict[Facet, str] = {
    "participant": "ACTORS taking part",
    "claimant": "ACTORS making claims",
    "actor": "ACTORS in either role",
    "place": "PLACES",
    "metric": "WHAT IS COUNTED",
    "source": "SOURCES",
    "kind": "KINDS OF EVENT",
}
OTHERWISE: dict[Facet, str] = {
    "participant": ", taking part",
    "claimant": ", making claims",
    "actor": ", in either role",
}
"""What stands behind an actor that the filter uses in another role than the one listed."""
MOST = 200
"""Values of one facet in the panel; the rest is found by typing."""


class Heading(msgspec.Struct, frozen=True):
    """Name of a facet, and how its values are joined."""

    title: str
    group: str
    joined: Literal["any", "all", ""]
    """Whether any or all must hold; empty where an event has just one."""


class Choice(msgspec.Struct, frozen=True):
    """One value that can be included or excluded."""

    facet: Facet
    value: str
    label: str
    beside: str
    """The full name, where the label is a short one."""
    events: int
    """Events it has under all that the filter says of other facets."""
    state: Literal["include", "exclude", "off"]


class More(msgspec.Struct, frozen=True):
    """Values left out of the panel, by number."""

    left: int


Line = Heading | Choice | More


def choices(
    timeline: Timeline, query: Filter, role: Facet, needle: str = "", opened: Filter | None = None
) -> Iterator[Line]:
    """Yield the lines of the panel; `role` is the actor facet, `needle` narrows the values.

    The order holds as long as `opened` is the same: first what that filter uses, then what most
    events have. So no value moves while it is being included or excluded.
    """
    for facet in (role, *OFFERED):
        found = _values(timeline, query, facet, fold(needle), query if opened is None else opened)
        if facet == role:
            found = [*_otherwise(timeline, query, role), *found]
        if found:
            yield _heading(facet, query)
            yield from found[:MOST]
            if len(found) > MOST:
                yield More(len(found) - MOST)


def _heading(facet: Facet, query: Filter) -> Heading:
    group = Term(facet, "").group
    joined: Literal["any", "all"] = "all" if group in query.all_of else "any"
    return Heading(TITLES[facet], group, "" if facet == "kind" else joined)


def next_role(role: Facet) -> Facet:
    """Return the actor facet after this one."""
    return ROLES[(ROLES.index(role) + 1) % len(ROLES)]


def used(query: Filter) -> Facet:
    """Return the actor facet that the filter uses, participant where it uses none."""
    return next((term.facet for term in query.terms if term.facet in ACTOR_FACETS), "participant")


def _values(
    timeline: Timeline, query: Filter, facet: Facet, needle: str, opened: Filter
) -> list[Choice]:
    """Return the values of a facet that the needle finds, in their order."""
    named = timeline.names.matching(needle) if needle else set[str]()
    counts, totals = timeline.counts(query, facet), timeline.counts(Filter(), facet)
    found = [
        _choice(timeline, query, facet, value, events)
        for value, events in counts.items()
        if value in named or needle in fold(timeline.names.label(value))
    ]
    found.sort(
        key=lambda choice: (
            opened.state(facet, choice.value) == "off",
            -totals[choice.value],
            fold(choice.label),
        )
    )
    return found


def _otherwise(timeline: Timeline, query: Filter, role: Facet) -> Iterator[Choice]:
    """Yield the actors that the filter uses in another role than the one listed."""
    for term in query.terms:
        if term.facet in ACTOR_FACETS and term.facet != role:
            events = timeline.counts(query, term.facet).get(term.value, 0)
            choice = _choice(timeline, query, term.facet, term.value, events)
            yield msgspec.structs.replace(choice, label=choice.label + OTHERWISE[term.facet])


def _choice(timeline: Timeline, query: Filter, facet: Facet, value: str, events: int) -> Choice:
    label = timeline.names.label(value)
    actor = timeline.names.actors.get(value) if facet in ACTOR_FACETS else None
    beside = actor.name if actor and actor.name != label else ""
    return Choice(facet, value, label, beside, events, query.state(facet, value))
