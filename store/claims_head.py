"""Reads what stands before the colon of a claim line: CLAIMANT (SPEAKER) [via X] VERB [day].

Names, verbs and days have no marks between them, so every way to part the words is tried, and
the one that reads best is taken: a known claimant, a day that can be read, a known verb.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

import msgspec

from store.dates import DateError, When, parse
from store.dates_typed import read as read_date
from store.model import ARTICLE, NOT_STATED, Source, Speaker, Stance
from store.names import Names
from store.text import fold

_STANCES: dict[Stance, str] = {
    "asserts": "said|says|told|tells|reported|reports|claimed|claims|stated|states|added|adds"
    "|confirmed|confirms|noted|notes|documented|documents|recorded|records|counted|counts"
    "|acknowledged|acknowledges|admitted|admits|described|describes|alleged|alleges|insisted"
    "|insists|wrote|writes",
    "denies": "denied|denies|rejected|rejects|dismissed|dismisses|disputed|disputes",
    "accuses": "accused|accuses|blamed|blames",
    "estimates": "estimated|estimates|put|puts|put it at|put the number at|put the toll at",
    "calls-for": "called for|calls for|called on|calls on|urged|urges|pleaded|pleads"
    "|pleaded with|pleads with|pleaded for|demanded|demands|appealed|appeals|appealed for"
    "|appeals for",
    "announces": "announced|announces|pledged|pledges|promised|promises|vowed|vows",
    "forecasts": "warned|warns|warned of|warns of|warned that|predicted|predicts|expected|expects",
    "revises": "revised|revises|corrected|corrects",
    "retracts": "retracted|retracts|withdrew|withdraws",
}
VERBS: dict[str, Stance] = {
    verb: stance for stance, verbs in _STANCES.items() for verb in verbs.split("|")
}
"""Verbs as printed, and the stance each proposes; a claim is never judged by its verb."""

_NOBODY = {
    "article": ARTICLE,
    "the article": ARTICLE,
    "not stated": NOT_STATED,
    "not-stated": NOT_STATED,
    "claimant not stated": NOT_STATED,
}
_WITHHELD = ("withheld", "name withheld", "anonymous")
_WHO = re.compile(r"(?P<name>[^()]*?) ?(?:\((?P<speaker>[^()]*)\))? ?(?:\bvia (?P<via>[^()]+))?")
_ASIDE = re.compile(r'\([^()]*\)|"[^"]*"|“[^“”]*”|«[^«»]*»')
"""Where a colon does not end the head."""
_COLON = re.compile(r":(?![0-9])")
_KNOWN = 2
LONGEST_VERB = 4
"""Words."""
_LONGEST_DAY = 8
"""Words: "between 26 Nov 2016 and 10 Dec 2016" has eight."""
LONGEST_HEAD = 500
"""Characters; a longer head is no head."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Who says it, how, and on which day; None where no such record is known."""

    name: str = ""
    """The claimant as typed."""
    claimant: str | None = None
    """Uid of an actor, ARTICLE or NOT_STATED."""
    speaker: Speaker | None = None
    via_name: str = ""
    via: str | None = None
    """Uid of the actor it was told to."""
    verb: str = "said"
    said_on: str = ""
    """EDTF."""
    refusal: str = ""
    """Why the day cannot be read, in a sentence."""


class _Parting(NamedTuple):
    """One way to part the words of a head."""

    who: re.Match[str]
    claimant: str | None
    end: int
    """Number of the word at which the day begins."""
    verb: str
    told: str
    """Whom the verb names."""
    rank: int
    """Of the verb."""


def proposed_stance(verb: str) -> Stance:
    """Return what a verb proposes; an unknown one asserts."""
    return VERBS.get(verb.casefold(), "asserts")


def colon(line: str) -> re.Match[str] | None:
    """Return the colon that ends the head: none of a time, in brackets or quotation marks."""
    return _COLON.search(_ASIDE.sub(lambda aside: "·" * len(aside[0]), line))


def begins_with_verb(head: str) -> bool:
    """Whether a known verb begins a head, as where the claimant above is kept."""
    words = head.casefold().split(" ")
    return any(" ".join(words[:size]) in VERBS for size in range(1, LONGEST_VERB + 1))


