"""Who is part of whom, and who is a party to the conflict: affiliation, not truth."""

from collections.abc import Mapping
from functools import cached_property

from store.model import Actor, Relation

PART: frozenset[Relation] = frozenset(("part-of", "belongs-to"))


class Affiliations:
    """The actors of one store and their parents, followed at any depth."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self.actors = actors
        self._factions: dict[str, list[str]] = {}
        """Of each actor that was asked for."""

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
        found = self._factions.get(uid)
        if found is None:
            found = self._nearest_factions(uid)
            if uid in self.actors:
                self._factions[uid] = found
        return [*found]

    def _nearest_factions(self, uid: str) -> list[str]:
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

    @cached_property
    def _children(self) -> dict[str, set[str]]:
        children: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for parent in actor.parents:
                if parent.relation in PART:
                    children.setdefault(parent.actor, set()).add(actor.uid)
        return children
