"""The sheet of an event: its date, words, places, claims and participants as they are typed."""

from collections.abc import Iterator, Sequence
from typing import get_args

from msgspec.structs import replace

from store import claims_tags
from store.claims import ClaimLine
from store.claims_patch import about
from store.completion import (
    Offer,
    claim_offers,
    participant_offers,
    place_offers,
    source_offers,
    word_offers,
)
from store.drafts import Consent, Draft
from store.drafts_reading import KINDS, NOTES, SOURCE_FIELDS, TITLE, EventReading, Reader
from store.model import ActorKind
from store.names import Names
from store.participants import ParticipantLine
from store.sources import LIMITS, is_url
from store.text import fold
from tui.presentation import echoes
from tui.presentation.draft_sheet import DraftSheet
from tui.presentation.sheet import Choice, Field, Place, Remark

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
LINE = 4_000
"""Most characters of a claim line."""
SHORT = 300
"""Most characters of what is asked of a new source, its title and address apart."""

_SOURCE_HINTS = {
    "title": ("Title", "its title as printed"),
    "by": ("By", "Family, Given; or a byline"),
    "container_title": ("In", "the paper or site it stands in"),
    "publisher": ("Publ.", "who published it"),
    "issued": ("Issued", "10 Dec 2016"),
    "url": ("URL", "https://"),
}
FIELDS = (
    Field("when", "When", "10 Dec 2016, Dec 2016, by 10 Dec 2016, or nothing if undated"),
    Field("what", "What", "what happened, in words that all claimants share", limit=TITLE),
    Field("where", "Where", "a place; Enter opens the next", many=True),
    Field("source", "Source", "key, title or address", limit=LIMITS["url"]),
    *(
        Field(f"source.{name}", *_SOURCE_HINTS[name], limit=LIMITS.get(name, SHORT))
        for name in SOURCE_FIELDS
    ),
    Field(
        "claims",
        "Claims",
        "SOHR reported: over 80,000 displaced / past two weeks",
        True,
        limit=LINE,
    ),
    Field("who", "Who", "Islamic State accused by Aamaq", many=True),
    Field("kind", "Kind", "occurrence, situation, statement or forecast"),
    Field("notes", "Notes", "your own words", text=True, limit=NOTES),
    Field("reason", "Why", "why it is corrected, kept beside it"),
)


