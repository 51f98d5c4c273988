"""Do the others agree? How the figures and the accounts of one event stand to each other.

Claims are never judged from their words: nothing is averaged, nothing picked.
"""

from itertools import combinations
from math import inf, isfinite
from typing import Literal

import msgspec

from store.model import NOT_STATED, About, Claim, Event
from store.quantities import MINIMUMS, Measured, Range, measured
from store.scopes import Counted, Reason, compare, unstated
from store.text import fold

VerdictKind = Literal[
    "same-number", "no-conflict", "conflict", "part-of-larger", "both-minimums", "not-comparable"
]
FAR_APART = 10
"""How many times larger a number must be to be far apart from another."""


class Ref(msgspec.Struct, frozen=True, gc=False):
    """Which figure of an event."""

    claim: str
    figure: str


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """How two figures stand to each other, with every part in which they are not the same."""

    a: Ref
    b: Ref
    kind: VerdictKind
    far_apart: bool
    ratio: float | None
    """How many times the larger exceeds the smaller, at the least; None where they may meet."""
    reasons: tuple[Reason, ...]


class AccountsDiffer(msgspec.Struct, frozen=True, gc=False):
    """Claims about the same matter by claimants that are not marked as agreeing."""

    about: About
    claims: tuple[str, ...]
    conflict: bool
    """Whether one denies another."""


class Origins(msgspec.Struct, frozen=True, gc=False):
    """Whose claims an event rests on: origins count, not links."""

    claimants: tuple[str, ...]
    """Distinct, the article itself among them; "not stated" is nobody."""
    figures: int
    sources: tuple[str, ...]


def verdicts(event: Event) -> list[Verdict]:
    """Compare all figures of one unit, pair by pair, but never one account's own.

    A claim that denies does not give the figures in it as its own.
    """
    if len([claim for claim in event.claims if claim.figures]) < 2:
        return []
    claims = [claim for claim in standing(event) if claim.stance != "denies"]
    counted = [Counted(claim, figure) for claim in claims for figure in claim.figures]
    return [
        judge(a, b)
        for a, b in combinations(counted, 2)
        if _one_unit(a.figure.unit, b.figure.unit) and not _one_account(a.claim, b.claim)
    ]


def _one_unit(a: str, b: str) -> bool:
    return a == b or fold(a) == fold(b)


def standing(event: Event) -> list[Claim]:
    """Return the claims that say something still: none that is superseded or only retracts."""
    superseded = {claim.supersedes for claim in event.claims}
    return [
        claim for claim in event.claims if claim.id not in superseded and claim.stance != "retracts"
    ]


def _one_account(a: Claim, b: Claim) -> bool:
    """Whether one claimant says both on one occasion."""
    same_occasion = a.source == b.source and a.said_on == b.said_on
    return a.id == b.id or (same_occasion and _one_claimant(a, b))


def _one_claimant(a: Claim, b: Claim) -> bool:
    """Whether both are known to be by the same; two that are not stated may be anyone's.

    Unless the source has them from one speaker, whom it does not name but by office.
    """
    if a.claimant != b.claimant:
        return False
    return a.claimant != NOT_STATED or (a.speaker is not None and a.speaker == b.speaker)


def judge(a: Counted, b: Counted) -> Verdict:
    """Compare two figures of the same unit."""
    reasons = compare(a, b)
    one, other = measured(a.figure), measured(b.figure)
    kind = _kind(one, other, reasons)
    if kind is None:
        open_ = one.bounds is None, other.bounds is None
        lacking = unstated("number", a.figure.verbatim, b.figure.verbatim, open_)
        kind, reasons = "not-comparable", (*reasons, lacking)
    gap = _gap(one.nearby, other.nearby)
    far = (
        (gap is not None and gap >= FAR_APART)
        and kind in ("conflict", "not-comparable")
        and all(reason.part != "metric" for reason in reasons)  # never the dead and the fled
    )
    ratio = _times(one, other) if kind == "both-minimums" else gap
    return Verdict(_ref(a), _ref(b), kind, far, ratio, reasons)


def _ref(counted: Counted) -> Ref:
    return Ref(counted.claim.id, counted.figure.id)


def _kind(a: Measured, b: Measured, reasons: tuple[Reason, ...]) -> VerdictKind | None:
    """Return the verdict; None where the scope allows one and a number is missing."""
    if not reasons:
        return _alike(a, b) or _met(a, b)
    directions = {reason.relation for reason in reasons}
    if directions not in ({"within"}, {"contains"}):
        return "not-comparable"
    part, whole = (b, a) if directions == {"contains"} else (a, b)
    if any(reason.part != "as-of" for reason in reasons):
        return "conflict" if _exceeds(part, whole) else "part-of-larger"
    return _alike(a, b) or _running(part, whole)


