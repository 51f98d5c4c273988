"""Reads what stands before the colon of a claim line: CLAIMANT (SPEAKER) [via X] VERB [day].

Names, verbs and days have no marks between them, so every way to part the words is tried, and
the one that reads best is taken: a known claimant, a day that can be read, a known verb.
"""

import re
from collections.abc import Iterator
from datetime import date

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
_KNOWN = 2
_LONGEST_VERB = 4
_LONGEST_DAY = 8
"""Words: "between 26 Nov 2016 and 10 Dec 2016" has eight."""


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

    @property
    def stance(self) -> Stance:
        """What the verb proposes; an unknown verb asserts."""
        return VERBS.get(self.verb.casefold(), "asserts")


def begins_with_verb(text: str) -> bool:
    """Whether a known verb comes first, as where the claimant above is kept."""
    words = text.casefold().split(" ")
    return any(" ".join(words[:size]) in VERBS for size in range(1, _LONGEST_VERB + 1))


def read_head(text: str, names: Names, today: date, source: Source | None) -> Head:
    """Read the head; a day without a year is the last such day up to the day of the source."""
    return max(_heads(text, names, today, source), key=_fit, default=(0, Head(name=text)))[1]


def _fit(ranked: tuple[int, Head]) -> tuple[bool | int, ...]:
    rank, head = ranked
    known = head.claimant is not None
    return known, rank == _KNOWN, not head.refusal, rank, len(head.name), len(head.verb)


def _heads(
    text: str, names: Names, today: date, source: Source | None
) -> Iterator[tuple[int, Head]]:
    """Yield every way to part the words, with the rank of its verb."""
    words = text.split(" ")
    for end in range(max(0, len(words) - _LONGEST_DAY), len(words) + 1):
        day, refusal = _said_on(" ".join(words[end:]), today, source)
        for start in range(max(0, end - _LONGEST_VERB), end + 1):
            verb, told, rank = _verb(words[start:end])
            who = _WHO.fullmatch(" ".join(words[:start]))
            if who and (rank == _KNOWN or (rank >= 0 and not refusal)):
                said = Head(verb=verb, via_name=told, said_on=day, refusal=refusal)
                yield rank, _named(said, who, names)


def _named(said: Head, who: re.Match[str], names: Names) -> Head:
    via = said.via_name or who["via"] or ""
    return msgspec.structs.replace(
        said,
        name=who["name"],
        claimant=_uid(who["name"], names),
        speaker=speaker(who["speaker"] or ""),
        via_name=via.strip(),
        via=_uid(via, names),
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


def _uid(name: str, names: Names) -> str | None:
    return _NOBODY.get(fold(name)) or names.resolve(name)


def _said_on(day: str, today: date, source: Source | None) -> tuple[str, str]:
    """Return the day as EDTF, or why it cannot be read."""
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

    "Withheld" or "anonymous" among the parts withholds the name.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    told = [part for part in parts if part.casefold() not in _WITHHELD]
    withheld = len(told) < len(parts)
    if not parts:
        return None
    if len(told) == 1 and told[0].split()[-1].islower():
        return Speaker(office=told[0], withheld=withheld)
    return Speaker(name="".join(told[:1]), office=", ".join(told[1:]), withheld=withheld)
