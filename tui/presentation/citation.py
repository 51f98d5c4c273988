"""Claims, figures and events as plain text for a citation: always who says so, and where.

Nothing is stated as fact, a withheld speaker is never named, and what a source leaves empty
(publisher, URL) is left out. What is no longer as it was imported is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat

from store.dates import DateError, parse
from store.model import NOT_STATED, Claim, Event, Figure, Source
from store.names import Names
from store.quantities import PEOPLE
from store.verdicts import Ref, accounts, origins, verdicts
from tui.presentation import dates, figures, judgements
from tui.presentation.attribution import affiliation, described
from tui.presentation.cited_changes import claim_changes, event_changes, source_changes
from tui.presentation.days import plain_day
from tui.presentation.locators import located
from tui.presentation.telling import Mark, marks
from tui.presentation.words import byline, claimant, places

_SAID = re.compile(r"said\b")
_PARTICIPLE = re.compile(r"\w+ing\b")
"""A verb that makes no sentence of its own."""


def claim_citation(event: Event, claim: Claim, names: Names, sources: Mapping[str, Source]) -> str:
    """Return who says what, the quote and figures, the event, and the source, on a line each."""
    lines = [
        _said(claim, names),
        *_details(claim, names, marks(event, names)),
        *_standing(event, claim, names),
        f"About: {_about(event)}",
        f"Source: {_located(claim, sources)}",
        *claim_changes(event, claim, names),
        *source_changes(sources.get(claim.source or "")),
    ]
    return "\n".join(lines)


def figure_citation(
    event: Event, claim: Claim, figure: Figure, names: Names, sources: Mapping[str, Source]
) -> str:
    """Return who gives which figure with its scope, the statement, the event, and the source."""
    said = _figure(figure, names, marks(event, names).get(Ref(claim.id, figure.id)))
    lines = [
        _ended(f"{_attribution(claim, names)}: {said}"),
        *([f"Statement: {_ended(claim.statement)}"] if claim.statement else []),
        *([f"Quote: {_quoted(claim)}"] if claim.quote else []),
        *_standing(event, claim, names),
        f"About: {_about(event)}",
        f"Source: {_located(claim, sources)}",
        *claim_changes(event, claim, names, figure),
        *source_changes(sources.get(claim.source or "")),
    ]
    return "\n".join(lines)


def event_citation(event: Event, names: Names, sources: Mapping[str, Source]) -> str:
    """Return an event with all its claims, whether they agree, and its sources by number."""
    where = " · ".join(places(event, names))
    lines = [
        f"Event: {_about(event)}",
        *([f"Where: {_ended(where)}"] if where else []),
        *_claims(event, names, sources),
        *_agreement(event, names),
        *_sources(event, sources),
        *event_changes(event, names),
        *_sources_changed(event, sources),
    ]
    return "\n".join(lines)


def _claims(event: Event, names: Names, sources: Mapping[str, Source]) -> Iterator[str]:
    if not event.claims:
        yield "No claim is recorded."
        return
    yield f"Claims ({figures.origin_words(origins(event), sources)}):"
    number = figures.source_numbers(event)
    letters, marked = figures.alphabet(), marks(event, names)
    for claim in event.claims:
        cited = f"{number[claim.source]}" if claim.source else "source not stated"
        where = ", ".join(filter(None, [cited, located(claim.locator)]))
        yield f"- {_said(claim, names)} [{where}]"
        yield from (f"  {line}" for line in _details(claim, names, marked, letters))
        yield from (f"  {line}" for line in _standing(event, claim, names))


def _agreement(event: Event, names: Names) -> list[str]:
    differing = [figures.account_words(one, event, names) for one in accounts(event)]
    pairs = judgements.sentences(verdicts(event), figures.letters(event), names)
    found = [*differing, *map(str, pairs)]
    return ["Agreement:", *(f"- {_ended(line)}" for line in found)] if found else []


def _sources(event: Event, sources: Mapping[str, Source]) -> list[str]:
    numbered = figures.source_numbers(event).items()
    lines = [f"[{number}] {_ended(_source(uid, sources))}" for uid, number in numbered]
    return ["Sources:", *lines] if lines else []


def _sources_changed(event: Event, sources: Mapping[str, Source]) -> Iterator[str]:
    for uid, number in figures.source_numbers(event).items():
        yield from source_changes(sources.get(uid), f"Source [{number}]")


def _said(claim: Claim, names: Names) -> str:
    said = claim.statement or _quoted(claim) or "(no words recorded)"
    return _ended(f"{_attribution(claim, names)}: {said}")


def _attribution(claim: Claim, names: Names) -> str:
    """Return "SOHR reported (said on 10 Dec 2016)": the claimant, never the fact."""
    verb = _verb(claim.verb)
    words = [
        _claimant(claim, names) + ("," if verb and affiliation(claim, names) else ""),
        verb,
        _told(claim, names),
        _on(claim.said_on, verb),
        _in_brackets([f"“{claim.hedge}”" if claim.hedge else ""]),
    ]
    return " ".join(filter(None, words))


def _claimant(claim: Claim, names: Names) -> str:
    """Return the claimant with what the source says of it, its speaker and its affiliation."""
    who = claimant(claim, names, full=True)
    beside = _in_brackets([described(claim, names), _speaker(claim, who)])
    named = " ".join(filter(None, [who[:1].upper() + who[1:], beside]))
    return ", ".join(filter(None, [named, affiliation(claim, names)]))


def _verb(printed: str) -> str:
    """Return a verb as printed, a participle behind one that makes a sentence of it."""
    return f"said (as printed: “{printed}”)" if _PARTICIPLE.match(printed) else printed


def _speaker(claim: Claim, who: str) -> str:
    """Return name and office, unless they already stand for the claimant."""
    speaker = claim.speaker
    if speaker is None:
        return ""
    name = "name withheld" if speaker.withheld else speaker.name
    office = "" if claim.claimant == NOT_STATED else speaker.office
    return ", ".join(part for part in (name, office) if part and part != who)


def _told(claim: Claim, names: Names) -> str:
    if not claim.via:
        return ""
    via = names.label(claim.via)
    return via if claim.verb == "told" else f"(told to {via})"


def _details(
    claim: Claim, names: Names, marked: Mapping[Ref, Mark], letters: Iterator[str] | None = None
) -> Iterator[str]:
    """Give the quote beside a statement, and each figure, with the next letter if there are any."""
    if claim.quote and claim.statement:
        yield f"Quote: {_quoted(claim)}"
    for figure, letter in zip(claim.figures, letters or repeat("")):
        said = _figure(figure, names, marked.get(Ref(claim.id, figure.id)))
        yield f"{f'Figure {letter}'.strip()}: {_ended(said)}"


def _quoted(claim: Claim) -> str:
    language = f" ({claim.language})" if claim.language not in ("", "en") else ""
    return f"“{_flat(claim.quote)}”{language}" if claim.quote else ""


def _figure(figure: Figure, names: Names, mark: Mark | None) -> str:
    """Return "“over 80,000”, displaced, past two weeks, population not stated".

    A number that is no longer in the words of its source stands beside those, not as a quotation.
    """
    unnamed = figure.population is None and figure.unit in PEOPLE
    scope = [*figures.scope(figure, names), "population not stated" if unnamed else ""]
    number = mark.reworded if mark and mark.reworded else f"“{figure.verbatim}”"
    return ", ".join(filter(None, [number, *scope]))


def _standing(event: Event, claim: Claim, names: Names) -> list[str]:
    """Say what replaced the claim: an outdated one is not to be cited as if it still stood."""
    later = (other for other in event.claims if other.supersedes == claim.id)
    return [f"Later replaced: {_said(other, names)}" for other in later]


def _about(event: Event) -> str:
    when = _long(event.when, event.when_said, event.when_derived, event.part_of_day)
    return _ended(f"“{_flat(event.title)}” ({event.kind}), {when}")


def _located(claim: Claim, sources: Mapping[str, Source]) -> str:
    named = _source(claim.source, sources) if claim.source else "not stated"
    return _ended(", ".join(filter(None, [named, located(claim.locator)])))


def _source(uid: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(uid)
    if source is None:
        return f"[{uid}], not in this store"
    parts = [
        f"“{_flat(source.title)}”",
        source.container_title,
        source.publisher,
        _date(source.issued),
        byline(source),
        source.url,
        source.archive,
        f"accessed {_date(source.accessed)}" if source.accessed else "",
    ]
    return ", ".join(filter(None, parts))


def _on(said_on: str, verb: str) -> str:
    """Return "on 10 Dec 2016" behind "said", "(said on 10 Dec 2016)" behind any other verb."""
    if not said_on:
        return ""
    latest = plain_day(said_on.removeprefix("[..").removesuffix("]"))
    day = f"on {latest}" if latest == plain_day(said_on) else f"by {latest} at the latest"
    if not latest:
        return f"({_long(said_on)})" if _SAID.match(verb) else f"(said: {_long(said_on)})"
    return day if _SAID.match(verb) else f"(said {day})"


def _date(edtf: str) -> str:
    """Return "10 Dec 2016" for a plain day, else the long form; empty stays empty."""
    return plain_day(edtf) or (_long(edtf) if edtf else "")


def _long(edtf: str, said: str = "", derived: bool = False, part_of_day: str = "") -> str:
    """Return the long form; what is no EDTF stands for itself."""
    try:
        return dates.long(parse(edtf), said, derived, part_of_day)
    except DateError:
        return edtf


def _in_brackets(parts: Iterable[str]) -> str:
    inner = "; ".join(filter(None, parts))
    return f"({inner})" if inner else ""


def _flat(text: str) -> str:
    """Put several lines on one."""
    return " ".join(text.split())


def _ended(text: str) -> str:
    """Close a sentence once."""
    flat = _flat(text)
    return flat if flat.rstrip("”\")'")[-1:] in (".", "!", "?", "…") else f"{flat}."
