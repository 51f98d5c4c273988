"""Verdicts in sentences: "a/c not comparable: two days within two weeks, fled and displaced"."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from store.names import Names
from store.scopes import Part, Reason
from store.verdicts import Ref, Verdict
from tui.presentation.figures import date_words

_LEADING = re.compile(r"^(?:in |over |during |within )?(?:the )?(?:past |last )", re.IGNORECASE)
_AT_LEAST_PAIRS = 2
"""Pairs that one sentence about a figure must save."""
_TOLD = 1e15
"""Factor above which it is not told: its digits would say nothing, and it may be no number."""


class Sentence(msgspec.Struct, frozen=True):
    """One verdict: which figures, and what is to be said of them."""

    label: str
    """Letters: "a/b", or "d" for a figure against all others."""
    text: str
    alert: bool
    """Whether the figures conflict or are far apart."""

    def __str__(self) -> str:
        return f"{self.label} {self.text}"


Say = Callable[[Sequence[Verdict], Mapping[Ref, str], Names], list[Sentence]]
"""Puts verdicts into sentences: `sentences` or `across`."""


def sentences(
    verdicts: Sequence[Verdict], letters: Mapping[Ref, str], names: Names
) -> list[Sentence]:
    """Return a sentence for each pair, and one for a figure that compares with no other."""
    apart = _set_apart(verdicts)
    pairs = [
        Sentence(_label(verdict, letters), judged(verdict, letters, names), _alert(verdict))
        for verdict in verdicts
        if verdict.far_apart or not {verdict.a, verdict.b} & apart.keys()
    ]
    alone = [
        Sentence(letters[ref], _not_comparable(reasons), False) for ref, reasons in apart.items()
    ]
    return [*pairs, *sorted(alone, key=lambda sentence: (len(sentence.label), sentence.label))]


def across(verdicts: Sequence[Verdict], letters: Mapping[Ref, str], names: Names) -> list[Sentence]:
    """Return one sentence for all pairs of which the same is to be said."""
    said: dict[tuple[str, bool], list[Verdict]] = {}
    for verdict in verdicts:
        text = judged(verdict, letters, names, times=False)
        said.setdefault((text, _alert(verdict)), []).append(verdict)
    return [Sentence(_labels(pairs, letters), text, alert) for (text, alert), pairs in said.items()]


def _label(verdict: Verdict, letters: Mapping[Ref, str]) -> str:
    return f"{letters[verdict.a]}/{letters[verdict.b]}"


def _labels(verdicts: list[Verdict], letters: Mapping[Ref, str]) -> str:
    """Return "a, b/c, d" where each of the first stands against each of the second."""
    first = dict.fromkeys(letters[verdict.a] for verdict in verdicts)
    second = dict.fromkeys(letters[verdict.b] for verdict in verdicts)
    if len(first) * len(second) == len(verdicts):
        return f"{', '.join(first)}/{', '.join(second)}"
    return ", ".join(_label(verdict, letters) for verdict in verdicts)


def _alert(verdict: Verdict) -> bool:
    return verdict.far_apart or verdict.kind == "conflict"


def judged(
    verdict: Verdict, letters: Mapping[Ref, str], names: Names, *, times: bool = True
) -> str:
    """Return the verdict on a pair with every reason; without `times` it names no factor."""
    reasons = [reason_words(reason, names) for reason in verdict.reasons]
    factor = _times(verdict) if times else ""
    far = f"≠ far apart (at least {factor})" if factor else "≠ far apart"
    match verdict.kind:
        case "not-comparable":
            text = _not_comparable(reasons)
            return f"{far}; {text}" if verdict.far_apart else text
        case "conflict":
            text = f"≠ conflict: {_why_conflict(verdict, reasons)}"
            return f"{text}; {far.removeprefix('≠ ')}" if verdict.far_apart else text
        case "part-of-larger":
            whole = verdict.a if verdict.reasons[0].relation == "contains" else verdict.b
            return f"part of a larger count, {letters[whole]}: {', '.join(reasons)}"
        case "both-minimums":
            return f"both minimums; {_difference(verdict.ratio, factor)}"
        case "no-conflict":
            why = "the later count may be higher" if reasons else "the ranges meet"
            return f"no conflict: {why}"
    return "same number"


def _not_comparable(reasons: Sequence[str]) -> str:
    return f"not comparable: {', '.join(dict.fromkeys(reasons))}"


def _why_conflict(verdict: Verdict, reasons: list[str]) -> str:
    if not reasons:
        return "they cannot both hold"
    if all(reason.part == "as-of" for reason in verdict.reasons):
        return "the later count is lower"
    return f"{', '.join(reasons)}, yet the part is larger than the whole"


def _difference(ratio: float | None, factor: str) -> str:
    if ratio == 1:
        return "stated numbers are the same"
    if ratio is not None and ratio < 1.05:
        return "stated numbers differ slightly"
    return f"stated numbers differ {factor}".rstrip()


def _times(verdict: Verdict) -> str:
    """Return "×2.7", or "×50" without decimals from ten; empty where there is none to tell."""
    ratio = verdict.ratio
    if ratio is None or not ratio <= _TOLD:
        return ""
    return f"×{int(ratio):,}" if ratio >= 10 else f"×{min(round(ratio, 1), 9.9)}"


def reason_words(reason: Reason, names: Names) -> str:
    """Return one reason: "two days within two weeks", "population not stated"."""
    first, second = (_value(reason.part, value, names) for value in (reason.first, reason.second))
    if reason.relation == "contains":
        first, second = second, first
    if reason.relation == "not-stated":
        return ", ".join(dict.fromkeys(_lacks(reason)))
    if reason.relation == "different":
        return f"{first} and {second}"
    if reason.part == "as-of":
        return f"{first} before {second.removeprefix('as of ')}"
    return f"{_LEADING.sub('', first)} within {_LEADING.sub('', second)}"


def _value(part: Part, value: str, names: Names) -> str:
    if part == "as-of":
        return f"as of {date_words(value)}"
    if part == "period":
        return date_words(value)
    return names.label(value) if part == "place" else value


def _lacks(reason: Reason) -> Iterator[str]:
    if reason.lacking in ("a", "both"):
        yield _lack(reason.part, reason.first)
    if reason.lacking in ("b", "both"):
        yield _lack(reason.part, reason.second)


def _lack(part: Part, value: str) -> str:
    """Say what is missing, and in which words."""
    if part == "number":
        return f"“{value}” states no bounds"
    if part == "period" and value:
        return f"“{value}” has no stated length"
    return "day not stated" if part == "as-of" else f"{part} not stated"


def _set_apart(verdicts: Sequence[Verdict]) -> dict[Ref, tuple[str, ...]]:
    """Return the figures that compare with no other for reasons of their own; most pairs first."""
    of: dict[Ref, list[Verdict]] = {}
    for verdict in verdicts:
        of.setdefault(verdict.a, []).append(verdict)
        of.setdefault(verdict.b, []).append(verdict)
    own = {ref: reasons for ref, pairs in of.items() if (reasons := _own_reasons(ref, pairs))}
    left = {ref: len(of[ref]) for ref in own}
    found: dict[Ref, tuple[str, ...]] = {}
    while left:
        ref = max(left, key=left.__getitem__)
        if left.pop(ref) < _AT_LEAST_PAIRS:
            break
        found[ref] = own[ref]
        for verdict in of[ref]:
            other = verdict.b if ref == verdict.a else verdict.a
            if other in left:
                left[other] -= 1
    return found


def _own_reasons(ref: Ref, pairs: Sequence[Verdict]) -> tuple[str, ...]:
    """Return what this figure itself leaves open, in each of its pairs."""
    lacks = [dict.fromkeys(_lacked_by(ref, verdict)) for verdict in pairs]
    return tuple(text for text in lacks[0] if all(text in others for others in lacks))


def _lacked_by(ref: Ref, verdict: Verdict) -> Iterator[str]:
    first = ref == verdict.a
    for reason in verdict.reasons:
        if reason.lacking in ("both", "a" if first else "b"):
            yield _lack(reason.part, reason.first if first else reason.second)
