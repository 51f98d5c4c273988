"""What the filter panel offers: the values of every facet, with their counts and states."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from store.index import Timeline
from store.names import NOBODY
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
MANY = 1_000
"""Values of one facet that are all looked at with each key."""


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
        values, left = _ordered(timeline, facet, fold(needle), query if opened is None else opened)
        counts = timeline.counts(query, facet, values)
        found = [_choice(timeline, query, facet, *counted) for counted in counts.items()]
        if facet == role:
            found = [*_otherwise(timeline, query, role), *found]
        if found:
            yield _heading(facet, query)
            yield from found
            if left:
                yield More(left)


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


def _ordered(
    timeline: Timeline, facet: Facet, needle: str, opened: Filter
) -> tuple[list[str], int]:
    """Return the values of a facet that the needle finds, MOST of them, and how many are left."""
    totals, number = _found(timeline, facet, needle, opened)

    def rank(value: str) -> tuple[bool, int]:
        return opened.state(facet, value) == "off", -totals[value]

    def order(value: str) -> tuple[bool, int, str]:
        return *rank(value), fold(timeline.names.label(value))

    values = sorted(totals, key=rank)
    # names are looked at as far as they decide
    end = bisect_right(values, rank(values[MOST - 1]), key=rank) if len(values) > MOST else None
    return sorted(values[:end], key=order)[:MOST], max(number - MOST, 0)


def _found(
    timeline: Timeline, facet: Facet, needle: str, opened: Filter
) -> tuple[dict[str, int], int]:
    """Return values that the needle finds with their events, and how many there are of them.

    Of very many values no more are looked at than may be shown, and a needle finds those with a
    name.
    """
    number = timeline.number(facet)
    if number <= MANY:
        totals = timeline.totals(facet)
        if facet in ACTOR_FACETS:  # what is part of them counts as well
            totals = timeline.counts(Filter(), facet, totals)
        called = _called(timeline, totals, needle) if needle else [*totals]
    elif needle:
        totals = timeline.totals_of(facet, timeline.names.matching(needle))
        called = [value for value, total in totals.items() if total]
    else:
        used = [term.value for term in opened.terms if term.facet == facet]
        return timeline.most(facet, MOST) | timeline.totals_of(facet, used), number
    found = {value: totals[value] for value in called if timeline.has(facet, value)}
    return found, len(found)


def _called(timeline: Timeline, values: Iterable[str], needle: str) -> list[str]:
    """Return the values that are called so; what has no name is called by its uid."""
    names = timeline.names
    named = names.matching(needle)

    def fits(value: str) -> bool:
        if value in named:
            return True
        return needle in fold(NOBODY.get(value, value)) and not names.knows(value)

    return [value for value in values if fits(value)]


def _otherwise(timeline: Timeline, query: Filter, role: Facet) -> Iterator[Choice]:
    """Yield the actors that the filter uses in another role than the one listed."""
    for term in query.terms:
        if term.facet in ACTOR_FACETS and term.facet != role:
            events = timeline.counts(query, term.facet, [term.value])[term.value]
            choice = _choice(timeline, query, term.facet, term.value, events)
            yield msgspec.structs.replace(choice, label=choice.label + OTHERWISE[term.facet])


def _choice(timeline: Timeline, query: Filter, facet: Facet, value: str, events: int) -> Choice:
    label = timeline.names.label(value)
    actor = timeline.names.actors.get(value) if facet in ACTOR_FACETS else None
    beside = actor.name if actor and actor.name != label else ""
    return Choice(facet, value, label, beside, events, query.state(facet, value))
