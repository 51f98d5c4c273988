"""A filter of the timeline: a frozen value, and the same in words."""

from typing import Literal

import msgspec

Facet = Literal["participant", "claimant", "actor", "place", "metric", "source", "kind"]
"""What a term looks at; "actor" is participant or claimant."""

ACTOR_FACETS: frozenset[Facet] = frozenset(("participant", "claimant", "actor"))


class Term(msgspec.Struct, frozen=True):
    """One value of a facet, included or excluded."""

    facet: Facet
    value: str
    exclude: bool = False

    @property
    def group(self) -> str:
        """Terms of one group are joined by OR (or AND): the three actor facets are one."""
        return "actor" if self.facet in ACTOR_FACETS else self.facet


class Filter(msgspec.Struct, frozen=True):
    """OR (or AND, `all_of`) within a group of terms, AND between groups, NOT by excluding."""

    terms: tuple[Term, ...] = ()
    all_of: frozenset[str] = frozenset()
    """Groups whose included terms must all hold."""
    since: str = ""
    """EDTF: left out are events that have surely ended before it, and undated ones."""
    until: str = ""
    """EDTF: left out are events that have surely not begun by its end, and undated ones."""
    texts: tuple[str, ...] = ()
    """Searches kept; every word of each must be found."""
    contested: bool = False
    """Only events whose figures conflict or are far apart, or whose accounts differ."""

    def state(self, facet: Facet, value: str) -> Literal["include", "exclude", "off"]:
        """Say what the filter does with a value."""
        for term in self.terms:
            if (term.facet, term.value) == (facet, value):
                return "exclude" if term.exclude else "include"
        return "off"

    def toggled(self, facet: Facet, value: str) -> "Filter":
        """Return the filter with a value included, or free again if it was in any way used."""
        if self.state(facet, value) != "off":
            return self.without(facet, value)
        return self.having(Term(facet, value))

    def cycled(self, facet: Facet, value: str) -> "Filter":
        """Return the filter with a value moved on: off, include, exclude, off."""
        state = self.state(facet, value)
        free = self.without(facet, value)
        return free if state == "exclude" else free.having(Term(facet, value, state == "include"))

    def only(self, facet: Facet, value: str) -> "Filter":
        """Return the filter with this value alone in its group."""
        alone = Term(facet, value)
        kept = tuple(term for term in self.terms if term.group != alone.group)
        return msgspec.structs.replace(self, terms=(*kept, alone))

    def having(self, term: Term) -> "Filter":
        """Return the filter with one term more."""
        return msgspec.structs.replace(self, terms=(*self.terms, term))

    def without(self, facet: Facet, value: str) -> "Filter":
        """Return the filter with no word about a value."""
        kept = tuple(term for term in self.terms if (term.facet, term.value) != (facet, value))
        return msgspec.structs.replace(self, terms=kept)

    def joined(self, group: str) -> "Filter":
        """Return the filter with any and all of a group exchanged."""
        return msgspec.structs.replace(self, all_of=self.all_of ^ {group})

    def groups(self) -> dict[str, list[Term]]:
        """Return the terms by group, in the order of their first term."""
        groups: dict[str, list[Term]] = {}
        for term in self.terms:
            groups.setdefault(term.group, []).append(term)
        return groups
