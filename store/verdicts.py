"""Do the others agree? How the figures and the accounts of one event stand to each other.

Claims are never judged from their words: nothing is averaged, nothing picked.
"""

from itertools import combinations, groupby
from math import inf, isfinite
from typing import Literal

import msgspec

from store.model import NOT_STATED, About, Claim, Event, Figure
from store.quantities import MINIMUMS, Range, bounds, nearby, stated
from store.scopes import Counted, Reason, compare, unstated
from store.text import fold

VerdictKind = Literal[
    "same-number", "no-conflict", "conflict", "part-of-larger", "both-minimums", "not-comparable"
]
FAR_APART = 10
"""How many times larger a number must be to be far apart from another."""


class Ref(msgspec.Struct, frozen=True):
    """Which figure of an event."""

    claim: str
    figure: str


class Verdict(msgspec.Struct, frozen=True):
    """How two figures stand to each other, with every part in which they are not the same."""

    a: Ref
    b: Ref
    kind: VerdictKind
    far_apart: bool
    ratio: float | None
    """How many times the larger exceeds the smaller, at the least; None where they may meet."""
    reasons: tuple[Reason, ...]


class AccountsDiffer(msgspec.Struct, frozen=True):
    """Claims about the same matter by claimants that are not marked as agreeing."""

    about: About
    claims: tuple[str, ...]
    conflict: bool
    """Whether one denies another."""


class Origins(msgspec.Struct, frozen=True):
    """Whose claims an event rests on: origins count, not links."""

    claimants: tuple[str, ...]
    """Distinct, the article itself among them; "not stated" is nobody."""
    figures: int
    sources: tuple[str, ...]


def verdicts(event: Event) -> list[Verdict]:
    """Compare all figures of one unit, pair by pair, but never one account's own.

    A claim that denies does not give the figures in it as its own.
    """
    claims = [claim for claim in standing(event) if claim.stance != "denies"]
    counted = [Counted(claim, figure) for claim in claims for figure in claim.figures]
    return [
        judge(a, b)
        for a, b in combinations(counted, 2)
        if fold(a.figure.unit) == fold(b.figure.unit) and not _one_account(a.claim, b.claim)
    ]


def standing(event: Event) -> list[Claim]:
    """Return the claims that say something still: none that is superseded or only retracts."""
    superseded = {claim.supersedes for claim in event.claims}
    return [
        claim for claim in event.claims if claim.id not in superseded and claim.stance != "retracts"
    ]


def _one_account(a: Claim, b: Claim) -> bool:
    """Whether one claimant says both on one occasion."""
    same_occasion = (a.source, a.said_on) == (b.source, b.said_on)
    return a.id == b.id or (_one_claimant(a, b) and same_occasion)


def _one_claimant(a: Claim, b: Claim) -> bool:
    """Whether both are known to be by the same; two that are not stated may be anyone's.

    Unless the source has them from one speaker, whom it does not name but by office.
    """
    known = a.claimant != NOT_STATED or (a.speaker is not None and a.speaker == b.speaker)
    return a.claimant == b.claimant and known


def judge(a: Counted, b: Counted) -> Verdict:
    """Compare two figures of the same unit."""
    reasons = compare(a, b)
    kind = _kind(a.figure, b.figure, reasons)
    if kind is None:
        kind, reasons = "not-comparable", (*reasons, _no_number(a.figure, b.figure))
    gap = _gap(a.figure, b.figure)
    counted_alike = all(
        reason.part != "metric" for reason in reasons
    )  # never the dead and the fled
    held = kind in ("conflict", "not-comparable") and counted_alike
    far = held and gap is not None and gap >= FAR_APART
    ratio = _times(a.figure, b.figure) if kind == "both-minimums" else gap
    return Verdict(_ref(a), _ref(b), kind, far, ratio, reasons)


def _ref(counted: Counted) -> Ref:
    return Ref(counted.claim.id, counted.figure.id)


