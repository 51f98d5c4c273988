"""What stands beside the name of a claimant, wherever a claim is told."""

from store.model import Claim, Relation
from store.names import Names
from store.text import fold

RELATIONS: dict[Relation, str] = {
    "part-of": "part of",
    "belongs-to": "belongs to",
    "supports": "supports",
}


def described(claim: Claim, names: Names) -> str:
    """Return what the source says of the claimant, where its name does not say it already."""
    actor = names.actors.get(claim.claimant)
    if actor is None or fold(actor.described) in fold(actor.name):
        return ""
    return f"“{actor.described}”"


def affiliation(claim: Claim, names: Names) -> str:
    """Say that the claimant is a party to the conflict, or through whom."""
    actor = names.actors.get(claim.claimant)
    if actor is None or not names.party(actor.uid):
        return ""
    through = [parent for parent in actor.parents if names.party(parent.actor)]
    if actor.faction or not through:
        return "party to the conflict"
    by = f"{RELATIONS[through[0].relation]} {names.label(through[0].actor)}"
    return f"party to the conflict ({by})"
