"""Names and aliases: which record a text means, and how a uid is called on screen."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from store.model import ARTICLE, NOT_STATED, Actor, Claim, Event, Place, Relation, Source
from store.text import clean, fold

NOBODY = {ARTICLE: "the article", NOT_STATED: "not stated"}
"""Labels of the claimants that are no actors."""

Folded = list[tuple[str, list[str]]]
"""Uids with folded names."""

PART: frozenset[Relation] = frozenset(("part-of", "belongs-to"))


class Names:
    """The actors, places and sources of one store, by uid and by name."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        places: Mapping[str, Place],
        sources: Mapping[str, Source],
    ) -> None:
        self.actors = actors
        self.places = places
        self.sources = sources

    def label(self, uid: str) -> str:
        """Return the short name of an actor, place or source on one line.

        An unknown uid stands for itself.
        """
        if actor := self.actors.get(uid):
            return clean(actor.label)
        if place := self.places.get(uid):
            return clean(place.name)
        if source := self.sources.get(uid):
            return clean(source.title)
        return NOBODY.get(uid) or clean(uid)

    def resolve(self, text: str) -> str | None:
        """Return the actor whose uid, name or alias this is, whatever its case or accents."""
        return self._by_name.get(fold(text))

    def matching(self, needle: str) -> set[str]:
        """Return the actors, places and sources one of whose names contains the folded needle.

        A uid is no name: nobody sees why it would match.
        """
        return self.called(needle) | self.cited(needle)

    def called(self, needle: str) -> set[str]:
        """Return the actors and places one of whose names contains the folded needle."""
        return _containing(needle, self._folded)

    def cited(self, needle: str) -> set[str]:
        """Return the sources whose title, container, publisher, URL, author or agency does.

        Apart from `called`: a source's title speaks of one event and is cited by many.
        """
        return _containing(needle, self._folded_sources)

    def parts(self, uid: str) -> set[str]:
        """Return the actor with all that is part of it or belongs to it, at any depth."""
        found = {uid}
        todo = [uid]
        while todo:
            new = self._children.get(todo.pop(), set()) - found
            found |= new
            todo += new
        return found

    def factions(self, uid: str) -> list[str]:
        """Return the factions that an actor is, is part of or belongs to, the nearest first."""
        found, todo = [], [uid]
        for one in todo:
            actor = self.actors.get(one)
            if actor and actor.faction:
                found.append(one)
            elif actor:
                above = (each.actor for each in actor.parents if each.relation in PART)
                todo += [parent for parent in above if parent not in todo]
        return found

    def party(self, uid: str) -> bool:
        """Whether the actor is, belongs to or supports a party to the conflict."""
        todo, seen = [uid], set[str]()
        while todo:
            actor = self.actors.get(todo.pop())
            if actor is None or actor.uid in seen:
                continue
            if actor.faction:
                return True
            seen.add(actor.uid)
            todo += [parent.actor for parent in actor.parents]
        return False

    def lone_speaker(self, event: Event) -> str:
        """Say who speaks, where only one does and it is not the article itself; else nothing."""
        claimants = {claim.claimant for claim in event.claims}
        if len(claimants) != 1 or ARTICLE in claimants:
            return ""
        speakers = {_speaker(claim) for claim in event.claims}
        if len(speakers) == 1 and (speaker := speakers.pop()):
            return speaker
        claimant = claimants.pop()
        return "" if claimant == NOT_STATED else self.label(claimant)

    @cached_property
    def _by_name(self) -> dict[str, str]:
        spellings: dict[str, str] = {}
        for actor in self.actors.values():
            for name in (actor.uid, *spelled(actor)):
                spellings.setdefault(fold(name), actor.uid)
        return spellings

    @cached_property
    def _folded(self) -> Folded:
        return _folded([*self.actors.values(), *self.places.values()])

    @cached_property
    def _folded_sources(self) -> Folded:
        return _folded(self.sources.values())

    @cached_property
    def _children(self) -> dict[str, set[str]]:
        children: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for parent in actor.parents:
                if parent.relation in PART:
                    children.setdefault(parent.actor, set()).add(actor.uid)
        return children


def spelled(record: Actor | Place | Source) -> list[str]:
    """Return every name under which a record is known."""
    if isinstance(record, Source):
        authors = [name.literal or f"{name.given} {name.family}" for name in record.author]
        fields = (record.title, record.container_title, record.publisher, record.url)
        names = [*fields, *authors, *record.agencies]
    else:
        short = [record.short] if isinstance(record, Actor) else []
        names = [record.name, *short, *(alias.name for alias in record.aliases)]
    return [name for name in names if name.strip()]


def _folded(records: Iterable[Actor | Place | Source]) -> Folded:
    return [(record.uid, [fold(name) for name in spelled(record)]) for record in records]


def _containing(needle: str, folded: Folded) -> set[str]:
    return {uid for uid, names in folded if any(needle in name for name in names)}


def _speaker(claim: Claim) -> str:
    """Return the last name of the speaker of a statement, or the office of an unnamed one."""
    if claim.speaker is None:
        return ""
    name = claim.speaker.name.split()
    return claim.speaker.office.strip() if claim.speaker.withheld or not name else name[-1]
