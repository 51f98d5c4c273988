"""What the index keeps of one event, computed once when the event enters it."""

from collections.abc import Iterator

import msgspec

from store import quantities, verdicts
from store.dates import OPEN_FUTURE, OPEN_PAST, parse
from store.index.index import UNDATED
from store.model import ARTICLE, Event, EventKind, require_distinct
from store.names import Names
from store.text import clean, fold


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


def enter(event: Event, names: Names) -> Entry:
    """Compute the entry; raises DateError for its date, ValueError for an id that stands twice."""
    require_distinct(event)
    when = parse(event.when)
    badge, contested = _badge(event)
    return Entry(
        uid=event.uid,
        when=event.when,
        part_of_day=clean(event.part_of_day),
        anchor=UNDATED if when.anchor is None else when.anchor,
        start=OPEN_PAST if when.earliest is None else when.earliest,
        end=OPEN_FUTURE if when.latest is None else when.latest,
        coarse=99 - when.precision,
        section=when.section,
        kind=event.kind,
        title=clean(f"{names.lone_speaker(event)}: {event.title}".removeprefix(": ")),
        badge=clean(badge),
        factions=_factions(event, names),
        contested=contested,
        postings=tuple(dict.fromkeys(_postings(event))),
        text="\n".join(filter(None, map(fold, _texts(event)))),
        sources=tuple(claim.source for claim in event.claims if claim.source),
    )


def _badge(event: Event) -> tuple[str, bool]:
    """Return the words at the row's right end, and whether the accounts are at odds."""
    found = verdicts.verdicts(event)
    if any(verdict.kind == "conflict" for verdict in found):
        return "≠ figures conflict", True
    if any(verdict.far_apart for verdict in found):
        return "≠ far apart", True
    if differences := verdicts.accounts(event):
        conflict = any(difference.conflict for difference in differences)
        return ("≠ accounts conflict" if conflict else "≠ accounts differ"), True
    return _quiet_badge(event), False


def _quiet_badge(event: Event) -> str:
    """Return the figure as said, else how many claim it, else how or by whom it is claimed."""
    figures = [figure for claim in event.claims for figure in claim.figures]
    people = [figure for figure in figures if figure.unit == "person"] or figures
    if len(people) == 1:
        return quantities.row_figure(people[0])
    if people:
        return f"{len(people)} figures"
    claimants = {claim.claimant for claim in event.claims}
    if len(claimants) > 1:
        return f"{len(claimants)} claimants"
    hedged = event.claims[0].hedge if event.claims else ""
    if any(claim.stance == "accuses" for claim in event.claims):
        return "accused"
    return hedged or ("article" if ARTICLE in claimants else "")


def _factions(event: Event, names: Names) -> tuple[str, ...]:
    """Return the factions that take part, themselves or through what is part of them."""
    found = (uid for part in event.participants for uid in names.factions(part.actor))
    return tuple(dict.fromkeys(found))


def _postings(event: Event) -> Iterator[str]:
    yield f"kind:{event.kind}"
    for part in event.participants:
        yield f"participant:{part.actor}"
    for ref in event.places:
        yield f"place:{ref.place}"
    for claim in event.claims:
        yield f"claimant:{claim.claimant}"
        if claim.via:
            yield f"via:{claim.via}"
        if claim.source:
            yield f"source:{claim.source}"
        for figure in claim.figures:
            yield f"metric:{clean(figure.metric)}"
            if figure.place:
                yield f"place:{figure.place}"


def _texts(event: Event) -> Iterator[str]:
    yield from (event.title, event.summary, event.notes, event.when_said, *event.tags)
    yield from (part.as_said for part in event.participants)
    yield from (ref.as_said for ref in event.places)
    for claim in event.claims:
        yield from (claim.verb, claim.statement, claim.quote, claim.hedge)
        if claim.speaker:
            yield from ("" if claim.speaker.withheld else claim.speaker.name, claim.speaker.office)
        for figure in claim.figures:
            yield from (figure.metric, figure.population or "", figure.verbatim)
            if figure.period:
                yield figure.period.verbatim
