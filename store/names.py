"""Names and aliases: which record a text means, and how a uid is called on screen."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from store.affiliations import PART, Affiliations
from store.laid import Laid
from store.model import ARTICLE, NOT_STATED, Actor, Claim, Event, Kind, Place, Source
from store.text import clean, fold

if TYPE_CHECKING:
    from store.spellings import Spellings
    from store.typed import Typed

__all__ = ["NOBODY", "PART", "Names", "spelled"]

NOBODY = {ARTICLE: "the article", NOT_STATED: "not stated"}
"""Labels of the claimants that are no actors."""

Folded = list[tuple[str, list[str]]]
"""Uids with folded names."""

Record = TypeVar("Record", Actor, Place)

MOST = 6
"""Names that are offered at once."""


class Names(Affiliations):
    """The actors, places and sources of one store, by uid and by name."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        places: Mapping[str, Place],
        sources: Mapping[str, Source],
    ) -> None:
        super().__init__(actors)
        self.places = places
        self.sources = sources
        self._labels: dict[str, str] = {}
        """Of each actor that was asked for."""

    def label(self, uid: str) -> str:
        """Return the short name of an actor, place or source on one line.

        An unknown uid stands for itself.
        """
        if label := self._labels.get(uid):
            return label
        if actor := self.actors.get(uid):
            label = self._labels[uid] = clean(actor.label)
            return label
        if place := self.places.get(uid):
            return clean(place.name)
        if source := self.sources.get(uid):
            return clean(source.title)
        return NOBODY.get(uid) or clean(uid)

    def knows(self, uid: str) -> bool:
        """Whether this is an actor, a place or a source."""
        return uid in self.actors or uid in self.places or uid in self.sources

    def resolve(self, text: str) -> str | None:
        """Return the actor whose uid, name or alias this is, whatever its case or accents."""
        return self._spellings["actor"].resolve(text)

    def resolve_place(self, text: str) -> str | None:
        """Return the place whose uid, name or alias this is."""
        return self._spellings["place"].resolve(text)

    def resolve_source(self, text: str) -> str | None:
        """Return the source whose key, whole title or address this is."""
        sources = self._spellings["source"]
        return sources.resolve(text) or sources.at(text)

    def is_source_key(self, folded: str) -> bool:
        """Whether the key of some source reads so."""
        return self._spellings["source"].is_key(folded)

    def sources_titled(self, title: str) -> list[str]:
        """Return every source with this whole title."""
        found = self._spellings["source"].all_called(title)
        return [uid for uid in found if fold(self.sources[uid].title) == fold(title)]

    def latest(self) -> Sequence[Source]:
        """Return the sources as they are listed, the latest first."""
        from store.latest import latest_first

        return sorted(self.sources.values(), key=latest_first)

    def starting(
        self, prefix: str, kinds: Iterable[Kind], most: int = MOST
    ) -> list[tuple[str, str]]:
        """Return the records with a name that begins with the prefix, or in which a word does.

        Each once, with the name that does; whole names come first, then the shorter. A source is
        known by its key and title.
        """
        found = [match for kind in kinds for match in self._spellings[kind].starting(prefix, most)]
        return [(match.uid, match.name) for match in sorted(found)[:most]]

    def spelling(self, kind: Kind, uid: str, without: str = "") -> str:
        """Return a name that means this record when typed, and has none of those signs.

        The label comes first; where no name is as good, it is the uid.
        """
        if kind == "actor" and uid in NOBODY:
            return NOBODY[uid]
        return self._spellings[kind].spelling(uid, self.label(uid), without)

    def overlaid(
        self,
        actors: Collection[Actor] = (),
        places: Collection[Place] = (),
        sources: Collection[Source] = (),
    ) -> "Names":
        """Return these names with more records, or with other views of them, as in a draft."""
        more: dict[Kind, Collection[Actor | Place | Source]]
        more = {"actor": actors, "place": places, "source": sources}
        names = self.changed(
            {actor.uid: actor for actor in actors},
            {place.uid: place for place in places},
            {source.uid: source for source in sources},
        )
        names._spellings = {kind: old.overlaid(more[kind]) for kind, old in self._spellings.items()}
        return names

    def changed(
        self,
        actors: Mapping[str, Actor | None],
        places: Mapping[str, Place | None],
        sources: Mapping[str, Source | None],
    ) -> "Names":
        """Return these names with some records changed; None stands for one that is no more."""
        return type(self)(
            _present({**self.actors, **actors}),
            _present({**self.places, **places}),
            Laid(self.sources, sources) if sources else self.sources,
        )

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

    def lone_speaker(self, event: Event) -> str:
        """Say who speaks, where only one does and it is not the article itself; else nothing."""
        if not event.claims or event.claims[0].claimant == ARTICLE:
            return ""
        claimant, speaker = event.claims[0].claimant, _speaker(event.claims[0])
        for claim in event.claims[1:]:
            if claim.claimant != claimant:
                return ""
            if _speaker(claim) != speaker:
                speaker = ""
        if speaker:
            return speaker
        return "" if claimant == NOT_STATED else self.label(claimant)

    @cached_property
    def _folded(self) -> Folded:
        return _folded([*self.actors.values(), *self.places.values()])

    @cached_property
    def _folded_sources(self) -> Folded:
        return _folded(self.sources.values())

    @cached_property
    def _spellings(self) -> "dict[Kind, Spellings]":
        """Loaded by the first name that is typed, never for the first frame."""
        from store.spellings import Spellings
        from store.typed import Folded

        return {
            "actor": Spellings(Folded(self.actors)),
            "place": Spellings(Folded(self.places)),
            "source": Spellings(self._typed_sources()),
        }

    def _typed_sources(self) -> "Typed":
        from store.typed import Folded

        return Folded(self.sources)


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


def _present(records: Mapping[str, Record | None]) -> dict[str, Record]:
    return {uid: record for uid, record in records.items() if record is not None}


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