class EventSheet(DraftSheet):
    """Works on the draft of an event, or of some of its claims."""

    def __init__(self, draft: Draft, reader: Reader, heading: str) -> None:
        super().__init__(draft, heading)
        self.reader = reader
        self._read: tuple[Draft, EventReading] | None = None

    def rename(self, names: Names) -> None:
        """Read all lines with other names: records were added meanwhile."""
        self.reader = Reader(names, self.reader.today, self.reader.stored)
        self._read = None

    @property
    def reading(self) -> EventReading:
        """What the draft says now."""
        if self._read is None or self._read[0] is not self.draft:
            self._read = self.draft, self.reader.event(self.draft)
        return self._read[1]

    @property
    def faults(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """What is wrong, in sentences by line; a title or address where it was typed."""
        typed = "source.url" if self._address() else "source.title"
        found = self.reading.problems.items()
        return {("source" if field == typed else field, at): said for (field, at), said in found}

    @property
    def fields(self) -> Sequence[Field]:
        """The fields there are; those of a source only while it is not here yet."""
        cited = self.reading.cited
        unknown = cited.new is not None and not cited.same
        whole_edit = bool(self.draft.uid) and "what" in self.draft.fields
        return [
            replace(field, ready=not self.draft.is_touched("source"))
            if field.name == "source"
            else field
            for field in FIELDS
            if field.name in self.draft.fields
            and not (field.name == "source" and whole_edit)
            and (unknown or not field.name.startswith("source."))
            and not (field.name == "source.title" and not self._address())
            and not (field.name == "source.url" and self._address())
        ]

    def understood(self, place: Place) -> Sequence[Remark]:
        """Return what a line means; nothing below an empty one."""
        if not self.line(place).text.strip():
            return []
        read, names = self.reading, self.reading.names
        if place.field == "claims":
            return [*self._claim(place), *self._agreed(place)]
        said = {
            "when": lambda: echoes.when_words(read.when, read.part_of_day),
            "where": lambda: echoes.place_words(read.where[place.at], names),
            "source": lambda: echoes.source_words(read.cited, names),
            "who": lambda: echoes.participant_words(read.who[place.at], names),
        }
        words = said[place.field]() if place.field in said else ""
        return [*([Remark(words)] if words else []), *self._agreed(place)]

    def choices(self, place: Place, cursor: int) -> Sequence[Choice]:
        """Return completions, then the records that an unknown name could become."""
        text, names = self.line(place).text, self.reading.names
        known = self.reader.known  # a source that is only typed is no offer
        offers: dict[str, list[Offer]] = {
            "where": place_offers(text, cursor, names) if place.field == "where" else [],
            "source": source_offers(text, cursor, known) if place.field == "source" else [],
            "claims": self._claim_offers(text, cursor) if place.field == "claims" else [],
            "who": participant_offers(text, cursor, names) if place.field == "who" else [],
            "kind": word_offers(text, KINDS) if place.field == "kind" else [],
        }
        found = [Choice(each.label, each.text, each.cursor) for each in offers.get(place.field, [])]
        return [*found, *self._creations(place, cursor)]

    def take(self, place: Place, choice: Choice) -> None:
        """Take a completion, or agree to the creation of a record."""
        super().take(place, choice)
        if choice.key:
            kind, _, name = choice.key.partition(":")
            known = next((each for each in ACTOR_KINDS if each == kind), None)
            self.draft = self.draft.agreeing(Consent(name, known))

    def _agreed(self, place: Place) -> Iterator[Remark]:
        """Say which records a line creates, because that was chosen."""
        text = fold(self.line(place).text)
        for consent in self.draft.consents if place.field in ("where", "claims", "who") else ():
            if fold(consent.name) in text and (consent.kind is None) == (place.field == "where"):
                yield Remark(f"adds “{consent.name}” as {consent.kind or 'a new place'}", "offer")

    def _claim_offers(self, text: str, cursor: int) -> list[Offer]:
        typed = (line.claimant for line in self.reading.claims if line.claimant)
        here = (claim.claimant for claim in self.reader.stored)
        tags = claims_tags.offered((*here, *typed))
        return claim_offers(text, cursor, self.reading.names, list(tags))

    def _claim(self, place: Place) -> Iterator[Remark]:
        read, line = self.reading.claims[place.at], self.line(place)
        saved = replace(read, about=about(read, line.figures))
        yield Remark(echoes.claim_words(saved, self.reading.names))
        for figure in read.figures if line.touched else ():
            taken = "figure" if line.figures else "left out"
            yield Remark(f"{taken} {echoes.figure_words(figure)}", "figure")
        if line.touched and (others := self._at_odds(place, saved)):
            yield Remark(echoes.odds_words(saved, others, self.reading.names))

    def _at_odds(self, place: Place, read: ClaimLine) -> list[str]:
        """Return the claimants from whose accounts this one is going to differ."""
        own = self.line(place).of
        stored = [(each.claimant, each.about) for each in self.reader.stored if each.id != own]
        typed = [
            (each.claimant, about(each, line.figures))
            for at, (each, line) in enumerate(zip(self.reading.claims, self.draft.lines("claims")))
            if at != place.at and not line.of
        ]
        met = [who for who, matter in (*stored, *typed) if who and matter == read.about]
        if read.about == "figure":
            return []
        return [who for who in dict.fromkeys(met) if who not in (read.claimant, *read.agrees)]

    def _creations(self, place: Place, cursor: int) -> Iterator[Choice]:
        """Yield what the first unknown name of a line could be created as."""
        read, text = self.reading, self.line(place).text
        if place.field == "where":
            for name in read.where[place.at].unknown[:1]:
                yield Choice(f"add “{name}” as a new place", text, cursor, f":{name}")
        named: dict[str, Sequence[ClaimLine | ParticipantLine]]
        named = {"claims": read.claims, "who": read.who}
        for name in named[place.field][place.at].unknown[:1] if place.field in named else ():
            for kind in ACTOR_KINDS:
                yield Choice(f"add “{name}” as {kind}", text, cursor, f"{kind}:{name}")

    def _address(self) -> bool:
        """Whether the source is named by its address."""
        cited = self.reading.cited
        return cited.new is not None and is_url(self.draft.text("source"))