def read_head(text: str, names: Names, today: date, source: Source | None) -> Head:
    """Read the head; a day without a year is the last such day up to the day of the source."""
    if len(text) > LONGEST_HEAD:
        return Head(name=text)
    words = text.split(" ")
    days: dict[int, tuple[str, str]] = {}
    for group in _grouped(words, names):
        for end in {parting.end for parting in group} - days.keys():
            days[end] = read_day(" ".join(words[end:]), today, source)
        read = [one for one in group if one.rank == _KNOWN or not days[one.end][1]]
        if read:
            best = max(read, key=lambda one: _fit(one, days[one.end][1]))
            return _head(best, *days[best.end], names)
    return Head(name=text)


def _grouped(words: list[str], names: Names) -> Iterator[list[_Parting]]:
    """Group the ways to part the words, the best first: days cost most to read."""
    partings = sorted(_partings(words, names), key=_sort, reverse=True)
    return (list(group) for _, group in groupby(partings, key=_sort))


def _sort(parting: _Parting) -> tuple[bool, bool]:
    return parting.claimant is not None, parting.rank == _KNOWN


def _fit(parting: _Parting, refusal: str) -> tuple[bool | int, ...]:
    """Compare what is of one sort."""
    return not refusal, parting.rank, len(parting.who["name"]), len(parting.verb)


def _partings(words: list[str], names: Names) -> Iterator[_Parting]:
    """Yield every way to part the words, with the rank of its verb."""
    first_end = max(0, len(words) - _LONGEST_DAY)
    starts = range(max(0, first_end - LONGEST_VERB), len(words) + 1)
    found = {start: _WHO.fullmatch(" ".join(words[:start])) for start in starts}
    known = {start: (who, claimant(who["name"], names)) for start, who in found.items() if who}
    for end in range(first_end, len(words) + 1):
        for start in range(max(0, end - LONGEST_VERB), end + 1):
            verb, told, rank = _verb(words[start:end])
            if rank >= 0 and start in known:
                yield _Parting(*known[start], end, verb, told, rank)


def _head(parting: _Parting, said_on: str, refusal: str, names: Names) -> Head:
    who = parting.who
    via = (parting.told or who["via"] or "").strip()
    return Head(
        name=who["name"],
        claimant=parting.claimant,
        speaker=speaker(who["speaker"] or ""),
        via_name=via,
        via=claimant(via, names),
        verb=parting.verb,
        said_on=said_on,
        refusal=refusal,
    )


def _verb(words: list[str]) -> tuple[str, str, int]:
    """Return verb, whom it was told to, and rank: known 2, none 1, another word 0, no verb -1."""
    verb = " ".join(words)
    if verb.casefold() in VERBS:
        return verb, "", _KNOWN
    if verb[:5].casefold() == "told ":
        return words[0], verb[5:], _KNOWN
    if not words:
        return "said", "", 1
    return verb, "", 0 if len(words) == 1 and verb.isalpha() and verb.islower() else -1


def claimant(name: str, names: Names) -> str | None:
    """Return the uid of an actor, ARTICLE or NOT_STATED; None where no actor has the name."""
    return _NOBODY.get(fold(name)) or names.resolve(name)


def read_day(day: str, today: date, source: Source | None) -> tuple[str, str]:
    """Return a date as EDTF, or why it cannot be read; one without a year is the source's last."""
    try:
        return read_date(day, today).text, ""
    except DateError as error:
        when = _in_year_of(source, day, today) if source else None
        return (when.text, "") if when else ("", str(error))


def _in_year_of(source: Source, day: str, today: date) -> When | None:
    """Read a day without a year as the last one that the source can speak of."""
    try:
        issued = parse(source.issued)
        last = issued.end.year if issued.end else None
        for year in (last, last - 1) if last else ():
            when = read_date(f"{day} {year}", today)
            if (when.earliest or 0) < (issued.latest or 0):
                return when
    except DateError:
        pass
    return None


def speaker(text: str) -> Speaker | None:
    """Read "Maj. Gen. Igor Konashenkov, spokesman"; one part alone is an office if in lower case.

    "Withheld" or "anonymous" among the parts withholds the name; where it comes first, or nothing
    stands before the first comma, all the rest is the office.
    """
    parts = [part.strip() for part in text.split(",")]
    told = [part for part in parts if part and part.casefold() not in _WITHHELD]
    withheld = any(part.casefold() in _WITHHELD for part in parts)
    if not (told or withheld):
        return None
    if parts[0] not in told or (len(told) == 1 and told[0].split()[-1].islower()):
        return Speaker(office=", ".join(told), withheld=withheld)
    return Speaker(name=told[0], office=", ".join(told[1:]), withheld=withheld)
