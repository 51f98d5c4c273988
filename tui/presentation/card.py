"""The card of an actor: what it is, its other names, its affiliation, what it claims here."""

from collections.abc import Iterator

from store.model import Actor, Event, Parent
from store.names import Names
from tui.presentation import figures
from tui.presentation.attribution import RELATIONS
from tui.presentation.claim_lines import HANG, ClaimWriter
from tui.presentation.involved import named, role_words
from tui.presentation.locators import located
from tui.presentation.page import Page, Pen
from tui.presentation.wrap import TIED
from tui.theme import Looks

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "ku": "Kurdish",
    "ckb": "Central Kurdish",
    "kmr": "Northern Kurdish",
    "ru": "Russian",
    "syc": "Syriac",
    "tr": "Turkish",
}
"""Names of the languages met most; others stand by their code (BCP 47)."""


def card(uid: str, event: Event | None, names: Names, looks: Looks, width: int) -> Page:
    """Return what is stored about an actor, in lines of at most `width` cells."""
    pen = Pen(width, looks.ascii_only)
    actor = names.actors.get(uid)
    if actor is None:
        pen.write((f"The store has no card of {uid}.", ""))
        return pen.page
    with pen.stop(actor=""):
        mark, name = named(uid, names, looks)
        pen.write(*([mark] if actor.faction else []), name, rest=2)
    for line in _about(actor, names):
        pen.write((line, "quiet"), first=2, rest=2)
    _aliases(pen, actor)
    _affiliation(pen, actor, names)
    if event:
        _here(pen, actor, event, names)
    if actor.notes:
        pen.heading("NOTES", "this chronology's own words")
        pen.write((actor.notes, ""), first=2, rest=2)
    return pen.page


def _about(actor: Actor, names: Names) -> Iterator[str]:
    short = f" · short: {actor.short}" if actor.short and actor.short != actor.name else ""
    yield actor.kind + short
    if actor.described:
        yield f"its source says of it: “{actor.described}”"
    if actor.faction:
        yield "party to the conflict: it takes part in the fighting"
    elif names.party(actor.uid):
        yield "party to the conflict: by its affiliation"
    else:
        yield "no party to the conflict, as far as is stored"


def _aliases(pen: Pen, actor: Actor) -> None:
    """Write each name on a line of its own, which a terminal may turn round."""
    if actor.aliases:
        pen.heading("ALSO CALLED")
    languages = dict.fromkeys(alias.language for alias in actor.aliases)
    for language in languages:
        said = LANGUAGES.get(language, language) or "language not stated"
        pen.write((said, "quiet"), first=2, rest=2)
        for alias in actor.aliases:
            if alias.language == language:
                pen.write((alias.name, ""), first=HANG, rest=HANG + 2)


def _affiliation(pen: Pen, actor: Actor, names: Names) -> None:
    """Write what the actor belongs to or supports, and what belongs to it or supports it."""
    below = [
        (other, parent)
        for other in names.actors.values()
        for parent in other.parents
        if parent.actor == actor.uid
    ]
    if actor.parents or below:
        pen.heading("AFFILIATION", "as the source has it")
    for parent in actor.parents:
        _relation(pen, parent, parent.actor, names, (f"{RELATIONS[parent.relation]} ", ""))
    for other, parent in below:
        _relation(pen, parent, other.uid, names, ("", f" {RELATIONS[parent.relation]} it"))


def _relation(pen: Pen, parent: Parent, uid: str, names: Names, around: tuple[str, str]) -> None:
    actor = names.actors.get(uid)
    since = f"since {figures.date_words(parent.since)}" if parent.since else ""
    until = f"until {figures.date_words(parent.until)}" if parent.until else ""
    source = f"“{names.label(parent.source)}”" if parent.source else "source not stated"
    where = ", ".join(filter(None, [source, located(parent.locator, TIED)]))
    before, after = around
    with pen.stop(actor=actor.uid if actor else "", source=parent.source):
        name = actor.name if actor else uid
        pen.write((before, ""), (name, f"claimant:{uid}"), (after, ""), first=2, rest=HANG)
        told = " · ".join(filter(None, [since, until, where]))
        pen.write((told, "quiet"), first=HANG, rest=HANG)


def _here(pen: Pen, actor: Actor, event: Event, names: Names) -> None:
    """Write what the actor does and claims in the event that is shown."""
    parts = [part for part in event.participants if part.actor == actor.uid]
    if parts:
        pen.heading("ROLE HERE")
    for part in parts:
        pen.write((role_words(part, event, names), ""), first=2, rest=HANG)
    claims = [claim for claim in event.claims if claim.claimant == actor.uid]
    pen.heading("CLAIMS HERE", "" if claims else "none")
    writer = ClaimWriter(event, names, figures.source_numbers(event), [actor.uid])
    for claim in claims:
        writer.write(pen, claim)