def _alike(a: Measured, b: Measured) -> VerdictKind | None:
    """Compare what two figures of one scope say alone."""
    if not (a.stated and b.stated):
        return None
    if a.qualifier in MINIMUMS and b.qualifier in MINIMUMS:
        return "both-minimums"
    return "same-number" if a.stated == b.stated and _said_alike(a, b) else None


def _said_alike(a: Measured, b: Measured) -> bool:
    """Whether equal numbers say the same: "50,000" and "about 50,000", but not "over 50,000"."""
    plain = {"stated", "approximately"}
    return a.qualifier == b.qualifier or {a.qualifier, b.qualifier} == plain


def _exceeds(part: Measured, whole: Measured) -> bool:
    """Whether the part's minimum is above the whole's maximum."""
    inner, outer = part.bounds, whole.bounds
    return inner is not None and outer is not None and not inner.at_most(outer)


def _running(earlier: Measured, later: Measured) -> VerdictKind | None:
    """Compare two running counts: a later, higher number is no conflict."""
    if _exceeds(earlier, later):
        return "conflict"
    first, second = _number(earlier), _number(later)
    return "no-conflict" if first and second and first.at_most(second) else None


def _met(a: Measured, b: Measured) -> VerdictKind | None:
    """Compare two figures of one scope: ranges that cannot meet are in conflict."""
    first, second = _number(a), _number(b)
    if first and second and first.meets(second):
        return "no-conflict"
    return "conflict" if a.bounds and b.bounds else None


def _number(of: Measured) -> Range | None:
    """Return the bounds, or the one number of "about 300"."""
    return of.nearby if of.stated else None


def _gap(first: Range | None, second: Range | None) -> float | None:
    """Return how far apart two figures are at the least; None where they may meet.

    None too where no factor tells: nothing times a number is 500, and some factors have no float.
    """
    if first is None or second is None or first.meets(second):
        return None
    if (first.low, first.high) < (second.low, second.high):
        return _factor(first.high, second.low)
    return _factor(second.high, first.low)


def _times(a: Measured, b: Measured) -> float | None:
    """Return how many times one stated number is the other."""
    return _factor(*sorted((a.stated[0], b.stated[0])))


def _factor(low: float, high: float) -> float | None:
    factor = high / low if low > 0 else inf
    return factor if isfinite(factor) else None


def accounts(event: Event) -> list[AccountsDiffer]:
    """Return the matters about which claimants differ; figures are judged by `verdicts`."""
    claims = standing(event) if len(event.claims) > 1 else []
    matters: dict[About, list[tuple[Claim, Claim]]] = {}
    for a, b in combinations(claims, 2):
        if a.about == b.about != "figure" and _differ(a, b):
            matters.setdefault(a.about, []).append((a, b))
    found = [_differing(about, pairs, claims) for about, pairs in matters.items()]
    if len(found) > 1:
        order = {claim.id: i for i, claim in enumerate(event.claims)}
        found.sort(key=lambda one: order[one.claims[0]])
    return found


def _differing(
    about: About, pairs: list[tuple[Claim, Claim]], claims: list[Claim]
) -> AccountsDiffer:
    """Tell of all pairs that differ about one matter, their claims in order."""
    differing = {claim.id for pair in pairs for claim in pair}
    ids = [claim.id for claim in claims if claim.about == about and claim.id in differing]
    return AccountsDiffer(about, tuple(ids), any(_denied(a, b) for a, b in pairs))


def _differ(a: Claim, b: Claim) -> bool:
    agree = b.id in a.agrees_with or a.id in b.agrees_with
    return not agree and not _one_claimant(a, b)


def _denied(a: Claim, b: Claim) -> bool:
    """Whether one of them denies."""
    return (a.stance == "denies") != (b.stance == "denies")


def origins(event: Event) -> Origins:
    """Return the distinct claimants and sources of all claims, and the number of figures."""
    claimants = dict.fromkeys(claim.claimant for claim in event.claims)
    claimants.pop(NOT_STATED, None)
    return Origins(
        claimants=tuple(claimants),
        figures=sum(len(claim.figures) for claim in event.claims),
        sources=tuple(dict.fromkeys(claim.source for claim in event.claims if claim.source)),
    )
