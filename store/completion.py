"""What may be completed where the cursor stands, field by field.

Nothing is offered before a letter is typed, within a word, or where taking it changed nothing;
what stands right of the cursor is kept.
"""

import re
from collections.abc import Iterable

from store.completion_claims import claim_offers
from store.lines import LONGEST, name
from store.names import Names
from store.offers import (
    Offer,
    claimants,
    is_quoting,
    parted,
    records,
    sources,
    spot,
    words,
)
from store.participants import ROLES, starts_role

__all__ = [
    "Offer",
    "claim_offers",
    "participant_offers",
    "place_offers",
    "source_offers",
    "word_offers",
]

_BY = re.compile(r"(?<!\S)(\S+)\s+by\s+(?=\S)", re.IGNORECASE)


def participant_offers(text: str, cursor: int, names: Names) -> list[Offer]:
    """Return actors, roles behind a known actor, and claimants behind "by"."""
    left, right = parted(text, cursor)
    if is_quoting(left) or len(text) > LONGEST:
        return []
    by = [found.end() for found in _BY.finditer(left) if starts_role(found[1])]
    if by:
        here = spot(left, by[-1], right)
        return here.offers(claimants(here.prefix, names))
    here = spot(left, 0, right)
    return here.offers(records(here.prefix, "actor", names)) or _role_offers(left, right, names)


def place_offers(text: str, cursor: int, names: Names) -> list[Offer]:
    """Return places."""
    left, right = parted(text, cursor)
    here = spot(left, 0, right)
    return [] if is_quoting(left) else here.offers(records(here.prefix, "place", names))


def source_offers(text: str, cursor: int, names: Names) -> list[Offer]:
    """Return sources, by key and title."""
    left, right = parted(text, cursor)
    here = spot(left, 0, right)
    return here.offers(sources(here.prefix, names))


def word_offers(text: str, known: Iterable[str]) -> list[Offer]:
    """Return the words of a closed list."""
    here = spot(text, 0, "")
    return here.offers(words(here.prefix, known))


def _role_offers(left: str, right: str, names: Names) -> list[Offer]:
    """Return roles behind an actor who is known, from the first letter on."""
    here = spot(left, left.rfind(" ") + 1, right)
    known = names.resolve(name(here.before))
    return here.offers(words(here.prefix, ROLES)) if known else []
