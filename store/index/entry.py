"""What the index keeps of one event, computed once when the event enters it."""

from functools import lru_cache

import msgspec

from store import quantities, verdicts
from store.dates import OPEN_FUTURE, OPEN_PAST, parse
from store.index.layer import UNDATED, Kept
from store.model import ARTICLE, Claim, Event, EventKind, Figure, require_distinct
from store.names import Names
from store.text import clean, fold_lines


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One event as the timeline, the filter and the search see it."""

    uid: str
    when: str
    part_of_day: str
    anchor: int
    """Civil second under which the row stands."""
    start: int
    """Civil second at which it has begun at the earliest; OPEN_PAST where that is not stated."""
    end: int
    """Civil second at which it has ended at the latest; OPEN_FUTURE where that is not stated."""
    coarse: int
    """0 for the finest dates; a coarser date stands before a finer one."""
    section: tuple[int, int]
    kind: EventKind
    title: str
    badge: str
    factions: tuple[str, ...]
    contested: bool
    postings: tuple[str, ...]
    """`facet:value`, each once."""
    text: str
    """The event's own words, folded, a line each; names of others stand in the postings."""
    sources: tuple[str, ...]
    """Uid of the source of each claim that has one."""

    @property
    def key(self) -> tuple[int, int, str]:
        """Order of the timeline."""
        return self.anchor, -self.coarse, self.uid

    @property
    def kept(self) -> Kept:
        """What the timeline shows of it."""
        return Kept(
            self.uid,
            self.when,
            self.part_of_day,
            self.kind,
            self.title,
            self.badge,
            self.factions,
            self.sources,
        )


Spot = tuple[str, int, int, int, int, tuple[int, int]]
"""What a date gives of an entry: when, anchor, start, end, coarse, section."""


@lru_cache(maxsize=8_192)  # some 3 MB: the same days recur in most events
def spot(edtf: str) -> Spot:
    """Read a date; raises DateError."""
    when = parse(edtf)
    return (
        edtf,
        UNDATED if when.anchor is None else when.anchor,
        OPEN_PAST if when.earliest is None else when.earliest,
        OPEN_FUTURE if when.latest is None else when.latest,
        99 - when.precision,
        when.section,
    )


def enter(event: Event, names: Names) -> Entry:
    """Compute the entry; raises DateError for its date, ValueError for an id that stands twice."""
    require_distinct(event)
    when, anchor, start, end, coarse, section = spot(event.when)
    texts, postings, figures = _found_by(event)
    odds = _at_odds(event) if len(event.claims) > 1 else ""
    return Entry(
        event.uid,
        when,
        clean(event.part_of_day),
        anchor,
        start,
        end,
        coarse,
        section,
        event.kind,
        clean(f"{names.lone_speaker(event)}: {event.title}".removeprefix(": ")),
        odds or clean(_quiet_badge(event, figures)),
        _factions(event, names),
        bool(odds),
        tuple(dict.fromkeys(postings)),
        fold_lines(texts),
        tuple([claim.source for claim in event.claims if claim.source]),
    )


def _found_by(event: Event) -> tuple[list[str], list[str], list[Figure]]:
    """Return the texts and postings by which an event is found, and its figures."""
    texts = [event.title, event.summary, event.notes, event.when_said, *event.tags]
    postings = [f"kind:{event.kind}"]
    figures: list[Figure] = []
    for part in event.participants:
        texts.append(part.as_said)
        postings.append(f"participant:{part.actor}")
    for ref in event.places:
        texts.append(ref.as_said)
        postings.append(f"place:{ref.place}")
    for claim in event.claims:
        _add_claim(claim, texts, postings)
        for figure in claim.figures:
            _add_figure(figure, texts, postings)
            figures.append(figure)
    return texts, postings, figures


def _add_claim(claim: Claim, texts: list[str], postings: list[str]) -> None:
    texts += (claim.verb, claim.statement, claim.quote, claim.hedge)
    postings.append(f"claimant:{claim.claimant}")
    if claim.via:
        postings.append(f"via:{claim.via}")
    if claim.source:
        postings.append(f"source:{claim.source}")
    if speaker := claim.speaker:
        texts += ("" if speaker.withheld else speaker.name, speaker.office)


def _add_figure(figure: Figure, texts: list[str], postings: list[str]) -> None:
    texts += (figure.metric, figure.population or "", figure.verbatim)
    postings.append(f"metric:{clean(figure.metric)}")
    if figure.place:
        postings.append(f"place:{figure.place}")
    if figure.period:
        texts.append(figure.period.verbatim)


def _at_odds(event: Event) -> str:
    """Return the badge of accounts that are at odds, "" where none are."""
    if found := verdicts.verdicts(event):
        if any(verdict.kind == "conflict" for verdict in found):
            return "≠ figures conflict"
        if any(verdict.far_apart for verdict in found):
            return "≠ far apart"
    if differences := verdicts.accounts(event):
        conflict = any(difference.conflict for difference in differences)
        return "≠ accounts conflict" if conflict else "≠ accounts differ"
    return ""


def _quiet_badge(event: Event, figures: list[Figure]) -> str:
    """Return the figure as said, else how many claim it, else how or by whom it is claimed."""
    if figures:
        people = [figure for figure in figures if figure.unit == "person"] or figures
        return quantities.row_figure(people[0]) if len(people) == 1 else f"{len(people)} figures"
    claims = event.claims
    claimants = {claim.claimant for claim in claims}
    if len(claimants) > 1:
        return f"{len(claimants)} claimants"
    if "accuses" in [claim.stance for claim in claims]:
        return "accused"
    hedged = claims[0].hedge if claims else ""
    return hedged or ("article" if ARTICLE in claimants else "")


def _factions(event: Event, names: Names) -> tuple[str, ...]:
    """Return the factions that take part, themselves or through what is part of them."""
    found: list[str] = []
    for part in event.participants:
        found += names.factions(part.actor)
    return tuple(dict.fromkeys(found) if len(found) > 1 else found)