def _kind(a: Figure, b: Figure, reasons: tuple[Reason, ...]) -> VerdictKind | None:
    """Return the verdict; None where the scope allows one and a number is missing."""
    directions = {reason.relation for reason in reasons}
    if directions not in (set(), {"within"}, {"contains"}):
        return "not-comparable"
    part, whole = (b, a) if directions == {"contains"} else (a, b)
    if any(reason.part != "as-of" for reason in reasons):
        return "conflict" if _exceeds(part, whole) else "part-of-larger"
    if all(figure.qualifier in MINIMUMS and stated(figure) for figure in (a, b)):
        return "both-minimums"
    if stated(a) and stated(a) == stated(b) and _alike(a, b):
        return "same-number"
    return _running(part, whole) if reasons else _met(a, b)


def _alike(a: Figure, b: Figure) -> bool:
    """Whether equal numbers say the same: "50,000" and "about 50,000", but not "over 50,000"."""
    plain = {"stated", "approximately"}
    return a.qualifier == b.qualifier or {a.qualifier, b.qualifier} == plain


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Whether the part's minimum is above the whole's maximum."""
    inner, outer = bounds(part), bounds(whole)
    return inner is not None and outer is not None and not inner.at_most(outer)


def _running(earlier: Figure, later: Figure) -> VerdictKind | None:
    """Compare two running counts: a later, higher number is no conflict."""
    if _exceeds(earlier, later):
        return "conflict"
    first, second = _number(earlier), _number(later)
    return "no-conflict" if first and second and first.at_most(second) else None


def _met(a: Figure, b: Figure) -> VerdictKind | None:
    """Compare two figures of one scope: ranges that cannot meet are in conflict."""
    first, second = _number(a), _number(b)
    if first and second and first.meets(second):
        return "no-conflict"
    return "conflict" if bounds(a) and bounds(b) else None


def _number(figure: Figure) -> Range | None:
    """Return the bounds, or the one number of "about 300"."""
    return nearby(figure) if stated(figure) else None


def _no_number(a: Figure, b: Figure) -> Reason:
    return unstated("number", a.verbatim, b.verbatim, (bounds(a) is None, bounds(b) is None))


def _gap(a: Figure, b: Figure) -> float | None:
    """Return how far apart two figures are at the least; None where they may meet.

    None too where no factor tells: nothing times a number is 500, and some factors have no float.
    """
    first, second = nearby(a), nearby(b)
    if first is None or second is None or first.meets(second):
        return None
    low, high = sorted((first, second), key=lambda one: (one.low, one.high))
    return _factor(low.high, high.low)


def _times(a: Figure, b: Figure) -> float | None:
    """Return how many times one stated number is the other."""
    return _factor(*sorted((stated(a)[0], stated(b)[0])))


def _factor(low: float, high: float) -> float | None:
    factor = high / low if low > 0 else inf
    return factor if isfinite(factor) else None


def accounts(event: Event) -> list[AccountsDiffer]:
    """Return the matters about which claimants differ; figures are judged by `verdicts`."""
    claims = [claim for claim in standing(event) if claim.about != "figure"]
    claims.sort(key=lambda claim: claim.about)
    matters = groupby(claims, key=lambda claim: claim.about)
    found = [_differing(about, list(group)) for about, group in matters]
    order = {claim.id: i for i, claim in enumerate(event.claims)}
    return sorted((one for one in found if one), key=lambda one: order[one.claims[0]])


def _differing(about: About, claims: list[Claim]) -> AccountsDiffer | None:
    pairs = [(a, b) for a, b in combinations(claims, 2) if _differ(a, b)]
    if not pairs:
        return None
    differing = {claim.id for pair in pairs for claim in pair}
    return AccountsDiffer(
        about=about,
        claims=tuple(claim.id for claim in claims if claim.id in differing),
        conflict=any((a.stance == "denies") != (b.stance == "denies") for a, b in pairs),
    )


def _differ(a: Claim, b: Claim) -> bool:
    agree = b.id in a.agrees_with or a.id in b.agrees_with
    return not _one_claimant(a, b) and not agree


def origins(event: Event) -> Origins:
    """Return the distinct claimants and sources of all claims, and the number of figures."""
    claimants = dict.fromkeys(claim.claimant for claim in event.claims)
    claimants.pop(NOT_STATED, None)
    return Origins(
        claimants=tuple(claimants),
        figures=sum(len(claim.figures) for claim in event.claims),
        sources=tuple(dict.fromkeys(claim.source for claim in event.claims if claim.source)),
    )
