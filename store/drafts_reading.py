"""Reads the draft of an event: every line with what it means, and all that is wrong with it."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar, get_args

import msgspec

from store import claims, claims_patch, participants, place_lines, sources
from store.claims import ClaimLine
from store.dates import DateError, When, parse
from store.dates_day import read_day
from store.drafts import Draft
from store.model import Actor, Claim, Document, EventKind, Place, Source, view
from store.names import Names
from store.participants import ParticipantLine
from store.place_lines import PlaceLine
from store.slugs import free, slug
from store.sources import SourceLines, SourceReading
from store.text import clean

TITLE = 300
"""Most characters of a title."""
NOTES = 100_000
"""Most characters of the notes."""
KINDS: tuple[EventKind, ...] = get_args(EventKind)
SOURCE_FIELDS = ("title", "by", "container_title", "publisher", "issued", "url")
"""What is asked of a source that is not here yet, each as the field "source.NAME"."""

Where = tuple[str, int]
"""A field and the place of a line in it."""
Read = TypeVar("Read")
_KEPT = 2_000
"""Most lines remembered."""


class Cited(msgspec.Struct, frozen=True):
    """The source that a draft names."""

    uid: str | None = None
    """None where none is named, or the new one cannot be kept yet."""
    new: SourceReading | None = None
    """What is typed of one that is not here."""
    same: bool = False
    """Whether what was typed turned out to be here already."""


class EventReading(msgspec.Struct, frozen=True, kw_only=True):
    """What the draft of an event says."""

    names: Names
    """With the records that it creates."""
    when: When
    part_of_day: str
    cited: Cited
    where: tuple[PlaceLine, ...]
    claims: tuple[ClaimLine, ...]
    who: tuple[ParticipantLine, ...]
    problems: dict[Where, tuple[str, ...]]
    """Sentences by line; a draft with any is not saved."""


class Reader:
    """Reads drafts on one day; a line that was read once is not read again."""

    def __init__(self, names: Names, today: date, claims: Sequence[Claim] = ()) -> None:
        self.known = names
        self.today = today
        self.stored = claims
        """Those of the event that the draft is of."""
        self._overlaid: tuple[Hashable, Names] = (None, names)
        self._read: dict[Hashable, Any] = {}

    def event(self, draft: Draft) -> EventReading:
        """Read a draft; nothing is raised, whatever it says."""
        cited = self._cited(draft)
        names = self._names(draft, cited)
        faults: dict[Where, tuple[str, ...]] = dict(_own_faults(draft, cited))
        when, part_of_day, fault = self._once("when", draft.text("when"), self._when)
        if fault and draft.is_touched("when"):
            faults["when", 0] = (fault,)
        reading = EventReading(
            names=names,
            when=when,
            part_of_day=part_of_day,
            cited=cited,
            where=tuple(self._places(draft, names)),
            claims=tuple(self._claims(draft, names, cited.uid)),
            who=tuple(self._participants(draft, names)),
            problems=faults,
        )
        read: dict[str, list[Sequence[str]]] = {
            "where": [line.problems for line in reading.where],
            "claims": list(self._claim_faults(reading)),
            "who": [line.problems for line in reading.who],
        }
        for field, problems in read.items():
            for at, (line, said) in enumerate(zip(draft.lines(field), problems, strict=True)):
                if line.touched and not line.blank and said:
                    faults[field, at] = tuple(said)
        return reading

    def _claim_faults(self, reading: EventReading) -> Iterator[Sequence[str]]:
        """Yield what is wrong with each claim, also beside those that stand before it."""
        others = list(self.stored)
        for line in reading.claims:
            yield *line.problems, *claims_patch.unmet(line, others, reading.names)
            others.append(Claim(id="", claimant=line.claimant or ""))

    def claim(self, text: str, source: str | None = None) -> ClaimLine:
        """Read a claim line on its own, with the records known."""
        return self._claim(text, self.known, None, source)

    def _when(self, text: str) -> tuple[When, str, str]:
        """Return date, part of the day, and why the date cannot be read."""
        try:
            return *read_day(text, self.today), ""
        except DateError as error:
            return parse(""), "", str(error)

    def _cited(self, draft: Draft) -> Cited:
        text = clean(draft.text("source"))
        if not text:
            return Cited()
        if uid := self.known.resolve_source(text):
            return Cited(uid)
        lines = source_lines(draft)
        read = self._once("source", lines, lambda each: sources.read(each, self.known, self.today))
        if here := sources.same(read, self.known):
            return Cited(here, read, same=True)
        key = None if read.problems else free(lines.title, self.known.is_source_key)
        return Cited(key, read)

    def _names(self, draft: Draft, cited: Cited) -> Names:
        """Return the names with those of the records to be created; the same while they are."""
        new = cited.new if cited.uid and not cited.same else None
        state = draft.consents, new and source_lines(draft)
        if state != self._overlaid[0]:
            self._read.clear()
            self._overlaid = state, self._with(draft, cited.uid, new)
        return self._overlaid[1]

    def _with(self, draft: Draft, key: str | None, new: SourceReading | None) -> Names:
        actors, places = consented(draft, self.known)
        found = [view(Source, sources.made(new, key))] if key and new else []
        return self.known.overlaid(
            [view(Actor, each) for each in actors], [view(Place, each) for each in places], found
        )

    def _claims(self, draft: Draft, names: Names, source: str | None) -> Iterator[ClaimLine]:
        above: ClaimLine | None = None
        for line in draft.lines("claims"):
            above = self._claim(line.text, names, above, source)
            yield above

    def _claim(
        self, text: str, names: Names, above: ClaimLine | None, source: str | None
    ) -> ClaimLine:
        kept = above if text.lstrip().startswith(":") else None
        key = "claim", text, kept, source
        return self._remembered(
            key, lambda: claims.read(text, names, self.today, above=kept, source=source)
        )

    def _places(self, draft: Draft, names: Names) -> Iterator[PlaceLine]:
        for line in draft.lines("where"):
            yield self._once("place", line.text, lambda text: place_lines.read(text, names))

    def _participants(self, draft: Draft, names: Names) -> Iterator[ParticipantLine]:
        for line in draft.lines("who"):
            yield self._once("who", line.text, lambda text: participants.read(text, names))

    def _once(self, field: str, typed: Any, read: Callable[[Any], Read]) -> Read:
        return self._remembered((field, typed), lambda: read(typed))

    def _remembered(self, key: Hashable, read: Callable[[], Read]) -> Read:
        if key not in self._read:
            if len(self._read) > _KEPT:
                self._read.clear()
            self._read[key] = read()
        found: Read = self._read[key]
        return found


def source_lines(draft: Draft) -> SourceLines:
    """Return what is typed of a source that is not here: its title or address, then its fields."""
    text = clean(draft.text("source"))
    asked = {name: clean(draft.text(f"source.{name}")) for name in SOURCE_FIELDS}
    typed = {"url": text} if sources.is_url(text) else {"title": text}
    return SourceLines(**{**asked, **typed})


def consented(draft: Draft, names: Names) -> tuple[list[Document], list[Document]]:
    """Return the actors and the places that a draft creates."""
    actors: list[Document] = []
    places: list[Document] = []
    for consent in draft.consents:
        made = actors if consent.kind else places
        taken = (names.actors if consent.kind else names.places).keys()
        uid = slug(consent.name, {*taken, *(each["uid"] for each in made)})
        kind = {"kind": consent.kind} if consent.kind else {}
        made.append({"uid": uid, "version": 1, "name": clean(consent.name), **kind})
    return actors, places


def _own_faults(draft: Draft, cited: Cited) -> Iterator[tuple[Where, tuple[str, ...]]]:
    """Yield what is wrong with title, kind, notes and a new source."""
    title = clean(draft.text("what"))
    if "what" in draft.fields and (draft.is_touched("what") or not draft.uid):
        if not title:
            yield ("what", 0), ("Write what happened, in words that all claimants share.",)
        elif len(title) > TITLE and draft.is_touched("what"):
            yield ("what", 0), (f"A title has at most {TITLE} characters: shorten it.",)
    if draft.is_touched("kind") and draft.text("kind") not in KINDS:
        yield ("kind", 0), (f"Write one of {', '.join(KINDS)}.",)
    if len(draft.text("notes")) > NOTES and draft.is_touched("notes"):
        yield ("notes", 0), (f"Notes have at most {NOTES:,} characters: shorten them.",)
    if cited.new and not cited.same:
        for name, sentence in cited.new.problems.items():
            on_line = name in SOURCE_FIELDS and f"source.{name}" in draft.fields
            yield (f"source.{name}" if on_line else "source", 0), (sentence,)
