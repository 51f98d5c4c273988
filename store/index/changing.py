"""Lays changes over an index, so that what it keeps is never computed anew."""

from collections.abc import Callable, Sequence
from typing import Any

from store.affiliations import PART
from store.base import Change
from store.index.build import FAULTS, entered, unread, views
from store.index.fresh import Fresh
from store.index.index import Aside, Deletion, Index
from store.model import Actor, Document, Kind, Place, Source, Unreadable
from store.names import Names

MOST = 10_000
"""Events that may lie over an index, or be computed anew for an actor's sake."""

_TYPES: dict[str, Any] = {"actor": Actor, "place": Place, "source": Source}

Read = Callable[[Sequence[str]], Sequence[Document]]
"""Returns the documents of events, those left out that cannot be read."""


class Overlay:
    """One state of an index after another."""

    def __init__(self, index: Index, read: Read) -> None:
        self._index = index
        self._read = read
        self._over = {entry.uid: entry for entry in index.over.sorted}
        self._gone = index.gone
        self._names = index.names
        self._unreadable = {(each.kind, each.uid): each for each in index.unreadable}
        self._deleted = {each.uid: each for each in index.deleted}

    def changed(self, changes: Sequence[Change], token: int) -> Index | None:
        """Return the index after some changes, None where it is better computed anew."""
        affected = self._rename([change for change in changes if change.kind != "event"])
        if affected is None or len(affected) + len(changes) + len(self._over) > MOST:
            return None
        documents = {each["uid"]: each for each in self._read(affected)} if affected else {}
        for change in changes:
            if change.kind == "event":
                documents.pop(change.uid, None)
                self._put(change.uid, change.document)
        for uid, document in documents.items():
            self._put(uid, document)
        return self._made(token)

    def _made(self, token: int) -> Index:
        index = self._index
        return Index(
            base=index.base,
            names=self._names,
            aside=Aside.of(self._unreadable.values(), self._deleted.values()),
            over=Fresh(self._over.values()),
            gone=self._gone,
            changed=True,
            token=token,
        )

    def _put(self, uid: str, document: Document | None) -> None:
        """Take in what an event is now."""
        self._drop(uid)
        if document is None:
            return
        try:
            found = entered(document, self._names)
        except FAULTS as error:
            self._unreadable["event", uid] = unread("event", document, error)
            return
        if isinstance(found, Deletion):
            self._deleted[uid] = found
        else:
            self._over[uid] = found

    def _drop(self, uid: str) -> None:
        """Forget what an event was."""
        self._unreadable.pop(("event", uid), None)
        self._deleted.pop(uid, None)
        if self._over.pop(uid, None):
            return
        base = self._index.base
        row = base.row(uid)
        if row is not None and not self._gone >> row & 1:
            self._gone |= 1 << row

    def _rename(self, changes: Sequence[Change]) -> list[str] | None:
        """Take in other names; return the events that are to be computed anew, None for too many.

        Only labels, and what an actor is part of, stand in rows; where no actor has the uid of a
        claimant, it is called like whatever has.
        """
        if not changes:
            return []
        before, found = self._names, named(changes, self._unreadable)
        after = self._names = before.changed(found["actor"], found["place"], found["source"])
        uids = {uid for each in found.values() for uid in each}
        moved = [uid for uid in uids if _shown(before, uid) != _shown(after, uid)]
        concerned = {part for uid in moved for each in (before, after) for part in each.parts(uid)}
        return self._concerned(concerned) if concerned else []

    def _concerned(self, actors: set[str]) -> list[str] | None:
        """Return the events in which actors take part or speak, None where they are too many."""
        index = self._index
        facets = [(facet, uid) for facet in ("participant", "claimant") for uid in actors]
        if sum(index.total(*facet) for facet in facets) > MOST:
            return None
        rows = {row for facet in facets for row in index.rows(*facet)}
        return [index.kept(row).uid for row in sorted(rows)]


def changed(index: Index, changes: Sequence[Change], token: int, read: Read) -> Index | None:
    """Return an index after some changes, None where it is better computed anew."""
    return Overlay(index, read).changed(changes, token)


def renamed(names: Names, changes: Sequence[Change]) -> Names:
    """Return names after some changes of actors, places and sources."""
    found = named(changes, {})
    return names.changed(found["actor"], found["place"], found["source"])


def named(
    changes: Sequence[Change], unreadable: dict[tuple[Kind, str], Unreadable]
) -> dict[str, dict[str, Any]]:
    """Return by kind the views of what has changed, None where it is there no more.

    What cannot be read is entered among the `unreadable`, what can be is taken out.
    """
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _TYPES}
    for change in changes:
        wrong: list[Unreadable] = []
        documents = [change.document] if change.document else []
        one = views(documents, change.kind, _TYPES[change.kind], wrong)
        found[change.kind][change.uid] = one.get(change.uid)
        unreadable.pop((change.kind, change.uid), None)
        unreadable.update({(each.kind, each.uid): each for each in wrong})
    return found


def _shown(names: Names, uid: str) -> object:
    """Return what rows show of an actor and of what is part of it."""
    actor = names.actors.get(uid)
    if actor is None:
        return names.label(uid)
    parents = [each.actor for each in actor.parents if each.relation in PART]
    return names.label(uid), actor.faction, parents
