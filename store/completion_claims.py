"""What may be completed in a claim line: claimants, whom it was told to, verbs, sources, tags."""

import re
from collections.abc import Iterator, Sequence

from store.claims_head import LONGEST_HEAD, LONGEST_VERB, VERBS, claimant, colon
from store.lines import tidy
from store.names import Names
from store.offers import (
    Choice,
    Offer,
    Spot,
    claimants,
    is_quoting,
    parted,
    records,
    sources,
    spot,
)
from store.text import fold

_TOLD = re.compile(r".*\s(?:via|told)\s+(?=\S)")
_WHO = re.compile(r"([^()]+?)(?: \([^()]*\))?(?: via ([^()]+))?")
_TAG = re.compile(r"(?:^|\s)(#\S+)$")
_MARKS = '()[]:"“”«»'
"""A name with any of them would not be read as one."""
_LONGEST_LINE = 10_000
"""Characters."""


def claim_offers(
    text: str, cursor: int, names: Names, tags: Sequence[tuple[str, str]] = ()
) -> list[Offer]:
    """Return what may stand where the cursor is; tags come with what they say."""
    left, right = parted(text, cursor)
    if len(text) > _LONGEST_LINE:
        return []
    said = _said(left)
    if said is None:
        return _head_offers(left, right, names)
    if is_quoting(left[said:]):
        return []
    opened = left.rfind("[")
    if opened > max(said - 1, left.rfind("]")):
        return _source_offers(spot(left, opened + 1, right), names)
    tag = _TAG.search(left, said)
    return spot(left, tag.start(1), right).offers(_tags(tag[1], tags)) if tag else []


def _said(left: str) -> int | None:
    """Return where the statement begins, None within the head."""
    if left.lstrip().startswith(":"):
        return left.index(":") + 1
    end = colon(left)
    return end.end() if end else None


def _head_offers(left: str, right: str, names: Names) -> list[Offer]:
    if len(left) > LONGEST_HEAD or left.rfind("(") > left.rfind(")"):
        return []
    if told := _TOLD.match(left):
        here = spot(left, told.end(), right)
        who = here.offers(records(here.prefix, "actor", names, _MARKS))
    else:
        here = spot(left, 0, right)
        who = here.offers(claimants(here.prefix, names, _MARKS))
    return who or _verb_offers(left, right, names)


def _verb_offers(left: str, right: str, names: Names) -> list[Offer]:
    """Return verbs behind a claimant who is known, from the first letter on."""
    for word in list(re.finditer(r"\S+", left))[: -LONGEST_VERB - 1 : -1]:
        here = spot(left, word.start(), right)
        found = here.offers(_verbs(here.prefix)) if _is_claimant(here.before, names) else []
        if found:
            return found
    return []


def _verbs(prefix: str) -> Iterator[Choice]:
    typed = tidy(prefix).casefold() + (" " if prefix[-1:].isspace() else "")
    return (Choice(verb, verb) for verb in VERBS if verb.startswith(typed))


def _is_claimant(text: str, names: Names) -> bool:
    """Whether this is all of a claimant: NAME (SPEAKER) [via X], both known."""
    who = _WHO.fullmatch(tidy(text))
    if who is None or claimant(who[1], names) is None:
        return False
    return who[2] is None or names.resolve(who[2]) is not None


def _source_offers(here: Spot, names: Names) -> list[Offer]:
    """Return sources, with the closing bracket unless one follows behind other words."""
    keys = (choice for choice in sources(here.prefix, names) if not set(choice.word) & set("[]"))
    if here.after.startswith("]"):
        keys = (choice for choice in keys if choice.word != here.prefix)
        here = here._replace(after=here.after[1:])
    elif "]" in here.after.partition("[")[0]:
        return here.offers(keys)
    return here.offers(choice._replace(word=f"{choice.word}]") for choice in keys)


def _tags(prefix: str, tags: Sequence[tuple[str, str]]) -> Iterator[Choice]:
    found = ((tag, says) for tag, says in tags if fold(tag).startswith(fold(prefix)))
    return (Choice(f"{tag} · {says}", tag) for tag, says in found)
