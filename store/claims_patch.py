"""Puts what was changed in a claim line into the stored claim, or makes a new claim of a line.

Two readings are compared, of the line as it was written from the claim and of the line as it was
edited: only what differs between them is patched. Whatever no line shows stays as it is.
"""

from collections.abc import Iterable, Sequence
from itertools import takewhile

import msgspec

from store.claims import ClaimLine
from store.claims_figures import free_id, made_figures, patched_figures
from store.model import NOT_STATED, About, Claim, Document, Speaker
from store.names import Names

__all__ = ["about", "free_id", "made", "patched", "unmet"]

_PLAIN = ("verb", "stance", "statement", "quote", "hedge")
"""Parts that stand in a claim as they are read."""


def patched(
    document: Document,
    before: ClaimLine,
    after: ClaimLine,
    others: Sequence[Claim],
    figures: bool = True,
) -> Document:
    """Return the claim with what differs between the readings; the same object if nothing does.

    `others` are the claims of its event. A name that no actor or source has, a day and numbers
    that cannot be read replace nothing. Numbers that are new in the line are taken if `figures`.
    """
    stored = document.get("figures") or []
    numbers = patched_figures(stored, before, after, figures)
    changes = {
        **{part: getattr(after, part) for part in _PLAIN if _differs(part, before, after)},
        **_about(before, after, bool(numbers)),
        **_who(document.get("speaker"), before, after),
        **_source(before, after),
        **_links(document, before, after, others),
        **({"figures": numbers} if numbers != stored else {}),
    }
    return {**document, **changes} if changes else document


def made(line: ClaimLine, uid: str, figures: bool = True, others: Sequence[Claim] = ()) -> Document:
    """Return a new claim with every key a claim has; a claimant not known is not stated.

    A line without a tag is about the occurrence, but about the figure where it counts something:
    claimants whose numbers differ do not differ in their accounts, and numbers have verdicts of
    their own. `others` are the claims before it.
    """
    return {
        "id": uid,
        "claimant": line.claimant or NOT_STATED,
        "verb": line.verb,
        "speaker": msgspec.to_builtins(line.speaker),
        "via": line.via,
        "stance": line.stance,
        "about": about(line, figures),
        "statement": line.statement,
        "quote": line.quote,
        "language": "",
        "said_on": line.said_on,
        "hedge": line.hedge,
        "source": line.source,
        "locator": line.locator,
        "supersedes": _latest(line.replaces, others),
        "agrees_with": _claims_of(line.agrees, others),
        "figures": made_figures(line.figures) if figures else [],
    }


def about(line: ClaimLine, counts: bool) -> About:
    """Return what a line is about; without a tag, no figure where none of its counts is taken."""
    return line.about if line.tagged or counts else "occurrence"


def unmet(line: ClaimLine, others: Iterable[Claim], names: Names) -> list[str]:
    """Say which claimants that a tag names have no claim here."""
    here = {claim.claimant for claim in others}
    named = dict.fromkeys((*line.agrees, *filter(None, [line.replaces])))
    return [
        f"No claim of {names.label(uid)} stands here: write the tag with a claimant of this event."
        for uid in named
        if uid not in here
    ]


def _differs(part: str, before: ClaimLine, after: ClaimLine) -> bool:
    return bool(getattr(before, part) != getattr(after, part))


def _about(before: ClaimLine, after: ClaimLine, counts: bool) -> Document:
    """Return what the claim is about where that differs."""
    now = about(after, counts)
    return {"about": now} if _differs("about", before, after) and now != before.about else {}


def _who(stored: Document | None, before: ClaimLine, after: ClaimLine) -> Document:
    """Return claimant, speaker, via and day where they differ."""
    changes: Document = {}
    if after.claimant and _differs("claimant", before, after):
        changes["claimant"] = after.claimant
    if _differs("speaker", before, after):
        changes["speaker"] = _speaker(stored, before.speaker, after.speaker)
    if _differs("via", before, after) and (after.via or not after.via_name):
        changes["via"] = after.via
    if _differs("said_on", before, after) and not after.refusal:
        changes["said_on"] = after.said_on
    return changes


def _speaker(stored: Document | None, was: Speaker | None, now: Speaker | None) -> Document | None:
    """Return the speaker with what differs; a name that was withheld goes when that ends."""
    if now is None:
        return None
    known = was or Speaker()
    parts = [
        part for part in Speaker.__struct_fields__ if getattr(now, part) != getattr(known, part)
    ]
    ends = known.withheld and not now.withheld
    changes = {part: getattr(now, part) for part in ([*parts, "name"] if ends else parts)}
    return {**(stored or msgspec.to_builtins(Speaker())), **changes}


def _source(before: ClaimLine, after: ClaimLine) -> Document:
    """Return source and locator where they differ; an unknown source replaces none."""
    parts = () if after.unknown_source else ("source", "locator")
    return {part: getattr(after, part) for part in parts if _differs(part, before, after)}


def _links(
    document: Document, before: ClaimLine, after: ClaimLine, claims: Sequence[Claim]
) -> Document:
    """Return with which claims it agrees and which it replaces, where that differs."""
    changes: Document = {}
    own = document["id"]
    others = [claim for claim in claims if claim.id != own]
    if _differs("agrees", before, after):
        gone = _claims_of(set(before.agrees) - set(after.agrees), others)
        new = _claims_of(set(after.agrees) - set(before.agrees), others)
        kept = [uid for uid in document.get("agrees_with") or () if uid not in gone]
        changes["agrees_with"] = [*dict.fromkeys((*kept, *new))]
    if _differs("replaces", before, after):
        earlier = takewhile(lambda claim: claim.id != own, claims)
        changes["supersedes"] = _latest(after.replaces, list(earlier))
    return changes


def _claims_of(claimants: Iterable[str], claims: Iterable[Claim]) -> list[str]:
    """Return the ids of all claims of these claimants."""
    meant = set(claimants)
    return [claim.id for claim in claims if claim.claimant in meant]


def _latest(claimant: str, claims: Sequence[Claim]) -> str | None:
    """Return the id of the last claim of a claimant."""
    return next((claim.id for claim in reversed(claims) if claim.claimant == claimant), None)
